"""`answer`, and `pack export`, which writes what was answered into a new pack."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from matcher.catalog.load import load
from tests import kept
from tests.cli.ran import ON, Run

# answer


def test_an_answer_counts_from_then_on_until_it_is_taken_back(run: Run) -> None:
    def floor() -> Any:
        found = json.loads(run("match", "--lead", "xinhe", *ON, "--json", "--top", "0").out)
        return next(m for m in found["matches"] if m["site_id"] == "wanyang-1")

    before = floor()
    given = run("answer", "wanyang-1", "partners", "metal-products;lighting", "--source", "园区招商部", "--lang", "en")
    assert given.code == 0
    assert "wanyang-1" in given.out
    assert "园区招商部" in given.out
    after = floor()
    assert after["score"] > before["score"]
    assert after["high"] - after["low"] < before["high"] - before["low"]
    taken_back = run("answer", "wanyang-1", "partners", "--undo")
    assert taken_back.code == 0
    assert "已撤回" in taken_back.out
    assert floor() == before
    assert run("answer", "wanyang-1", "partners", "--undo", "--lang", "en").err.count("no answer to take back") == 1


def test_an_answer_is_dated_today_unless_a_day_is_given(run: Run, home: Path) -> None:
    day = date.today()
    assert run("answer", "xiacun", "land_mu", "20", "--source", "某人").code == 0
    assert run("answer", "liufang", "land_mu", "20", "--source", "某人", "--as-of", "2026-01-05").code == 0
    found = kept.answers()
    assert found[0].as_of in (day.isoformat(), date.today().isoformat())
    assert found[1].as_of == "2026-01-05"


def test_an_answer_about_tomorrow_is_refused_and_not_kept(run: Run) -> None:
    tomorrow = (date.today() + timedelta(days=2)).isoformat()
    ran = run("answer", "xiacun", "land_mu", "20", "--source", "某人", "--as-of", tomorrow, "--lang", "en")
    assert ran.code == 1
    assert "after today" in ran.err
    assert kept.answers() == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["xiacun", "note", "长" * 501, "--source", "某人"],
        ["xiacun", "land_mu", "20", "--source", "长" * 501],
        ["xiacun", "land_mu", "20", "--source", "\udcff\udcfe"],
        ["xiacun", "note", "\udce5", "--source", "某人"],
    ],
    ids=["a long value", "a long source", "a source that is no text", "a value that is no text"],
)
def test_an_answer_that_cannot_be_kept_is_refused_in_words(run: Run, arguments: list[str]) -> None:
    """Too long, or bytes of another encoding, as a terminal of another encoding hands them on."""
    ran = run("answer", *arguments)
    assert ran.code == 1
    assert ran.err
    assert kept.answers() == []


def test_a_denial_may_be_given_in_words_or_after_two_dashes(run: Run) -> None:
    assert run("answer", "xiacun", "features", "无行车", "--source", "某人").code == 0
    assert run("answer", "--source", "某人", "xiacun", "features", "--", "-crane").code == 0
    assert [a.value for a in kept.answers()] == ["无行车", "-crane"]


def test_answers_that_no_longer_fit_are_told_and_do_not_stop_the_work(run: Run, pack_copy: Path) -> None:
    assert run("answer", "wanyang-1", "available_floor_m2", "280000", "--source", "某人").code == 0
    path = pack_copy / "parcels.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",290000,", ",200000,"), encoding="utf-8", newline="")
    ran = run("match", "--lead", "xinhe", "--pack", str(pack_copy), "--lang", "en")
    assert ran.code == 0
    assert "available_floor_m2" in ran.err
    assert "more than the floor area" in ran.err


# pack export


def test_a_pack_is_exported_with_its_answers_and_can_be_used(run: Run, tmp_path: Path) -> None:
    assert run("answer", "wanyang-1", "power_kva", "800", "--source", "园区招商部").code == 0
    out = tmp_path / "new"
    ran = run("pack", "export", str(out))
    assert ran.code == 0
    assert str(out) in ran.out
    found = load(out).by_id["wanyang-1"].number("power_kva")
    assert found is not None
    assert (found.low, found.high) == (800, 800)
    assert run("check", str(out)).code == 0
    assert run("pack", "export", str(out)).code == 1


@pytest.mark.parametrize("out", ["file/out", "pack/out"])
def test_an_export_that_cannot_be_written_is_refused_in_words(run: Run, pack_copy: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    ran = run("pack", "export", str(tmp_path / out), "--pack", str(pack_copy))
    assert ran.code == 1
    assert ran.err
    assert not (pack_copy / "out").exists()
