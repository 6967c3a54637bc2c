"""What the tests of reading share: one reader with the words of the real town."""

from __future__ import annotations

import pytest

from matcher.language.read import Reader
from matcher.model.catalog import Catalog


@pytest.fixture(scope="session")
def reader(town: Catalog) -> Reader:
    return Reader(town.vocabularies)
