"""Naming the industry of a business: what must hold for any text, and for a few that a reader can check."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.catalog.trade_words import trade_words
from matcher.language.industry import GUESSES, Namer, namer
from matcher.language.industry_lessons import lessons
from matcher.language.industry_model import learn
from matcher.model.catalog import Catalog
from matcher.model.trade import IndustryGuess, TradeWords

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def naming(town: Catalog) -> Namer:
    return namer(town.codes, town.industries, trade_words())


def holds(guesses: tuple[IndustryGuess, ...], town: Catalog) -> None:
    scores = [g.score for g in guesses]
    assert len({g.division for g in guesses}) == GUESSES == len(guesses)
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 and math.isfinite(s) for s in scores)
    assert sum(scores) <= 1
    for guess in guesses:
        assert guess.code in town.codes
        assert guess.code.startswith(guess.division)
        assert len(guess.division) == 2


@given(said=st.text(max_size=80) | st.text(alphabet="不含生产加工销售（），、塑料五金灯具纸箱0123456789万吨 ", max_size=60))
@settings(max_examples=150)
def test_any_text_gets_three_different_divisions_best_first(said: str, naming: Namer, town: Catalog) -> None:
    holds(naming.guess(said), town)


@pytest.mark.parametrize(
    "said", ["", "  ", "。，、", "qqqq", "asdfgh", "12345", "😀😀", "的的的", "生产", "不含电镀", "不再生产家具", "今天天气很好"]
)
def test_a_text_that_says_nothing_gets_scores_near_nothing(said: str, naming: Namer, town: Catalog) -> None:
    holds(naming.guess(said), town)
    assert naming.guess(said)[0].score < 0.15


@pytest.mark.parametrize(
    ("said", "division", "code"),
    [
        ("门锁、合页生产", "33", "3351"),
        ("瓦楞纸箱加工", "22", "2231"),
        ("LED吸顶灯组装", "38", "3872"),
        ("多层线路板", "39", "3982"),
        ("塑料收纳箱、衣架，注塑", "29", "2927"),
        ("红木家具，开料、打磨", "21", "2110"),
        ("建材批发", "51", None),
        ("日用百货超市", "52", None),
        ("货物仓储", "59", None),
        ("软件开发", "65", "65"),
        ("metal doors and windows", "33", None),
    ],
)
def test_what_a_reader_would_say(said: str, division: str, code: str | None, naming: Namer) -> None:
    best = naming.guess(said)[0]
    assert best.division == division
    assert code is None or best.code == code


@pytest.mark.parametrize(
    ("with_denial", "without"),
    [
        ("塑料盆生产，不再生产家具", "塑料盆生产"),
        ("铝合金门窗加工（不含电镀）", "铝合金门窗加工"),
        ("木质家具制造，喷漆除外", "木质家具制造"),
        ("灯具组装，不设注塑工序", "灯具组装"),
    ],
)
def test_what_is_denied_counts_for_nothing(with_denial: str, without: str, naming: Namer) -> None:
    assert naming.guess(with_denial) == naming.guess(without)


def test_figures_count_for_nothing(naming: Namer) -> None:
    assert naming.guess("年产水泵30万台") == naming.guess("年产水泵") == naming.guess("水泵，年产5000套")


def test_making_and_selling_are_told_apart(naming: Namer) -> None:
    for what in ("灯具", "五金配件", "纸箱", "家具"):
        assert naming.guess(f"{what}生产加工")[0].division < "44"
        assert naming.guess(f"{what}批发")[0].division == "51"


def test_the_reasons_are_words_of_the_text(naming: Namer) -> None:
    best = naming.guess("不锈钢水槽、水龙头生产")[0]
    assert best.because
    assert all(word in "不锈钢水槽、水龙头生产" for word in best.because)


def test_an_industry_only_the_pack_knows_is_found_by_its_words(town: Catalog) -> None:
    """The pack's own words are taught too."""
    own = tuple(i.model_copy(update={"words": (*i.words, "琅嬛盏")}) if i.id == "lighting" else i for i in town.industries)
    taught = lessons(town.codes, own, trade_words())
    assert "琅嬛盏" in taught.words.products["38"]


def test_two_learnings_of_the_same_lessons_answer_alike(town: Catalog) -> None:
    few = {c: w for c, w in trade_words().products.items() if c[:2] in ("29", "33", "38")}
    words = TradeWords(few, {})
    said = ["塑料瓶", "门锁加工", "吸顶灯", "不锈钢灯罩", ""]
    first, second = (Namer(learn(lessons(town.codes, (), words)), town.codes) for _ in range(2))
    assert [first.guess(s) for s in said] == [second.guess(s) for s in said]


def test_what_was_learnt_is_kept_for_the_same_content_and_only_for_it(naming: Namer, town: Catalog) -> None:
    assert namer(dict(town.codes), list(town.industries), replace(trade_words())) is naming
    key = lessons(town.codes, town.industries, trade_words()).key
    assert lessons(town.codes, town.industries[1:], trade_words()).key != key


def test_the_work_of_learning_is_bounded(naming: Namer, town: Catalog) -> None:
    """Not by the clock, which depends on the computer: by how much is learnt. At these sizes it takes about three seconds."""
    assert len(list(lessons(town.codes, town.industries, trade_words()))) < 40_000
    assert naming.model.svm.shape[0] < 90_000
    assert naming.model.svm.shape[1] == len([c for c in town.codes if len(c) == 2])


def test_every_division_has_its_lessons(town: Catalog) -> None:
    taught = lessons(town.codes, town.industries, trade_words())
    assert {t.division for t in taught} == set(taught.divisions)


def test_nothing_of_scikit_learn_is_imported_before_it_is_needed() -> None:
    """Its import alone takes longer than an answer of `match`."""
    check = "import sys, matcher.cli, matcher.language.industry; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
