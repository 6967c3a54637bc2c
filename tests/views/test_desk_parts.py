"""Parts of the desk and of the comparison: every fact has its place, what is ahead is told honestly, filters only leave out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.answering import ANSWERABLE
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.days import months_past
from matcher.model.need import Need
from matcher.model.text import LANGS
from matcher.office.both_sides import matrix
from matcher.reports.comparison import chosen
from views.compare_table import ahead, sections, table
from views.matrix_filter import STANDS, left, standing
from views.site_facts import GROUPS, is_old
from views.site_facts import table as facts

ON = date(2026, 11, 23)
NEED = Need(space="factory", floor_m2_min=3000, ceiling_height_m_min=6, tenure="rent", industry="lighting")


def test_every_fact_that_can_be_answered_stands_in_one_group() -> None:
    assert sorted(f for group in GROUPS.values() for f in group) == sorted(ANSWERABLE)


@pytest.mark.parametrize("lang", LANGS)
def test_the_facts_of_a_site_say_what_is_unknown_and_what_is_old(town: Catalog, lang: str) -> None:
    told = facts(town, "wanyang-1", ON, lang, edits=False)  # type: ignore[arg-type]
    assert told.count("data-fact=") == len(ANSWERABLE)
    assert told.count('class="unk"') > 10
    assert told.count('class="old"') >= 5
    assert "<a " not in told, "who may not edit gets no way to a form"


@pytest.mark.parametrize(
    ("said", "months"),
    [("2023", 34), ("2023-11", 35), ("2023-11-23", 36), ("2023-11-24", 35), ("2026-11-23", 0), ("2027-01", 0), ("", 0)],
)
def test_an_age_is_what_it_surely_is(said: str, months: int) -> None:
    assert months_past(said, ON) == months


def test_the_pack_says_from_when_on_evidence_is_old(town: Catalog) -> None:
    rule = town.rules.record_age
    assert rule is not None
    assert rule.citation.source == "office_default"
    old = [e for e in town.evidence.values() if is_old(town, e, ON)]
    assert {e.as_of[:4] for e in old} <= {"2020", "2021", "2022", "2023"}
    assert old


three = st.tuples(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100)).map(lambda v: tuple(sorted(v)))


@given(st.lists(st.none() | three, max_size=4))
def test_whatever_is_surely_best_stays_best_however_the_unknown_turns_out(values: list[tuple[float, float, float] | None]) -> None:
    mark = ahead(values)
    known = [v for v in values if v is not None]
    if mark is None:
        return
    best, sure = mark
    found = values[best]
    assert found is not None
    assert found[1] == max(v[1] for v in known)
    assert sure == all(found[0] > v[2] for i, v in enumerate(values) if v is not None and i != best)


@pytest.mark.parametrize("lang", LANGS)
def test_a_comparison_marks_exactly_the_rows_that_differ(town: Catalog, lang: str) -> None:
    result = shortlist(town, NEED, ON)
    sites = chosen(result)
    found = sections(town, sites, {}, lang)  # type: ignore[arg-type]
    same = sections(town, (sites[0], sites[0]), {}, lang)  # type: ignore[arg-type]
    assert any(r.differs for s in found for r in s.rows)
    assert not any(r.differs for s in same for r in s.rows)
    whole = table(town, sites, found, lang)  # type: ignore[arg-type]
    narrowed = table(town, sites, found, lang, only_different=True)  # type: ignore[arg-type]
    rows = sum(len(s.rows) for s in found)
    assert whole.count('scope="row"') == rows
    assert narrowed.count('scope="row"') == sum(r.differs for s in found for r in s.rows) < rows


def test_filters_leave_out_and_change_nothing(town: Catalog) -> None:
    whole = matrix(town, town.leads, ON)
    assert left(whole) == whole
    parts = [left(whole, stand=s) for s in STANDS]
    assert sum(len(p.rows) for p in parts) == len(whole.rows), "each lead stands in one of the three ways"
    land = left(whole, kind="land")
    assert all(s.kind == "land" for s in land.sites)
    for row in land.rows:
        before = next(r for r in whole.rows if r.lead_id == row.lead_id)
        assert [c.rank for c in row.cells] == [
            c.rank for c, s in zip(before.cells, whole.sites, strict=True) if s.kind == "land"
        ] or not row.cells
        assert standing(before) in STANDS
    first = whole.rows[0]
    assert [r.lead_id for r in left(whole, text=first.name.en.upper()).rows] == [first.lead_id]
