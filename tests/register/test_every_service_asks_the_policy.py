"""Every service x every role, on one's own record and on somebody else's: exactly what the policy's table says, and a refusal changes nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.model.catalog import Catalog
from matcher.register.passwords import hashed
from matcher.register.people import AccountRow
from matcher.register.policy import POLICY, Denied, may
from matcher.register.register import Register
from matcher.register.trail import AuditRow
from matcher.register.who import ROLES, VISITOR, Role, Who
from tests.register.services import GOOD, SERVICES, World, services

KEPT = hashed(GOOD)


def world_for(register: Register, town: Catalog, role: Role, n: int) -> tuple[World, Who]:
    """Accounts of its own for each service: whoever asks and somebody else; an administrator is there beside, so that another may go."""
    accounts = {login: AccountRow(
        login=f"{login}{n}", name=login, role=r, password_hash=KEPT, password_once=False, made_at=register.clock(), password_at=register.clock()
    ) for login, r in (("mine", "staff" if role == "public" else role), ("other", "staff"), ("chief", "administrator"))}  # fmt: skip
    keys: dict[str, str] = {}

    def add(session: Session) -> None:
        session.add_all(accounts.values())
        session.flush()
        keys.update({login: row.key for login, row in accounts.items()})

    register.mark(add)
    who = VISITOR if role == "public" else Who(keys["mine"], "mine", role)
    return World(register, town, keys["mine"], keys["other"], n), who


def rows(register: Register) -> int:
    with register.look() as session:
        return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def test_every_service_has_its_row() -> None:
    """A new one takes its place in tests/register/services.py, with the action it asks for."""
    assert sorted(services()) == sorted(SERVICES)


def test_every_action_of_a_row_is_in_the_policy() -> None:
    assert {row.action for row in SERVICES.values()} <= POLICY.keys()


@pytest.mark.parametrize("role", ROLES)
def test_a_service_does_for_a_role_what_the_policy_says(register: Register, town: Catalog, role: Role) -> None:
    for n, (name, row) in enumerate(SERVICES.items()):
        world, who = world_for(register, town, role, n)
        for own in (True, False) if row.owned and not row.own_only else (row.own_only,):
            before = rows(register)
            if may(who, row.action, own=own and who != VISITOR):
                row.call(world, who, world.mine if own else world.other)
                continue
            with pytest.raises(Denied):
                row.call(world, who, world.mine if own else world.other)
            assert rows(register) - before <= row.prepares, f"{name} as {role}"
