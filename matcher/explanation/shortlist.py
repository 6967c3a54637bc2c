"""A need in, the plan's verdict and the explained shortlist out. The one entry for pages, reports and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from matcher.explanation.ask_first import TOP, ask_first
from matcher.explanation.environment import told_environment
from matcher.explanation.reasons import cited, contributions, gate_records, not_asked, value_citation
from matcher.explanation.records import Excluded, Match, NeedQuestion, Pool, Result
from matcher.explanation.setting import PLAIN, Put, Setting, put
from matcher.explanation.varied import told_varied
from matcher.explanation.verdict import told_verdict
from matcher.model.catalog import Catalog
from matcher.model.need import NEED_LABELS, Need
from matcher.model.pack import OFFICE_DEFAULT, Citation
from matcher.model.site import Site
from matcher.model.text import NOTHING, Text, named, span
from matcher.ranking.leading import leading
from matcher.ranking.score import OUT, STATUS, Scored, ruled_out, score
from matcher.rules.columns import Table

DECISIVE = (
    "industry", "space", "tenure", "land_mu_min", "floor_m2_min", "processes", "discharges_wastewater", "ceiling_height_m_min", "power_kva_min", "needed_by",
)  # fmt: skip
"""What an enterprise is asked first when it has not said it, in this order."""
FEW = 3
"""Below so many criteria that a need lets one measure, a score says little, and the answer says so."""
INVENTED = Text("虚构演示数据", "Invented demonstration data")


def shortlist(catalog: Catalog, need: Need, on: date, top: int | None = None, setting: Setting = PLAIN) -> Result:
    """The answer to a need on a day. `top` limits the matches explained; None explains all. A refused need gets no sites."""
    asked = put(catalog, need, on, setting)
    if asked.standing.verdict == "refused":
        return around(asked, need, on, setting, (), (), 0, 0)
    scored, table = _candidates(asked, top)
    order = [int(r) for r in scored.order()]
    out = out_rows(scored)
    shown = dict(enumerate(order if top is None else order[:top], 1))
    matches, excluded = told_matches(asked.catalog, table, scored, shown), told_excluded(asked.catalog, scored, out)
    return around(asked, need, on, setting, matches, excluded, asked.ask.columns.size - len(out), len(out))


def around(
    asked: Put, need: Need, on: date, setting: Setting, matches: tuple[Match, ...], excluded: tuple[Excluded, ...], total: int, out: int
) -> Result:
    """An answer with these sites explained in it, of `total` that are not out and `out` that are."""
    catalog, refused = asked.catalog, asked.standing.verdict == "refused"
    return Result(
        need=need,
        on=on.isoformat(),
        varied=told_varied(asked, setting),
        town=catalog.plan.town.title,
        notice=INVENTED if catalog.invented else NOTHING,
        welcome=told_verdict(catalog, need, asked.standing, on.isoformat()[:7]),
        environment=told_environment(asked),
        matches=matches,
        excluded=excluded,
        pools=() if refused else tuple(_pool(catalog, s) for s in sorted(catalog.sites, key=lambda s: s.id) if s.kind == "pool"),
        ask_enterprise=tuple(NeedQuestion(field=f, label=NEED_LABELS[f]) for f in DECISIVE if not _stated(need, f)),
        caution=caution(matches),
        total=total,
        total_out=out,
    )


def told_matches(catalog: Catalog, table: Table, scored: Scored, shown: Mapping[int, int]) -> tuple[Match, ...]:
    """Rank -> row, explained. `scored` and `table` hold the first of the order too, which a question may change."""
    questions = ask_first(catalog, table, scored, list(shown.values()))
    silent = not_asked(scored)
    ids = scored.ask.columns.ids
    return tuple(
        Match(
            site_id=ids[row],
            title=catalog.site_title(ids[row]),
            kind=catalog.by_id[ids[row]].kind,
            rank=rank,
            status=STATUS[int(scored.status[row])],  # type: ignore[arg-type]
            score=float(scored.score[row]),
            low=float(scored.low[row]),
            high=float(scored.high[row]),
            gates=gate_records(catalog, scored, row),
            contributions=contributions(catalog, scored, row),
            not_asked=silent,
            ask_first=questions[row],
        )
        for rank, row in shown.items()
    )


def told_excluded(catalog: Catalog, scored: Scored, rows: Iterable[int]) -> tuple[Excluded, ...]:
    return tuple(_excluded(catalog, scored, row) for row in rows)


def _candidates(asked: Put, top: int | None) -> tuple[Scored, Table]:
    """The sites to be explained, scored: all of them, or those that lead and those that are out.

    Few more than are shown, since a question is weighed by whether its answer changes who is among the first.
    """
    if top is None:
        return score(asked.ask), asked.table
    rows = np.concatenate([leading(asked.ask, max(top, TOP + 1)).rows, ruled_out(asked.ask)])
    return score(replace(asked.ask, columns=asked.ask.columns.take(rows))), Table.of_rows(asked.table, rows)


def caution(matches: tuple[Match, ...]) -> Text:
    count = len(matches[0].contributions) if matches else FEW
    if count >= FEW:
        return NOTHING
    return Text(
        f"需求说得还少，只有 {count} 项可以计分，名次意义不大。",
        f"The need says little yet: only {count} of the criteria can be scored, so the order means little.",
    )


def out_rows(scored: Scored) -> list[int]:
    """The rows that are out, by id."""
    return sorted((int(r) for r in np.flatnonzero(scored.status == OUT)), key=lambda r: scored.ask.columns.ids[r])


def _excluded(catalog: Catalog, scored: Scored, row: int) -> Excluded:
    site_id = scored.ask.columns.ids[row]
    failed = tuple(g for g in gate_records(catalog, scored, row) if g.outcome == "fail")
    return Excluded(site_id=site_id, title=catalog.site_title(site_id), kind=catalog.by_id[site_id].kind, failed=failed)


def _pool(catalog: Catalog, site: Site) -> Pool:
    floor = site.number("floor_m2")
    area = Text("建筑面积未知", "Floor area unknown")
    if floor:
        most = catalog.possible("floor_m2").high
        known = span(floor.low, floor.high) if floor.high < most else None
        area = (
            Text(f"建筑面积 {known} ㎡", f"Floor area {known} ㎡")
            if known
            else Text(f"建筑面积 {span(floor.low, floor.low)} ㎡ 以上", f"Floor area above {span(floor.low, floor.low)} ㎡")
        )
    note = named(site.text("note"), site.text("note_en"))
    backing = value_citation(catalog, site.id, ("floor_m2", "note", "name"))
    return Pool(
        site_id=site.id,
        title=site.title,
        sentence=Text("{a}。{n}", "{a}. {n}").fill(a=area, n=note),
        citation=backing or cited(catalog, Citation(source=OFFICE_DEFAULT)),
    )


def _stated(need: Need, field: str) -> bool:
    """Whether a question to the enterprise is answered, by this field or one that says the same, or is idle since it builds for itself."""
    if need.space == "land" and field in ("ceiling_height_m_min", "floor_m2_min"):
        return True
    return need.answers(field)
