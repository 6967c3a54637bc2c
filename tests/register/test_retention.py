"""What has been kept for as long as was said is deleted, once, and leaves no trace but how much it was."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.register import contacts, receipts, retention
from matcher.register.answers import give
from matcher.register.people import AccountRow, BrakeRow, ContactRow, SessionRow, ShareRow
from matcher.register.register import Register
from matcher.register.retention import FORMS, LINKS, LOOKS, Cleared
from matcher.register.submissions import keep_until, told_of
from matcher.register.trail import AuditRow, OnceRow
from matcher.register.who import SYSTEM, VISITOR
from tests.register.conftest import ADMINISTRATOR, STAFF, Clock
from tests.register.handed_in import CANARIES, TOWN, hand_in
from tests.register.statements import fail


def rows(register: Register, table: type) -> int:
    with register.look() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def audits(register: Register) -> int:
    return rows(register, AuditRow)


def test_a_contact_is_kept_to_its_last_day_and_deleted_after_it(register: Register, town: Catalog, clock: Clock) -> None:
    made = hand_in(register, town)
    clock.go(days=(date(2028, 11, 23) - date(2026, 11, 23)).days)
    assert retention.run(register, SYSTEM).contacts == 0
    assert rows(register, ContactRow) == 1
    clock.go(days=1)
    assert retention.run(register, SYSTEM).contacts == 1
    assert rows(register, ContactRow) == 0
    assert receipts.follow(register, VISITOR, TOWN, made.code).keep_until == ""


def test_a_dry_run_says_the_same_and_deletes_nothing(register: Register, town: Catalog, clock: Clock) -> None:
    hand_in(register, town, once="form")
    clock.go(days=800)
    before = audits(register)
    due = retention.due(register, SYSTEM)
    assert (due.contacts, due.forms > 0, due.brakes) == (1, True, 2)
    assert (rows(register, ContactRow), audits(register)) == (1, before)
    assert retention.run(register, SYSTEM) == due


def test_a_second_run_finds_nothing_and_writes_nothing(register: Register, town: Catalog, clock: Clock) -> None:
    hand_in(register, town, once="form")
    clock.go(days=800)
    retention.run(register, SYSTEM)
    after = audits(register)
    assert retention.run(register, SYSTEM) == Cleared(0, 0, 0, 0, 0, 0)
    assert audits(register) == after


def test_the_audit_says_how_much_went_and_of_which_leads_but_nothing_of_what_it_was(
    register: Register, town: Catalog, clock: Clock
) -> None:
    made = hand_in(register, town)
    clock.go(days=800)
    retention.run(register, SYSTEM)
    with register.look() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.number.desc())).first()
        assert last is not None
        assert (last.action, last.change["contacts"], last.change["leads"]) == ("retention.run", 1, [made.lead])
        assert not [c for c in CANARIES if c in repr(last.change)]


def test_forms_looks_and_brakes_go_after_their_time_and_not_before(register: Register, town: Catalog, clock: Clock) -> None:
    made = hand_in(register, town, once="form")
    contacts.see(register, STAFF, TOWN, made.lead, "call")
    forms = rows(register, OnceRow)
    clock.now += FORMS
    assert retention.run(register, SYSTEM).forms == 0
    clock.go(seconds=1)
    assert retention.run(register, SYSTEM).forms == forms
    assert rows(register, BrakeRow) == 0
    assert len(contacts.looks(register, ADMINISTRATOR, TOWN, made.lead)) == 1
    clock.now += LOOKS
    assert retention.run(register, SYSTEM).looks == 1


def test_ended_sessions_and_dead_links_go_and_living_ones_stay(register: Register, clock: Clock) -> None:
    now = clock.now

    def put(session) -> None:  # type: ignore[no-untyped-def]
        session.add(
            AccountRow(key="a", login="a", name="", role="staff", password_once=False, password_hash="", made_at=now, password_at=now)
        )
        session.flush()
        for name, ended in (("old", now), ("open", None)):
            session.add(SessionRow(account="a", token_hash=name, made_at=now, seen_at=now, ended_at=ended, browser=""))
        for name, days, revoked in (("dead", 1, None), ("revoked", 90, now), ("living", 90, None)):
            end = now + timedelta(days=days)
            session.add(
                ShareRow(town=TOWN, kind="need", shows={}, token_hash=name, made_by="", made_at=now, expires_at=end, revoked_at=revoked)
            )

    register.mark(put)
    clock.now += LINKS + timedelta(hours=1)
    done = retention.run(register, SYSTEM)
    assert (done.sessions, done.links) == (1, 1), "the ended session and the revoked link"
    clock.go(days=1)
    done = retention.run(register, SYSTEM)
    assert (done.sessions, done.links) == (1, 1), "a session that nobody ended has ended by itself"
    assert rows(register, ShareRow) == 1


def test_what_is_no_personal_data_stays(register: Register, town: Catalog, clock: Clock) -> None:
    from tests.register.test_given_answers import answer, values

    give(register, STAFF, TOWN, [answer()])
    clock.go(days=4000)
    retention.run(register, SYSTEM)
    assert values(register) == ["3000"]


def test_after_a_run_a_deleted_number_stands_nowhere_in_the_file(register: Register, town: Catalog, tmp_path: Path) -> None:
    if register.engine.dialect.name != "sqlite":
        pytest.skip("a server clears its own pages, later")
    made = hand_in(register, town)
    receipts.delete(register, VISITOR, TOWN, made.code)
    retention.run(register, SYSTEM)
    held = b"".join(p.read_bytes() for p in tmp_path.glob("register.sqlite3*"))
    assert made.lead.encode() in held, "a guard on this test: the lead itself stays"
    assert [c for c in CANARIES if c.encode() in held and c != "金雀"] == [], "the enterprise's name stays"


@pytest.mark.parametrize(
    ("day", "until"),
    [("2026-11-23", "2028-11-23"), ("2026-01-31", "2028-01-31"), ("2024-02-29", "2026-02-28"), ("2026-12-01", "2028-12-01")],
)
def test_the_last_day_follows_from_the_months_of_the_pack(town: Catalog, day: str, until: str) -> None:
    privacy = told_of(town)
    assert privacy.keep.months == 24
    assert keep_until(privacy, date.fromisoformat(day)) == until


def test_a_journal_that_cannot_be_emptied_is_told_in_a_sentence_and_emptied_by_the_next_run(
    register: Register, town: Catalog, clock: Clock
) -> None:
    if register.engine.dialect.name != "sqlite":
        pytest.skip("the other database clears dead rows by itself")
    hand_in(register, town)
    clock.go(days=900)
    broken = [True]

    def at(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if broken and "wal_checkpoint" in statement:
            fail(statement)

    event.listen(register.engine, "before_cursor_execute", at)
    with pytest.raises(Refused, match="not emptied yet"):
        retention.run(register, SYSTEM)
    assert rows(register, ContactRow) == 0, "what was due is deleted all the same"
    broken.clear()
    assert retention.run(register, SYSTEM).contacts == 0
