"""When nothing or little is left: which demands stand against each other, and what giving way would open, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.model.need import Need
from matcher.model.text import Text, joined, sentences
from matcher.ranking.score import OUT, Scored
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.change_records import Conflict, Ladder, LadderStep
from matcher.remedies.hitting import smallest_sets
from matcher.remedies.need_way import NeedWay, need_way
from matcher.rules.ask import FAIL
from matcher.rules.registry import gate_label

Rows = npt.NDArray[np.intp]
FEW_LEFT = 3
"""Below so many sites that fit or are to ask, the ladder is offered."""
STEPS_TOLD = 8
CONFLICTS_TOLD = 5
SITES_NAMED = 3


@dataclass(frozen=True)
class Universe:
    """The rows that are out only for demands that the need can move, with the need's way to each; and how many others are out."""

    ways: dict[int, NeedWay]
    left_out: int
    left: int


def universe(scored: Scored, again: AskedAgain) -> Universe:
    out = [int(r) for r in np.flatnonzero(scored.status == OUT)]
    ways = {row: way for row in out if not (way := need_way(again, row)).stuck}
    return Universe(ways, len(out) - len(ways), int(np.count_nonzero(scored.status != OUT)))


def relax(scored: Scored, again: AskedAgain) -> Ladder | None:
    """The ladder and the conflicts of a need; None where enough sites are left."""
    found = universe(scored, again)
    if found.left >= FEW_LEFT:
        return None
    steps = ladder(scored, again, found)
    sets, more = conflict(scored, found)
    conflicts = tuple(_conflict(scored, gates, len(found.ways)) for gates in sets)
    return Ladder(
        steps=tuple(steps[:STEPS_TOLD]),
        more_steps=max(0, len(steps) - STEPS_TOLD),
        conflicts=conflicts,
        more_conflicts=more,
        considered=len(found.ways),
        left_out=found.left_out,
        left=found.left,
        sentence=_summary(found, steps),
    )


def ladder(scored: Scored, again: AskedAgain, found: Universe) -> list[LadderStep]:
    """One step for each different moved need, fewest demands first, then the smallest change. Each is put anew to every row."""
    needs: dict[Need, list[int]] = {}
    for row, way in found.ways.items():
        needs.setdefault(way.need, []).append(row)
    ids = scored.ask.columns.ids
    out = scored.status == OUT
    steps = []
    for need, unordered in needs.items():
        rows = sorted(unordered, key=lambda r: ids[r])  # nothing may hang on the order of the file
        closed = again.worst(need) == FAIL
        way = found.ways[rows[0]]
        steps.append(
            LadderStep(
                changes=tuple(m.told() for m in way.moves),
                size=round(way.size, 6),
                opens=_ids(ids, np.flatnonzero(out & ~closed)),
                needs_all=_ids(ids, rows),
                closes=_ids(ids, np.flatnonzero(~out & closed)),
                sentence=_step_sentence(scored, way, np.flatnonzero(out & ~closed), np.flatnonzero(~out & closed)),
            )
        )
    return sorted(steps, key=lambda s: (len(s.changes), s.size, -len(s.opens), s.needs_all))


def conflict(scored: Scored, found: Universe) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """(smallest sets of gates of which every row of the universe fails at least one, whether there are more of that size).

    () where some site is left, since then nothing contradicts, and where no site could be had at all.
    """
    if found.left or not found.ways:
        return (), False
    names = list(scored.gates)
    masks = {sum(1 << i for i, g in enumerate(names) if scored.gates[g].outcome[row] == FAIL) for row in found.ways}
    sets = smallest_sets(masks, CONFLICTS_TOLD + 1)
    told = [tuple(g for i, g in enumerate(names) if bits >> i & 1) for bits in sets[:CONFLICTS_TOLD]]
    return tuple(told), len(sets) > CONFLICTS_TOLD


def _ids(ids: Sequence[str], rows: Sequence[int] | Rows) -> tuple[str, ...]:
    return tuple(sorted(ids[int(r)] for r in rows))


def _names(scored: Scored, rows: Rows) -> Text:
    ids = _ids(scored.ask.columns.ids, rows)
    named = joined([scored.ask.catalog.site_title(i) for i in ids[:SITES_NAMED]])
    rest = Text(f" 等 {len(ids)} 处", f" and others, {len(ids)} in all")
    return named + rest if len(ids) > SITES_NAMED else named


def _step_sentence(
    scored: Scored,
    way: NeedWay,
    opened: Rows,
    closed: Rows,
) -> Text:
    told = [m.sentence for m in way.moves]
    told.append(Text("这样可多出：{s}。", "This opens: {s}.").fill(s=_names(scored, opened)))
    if closed.size:
        told.append(Text("同时会失去：{s}。", "It also closes: {s}.").fill(s=_names(scored, closed)))
    return sentences(told)


def _conflict(scored: Scored, gates: tuple[str, ...], count: int) -> Conflict:
    demands = joined([Text("{l}（{t}）", "{l} ({t})").fill(l=gate_label(g), t=scored.gates[g].threshold_text) for g in gates])
    if len(gates) == 1:
        told = Text(
            "还可以商量的 {c} 处，没有一处满足{d}。", "Of the sites that could still come into question ({c}), none meets this: {d}."
        )
    else:
        told = Text(
            "还可以商量的 {c} 处，没有一处同时满足{d}；其中任何一项不提，其余几项就有地方能同时满足。",
            "Of the sites that could still come into question ({c}), none meets all of these together: {d}. Without any one of them, some site meets the others.",
        )
    return Conflict(gates=gates, sentence=told.fill(c=str(count), d=demands))


def _summary(found: Universe, steps: list[LadderStep]) -> Text:
    gone = Text(
        f"另有 {found.left_out} 处已被占用，或有企业让步也改变不了的条件，没有算在内。",
        f"Not counted, since they are taken or no concession of the enterprise can open them: {found.left_out}.",
    )
    told = [
        Text("没有一处符合现在的全部要求。", "No site meets all the demands as they stand.")
        if not found.left
        else Text(f"符合或可核实的只有 {found.left} 处。", f"Sites that fit or are to ask about: only {found.left}.")
    ]
    told.append(
        Text(
            f"企业让步可以多出的有 {len(found.ways)} 处，共 {len(steps)} 种让法。",
            f"Sites that concessions of the enterprise can open: {len(found.ways)}, in {len(steps)} ways.",
        )
        if steps
        else Text("企业怎样让步都打不开新的地方。", "No concession of the enterprise opens another.")
    )
    return sentences([*told, gone] if found.left_out else told)
