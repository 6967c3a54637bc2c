"""A cell of the site table is read as it is meant and written back so that it reads the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.cells import MAX_TEXT, Unreadable, format_cell, parse_cell
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, FIELDS, Field
from matcher.model.values import Cell, Interval, Words, month_index
from matcher.model.vocabulary import Vocabulary

NUMBERS = [f for f in FIELDS if f.type == "number"]
LISTS = [f for f in FIELDS if f.type in ("closed", "open")]
WORDED = [f for f in FIELDS if f.vocabulary]
UNLIKE = list({(f.type, f.vocabulary or (f.name if f.type != "text" else "")): f for f in FIELDS}.values())
"""One field of each kind: those that share a list are read alike, and so are all texts."""


def name_of(field: Field) -> str:
    return field.name


def possible(town: Catalog, field: Field) -> Interval | None:
    return town.possible(field.name) if field.type in ("number", "month") else None


def parsed(town: Catalog, name: str, text: str) -> Cell:
    field = BY_NAME[name]
    return parse_cell(field, text, town.vocabularies.get(field.vocabulary), possible(town, field))


def words(town: Catalog, field: Field) -> Vocabulary:
    return town.vocabularies[field.vocabulary]


def cells(town: Catalog, field: Field) -> st.SearchStrategy[Cell]:
    """Every cell that a field can hold."""
    outer = possible(town, field)
    if outer is not None:
        ends = st.integers(math.ceil(outer.low), math.floor(outer.high)).map(float)
        if field.type == "number":
            ends |= st.floats(outer.low, outer.high, allow_nan=False)
        return st.tuples(ends, ends).map(lambda pair: Interval(min(pair), max(pair)))
    if field.type == "text":
        return st.text(max_size=MAX_TEXT).map(str.strip).filter(bool)
    tokens = words(town, field).tokens
    if field.type == "one":
        return st.sampled_from(tokens)
    if field.type == "closed":
        return st.frozensets(st.sampled_from(tokens), min_size=1).map(Words)
    signs = st.dictionaries(st.sampled_from(tokens), st.booleans(), min_size=1)
    return signs.map(lambda d: Words(frozenset(t for t, yes in d.items() if yes), frozenset(t for t, yes in d.items() if not yes)))


@pytest.mark.parametrize("field", UNLIKE, ids=name_of)
@given(data=st.data())
def test_what_is_written_reads_back_equal(town: Catalog, field: Field, data: st.DataObject) -> None:
    cell = data.draw(cells(town, field))
    written = format_cell(field, cell)
    assert parse_cell(field, written, town.vocabularies.get(field.vocabulary), possible(town, field)) == cell


SCRAPS = st.sampled_from(
    [*"0123456789.-,;、，； 年亩", "..", "2027-06", "１２", "无", "没有", "no ", "yes", "crane", "行车", "喷粉", "car", "丙", "工业"]
)


@pytest.mark.parametrize("field", [f for f in UNLIKE if f.type != "text"], ids=name_of)
@given(text=st.lists(SCRAPS, min_size=1, max_size=8).map("".join))
def test_whatever_is_typed_is_either_refused_or_kept(town: Catalog, field: Field, text: str) -> None:
    """No typing slips through as a cell that the pack could not hold: written down it is not empty, and reads the same again."""
    vocabulary = town.vocabularies.get(field.vocabulary)
    if not text.strip():
        return
    try:
        cell = parse_cell(field, text, vocabulary, possible(town, field))
    except Unreadable:
        return
    written = format_cell(field, cell)
    assert written != "", f"{text!r} was taken as {cell}, which is written as an empty cell"
    assert parse_cell(field, written, vocabulary, possible(town, field)) == cell


# Figures


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20", 20, 20),
        (" 20 ", 20, 20),
        ("20.5", 20.5, 20.5),
        ("1,200", 1200, 1200),
        ("5..8", 5, 8),
        (" 5 .. 8 ", 5, 8),
        ("8..8", 8, 8),
        ("２０", 20, 20),
        ("１，２００", 1200, 1200),
        ("５．．８", 5, 8),
        ("0", 0, 0),
        ("-0", 0, 0),
    ],
)
def test_a_figure_may_be_exact_or_a_range_and_of_either_width(town: Catalog, text: str, low: float, high: float) -> None:
    assert parsed(town, "land_mu", text) == Interval(low, high)


def test_a_range_open_at_one_end_reaches_to_what_is_possible(town: Catalog) -> None:
    outer = town.possible("ceiling_height_m")
    assert parsed(town, "ceiling_height_m", "6..") == Interval(6, outer.high)
    assert parsed(town, "ceiling_height_m", "..6") == Interval(outer.low, 6)
    assert parsed(town, "ceiling_height_m", "..") == outer


@pytest.mark.parametrize("field", NUMBERS, ids=name_of)
def test_a_figure_may_touch_the_ends_of_what_is_possible_but_not_pass_them(town: Catalog, field: Field) -> None:
    outer = town.possible(field.name)
    for end in (outer.low, outer.high):
        assert parsed(town, field.name, f"{end}") == Interval(end, end)
    for beyond in (outer.low - 1, outer.high + 1):
        with pytest.raises(Unreadable, match="outside the possible range"):
            parsed(town, field.name, f"{beyond}")
        with pytest.raises(Unreadable):
            parsed(town, field.name, f"{min(beyond, outer.low)}..{max(beyond, outer.high)}")


@pytest.mark.parametrize(
    "text",
    ["二十", "20亩", "20 mu", "约20", "2O", "1e3", "nan", "inf", "1,20", "12,00", "20-30", "5...8", "5..8..9", "--5", "", ".5.", "½"],
)
def test_what_is_no_figure_is_refused(town: Catalog, text: str) -> None:
    with pytest.raises(Unreadable):
        parsed(town, "land_mu", text)


def test_a_range_must_not_run_downwards(town: Catalog) -> None:
    with pytest.raises(Unreadable, match="downwards"):
        parsed(town, "land_mu", "8..5")
    with pytest.raises(Unreadable, match="downwards"):
        parsed(town, "delivery", "2027-06..2026-06")


# Months


def test_a_month_may_be_exact_or_a_range(town: Catalog) -> None:
    june = month_index("2027-06")
    outer = town.possible("delivery")
    assert parsed(town, "delivery", "2027-06") == Interval(june, june)
    assert parsed(town, "delivery", "２０２７－０６") == Interval(june, june)
    assert parsed(town, "delivery", "2027-06..2027-08") == Interval(june, june + 2)
    assert parsed(town, "delivery", "2027-06..") == Interval(june, outer.high)
    assert parsed(town, "delivery", "..2027-06") == Interval(outer.low, june)


@pytest.mark.parametrize("text", ["2027", "2027-6", "2027-13", "2027-00", "27-06", "2027/06", "2027-06-01", "2027年6月", "soon", "1066-10"])
def test_what_is_no_possible_month_is_refused(town: Catalog, text: str) -> None:
    with pytest.raises(Unreadable):
        parsed(town, "delivery", text)


def test_a_december_is_followed_by_a_january(town: Catalog) -> None:
    december, january = parsed(town, "delivery", "2026-12"), parsed(town, "delivery", "2027-01")
    assert isinstance(december, Interval)
    assert isinstance(january, Interval)
    assert january.low - december.low == 1
    assert format_cell(BY_NAME["delivery"], december) == "2026-12"


# Words and lists


@pytest.mark.parametrize("field", WORDED, ids=name_of)
def test_every_word_can_be_written_by_its_token_and_by_its_names(town: Catalog, field: Field) -> None:
    """Staff copy a name from the screen into a cell: it must be understood as they saw it."""
    lost = []
    for word in words(town, field).words:
        expected: Cell = word.token if field.type == "one" else Words(frozenset({word.token}))
        for said in (word.token, word.name.zh, word.name.en, word.name.en.upper()):
            try:
                cell = parsed(town, field.name, said)
            except Unreadable as fault:
                lost.append(f"{said}: {fault.message.en}")
                continue
            if cell != expected:
                lost.append(f"{said}: taken as {cell}")
    assert lost == []


@pytest.mark.parametrize("field", WORDED, ids=name_of)
def test_every_synonym_leads_to_its_word_unless_another_word_is_called_so(town: Catalog, field: Field) -> None:
    vocabulary = words(town, field)
    for word in vocabulary.words:
        for said in word.synonyms:
            named_so = [w.token for w in vocabulary.words if said in w.synonyms or said in (w.name.zh, w.name.en)]
            assert vocabulary.find(said) in named_so
            assert vocabulary.find(f" {said} ") == vocabulary.find(said)


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("crane", {"crane"}, set()),
        ("-crane", set(), {"crane"}),
        ("无行车", set(), {"crane"}),
        ("没有行车", set(), {"crane"}),
        ("no crane", set(), {"crane"}),
        ("No crane", set(), {"crane"}),
        ("ｃｒａｎｅ", {"crane"}, set()),
        ("行车;-货梯", {"crane"}, {"freight_lift"}),
        ("行车、货梯，宿舍", {"crane", "freight_lift", "dormitory"}, set()),
        ("行车；无货梯", {"crane"}, {"freight_lift"}),
        ("天车, 天车", {"crane"}, set()),
        ("无尘车间", {"clean_room"}, set()),
        ("-无尘车间", set(), {"clean_room"}),
        ("没有无尘车间", set(), {"clean_room"}),
    ],
)
def test_an_open_list_says_what_there_is_and_what_there_is_not(town: Catalog, text: str, has: set[str], lacks: set[str]) -> None:
    assert parsed(town, "features", text) == Words(frozenset(has), frozenset(lacks))


@pytest.mark.parametrize("text", ["crane;-crane", "行车、无行车", "-", "无", "dragon", "-dragon", "行车;龙"])
def test_an_open_list_that_contradicts_itself_or_names_nothing_known_is_refused(town: Catalog, text: str) -> None:
    with pytest.raises(Unreadable):
        parsed(town, "features", text)


def test_a_closed_list_takes_no_denial_since_what_it_leaves_out_is_denied(town: Catalog) -> None:
    assert parsed(town, "tenure", "租") == Words(frozenset({"rent"}))
    with pytest.raises(Unreadable):
        parsed(town, "tenure", "租;-buy")


@pytest.mark.parametrize("said", ["无", "none"])
@pytest.mark.parametrize("name", ["positioned", "partners", "shared_plants"])
def test_that_a_closed_list_holds_nothing_can_be_written(town: Catalog, name: str, said: str) -> None:
    """No shared plant, no partner: known and worth saying, and not the same as an empty cell, which says unknown."""
    cell = parsed(town, name, said)
    assert cell == Words()
    assert parsed(town, name, format_cell(BY_NAME[name], cell) or "unknown") == Words()


@pytest.mark.parametrize("field", LISTS, ids=name_of)
def test_a_list_of_names_as_people_write_it_is_understood(town: Catalog, field: Field) -> None:
    """The signs that part a list may stand inside a name as well, as in 纺织服装、服饰业."""
    names = words(town, field).words
    everything = Words(frozenset(w.token for w in names))
    for written in ("；".join(w.name.zh for w in names), "; ".join(w.name.en for w in names), ",".join(w.token for w in names)):
        assert parsed(town, field.name, written) == everything


def test_a_word_outside_the_list_is_answered_with_the_list(town: Catalog) -> None:
    with pytest.raises(Unreadable) as refused:
        parsed(town, "fire_class", "己类")
    assert "己类" in refused.value.message.zh
    for token in words(town, BY_NAME["fire_class"]).tokens:
        assert token in refused.value.mend.zh
        assert token in refused.value.mend.en


# Text


def test_a_text_is_kept_as_it_was_typed_but_for_blanks_around_it(town: Catalog) -> None:
    """Full-width signs are right in Chinese, so a text is not folded as figures are."""
    assert parsed(town, "note", "  （见附件）：１２ ｍ ") == "（见附件）：１２ ｍ"
    assert parsed(town, "note", "字" * MAX_TEXT) == "字" * MAX_TEXT
    with pytest.raises(Unreadable, match="longer than"):
        parsed(town, "note", "字" * (MAX_TEXT + 1))


def test_an_unknown_cell_is_written_as_nothing() -> None:
    assert {format_cell(f, None) for f in FIELDS} == {""}
