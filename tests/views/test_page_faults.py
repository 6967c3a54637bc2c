"""What goes wrong unforeseen on a page is told with a number; what it was stands in the log under that number and nowhere else."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text

APP = str(Path(__file__).resolve().parents[2] / "app.py")


def opened(monkeypatch: pytest.MonkeyPatch, fault: Exception, lang: str) -> AppTest:
    def page() -> None:
        raise fault

    monkeypatch.setattr("views.find.page", page)
    made = AppTest.from_file(APP, default_timeout=60)
    made.query_params["lang"] = lang
    return made.run()


def told(page: AppTest) -> str:
    return " ".join(m.proto.body for m in page.get("html"))


@pytest.mark.parametrize(("lang", "said"), [("zh", "编号 {}。"), ("en", "number {}.")])
def test_a_fault_is_told_with_the_number_that_stands_in_the_log(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, lang: str, said: str
) -> None:
    with caplog.at_level(logging.ERROR):
        page = opened(monkeypatch, RuntimeError("13800138000"), lang)
    number = re.search(r"number ([0-9a-f]{8})", caplog.text)
    assert number is not None
    assert said.format(number[1]) in told(page)
    assert "13800138000" not in told(page)
    assert "RuntimeError" in caplog.text
    assert not page.exception


def test_what_the_register_refuses_midway_is_told_in_its_own_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = Refused([Issue("error", "register", "", 0, "", "", Text("磁盘满了。", "is full."), Text("请清理。", "Make room."))])
    page = opened(monkeypatch, refusal, "zh")
    assert "磁盘满了" in told(page)
    assert not page.exception
