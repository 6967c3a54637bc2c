"""What holds of English requests: a value reads back in any unit and writing, conversions are right, and nothing is invented or raised."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.english_numbers import NUMBER, number
from matcher.language.english_page import is_english
from matcher.language.read import Reader
from matcher.model.need import Need

CASES = Path(__file__).resolve().parents[1] / "cases"
UNRELATED = [s for s in (CASES / "unrelated_en.txt").read_text("utf-8").splitlines() if s and not s.startswith("#")]
TODAY = date(2026, 11, 23)
M2_PER_MU = 2000 / 3
WRITINGS: list[Callable[[int], str]] = [str, lambda n: f"{n:,}", lambda n: f"{n}.0"]
LAND = {"mu": 1.0, "ha": 15.0, "hectares": 15.0, "acres": 4046.8564224 / M2_PER_MU}
FLOOR = dict.fromkeys(("sqm", "m2", "m²", "㎡", "sq m", "square metres", "square meters", "sq. m"), 1.0) | dict.fromkeys(
    ("sqft", "sq ft", "square feet"), 0.09290304
)
BOUNDS = {
    "": (1, 1), "about ": (1, 1), "at least ": (1, 0), "minimum ": (1, 0), "more than ": (1, 0), "up to ": (0, 1), "no more than ": (0, 1),
    "less than ": (0, 1), "max ": (0, 1),
}  # fmt: skip
SCALES = {"": 1, "k": 10**3, " thousand": 10**3, " million": 10**6, "m": 10**6, " billion": 10**9, "bn": 10**9, " wan": 10**4}
WORDS = [
    *(
        "looking for ",
        "we need ",
        "20 ",
        "3,000",
        "3000 ",
        "sqm ",
        "mu ",
        "of land ",
        "workshop ",
        "to rent ",
        "or buy ",
        "not ",
        "no ",
        "at least ",
    ),
    *(
        "up to ",
        "million ",
        "yuan ",
        "RMB ",
        "$",
        "per sqm ",
        "per month ",
        "by ",
        "June ",
        "2027 ",
        "30 ",
        "February ",
        "Q2 ",
        "within ",
        "six ",
    ),
    *(
        "months ",
        "8 m ",
        "ceiling ",
        "kVA ",
        "t/m2 ",
        "jobs ",
        "- ",
        "-",
        "to ",
        "and ",
        ", ",
        ". ",
        "\n",
        ": ",
        "near the expressway ",
        "half a ",
    ),
]


def ends(need: Need, name: str) -> tuple[float | None, float | None]:
    return getattr(need, f"{name}_min"), getattr(need, f"{name}_max")


@given(st.integers(20, 5000), st.sampled_from(WRITINGS), st.sampled_from(sorted(LAND)), st.sampled_from(sorted(BOUNDS)))
def test_land_reads_back_in_any_unit_and_bound(reader: Reader, value: int, write: Callable[[int], str], unit: str, bound: str) -> None:
    need = reader.read(f"We are looking for {bound}{write(value)} {unit} of industrial land", TODAY).need
    told = tuple(pytest.approx(value * LAND[unit], rel=1e-5) if end else None for end in BOUNDS[bound])
    assert (ends(need, "land_mu"), need.space) == (told, "land")


@given(st.integers(200, 99_999), st.sampled_from(WRITINGS), st.sampled_from(sorted(FLOOR)), st.sampled_from(sorted(BOUNDS)))
def test_floor_reads_back_in_any_unit_and_bound(reader: Reader, value: int, write: Callable[[int], str], unit: str, bound: str) -> None:
    found = reader.read(f"We need a warehouse of {bound}{write(value)} {unit} to rent", TODAY)
    told = tuple(pytest.approx(value * FLOOR[unit], rel=1e-5) if end else None for end in BOUNDS[bound])
    assert (ends(found.need, "floor_m2"), found.need.tenure) == (told, "rent")
    assert any("Converted" in s.note.en for s in found.spans) == (FLOOR[unit] != 1)


@given(st.integers(1, 900), st.sampled_from(sorted(SCALES)), st.sampled_from(["RMB {}", "CNY {}", "¥{}", "{} yuan", "{} RMB"]))
def test_money_reads_back_in_any_scale(reader: Reader, lead: int, scale: str, form: str) -> None:
    found = reader.read(f"Looking for 20 mu of land, total investment {form.format(f'{lead}{scale}')}, 50 jobs", TODAY)
    wan = lead * SCALES[scale] / 10**4
    if 1 <= wan <= 10**8:
        assert found.need.investment_wan == pytest.approx(wan, rel=1e-4)
    else:
        assert found.need.investment_wan is None
        assert any(str(lead) in u.text for u in found.unread)
    assert found.need.jobs == 50


@given(st.integers(1, 99_999), st.integers(1, 9999), st.sampled_from(["-", " - ", " to ", "–", " up to "]))
def test_a_range_reads_back(reader: Reader, low: int, more: int, between: str) -> None:
    low += 100
    need = reader.read(f"Seeking {low}{between}{low + more} sqm of factory space", TODAY).need
    assert ends(need, "floor_m2") == (low, low + more)


@given(
    st.sampled_from(
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
    ),
    st.integers(2027, 2040),
)
def test_a_month_reads_back(reader: Reader, month: str, year: int) -> None:
    index = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ].index(month) + 1
    for said in (f"{month} {year}", f"{month[:3]} {year}", f"1 {month} {year}", f"{month} 28, {year}", f"{year}-{index:02}"):
        assert reader.read(f"We need a 900 sqm warehouse by {said}", TODAY).need.needed_by == f"{year}-{index:02}"


@given(st.integers(0, 19), st.integers(2, 9))
def test_numbers_in_words_read_back(ones: int, tens: int) -> None:
    units = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ]
    names = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    said = {f"{names[tens - 2]}": tens * 10, f"{units[tens]} hundred": tens * 100}
    if ones:
        said |= {f"{units[tens]} hundred and {units[ones]}": tens * 100 + ones, f"{units[ones]} thousand": ones * 1000}
    for words, value in said.items():
        assert re.fullmatch(NUMBER, words)
        assert number(words) == value


@pytest.mark.parametrize(
    "money", ["USD 2 million", "$2 million", "EUR 2m", "2 million euros", "HK$ 2 million", "GBP 2 million", "2 million dollars"]
)
def test_foreign_money_is_listed_and_fills_nothing(money: str, reader: Reader) -> None:
    found = reader.read(f"We need 20 mu of land, investment {money}", TODAY)
    assert found.need == Need(space="land", land_mu_min=20, land_mu_max=20)
    assert any(money in u.text and "exchange rate" in u.why.en for u in found.unread)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=300))
def test_any_latin_text_is_read(reader: Reader, text: str) -> None:
    holds_together(reader, f"looking for {text}")


@given(st.lists(st.sampled_from(WORDS), max_size=50).map("".join))
def test_any_heap_of_english_words_of_the_trade_is_read(reader: Reader, text: str) -> None:
    holds_together(reader, text)


def holds_together(reader: Reader, text: str) -> None:
    found = reader.read(text, TODAY)
    assert all(text[p.start : p.end] == p.text and p.start < p.end for p in (*found.spans, *found.unread))
    assert {f for f in Need.model_fields if found.need.stated(f)} == {s.field for s in found.spans}
    assert not [1 for s in found.spans for u in found.unread if s.start < u.end and u.start < s.end]
    assert found == reader.read(text, TODAY)


@pytest.mark.parametrize(
    "piece", ["looking for 20 mu, ", "not ", "no a, ", "near the ", "20 to ", "one hundred and ", "- 5 ", "several ", "1,000", "any land? "]
)
def test_a_long_english_text_is_read_in_few_steps(piece: str, reader: Reader) -> None:
    """Patterns that could be tried in very many ways would hang here."""
    holds_together(reader, "looking for land " + piece * 2000)


@pytest.mark.parametrize("text", UNRELATED)
def test_an_english_sentence_that_asks_for_nothing_states_nothing(text: str, reader: Reader) -> None:
    assert reader.read(text, TODAY).need == Need()


def test_there_are_as_many_such_sentences_as_were_promised() -> None:
    assert len(set(UNRELATED)) == len(UNRELATED) >= 100


def test_a_text_with_chinese_in_it_goes_to_the_chinese_reader() -> None:
    assert is_english("Looking for 20 mu")
    assert not is_english("Looking for 20亩")
    assert not is_english("20 x 30")
