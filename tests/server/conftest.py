"""One server with the planted register for all tests that only look, and one of its own for those that change something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import Served, running
from tests.server.canaries import plant
from tests.server.wire import Wire


@dataclass(frozen=True)
class Office:
    """A server and a signed-in browser for each identity."""

    served: Served
    tokens: dict[str, str]

    def wire(self, identity: str = "visitor", session: str = "") -> Wire:
        return Wire(self.served, self.tokens[identity], session)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("planted")
    tokens = plant(home)
    with running(home) as served:
        yield Office(served, tokens)


@pytest.fixture
def own_office(tmp_path: Path) -> Iterator[Office]:
    tokens = plant(tmp_path)
    with running(tmp_path) as served:
        yield Office(served, tokens)
