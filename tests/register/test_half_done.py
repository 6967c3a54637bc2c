"""Each statement of each service fails in turn, the commit too: everything is as before, and whoever called is told in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.register.audit import verify
from matcher.register.register import Register
from matcher.register.who import Who
from tests.register.conftest import KEY
from tests.register.dumped import dump, empty_tables, grown, likeness
from tests.register.every_service import READERS, SERVICES, found
from tests.register.stage import Service, Stage, record_of, stage_of
from tests.register.statements import AT_COMMIT, Counted, fail

STEP, SPARSE = 12, 150
"""In the short run every so many-th statement fails, and the commit of what was written."""


def test_every_service_stands_in_the_table() -> None:
    """A function that takes a register can change it: it is failed and killed at each statement, or said to read only."""
    assert {name for name, _ in found()} == {s.name for s in (*SERVICES, *READERS)}


def refusal_of(service: Service, stage: Stage, who: Who, made: Any) -> Refused | None:
    try:
        service.call(stage, who, made)
    except Refused as refusal:
        whole = all(issue.message.zh and issue.message.en and issue.mend.zh and issue.mend.en for issue in refusal.issues)
        return refusal if whole else None
    return None


def failed_everywhere(register: Register, town: Catalog, folder: Path, service: Service, step: int) -> None:
    """Fails a service at every `step`-th statement, where some are left out at its commit first, until it comes to its end."""
    stage, who = stage_of(service, register, town, folder)
    made = service.ready(stage, record_of(service, stage))
    before = dump(register.url)
    first = likeness(before)
    alone: dict[str, list[str]] = {}
    if service.first and service.again:
        service.first(stage, who, made)
        alone = grown(before, dump(register.url))
        service.again(stage, "")
        before = dump(register.url)
    counted = Counted(register, fail)
    passed: dict[int, dict[str, list[str]]] = {}
    """What stood after a fault without being as before: nothing but what stands where nothing fails."""
    failed, number = 0, 1 if step == 1 or service.files_only else AT_COMMIT
    while True:
        counted.again(number)
        refused = refusal_of(service, stage, who, made)
        if not counted.reached:
            assert refused is None, "it is refused only where a statement failed"
            break
        assert refused is not None or service.quiet or service.overcomes, "a fault is told"
        failed += refused is not None
        now = dump(register.url)
        if now != before and not service.seeded and empty_tables(now):
            before, number = now, 1 - step  # the tables were made, which is a transaction of its own: on from there
        elif now != before and service.first and service.again:
            assert grown(before, now) == alone, f"half done after statement {number}"
            counted.again(0)
            service.again(stage, "")
            before = dump(register.url)
        elif now != before:
            assert service.overcomes or not service.seeded, f"half done after statement {number}"
            passed[number], before = likeness(now), now
        number = number + step if number != AT_COMMIT else 1
    counted.again(0)
    after = dump(register.url)
    assert failed > 0
    assert {number: state == likeness(after) for number, state in passed.items() if state != likeness(after)} == {}, "half done"
    assert service.files_only or likeness(after) != first, "the service does something where nothing fails"
    with register.look() as session:
        assert verify(session, KEY).faults == ()
    assert not list(folder.glob(".*.zip.*")), "no half of a file is left"


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.id)
def test_a_service_that_fails_somewhere_has_changed_nothing(
    prepared: Register, town: Catalog, home: Path, tmp_path: Path, service: Service
) -> None:
    failed_everywhere(prepared, town, tmp_path, service, SPARSE if service.overcomes else STEP)


@pytest.mark.long
@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.id)
def test_a_service_that_fails_anywhere_has_changed_nothing(
    prepared: Register, town: Catalog, home: Path, tmp_path: Path, service: Service
) -> None:
    failed_everywhere(prepared, town, tmp_path, service, 1)


@pytest.mark.parametrize("reader", READERS, ids=lambda s: s.id)
def test_what_only_reads_changes_nothing_and_tells_a_fault(
    register: Register, town: Catalog, home: Path, tmp_path: Path, reader: Service
) -> None:
    stage, who = stage_of(reader, register, town, tmp_path)
    made = reader.ready(stage, record_of(reader, stage))
    before = dump(register.url)
    assert refusal_of(reader, stage, who, made) is None
    Counted(register, fail, at=1)
    assert refusal_of(reader, stage, who, made) is not None
    assert dump(register.url) == before
