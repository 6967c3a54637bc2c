"""A process is killed at each statement and at random moments: what it was told is kept is kept, and nothing is half done."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.model.catalog import Catalog
from matcher.register.answers import decide, give, propose
from matcher.register.audit import verify
from matcher.register.backup import back_up
from matcher.register.commitments import commit, open_commitments, release
from matcher.register.facts import AnswerRow
from matcher.register.opening import with_town
from matcher.register.pipeline import CommitmentRow, LeadRow, NeedRow
from matcher.register.register import Register
from matcher.register.who import CONSOLE, Who
from tests.postgresql import Server, programs, running_server
from tests.register.conftest import FIRM, KEY, MANAGER, STAFF
from tests.register.dumped import dump, empty_tables
from tests.register.every_service import SERVICES
from tests.register.processes import REFUSED, Child, Tell, needs_fork, start
from tests.register.stage import TOWN, Service, Stage, answer, record_of, stage_of
from tests.register.statements import Counted, die

pytestmark = needs_fork
STEP, SPARSE = 30, 150
"""In the short run every so many-th statement is the last; of what says very much, fewer."""


def whole(session: Session) -> None:
    """What must hold of every register at any moment: the audit's chain, leads with their needs, answers that came together."""
    assert verify(session, KEY).faults == ()
    needs = set(session.scalars(select(NeedRow.lead)))
    assert set(session.scalars(select(LeadRow.key))) == needs
    pairs = [row.source for row in session.scalars(select(AnswerRow)) if row.source.startswith("pair ")]
    assert all(pairs.count(source) == 2 for source in pairs)


def killed_at(stage: Stage, service: Service, who: Who, made: Any, number: int) -> tuple[bool, int]:
    """Runs a service in a process that dies at a statement: whether it came to its end, and its exit status."""
    stage.register.close()

    def work(tell: Tell) -> None:
        mine = Register(stage.register.url, key=KEY, clock=stage.register.clock)
        Counted(mine, die, number)
        service.call(replace(stage, register=mine), who, made)
        tell("done")

    told, status = start(work).end()
    return told == ["done"], status


def at_each_statement(empty: Register, town: Catalog, folder: Path, service: Service, step: int) -> int:
    """Kills a service at every `step`-th statement until it comes to its end; how many kills it took."""
    stage, who = stage_of(service, empty, town, folder)
    made = service.ready(stage, record_of(service, stage))
    before = dump(empty.url)
    number, kills = 1, 0
    while True:
        done, status = killed_at(stage, service, who, made, number)
        now = dump(empty.url)
        if done:
            assert now != before or service.files_only or service.overcomes or service.name == "opening.as_registered"
            return kills
        assert status == -9
        kills += 1
        if now != before and not service.seeded and empty_tables(now):
            before, number = now, 0  # the tables were made, which is a transaction of its own: on from there
        elif now != before:
            assert service.name == "opening.as_registered" or service.first or service.overcomes, f"half done after statement {number}"
            if service.again:
                service.again(stage, "")
            before = dump(empty.url)  # killed after its first change, or while it read what it had taken in
        with Register(empty.url, key=KEY).look() as session:
            if "audit" in now:
                whole(session)
        number += step


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.id)
def test_a_service_that_is_killed_at_some_statements_is_before_or_after(
    prepared: Register, town: Catalog, home: Path, tmp_path: Path, service: Service
) -> None:
    assert at_each_statement(prepared, town, tmp_path, service, SPARSE if service.overcomes else STEP) > 0


@pytest.mark.long
@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.id)
def test_a_service_that_is_killed_at_any_statement_is_before_or_after(
    prepared: Register, town: Catalog, home: Path, tmp_path: Path, service: Service
) -> None:
    kills = at_each_statement(prepared, town, tmp_path, service, 1)
    print(f"\n{service.id} {prepared.engine.dialect.name}: {kills} kills")
    assert kills > 0


