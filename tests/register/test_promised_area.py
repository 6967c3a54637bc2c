"""What is promised is taken from what others are offered: never below nothing, never more than there was, and not from the lead itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.issues import Refused
from matcher.explanation.shortlist import shortlist
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.text import same
from matcher.model.values import Interval
from matcher.register.answers import give
from matcher.register.commitments import AMOUNTS, Locked, commit, locked, open_commitments, release
from matcher.register.lead_edits import edit
from matcher.register.lead_making import Draft, make
from matcher.register.overlay import laid, seen_by, stand
from matcher.register.policy import Denied
from matcher.register.register import Register
from matcher.register.who import VISITOR
from tests.register.conftest import COLLEAGUE, FIRM, MANAGER, STAFF

TOWN, SINCE = "hetang", "2026-11-01"
SITE = "wanyang-1"  # 145 mu, 290 000 ㎡ of floor, what can still be had is not known


def promise(register: Register, town: Catalog, lead: str = "xinhe", site: str = SITE, **how: object) -> str:
    made = commit(register, STAFF, town, lead, site, since=SINCE, **how)  # type: ignore[arg-type]
    key: str = made["key"]
    return key


def left(register: Register, town: Catalog, but_for: str = "") -> Site:
    return laid(town, stand(register, TOWN), but_for=but_for).catalog.by_id[SITE]


def test_promised_floor_leaves_at_most_the_rest(register: Register, town: Catalog) -> None:
    promise(register, town, floor_m2=90_000)
    assert left(register, town).number("available_floor_m2") == Interval(0, 200_000)


def test_promised_floor_is_taken_from_what_an_answer_says_is_left(register: Register, town: Catalog) -> None:
    give(register, STAFF, TOWN, [Answer(site=SITE, field="available_floor_m2", value="50000..80000", source="园区", as_of="2026-11-20")])
    promise(register, town, floor_m2=60_000)
    assert left(register, town).number("available_floor_m2") == Interval(0, 20_000)
    with pytest.raises(Refused, match="20000"):
        promise(register, town, "xinzhanxing", floor_m2=20_001)
    promise(register, town, "xinzhanxing", floor_m2=20_000)
    now = left(register, town)
    assert now.text("status") == "committed"
    assert "新荷" in now.text("taken_by")
    assert "新展兴" in now.text("taken_by")


def test_a_site_promised_as_a_whole_is_offered_to_nobody_else(register: Register, town: Catalog) -> None:
    promise(register, town, whole=True)
    catalog = laid(town, stand(register, TOWN)).catalog
    need = Need(space="factory", floor_m2_min=3000)
    out = {e.site_id for e in shortlist(catalog, need, date(2026, 11, 23)).excluded}
    assert SITE in out
    assert SITE not in {e.site_id for e in shortlist(town, need, date(2026, 11, 23)).excluded}
    for how in ({"whole": True}, {"floor_m2": 1.0}):
        with pytest.raises(Refused):
            promise(register, town, "xinzhanxing", **how)


def test_a_part_that_is_promised_keeps_the_whole_from_being_promised(register: Register, town: Catalog) -> None:
    promise(register, town, floor_m2=10)
    with pytest.raises(Refused):
        promise(register, town, "xinzhanxing", whole=True)


def test_of_a_site_of_which_nothing_is_known_what_is_left_stays_unknown(register: Register, town: Catalog) -> None:
    promise(register, town, site="xiacun", land_mu=20)
    site = laid(town, stand(register, TOWN)).catalog.by_id["xiacun"]
    assert site.cells == town.by_id["xiacun"].cells


def test_a_leads_own_promise_does_not_count_against_itself(register: Register, town: Catalog) -> None:
    promise(register, town, "xinhe", floor_m2=90_000)
    promise(register, town, "xinzhanxing", floor_m2=100_000)
    assert left(register, town).number("available_floor_m2") == Interval(0, 100_000)
    assert left(register, town, "xinhe").number("available_floor_m2") == Interval(0, 190_000)
    assert left(register, town, "nobody").number("available_floor_m2") == Interval(0, 100_000)


def test_releasing_gives_everything_back_and_takes_a_manager(register: Register, town: Catalog) -> None:
    before = laid(town, stand(register, TOWN)).catalog
    key = promise(register, town, whole=True)
    with pytest.raises(Denied):
        release(register, STAFF, TOWN, key, 1)
    release(register, MANAGER, TOWN, key, 1)
    after = laid(town, stand(register, TOWN)).catalog
    assert (after.version, after.by_id[SITE].cells) == (before.version, before.by_id[SITE].cells)
    with pytest.raises(Refused):
        release(register, MANAGER, TOWN, key, 2)


@pytest.mark.parametrize(
    "how",
    [{}, {"whole": True, "land_mu": 3.0}, {"land_mu": 0.0}, {"land_mu": -1.0}, {"land_mu": float("nan")}, {"land_mu": 146.0}, {"site": "nowhere", "whole": True},
     {"lead": "nobody", "whole": True}, {"until": "2026-10-01", "whole": True}, {"until": "soon", "whole": True}, {"site": "changqing", "whole": True}],
)  # fmt: skip
def test_a_promise_that_cannot_be_meant_is_refused(register: Register, town: Catalog, how: dict[str, object]) -> None:
    with pytest.raises(Refused):
        promise(register, town, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["20261120", "2026-W47-5", "2026-11", "2026-11-31", ""])
def test_a_promise_begins_on_a_day_of_the_calendar(register: Register, town: Catalog, day: str) -> None:
    with pytest.raises(Refused, match="2026-11-20"):
        commit(register, STAFF, town, "xinhe", SITE, since=day, whole=True)


def test_a_site_taken_by_the_lead_itself_can_be_promised_to_it(register: Register, town: Catalog) -> None:
    lead = make(register, STAFF, TOWN, Draft(Need(), "长青"), today=SINCE)["id"]
    edit(register, STAFF, TOWN, lead, 1, ("changqing",), settled_at="changqing")
    promise(register, town, lead, "changqing", whole=True)


def test_a_promise_on_a_site_that_the_pack_has_no_longer_is_told(register: Register, town: Catalog) -> None:
    promise(register, town, whole=True)
    smaller = replace(town, sites=tuple(s for s in town.sites if s.id != SITE))
    assert [i.value for i in laid(smaller, stand(register, TOWN)).left_out if i.file == "commitment"] == [SITE]


def test_who_may_not_see_names_reads_another_enterprise_and_the_office_reads_whose_it_is(register: Register, town: Catalog) -> None:
    promise(register, town, whole=True, note="给新荷留的")
    whole = laid(town, stand(register, TOWN)).catalog
    assert "新荷" in whole.by_id[SITE].text("taken_by")
    for who in (VISITOR, FIRM):
        shown = seen_by(whole, who)
        assert "新荷" not in repr([s.cells for s in shown.sites if s.id == SITE])
        assert "新荷" not in repr([e for e in shown.evidence.values() if e.site == SITE])


def test_the_name_that_stood_there_before_and_who_said_it_do_not_come_through_the_other_value(register: Register, town: Catalog) -> None:
    said = {"as_of": "2026-11-20", "source": "老板王某某"}
    give(register, STAFF, TOWN, [Answer(site=SITE, field="taken_by", value="金某某的厂", **said)])
    give(register, STAFF, TOWN, [Answer(site=SITE, field="power_kva", value="1000", **said)])
    give(register, COLLEAGUE, TOWN, [Answer(site=SITE, field="power_kva", value="2000", as_of="2026-11-20", source="园区李某某")])
    promise(register, town, whole=True)
    shown = seen_by(laid(town, stand(register, TOWN)).catalog, VISITOR)
    told = repr([shown.evidence, shown.sources, [s.cells for s in shown.sites if s.id == SITE]])
    for name in ("金某某", "王某某", "李某某", "新荷"):
        assert name not in told


def test_the_version_changes_with_a_promise_and_not_with_a_lead(register: Register, town: Catalog) -> None:
    before = laid(town, stand(register, TOWN)).catalog
    make(register, STAFF, TOWN, Draft(Need(land_mu_min=20), "新来的厂"), today=SINCE)
    with_lead = laid(town, stand(register, TOWN)).catalog
    assert with_lead.version == before.version
    assert with_lead.leads_version != before.leads_version
    need, on = Need(space="land", land_mu_min=20), date(2026, 11, 23)
    assert shortlist(with_lead, need, on) == shortlist(before, need, on)
    promise(register, town, whole=True)
    assert laid(town, stand(register, TOWN)).catalog.version != before.version
    assert laid(town, stand(register, TOWN), but_for="xinhe").catalog.version == before.version


def test_two_promises_made_from_the_same_page_cannot_both_be_kept(register: Register, town: Catalog) -> None:
    """Both saw the whole site; the second is held against what the first has left."""
    promise(register, town, land_mu=100)
    with pytest.raises(Refused, match="45"):
        promise(register, town, "xinzhanxing", land_mu=46)
    with register.look() as session:
        assert len(open_commitments(session, TOWN)) == 1


areas = st.floats(0.5, 400)
known = st.one_of(st.none(), st.tuples(st.floats(0, 400), st.floats(0, 400)).map(lambda p: Interval(min(p), max(p))))
promises = st.lists(st.tuples(st.sampled_from(["land_mu", "floor_m2", "whole"]), areas), max_size=6)


@given(st.sampled_from(["land", "facility", "renewal"]), known, known, known, known, promises)
def test_what_is_left_is_never_below_nothing_and_never_more_than_before(
    town: Catalog, kind: str, land: Interval | None, free_land: Interval | None, floor: Interval | None, free: Interval | None, made: list[tuple[str, float]]
) -> None:  # fmt: skip
    names = ("land_mu", "available_land_mu", "floor_m2", "available_floor_m2")
    cells = {n: v for n, v in zip(names, (land, free_land, floor, free), strict=True) if v is not None}
    site = Site("s", {"kind": kind, "name": "甲", "status": "available", **cells})
    catalog = replace(town, sites=(site,))
    before = site
    for count in range(1, len(made) + 1):
        listed = [
            Locked("k", 1, "x", same("乙"), "s", a if w == "land_mu" else None, a if w == "floor_m2" else None, w == "whole", SINCE, "", "")
            for w, a in made[:count]
        ]
        now = locked(catalog, listed)[0].by_id["s"]
        for total, available in AMOUNTS:
            was, is_left = before.number(available) or before.number(total), now.number(available)
            if is_left is not None and was is not None:
                assert 0 <= is_left.low <= is_left.high <= was.high
                assert is_left.low <= was.low
            assert (is_left is None) <= (before.number(available) is None)
        assert before.text("status") == "available" or now.text("status") == "committed"
        assert now.text("status") == "available" or now.text("taken_by")
        before = now
