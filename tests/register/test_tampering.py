"""Whoever owns the database tries to change the audit by hand: the database refuses it, or `verify` finds it; what only the anchor shows is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

from matcher.catalog.issues import Refused
from matcher.model.answer import Answer
from matcher.register.answers import give
from matcher.register.audit import Verified, append, verify
from matcher.register.register import Register
from matcher.register.seal import FIRST, head_seal, seal
from tests.register.conftest import KEY, MANAGER, STAFF

TOWN = "hetang"
WRONG_SEAL = "f" * 64


@pytest.fixture
def filled(register: Register) -> Register:
    """Seven rows: the pack taken in and six answers."""
    for value in range(6):
        give(
            register, STAFF, TOWN, [Answer(site="wanyang-1", field="power_kva", value=str(3000 + value), source="园区", as_of="2026-11-20")]
        )
    return register


def check(register: Register, anchor: tuple[int, str] | None = None) -> Verified:
    with register.look() as session:
        return verify(session, KEY, anchor)


@contextmanager
def by_hand(register: Register) -> Iterator[Connection]:
    """A connection of the database's owner, past everything the product does."""
    engine = create_engine(register.url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@contextmanager
def without_guards(connection: Connection) -> Iterator[None]:
    """The triggers taken away and put back afterwards exactly as they were, so that nothing but the chain itself can tell."""
    if connection.dialect.name == "postgresql":
        for table in ("audit", "audit_head"):
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield
        for table in ("audit", "audit_head"):
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
        return
    triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for name, _ in triggers:
        connection.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _, made in triggers:
        connection.exec_driver_sql(made)


ROW = "INSERT INTO audit (number, at, who, role, action, town, record, change, seal) VALUES"
VALUES = f"'2026-11-23T08:00:00.000000Z', 'x', 'staff', 'answer.give', 'hetang', 'y', '{{}}', '{WRONG_SEAL}'"
CHANGES = {
    "number": "UPDATE audit SET number = 99 WHERE number = 7",
    "at": "UPDATE audit SET at = '2026-11-22T08:00:00.000000Z' WHERE number = 3",
    "at in another form": "UPDATE audit SET at = '2026-11-23T08:00:00Z' WHERE number = 3",
    "at as nonsense": "UPDATE audit SET at = 'yesterday' WHERE number = 3",
    "who": "UPDATE audit SET who = 'staff-2' WHERE number = 3",
    "role": "UPDATE audit SET role = 'manager' WHERE number = 3",
    "action": "UPDATE audit SET action = 'answer.propose' WHERE number = 3",
    "town": "UPDATE audit SET town = 'elsewhere' WHERE number = 3",
    "record": "UPDATE audit SET record = 'wanyang-2' WHERE number = 3",
    "change": "UPDATE audit SET change = '{}' WHERE number = 3",
    "seal": f"UPDATE audit SET seal = '{WRONG_SEAL}' WHERE number = 3",
    "delete in the middle": "DELETE FROM audit WHERE number = 4",
    "delete the first": "DELETE FROM audit WHERE number = 1",
    "delete the end": "DELETE FROM audit WHERE number = 7",
    "delete everything": "DELETE FROM audit",
    "renumber": "UPDATE audit SET number = number + 100",
    "the head's count": "UPDATE audit_head SET count = 6",
    "the head's seal": f"UPDATE audit_head SET seal = '{WRONG_SEAL}'",
    "the head gone": "DELETE FROM audit_head",
    "a second head": f"INSERT INTO audit_head (id, count, seal) VALUES (2, 7, '{WRONG_SEAL}')",
}


@pytest.mark.parametrize("what", [*CHANGES, "insert in between", "replace", "swap", "truncate"])
def test_the_database_refuses_it_and_without_its_guards_the_chain_shows_it(filled: Register, what: str) -> None:
    before = check(filled)
    assert before.faults == ()
    statements = attempt(filled, what)
    with pytest.raises(DBAPIError, match="the audit takes no change"), by_hand(filled) as connection:
        run(connection, statements)
    assert check(filled, (before.rows, before.last)) == before
    if what == "a second head":
        return  # a row that nobody reads: nothing of the audit has changed
    with by_hand(filled) as connection, without_guards(connection):
        run(connection, statements)
    assert check(filled).faults != ()


def run(connection: Connection, statements: list[str]) -> None:
    for statement in statements:
        connection.execute(text(statement.replace(":", r"\:")))


def attempt(register: Register, what: str) -> list[str]:
    lite = register.engine.dialect.name == "sqlite"
    if what == "insert in between":
        return ["UPDATE audit SET number = 8 WHERE number = 7", f"{ROW} (7, {VALUES})"]
    if what == "replace":
        return (
            [f"INSERT OR REPLACE{ROW[6:]} (3, {VALUES})"] if lite else [f"{ROW} (3, {VALUES}) ON CONFLICT (number) DO UPDATE SET who = 'x'"]
        )
    if what == "swap":
        return [f"UPDATE audit SET number = {new} WHERE number = {old}" for old, new in ((3, 99), (4, 3), (99, 4))]
    if what == "truncate":
        return ["DELETE FROM audit"] if lite else ["TRUNCATE audit"]
    return [CHANGES[what]]


def test_a_row_put_at_the_end_without_the_key_is_found_and_nothing_more_is_written(filled: Register) -> None:
    with by_hand(filled) as connection:
        connection.execute(text(f"{ROW} (8, {VALUES})".replace(":", r"\:")))
        connection.execute(text(f"UPDATE audit_head SET count = 8, seal = '{WRONG_SEAL}'"))
    assert len(check(filled).faults) == 2
    with pytest.raises(Refused, match="does not fit the key"):
        give(filled, STAFF, TOWN, [Answer(site="wanyang-1", field="power_kva", value="1", source="x", as_of="2026-11-20")])


def test_a_guard_that_is_gone_or_turned_off_is_found(filled: Register) -> None:
    with by_hand(filled) as connection:
        lite = connection.dialect.name == "sqlite"
        connection.execute(text("DROP TRIGGER audit_update" if lite else "ALTER TABLE audit DISABLE TRIGGER audit_change"))
    faults = check(filled).faults
    assert [f.en for f in faults] == [f"The database's guard {'audit_update' if lite else 'audit_change'} is gone."]


def test_a_chain_sealed_anew_with_another_key_is_found(filled: Register) -> None:
    """Somebody who changes a row and then seals all rows again, but has no key."""
    with by_hand(filled) as connection, without_guards(connection):
        rows = connection.execute(text("SELECT number, at, who, role, action, town, record FROM audit ORDER BY number")).mappings().all()
        last = FIRST
        for row in rows:
            fields = {name: row[name] for name in ("who", "role", "action", "town", "record")}
            last = seal(b"another key", last, row["number"], row["at"], fields, {})
            connection.execute(text("UPDATE audit SET change = '{}', seal = :s WHERE number = :n"), {"s": last, "n": row["number"]})
        connection.execute(text("UPDATE audit_head SET seal = :s"), {"s": head_seal(b"another key", len(rows), last)})
    assert len(check(filled).faults) == 8


def test_a_machine_with_another_key_cannot_write_into_the_chain(filled: Register) -> None:
    other = Register(filled.url, key=b"another key", clock=filled.clock)
    with pytest.raises(Refused, match="MATCHER_AUDIT_KEY"):
        give(other, STAFF, TOWN, [Answer(site="wanyang-1", field="power_kva", value="1", source="x", as_of="2026-11-20")])
    other.close()
    assert check(filled).faults == ()


def test_rows_added_with_another_key_are_found(filled: Register) -> None:
    """Somebody who runs the product's own code with a key of their own, past its check of the end."""
    with by_hand(filled) as connection, without_guards(connection):
        connection.execute(text("UPDATE audit_head SET seal = :s"), {"s": head_seal(b"another key", 7, check(filled).last)})
    with filled._writing_engine.begin() as connection:
        from sqlalchemy.orm import Session

        with Session(connection) as session:
            append(session, b"another key", filled.clock(), MANAGER, "answer.give", TOWN, "x", {})
            session.flush()
    assert len(check(filled).faults) == 2


def test_an_older_end_put_back_with_its_own_head_is_found_only_with_the_anchor(filled: Register) -> None:
    """The honest limit: a whole older state fits its seals. What was written down elsewhere shows that more had been there."""
    with by_hand(filled) as connection:
        old = connection.execute(text("SELECT count, seal FROM audit_head")).one()
    give(filled, STAFF, TOWN, [Answer(site="wanyang-1", field="power_kva", value="9", source="x", as_of="2026-11-20")])
    later = check(filled)
    with by_hand(filled) as connection, without_guards(connection):
        connection.execute(text("DELETE FROM audit WHERE number > :n"), {"n": old.count})
        connection.execute(text("UPDATE audit_head SET count = :n, seal = :s"), {"n": old.count, "s": old.seal})
    assert check(filled).faults == ()
    assert [f.en for f in check(filled, (later.rows, later.last)).faults] == ["There were 8 rows then, and there are 7 now."]


def test_an_older_copy_that_went_on_differently_is_found_only_with_the_anchor(filled: Register) -> None:
    with by_hand(filled) as connection:
        old = connection.execute(text("SELECT count, seal FROM audit_head")).one()
    give(filled, STAFF, TOWN, [Answer(site="wanyang-1", field="power_kva", value="9", source="x", as_of="2026-11-20")])
    later = check(filled)
    with by_hand(filled) as connection, without_guards(connection):
        connection.execute(text("DELETE FROM audit WHERE number > :n"), {"n": old.count})
        connection.execute(text("UPDATE audit_head SET count = :n, seal = :s"), {"n": old.count, "s": old.seal})
    give(filled, STAFF, TOWN, [Answer(site="wanyang-1", field="power_kva", value="10", source="x", as_of="2026-11-20")])
    assert check(filled).faults == ()
    assert [f.en for f in check(filled, (later.rows, later.last)).faults] == ["Row 8 is not the one written down earlier."]


def test_the_anchor_of_a_register_that_only_grew_still_stands(filled: Register) -> None:
    then = check(filled)
    give(filled, STAFF, TOWN, [Answer(site="wanyang-1", field="power_kva", value="9", source="x", as_of="2026-11-20")])
    now = check(filled, (then.rows, then.last))
    assert (now.rows, now.faults) == (then.rows + 1, ())
