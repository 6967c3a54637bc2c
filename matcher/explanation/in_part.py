"""The answer over very many sites: order and state of all of them, and the words only of those that somebody looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from matcher.explanation.ask_first import TOP
from matcher.explanation.records import Excluded, Match, Result
from matcher.explanation.setting import PLAIN, Put, Setting, put
from matcher.explanation.shortlist import around, caution, out_rows, shortlist, told_excluded, told_matches
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.ranking.score import FITS, Scored, score
from matcher.rules.columns import Table

MANY = 200
"""Sites above which only a part of an answer is explained: all of a thousand would take a second, and fill the memory."""
HEAD = 100
"""Of many, the first ranked and the first ruled out that papers and files tell of."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """A need put to all sites, none of them explained. order: rows that are not out, best first; out: the others, by id."""

    asked: Put
    scored: Scored
    order: tuple[int, ...]
    out: tuple[int, ...]
    frame: Result
    """The answer without its sites."""

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Sites that are not out, best first."""
        return tuple(self.scored.ask.columns.ids[r] for r in self.order)

    @cached_property
    def out_ids(self) -> tuple[str, ...]:
        return tuple(self.scored.ask.columns.ids[r] for r in self.out)

    @cached_property
    def rank(self) -> Mapping[str, int]:
        return {ident: n for n, ident in enumerate(self.ids, 1)}

    @cached_property
    def row(self) -> Mapping[str, int]:
        return {ident: n for n, ident in enumerate(self.scored.ask.columns.ids)}

    @property
    def fits(self) -> int:
        """How many fit: the first of the order."""
        return int(np.count_nonzero(self.scored.status == FITS))


def ranked(catalog: Catalog, need: Need, on: date, setting: Setting = PLAIN) -> Ranked:
    """As `shortlist`, without a word about a site."""
    asked = put(catalog, need, on, setting)
    scored = score(asked.ask)
    refused = asked.standing.verdict == "refused"
    order = () if refused else tuple(int(r) for r in scored.order())
    out = () if refused else tuple(out_rows(scored))
    return Ranked(asked, scored, order, out, around(asked, need, on, setting, (), (), len(order), len(out)))


def explained(found: Ranked, ids: Sequence[str]) -> tuple[Match, ...]:
    """The matches of these sites as the whole answer holds them, in their order."""
    ranks = sorted(found.rank[i] for i in ids)
    rows = np.array(list(dict.fromkeys([*found.order[: TOP + 1], *(found.order[n - 1] for n in ranks)])), dtype=np.intp)
    part = score(replace(found.asked.ask, columns=found.asked.ask.columns.take(rows)))
    at = {int(row): n for n, row in enumerate(rows)}
    shown = {n: at[found.order[n - 1]] for n in ranks}
    return told_matches(found.asked.catalog, Table.of_rows(found.asked.table, rows), part, shown)


def ruled_out(found: Ranked, ids: Sequence[str]) -> tuple[Excluded, ...]:
    """What each of these sites fails, as the whole answer holds it, by id."""
    rows = np.array([found.row[i] for i in sorted(ids)], dtype=np.intp)
    part = score(replace(found.asked.ask, columns=found.asked.ask.columns.take(rows)))
    return told_excluded(found.asked.catalog, part, range(rows.size))


def head(found: Ranked, first: int, also: Sequence[str] = ()) -> Result:
    """The answer with its first sites explained, the first of those that are out, and `also` wherever they stand."""
    asked, out = set(also), set(found.out_ids)
    matches = explained(found, list(dict.fromkeys([*found.ids[:first], *(asked & found.rank.keys())])))
    excluded = ruled_out(found, list(dict.fromkeys([*found.out_ids[:first], *(asked & out)])))
    return found.frame.model_copy(update={"matches": matches, "excluded": excluded, "caution": caution(matches)})


def answer(catalog: Catalog, need: Need, on: date, setting: Setting = PLAIN, also: Sequence[str] = ()) -> Result:
    """The whole answer where the sites are few, its head where they are many: what papers and files tell of."""
    if len(catalog.sites) > MANY:
        return head(ranked(catalog, need, on, setting), HEAD, also)
    return shortlist(catalog, need, on, setting=setting)
