"""Links: one frozen record to whoever has them, until they end or are taken back; a wrong one, an ended one and a revoked one look alike."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import select

from matcher.catalog.issues import Refused
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.register import receipts, shares
from matcher.register.answers import give
from matcher.register.overlay import seen_by
from matcher.register.people import ShareRow
from matcher.register.policy import Denied
from matcher.register.register import Register
from matcher.register.shown import Shown
from matcher.register.who import VISITOR
from matcher.reports.shared import MOST_SITES, shown
from tests.register.conftest import COLLEAGUE, FIRM, MANAGER, OTHER_FIRM, STAFF, Clock
from tests.register.handed_in import NEED, TOWN, hand_in
from tests.register.test_given_answers import answer


@pytest.fixture(scope="module")
def record(town: Catalog) -> Shown:
    catalog = seen_by(town, VISITOR)
    return shown(
        catalog,
        shortlist(catalog, NEED, date(2026, 11, 23)),
        "need",
        Text("求租厂房", "rooms to rent"),
        [(Text("空间", "space"), Text("厂房", "factory"))],
    )


def test_a_link_shows_what_it_showed_when_it_was_made(register: Register, record: Shown) -> None:
    made = shares.make(register, STAFF, TOWN, record)
    assert shares.opened(register, made.token) == record
    give(register, STAFF, TOWN, [answer()])
    assert shares.opened(register, made.token) == record


def test_a_link_shows_the_verdict_and_sites_with_scores_and_clauses(record: Shown) -> None:
    assert record.verdict
    assert 0 < len(record.sites) <= MOST_SITES
    assert all(s.low <= s.score <= s.high for s in record.sites)
    assert any(r.clause.zh for s in record.sites for r in s.reasons)


def test_of_the_token_only_its_hash_is_kept(register: Register, record: Shown) -> None:
    made = shares.make(register, STAFF, TOWN, record, once="f")
    assert len(made.token) == 22, "128 bits in base 64"
    assert made.token not in repr(made)
    with register.look() as session:
        row = session.scalars(select(ShareRow)).one()
        assert made.token not in repr([getattr(row, c.key) for c in ShareRow.__table__.columns])


def test_the_same_form_sent_twice_makes_one_link(register: Register, record: Shown) -> None:
    assert shares.make(register, STAFF, TOWN, record, once="f") == shares.make(register, STAFF, TOWN, record, once="f")
    assert len(shares.links(register, STAFF, TOWN)) == 1


def test_wrong_ended_and_revoked_links_all_show_nothing(register: Register, record: Shown, clock: Clock) -> None:
    ended, taken, living = (shares.make(register, STAFF, TOWN, record, days=d) for d in (1, 90, 90))
    shares.revoke(register, STAFF, TOWN, taken.key)
    clock.go(days=1)
    for token in ("", "x", "x" * 10_000, "../..", ended.token, taken.token, living.token.swapcase(), living.key):
        assert shares.opened(register, token) is None
    assert shares.opened(register, living.token) == record
    assert shares.opened(register, living.token, "othertown") is None


@pytest.mark.parametrize("days", [0, -1, 91, 10**9])
def test_no_link_lives_longer_than_ninety_days(register: Register, record: Shown, days: int) -> None:
    with pytest.raises(Refused):
        shares.make(register, STAFF, TOWN, record, days=days)


def test_one_sees_and_takes_back_ones_own_links_and_a_manager_any(register: Register, record: Shown) -> None:
    mine, theirs = shares.make(register, STAFF, TOWN, record), shares.make(register, FIRM, TOWN, record)
    assert [x.key for x in shares.links(register, STAFF, TOWN)] == [mine.key]
    assert [x.key for x in shares.links(register, FIRM, TOWN)] == [theirs.key]
    assert {x.key for x in shares.links(register, MANAGER, TOWN)} == {mine.key, theirs.key}
    for who in (COLLEAGUE, OTHER_FIRM, VISITOR):
        with pytest.raises(Denied):
            shares.revoke(register, who, TOWN, mine.key)
    shares.revoke(register, MANAGER, TOWN, mine.key)
    shares.revoke(register, FIRM, TOWN, theirs.key)
    assert shares.links(register, MANAGER, TOWN) == []


def test_an_enterprise_shares_its_own_lead_and_a_visitor_none(register: Register, town: Catalog, record: Shown) -> None:
    own, other = hand_in(register, town, FIRM).lead, hand_in(register, town, OTHER_FIRM, name="别家").lead
    of_lead = record.model_copy(update={"kind": "lead"})
    assert shares.opened(register, shares.make(register, FIRM, TOWN, of_lead, lead=own).token) == of_lead
    for who, lead in ((FIRM, other), (FIRM, "no-such-lead"), (VISITOR, own)):
        with pytest.raises(Denied):
            shares.make(register, who, TOWN, of_lead, lead=lead)
    with pytest.raises(Denied):
        shares.make(register, VISITOR, TOWN, record)


def test_a_lead_that_is_taken_back_takes_its_links_with_it(register: Register, town: Catalog, record: Shown) -> None:
    made = hand_in(register, town)
    link = shares.make(register, STAFF, TOWN, record.model_copy(update={"kind": "lead"}), lead=made.lead)
    receipts.withdraw(register, VISITOR, TOWN, made.code)
    assert shares.opened(register, link.token) is None


def test_nothing_else_can_be_put_behind_a_link(record: Shown) -> None:
    for name in ("contact", "note", "lowest_rent_yuan_m2_month"):
        with pytest.raises(ValidationError):
            Shown.model_validate({**record.model_dump(mode="json"), name: "x"})


def test_a_link_names_no_enterprise_on_a_site_and_nobody_who_told_something(town: Catalog) -> None:
    """Built from what a visitor sees, so that the role of whoever makes it does not matter."""
    catalog = seen_by(town, VISITOR)
    told = shown(catalog, shortlist(catalog, NEED, date(2026, 11, 23)), "need", Text("甲", "a")).model_dump_json()
    assert not [x.name for x in town.leads if x.name in told]


@settings(max_examples=20)
@given(sites=st.lists(st.sampled_from(["wanyang-1", "wanyang-2", "no-such-site"]), max_size=4))
def test_a_shortlist_keeps_its_own_order(town: Catalog, sites: list[str]) -> None:
    catalog = seen_by(town, VISITOR)
    result = shortlist(catalog, NEED, date(2026, 11, 23))
    ranked = {m.site_id for m in result.matches}
    record = shown(catalog, result, "shortlist", Text("甲", "a"), sites=sites)
    assert [s.site for s in record.sites] == [s for s in sites if s in ranked]
