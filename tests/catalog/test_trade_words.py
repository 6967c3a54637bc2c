"""The lexicon of trades is read strictly, and what stands in it fits the classification."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from matcher.catalog.issues import Refused
from matcher.catalog.trade_words import FOLDER, trade_words
from matcher.model.catalog import Catalog


def test_every_code_lies_in_a_division_of_the_table(town: Catalog) -> None:
    words = trade_words()
    divisions = {c for c in town.codes if len(c) == 2}
    assert {c[:2] for c in words.products} <= divisions
    assert {d for ds in words.processes.values() for d in ds} <= divisions
    assert {str(d) for d in range(13, 44)} <= {c[:2] for c in words.products}


def test_every_manufacturing_code_stands_in_the_table(town: Catalog) -> None:
    """The pack's table holds all classes of manufacturing, so a code that is not there is a slip of the pen."""
    assert [c for c in trade_words().products if "13" <= c[:2] <= "43" and c not in town.codes] == []


def test_a_division_of_manufacturing_has_words_enough() -> None:
    held: dict[str, int] = {}
    for code, words in trade_words().products.items():
        held[code[:2]] = held.get(code[:2], 0) + len(words)
    assert [d for d in map(str, range(13, 44)) if held[d] < 30 and d != "16"] == []


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("1-food.yaml", "'13': 大米"),
        ("1-food.yaml", "'13': []"),
        ("1-food.yaml", "rice: [大米]"),
        ("1-food.yaml", "'13': [大米, 大米]"),
        ("1-food.yaml", "'13': [大米\n"),
        ("processes.yaml", "注塑: ['plastic']"),
    ],
)
def test_a_spoilt_file_is_refused_by_name(file: str, content: str, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "lexicon")
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        trade_words(folder)
    assert {i.file for i in refused.value.issues} == {file}
    assert all(i.message.zh and i.mend.en for i in refused.value.issues)
