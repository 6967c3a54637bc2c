"""What changes for whom when dates slip, held against two plain answers for each lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from matcher.catalog.load import load
from matcher.explanation.setting import Setting, scored_need
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need
from matcher.model.pack import Citation
from matcher.model.site import Site
from matcher.model.text import LANGS
from matcher.model.values import Cell, Interval, month_index
from matcher.office.slip import LONGEST, slip
from matcher.office.slip_records import LeadSlip
from matcher.ranking.score import FITS, OUT
from matcher.rules.timeline import late
from matcher.rules.welcome import standing

ON = date(2026, 11, 23)
DEMO = Path(__file__).resolve().parents[2] / "examples" / "demo"


@pytest.fixture(scope="module")
def demo() -> Catalog:
    return load(DEMO)


def a_lead(lead_id: str, stage: str = "intent", settled_at: str = "", **need: object) -> Lead:
    asked = Need.model_validate({"id": lead_id, "name": lead_id, **need})
    return Lead(id=lead_id, name=lead_id, stage=stage, settled_at=settled_at, citation=Citation(source="plan"), need=asked)


def a_site(site_id: str, delivery: str, **cells: Cell) -> Site:
    ends = [float(month_index(end)) for end in delivery.split("..") if end]
    base: dict[str, Cell] = {
        "name": site_id, "kind": "facility", "status": "available", "water_zone": "none",
    }  # fmt: skip
    return Site(site_id, {**base, **({"delivery": Interval(ends[0], ends[-1])} if ends else {}), **cells})


def holding(town: Catalog, *sites: Site) -> Catalog:
    return replace(town, sites=sites)


def only(town: Catalog, lead: Lead, *sites: Site, months: int = 6) -> LeadSlip:
    (found,) = slip(holding(town, *sites), (lead,), ON, months).leads
    return found


# One lead, by hand


def test_a_site_that_comes_too_late_is_lost_with_the_reason(town: Catalog) -> None:
    found = only(town, a_lead("x", needed_by="2027-06"), a_site("soon", "2027-01"), a_site("later", "2027-06"), months=3)
    assert found.first_before
    assert found.first_after
    assert (found.first_before.site_id, found.first_after.site_id, found.first_changes) == ("soon", "soon", False)
    assert [s.site_id for s in found.lost] == ["later"]
    assert "2027-09" in found.lost[0].sentence.zh


def test_the_first_choice_moves_and_its_points_are_gone_with_it(town: Catalog) -> None:
    better, ready = a_site("better", "2026-12"), a_site("ready", "2026-11")
    lead = a_lead("x", needed_by="2027-01", floor_m2_min=1000, floor_m2_max=1000)
    sized = {"available_floor_m2": Interval(1000, 1000), "divisible": "no"}
    poor = {"available_floor_m2": Interval(2000, 2000), "divisible": "no"}
    found = only(town, lead, better.with_cells(sized), ready.with_cells(poor), months=3)
    assert found.first_before
    assert found.first_after
    assert (found.first_before.site_id, found.first_after.site_id, found.first_changes) == ("better", "ready", True)
    assert found.points_lost is None
    assert "better" in found.sentence.zh
    assert "ready" in found.sentence.en


def test_the_first_choice_loses_points_and_stays(town: Catalog) -> None:
    found = only(town, a_lead("x"), a_site("one", "2027-01"))
    assert found.points_lost
    assert found.first_before
    assert found.first_after
    assert found.points_lost == pytest.approx(found.first_before.score - found.first_after.score)
    assert (found.lost, found.to_ask, found.first_changes) == ((), (), False)
    assert "少" in found.sentence.zh


def test_a_range_that_reaches_beyond_the_day_turns_a_fit_into_a_question(town: Catalog) -> None:
    found = only(town, a_lead("x", needed_by="2027-06"), a_site("half", "2026-05..2027-04"))
    assert [s.site_id for s in found.to_ask] == ["half"]
    assert found.lost == ()
    assert "待核实" in found.sentence.zh


def test_a_lead_to_whom_nothing_is_left_comes_first(town: Catalog) -> None:
    catalog = holding(town, a_site("one", "2027-01"))
    found = slip(catalog, (a_lead("a"), a_lead("b", needed_by="2027-01")), ON, 6)
    assert [x.lead_id for x in found.leads] == ["b", "a"]
    assert found.leads[0].first_after is None
    assert "一处也不剩" in found.leads[0].sentence.zh


def test_an_unknown_date_stays_unknown_and_is_counted(town: Catalog) -> None:
    found = slip(holding(town, a_site("one", "", status="planned")), (a_lead("a", needed_by="2027-06"),), ON, 12)
    assert (found.leads, found.untouched, found.undated, found.moved_sites) == ((), 1, 1, 0)
    assert "1 处何时交付未知" in found.sentence.zh


@pytest.mark.parametrize(
    "lead",
    [
        a_lead("x", "operating"),
        a_lead("x", "shelved"),
        a_lead("x", "signed", settled_at="one"),
        a_lead("x", industry_text="皮革鞣制加工"),
    ],
    ids=["operating", "shelved", "settled", "refused"],
)
def test_who_looks_for_nothing_is_not_asked(town: Catalog, lead: Lead) -> None:
    found = slip(holding(town, a_site("one", "2027-01")), (lead,), ON, 12)
    assert (found.leads, found.untouched, found.left_out) == ((), 0, 1)


# All leads, against two plain answers


class Placed(NamedTuple):
    """One site in one lead's answer."""

    site_id: str
    status: str
    score: float
    low: float
    high: float


