"""A cell that somebody corrects on the page stands as if the file had said so, and says that it did not."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.load import load
from matcher.exchange.mends import Mend, Mended
from matcher.exchange.read_file import read_file
from tests.conftest import PACK
from tests.exchange.messy import text_table

TOWN, TODAY = load(PACK), date(2026, 11, 23)
HEADS = ["地块编号", "配电容量(kVA)", "租金（元/㎡·月）"]


def table(power: str, rent: str = "15") -> bytes:
    return text_table([HEADS, ["wanyang-1", power, rent]]).encode()


@given(st.integers(30, 100_000), st.text(st.characters(categories=("Lu", "Lo")), min_size=1, max_size=5))
def test_a_mended_file_says_what_a_right_one_would(kva: int, nonsense: str) -> None:
    right = read_file(table(str(kva)), "a.csv", "sites", TOWN, TODAY)
    mended = read_file(table(nonsense), "a.csv", "sites", TOWN, TODAY, mends=[Mend(2, HEADS[1], str(kva))])
    assert [s.cells for s in mended.sites] == [s.cells for s in right.sites]
    assert mended.mended == (Mended(2, HEADS[1], nonsense, str(kva)),)
    assert mended.told_of(2) != "a.csv" == right.told_of(2)


def test_a_mend_of_no_cell_changes_nothing() -> None:
    plain = read_file(table("800"), "a.csv", "sites", TOWN, TODAY)
    for mend in (Mend(9, HEADS[1], "1"), Mend(2, "no such column", "1"), Mend(2, HEADS[1], "800")):
        found = read_file(table("800"), "a.csv", "sites", TOWN, TODAY, mends=[mend])
        assert found.sites == plain.sites
        assert found.mended == ()


def test_a_mend_can_be_as_wrong_as_the_cell_was() -> None:
    found = read_file(table("很大"), "a.csv", "sites", TOWN, TODAY, mends=[Mend(2, HEADS[1], "更大")])
    assert found.rejected == 1
    assert [i.value for i in found.issues if i.severity == "error"] == ["更大"]
