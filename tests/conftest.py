"""What the tests share: the real town pack, a copy of it to spoil, a home of its own for answers, and one fixed day."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from matcher.catalog.load import load
from matcher.model.catalog import Catalog
from matcher.register.home import HOME_VARIABLE

PACK = Path(__file__).resolve().parents[1] / "data"
"""The folder of the real town."""

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def town() -> Catalog:
    """The catalog of the real town, without any answers."""
    return load(PACK)


@pytest.fixture
def pack_copy(tmp_path: Path) -> Path:
    """A copy of the real pack that a test may spoil."""
    return shutil.copytree(PACK, tmp_path / "pack")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for this test's answers, so that none of the installation's own are read or written."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture
def today() -> date:
    """The day on which the tests ask."""
    return date(2026, 11, 23)