def plain(catalog: Catalog, lead: Lead, on: date) -> dict[str, Placed]:
    """Site id -> its figures, the best first, sorted anew in plain Python."""
    scored = scored_need(catalog, lead.need, on)
    found = [
        Placed(ident, "fits" if scored.status[row] == FITS else "ask", *(float(v[row]) for v in (scored.score, scored.low, scored.high)))
        for row, ident in enumerate(scored.ask.columns.ids)
        if scored.status[row] != OUT
    ]
    return {m.site_id: m for m in sorted(found, key=lambda m: (m.status != "fits", -m.score, -m.low, m.site_id))}


@pytest.mark.parametrize(
    ("months", "on", "since"), [(3, ON, ON), (12, ON, ON), (24, date(2028, 6, 1), ON), (6, date(2027, 6, 1), date(2027, 6, 1))]
)
def test_the_list_is_what_two_plain_answers_differ_in(demo: Catalog, months: int, on: date, since: date) -> None:
    found = {x.lead_id: x for x in slip(demo, demo.leads, on, months, since).leads}
    then = late(demo, months, since.year * 12 + since.month - 1)
    assert found
    for lead in demo.leads:
        closed = lead.stage in ("operating", "shelved") or lead.settled_at or standing(demo, lead.need).verdict == "refused"
        if closed:
            assert lead.id not in found
            continue
        was, now = plain(demo, lead, on), plain(then, lead, on)
        assert now.keys() <= was.keys(), "later can open nothing"
        lost = sorted(was.keys() - now.keys())
        asks = sorted(s for s, m in was.items() if m.status == "fits" and s in now and now[s].status == "ask")
        figures = [next(iter(r.values()), None) for r in (was, now)]
        if not lost and not asks and figures[0] == figures[1]:
            assert lead.id not in found
            continue
        change = found[lead.id]
        assert [s.site_id for s in change.lost] == lost
        assert [s.site_id for s in change.to_ask] == asks
        assert [(p.site_id, p.status, p.score, p.low, p.high) if p else None for p in (change.first_before, change.first_after)] == figures
        if figures[0] and figures[0].site_id in now:
            assert change.points_lost == pytest.approx(figures[0].score - now[figures[0].site_id].score, abs=1e-5)
        else:
            assert change.points_lost is None


def test_it_says_what_the_setting_of_one_need_says(demo: Catalog) -> None:
    """`late_months` of a single answer and the slip over all leads are the same thing where both begin on the day asked for."""
    for change in slip(demo, demo.leads, ON, 12).leads:
        need = next(x.need for x in demo.leads if x.id == change.lead_id)
        matches = shortlist(demo, need, ON, 1, Setting(late_months=12)).matches
        assert (change.first_after and change.first_after.site_id) == (matches[0].site_id if matches else None)


def test_a_longer_slip_loses_no_fewer_sites(demo: Catalog) -> None:
    before: dict[str, set[str]] = {}
    for months in (0, 3, 6, 12, 24, 60):
        now = {x.lead_id: {s.site_id for s in x.lost} for x in slip(demo, demo.leads, ON, months).leads}
        for lead, lost in before.items():
            assert lost <= now.get(lead, set())
        before = now


def test_no_slip_changes_nothing_and_every_lead_is_counted_once(demo: Catalog) -> None:
    for months in (0, 6):
        found = slip(demo, demo.leads, ON, months)
        assert len(found.leads) + found.untouched + found.left_out == len(demo.leads)
    none = slip(demo, demo.leads, ON, 0)
    assert (none.leads, none.moved_sites, none.moved_works) == ((), 0, 0)


def test_the_order_of_the_files_decides_nothing(demo: Catalog) -> None:
    turned = replace(demo, sites=demo.sites[::-1])
    assert slip(turned, demo.leads[::-1], ON, 12) == slip(demo, demo.leads, ON, 12)


def test_every_sentence_is_whole_in_both_languages(demo: Catalog) -> None:
    found = slip(demo, demo.leads, ON, 12)
    for lang in LANGS:
        for text in (found.sentence, *(x.sentence for x in found.leads)):
            assert text.say(lang).endswith("。" if lang == "zh" else ".")
            assert "{" not in text.say(lang)


@pytest.mark.parametrize(("months", "since"), [(-1, None), (LONGEST + 1, None), (3, date(2026, 11, 24))])
def test_what_cannot_be_answered_is_refused(town: Catalog, months: int, since: date | None) -> None:
    with pytest.raises(ValueError, match="cannot be answered"):
        slip(town, town.leads, ON, months, since)
