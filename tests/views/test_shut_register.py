"""The app where the register cannot be had: visitors match from the pack, a banner says why, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from matcher.register import writing
from matcher.register.database import URL_VARIABLE
from matcher.register.who import VISITOR
from views import visit

APP = Path(__file__).resolve().parents[2] / "app.py"


def shown() -> str:
    app = AppTest.from_file(str(APP), default_timeout=300).run()
    assert not app.exception
    return "".join(element.proto.body for element in app.get("html"))


def test_visitors_match_from_the_pack_where_the_database_is_away(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    told = shown()
    assert "登记库暂不可用" in told
    assert "优先核实" in told, "the sites of the need are there"


def test_a_disk_with_almost_nothing_left_is_told_above_the_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LEAST_BYTES", 2**62)
    monkeypatch.setattr(visit, "identify", lambda *_: VISITOR)  # the testing tool has no browser, and so no cookies
    told = shown()
    assert "登记库现在只能读" in told
    assert "磁盘快满了" in told
    assert "优先核实" in told
