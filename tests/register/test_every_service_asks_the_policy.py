"""Every service x every role, on one's own record and on somebody else's: exactly what the policy's table says, and a refusal changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from matcher.model.catalog import Catalog
from matcher.register import lead_rows
from matcher.register.policy import POLICY, Denied, may
from matcher.register.register import Register
from matcher.register.trail import AuditRow
from matcher.register.who import ROLES, VISITOR, Role
from tests.register.every_service import READERS, SERVICES, found
from tests.register.stage import TOWN, Service, lead, set_up

ASKING = [service for service in (*SERVICES, *READERS) if service.action]
OF_ONESELF = {"lead_rows.owns"}
"""They say but whether a record is one's own."""


def rows(register: Register) -> int:
    with register.look() as session:
        return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def test_every_service_that_is_told_who_asks_has_an_action_of_the_policy() -> None:
    assert {name for name, asks in found() if asks} - OF_ONESELF == {service.name for service in ASKING}
    assert {service.action for service in ASKING} <= POLICY.keys()


def records(service: Service) -> tuple[bool, ...]:
    """Whose record it is tried on: one's own, somebody else's."""
    return (True, False) if service.owned else (service.own_only or service.code,)


@pytest.mark.parametrize("role", ROLES)
def test_a_service_does_for_a_role_what_the_policy_says(register: Register, town: Catalog, tmp_path: Path, role: Role) -> None:
    for service in ASKING:
        for own in records(service):
            stage, who = set_up(register, town, tmp_path, role)
            made = service.ready(stage, stage.mine if own else stage.other)
            before = rows(register)
            try:
                allowed = service.call(stage, who, made) is not None or not service.silent
            except Denied:
                allowed = False
            assert allowed == may(who, service.action, own=service.code or (own and who != VISITOR)), f"{service.id}, own: {own}"
            assert allowed or rows(register) == before, f"{service.id} was refused and wrote"


@pytest.mark.parametrize("role", ROLES)
def test_whether_a_record_is_ones_own_is_said_of_ones_own_alone(register: Register, town: Catalog, tmp_path: Path, role: Role) -> None:
    stage, who = set_up(register, town, tmp_path, role)
    own, others = lead(stage, stage.mine).id, lead(stage, stage.other).id
    assert [lead_rows.owns(register, who, TOWN, x) for x in (own, others, "no-such-lead")] == [who != VISITOR, False, False]
