"""Each statement of each service fails in turn, the commit too: everything is as before, and whoever called is told in a sentence."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from pathlib import Path
from typing import Any

import pytest

import matcher.register
from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.register.audit import verify
from matcher.register.opening import with_town
from matcher.register.register import Register
from tests.register.conftest import KEY
from tests.register.every_service import READING, SERVICES, Service, Stage, dump, likeness
from tests.register.statements import Counted, fail


def test_every_service_stands_in_the_table() -> None:
    """A function that takes a register can change it: it is failed and killed at each statement, or said to read only."""
    found = set()
    for module in pkgutil.iter_modules(matcher.register.__path__):
        if module.ispkg:
            continue
        loaded = importlib.import_module(f"matcher.register.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            takes = [p.annotation for p in inspect.signature(function).parameters.values()]
            if function.__module__ == loaded.__name__ and not name.startswith("_") and "Register" in takes:
                found.add(f"{module.name}.{name}")
    assert found == {s.name for s in SERVICES} | READING


def refusal_of(service: Service, stage: Stage, made: Any) -> Refused | None:
    try:
        service.call(stage, made)
    except Refused as refusal:
        whole = all(issue.message.zh and issue.message.en and issue.mend.zh and issue.mend.en for issue in refusal.issues)
        return refusal if whole else None
    return None


def empty_tables(state: dict[str, Any]) -> bool:
    return all(not rows or name in ("alembic_version", "audit_head") for name, rows in state.items())


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.name)
def test_a_service_that_fails_anywhere_has_changed_nothing(
    empty: Register, town: Catalog, home: Path, tmp_path: Path, service: Service
) -> None:
    if service.seeded:
        with_town(empty, town)
    stage = Stage(empty, town, tmp_path)
    made = service.ready(stage)
    before = dump(empty.url)
    counted = Counted(empty, fail)
    number = failed = 0
    first, passed = likeness(before), dict[int, dict[str, list[str]]]()
    """What stood after a fault without being as before: nothing but what stands where nothing fails."""
    while True:
        number += 1
        counted.again(number)
        refused = refusal_of(service, stage, made)
        if not counted.reached:
            assert refused is None, "it is refused only where a statement failed"
            break
        assert refused is not None or service.quiet or service.overcomes, "a fault is told"
        failed += refused is not None
        now = dump(empty.url)
        if now != before and not service.seeded and empty_tables(now):
            before, number = now, 0  # the tables were made, which is a transaction of its own: on from there
        elif now != before:
            assert service.overcomes or not service.seeded, f"half done after statement {number}"
            passed[number], before = likeness(now), now
    counted.again(0)
    after = dump(empty.url)
    assert failed > 0
    assert {number: state == likeness(after) for number, state in passed.items() if state != likeness(after)} == {}, "half done"
    if service.name != "backup.back_up":
        assert likeness(after) != first, "the service does something where nothing fails"
    with empty.look() as session:
        assert verify(session, KEY).faults == ()
    assert not list(tmp_path.glob(".*.zip.*")), "no half of a file is left"
