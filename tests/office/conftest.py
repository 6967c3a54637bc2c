"""The real town and the invented one, as what both sides say is held against."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.catalog.load import load
from matcher.model.catalog import Catalog

DEMO = Path(__file__).resolve().parents[2] / "examples" / "demo"


@pytest.fixture(scope="module")
def demo() -> Catalog:
    return load(DEMO)


@pytest.fixture(scope="module", params=["town", "demo"])
def catalog(request: pytest.FixtureRequest, town: Catalog, demo: Catalog) -> Catalog:
    return {"town": town, "demo": demo}[request.param]
