"""An answer cut to its first sites is the beginning of the whole answer, to the last figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from matcher.catalog.load import load
from matcher.explanation.setting import PLAIN, Setting
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need


@pytest.fixture(scope="module")
def demo() -> Catalog:
    return load(Path(__file__).resolve().parents[2] / "examples" / "demo")


@pytest.mark.parametrize(
    "setting", [PLAIN, Setting((("cost", 3.0), ("readiness", 1.0)), assume=True, late_months=6)], ids=["plain", "varied"]
)
@pytest.mark.parametrize("top", [0, 1, 3, 10, 1000])
def test_the_first_sites_are_those_of_the_whole_answer(demo: Catalog, today: date, top: int, setting: Setting) -> None:
    for lead in demo.leads[::4]:
        whole, cut = shortlist(demo, lead.need, today, setting=setting), shortlist(demo, lead.need, today, top, setting)
        assert cut == whole.model_copy(update={"matches": whole.matches[:top], "caution": cut.caution})
        assert top == 0 or cut.caution == whole.caution


def test_a_need_that_says_nothing_is_cut_like_any_other(demo: Catalog, today: date) -> None:
    assert shortlist(demo, Need(), today, 5).matches == shortlist(demo, Need(), today).matches[:5]
