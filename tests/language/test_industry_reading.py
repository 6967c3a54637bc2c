"""What is read out of a description: denials and figures go, the head noun and the verb of the trade stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.industry_reading import ASIDE, FULL, MENTIONED, MOST_CHARACTERS, Part, read


def texts(said: str) -> list[str]:
    return [p.text for p in read(said).parts]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("年产铁艺花架30万件", ["铁艺花架"]),
        ("塑料盆920吨，不含电镀、喷漆", ["塑料盆"]),
        ("收纳箱年产5000吨（不再生产家具）", ["收纳箱"]),
        ("五金件加工，喷涂除外", ["五金件"]),
        ("无纺布、无缝管、不锈钢、不粘锅、不干胶", ["无纺布", "无缝管", "不锈钢", "不粘锅", "不干胶"]),
        ("不饱和树脂", ["不饱和树脂"]),
        ("和面机", ["和面机"]),
        ("3D打印、5G天线、4S店", ["3d打印", "5g天线", "4s店"]),
        ("租用厂房3200平方米，主要从事拉篮的生产", ["拉篮"]),
        ("１２ 万套ＬＥＤ灯具组装", ["led灯具"]),
        ("PA66管件5000t/a", ["pa66管件"]),
    ],
)
def test_what_is_left_of_a_description(said: str, parts: list[str]) -> None:
    assert texts(said) == parts


def test_what_is_bought_or_in_brackets_weighs_less() -> None:
    parts = (Part("外购原纸", MENTIONED), Part("纸箱", FULL), Part("彩盒", ASIDE))
    assert read("外购原纸，纸箱（彩盒）生产").parts == parts
    assert read("外购原纸，纸箱（彩盒）生产").plain == "纸箱 彩盒"


def test_who_only_sells_keeps_the_word_that_says_so() -> None:
    assert texts("建材销售") == ["建材销售"]
    assert texts("建材生产、销售")[0] == "建材"
    assert (read("建材销售").makes, read("建材销售").sells) == (False, True)
    assert (read("建材展厅，无生产").makes, read("生产建材").makes) == (False, True)


@pytest.mark.parametrize("said", ["", "   ", "。。。", "（（（", "12345", "的的的", "不含电镀", "\ud800", "\x00"])
def test_what_says_nothing_reads_as_nothing_much(said: str) -> None:
    assert len(read(said).plain) <= len(said)


@given(st.text())
def test_any_text_can_be_read(said: str) -> None:
    reading = read(said)
    assert all(p.text and p.weight in (FULL, ASIDE, MENTIONED) for p in reading.parts)


def test_a_text_without_end_is_cut() -> None:
    assert sum(len(p.text) for p in read("铝" * 10 * MOST_CHARACTERS).parts) <= MOST_CHARACTERS