def a_day(url: str, town: Catalog, folder: Path, name: str, tell: Tell) -> None:
    """A process that takes in the town, then answers, decides, promises, releases and backs up, telling what was taken each time."""
    mine = with_town(Register(url, key=KEY), town)
    tell({"town": TOWN})
    n = 0
    while True:
        n += 1
        mark = f"pair {name} {n}"
        pair = [answer(str(v)).model_copy(update={"source": mark}) for v in (n, n + 1)]
        give(mine, STAFF, TOWN, pair, once=mark)
        tell({"pair": mark})
        number = propose(mine, FIRM, TOWN, [answer()])["numbers"][0]
        decide(mine, STAFF, TOWN, number, 1, take=n % 2 == 0, reason="x")
        tell({"decided": number})
        with mine.look() as session:
            left = open_commitments(session, TOWN)  # of one that was killed before it released it
        for one in left:
            release(mine, MANAGER, TOWN, one.key, one.version)
            tell({"released": one.key})
        key = commit(mine, MANAGER, town, town.leads[0].id, town.sites[n % len(town.sites)].id, whole=True, since="2026-11-23")["key"]
        tell({"promised": key})
        release(mine, MANAGER, TOWN, key, 1)
        tell({"released": key})
        out = folder / f"{name}-{n}.zip"
        back_up(mine, CONSOLE, out)
        tell({"backup": out.name})


def nothing_lost(url: str, told: list[dict[str, Any]], folder: Path) -> None:
    register = Register(url, key=KEY)
    if not register.ready():
        assert told == []
        return
    with register.look() as session:
        whole(session)
        answers = {a.number: (a.state, a.source) for a in session.scalars(select(AnswerRow))}
        promises = {c.key: c.released_at for c in session.scalars(select(CommitmentRow))}
        leads = session.scalars(select(LeadRow)).all()
    register.close()
    assert len(leads) in ((0, 13) if not told else (13,))
    sources = [source for _, source in answers.values()]
    for one in told:
        for kind, value in one.items():
            held = {
                "town": lambda v: len(leads) == 13,
                "pair": lambda v: sources.count(v) == 2,
                "decided": lambda v: answers[v][0] in ("stands", "refused"),
                "promised": lambda v: v in promises,
                "released": lambda v: promises[v] is not None,
                "backup": lambda v: (folder / v).stat().st_size > 0,
            }[kind]
            assert held(value), (kind, value)


def at_random(url: str, town: Catalog, folder: Path, times: int, seed: int) -> int:
    """Kills a working process, one in five while it begins, the others a moment after it was told that so many changes are kept; how
    many it had been told of in all. The moments are drawn by chance, and what was to happen by then does not hang on the machine's speed."""
    chance = random.Random(seed)
    told: list[dict[str, Any]] = []
    for n in range(times):
        child = start(partial(a_day, url, town, folder, f"p{n}"))
        if n % 5:
            child.wait_for(chance.randint(1, 7))
            time.sleep(chance.uniform(0, 0.08))
        else:
            time.sleep(chance.uniform(0, 0.6))
        child.kill()
        more, status = child.end()
        assert status == -9, "it was at work until it was killed"
        told += more
        if n % 10 == 9 or times < 10:
            nothing_lost(url, told, folder)
    nothing_lost(url, told, folder)
    return len(told)


def test_what_was_acknowledged_outlives_some_kills(url: str, town: Catalog, home: Path, tmp_path: Path) -> None:
    assert at_random(url, town, tmp_path, 4, seed=5) > 0


@pytest.mark.long
def test_what_was_acknowledged_outlives_a_hundred_kills(url: str, town: Catalog, home: Path, tmp_path: Path) -> None:
    acknowledged = at_random(url, town, tmp_path, 100, seed=20261123)
    print(f"\n100 kills, {acknowledged} acknowledged, all there")
    assert acknowledged > 100


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that this test may kill."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL found")
    with running_server(found) as running:
        yield running


@pytest.mark.parametrize("times", [2, pytest.param(10, marks=pytest.mark.long)])
def test_what_was_acknowledged_outlives_a_crash_of_the_server(
    own_server: Server, town: Catalog, home: Path, tmp_path: Path, times: int
) -> None:
    chance = random.Random(7)
    told: list[dict[str, Any]] = []
    for n in range(times):
        child: Child = start(partial(a_day, own_server.url, town, tmp_path, f"s{n}"))
        time.sleep(1 + chance.random())
        own_server.stop("immediate")
        more, status = child.end()
        assert status == REFUSED, "it was told, and nothing else broke"
        told += more
        own_server.start()
        nothing_lost(own_server.url, told, tmp_path)
