"""Smallest sets that share a member with every one of some sets; sets are the bits of an integer."""

from __future__ import annotations

from collections.abc import Iterable


def smallest_sets(masks: Iterable[int], most: int) -> list[int]:
    """All sets of the fewest bits that meet every mask, in ascending order, at most `most` of them. [0] for no masks at all.

    Exact: some bit of every mask must be taken, so one branches over the bits of the first mask not yet met, one level deeper each
    time until there is a set; branches that reach the same set are told once. A mask of no bits cannot be met: [].
    """
    needed = minimal(masks)
    if 0 in needed:
        return []
    bits = 0
    for mask in needed:
        bits |= mask
    for depth in range(bits.bit_count() + 1):
        found: set[int] = set()
        _branch(needed, 0, depth, found, set())
        if found:
            return sorted(found)[:most]
    return []


def minimal(masks: Iterable[int]) -> list[int]:
    """The masks that hold no other one; whatever meets these meets all. Those of the fewest bits first."""
    kept: list[int] = []
    for mask in sorted(set(masks), key=lambda m: (m.bit_count(), m)):
        if not any(mask & other == other for other in kept):
            kept.append(mask)
    return kept


def _branch(masks: list[int], taken: int, depth: int, found: set[int], seen: set[int]) -> None:
    if taken in seen:
        return
    seen.add(taken)
    unmet = next((m for m in masks if not m & taken), None)
    if unmet is None:
        found.add(taken)
    elif depth:
        while unmet:
            bit = unmet & -unmet
            _branch(masks, taken | bit, depth - 1, found, seen)
            unmet ^= bit
