"""`slip`, `tenants` and `gaps` as a person or a program uses them."""

from __future__ import annotations

import json

import pytest

from matcher.model.catalog import Catalog
from tests.cli.ran import CHINESE, ON, ROOT, Run

DEMO = ("--pack", str(ROOT / "examples" / "demo"))


@pytest.mark.parametrize("command", [["slip", "--months", "6"], ["tenants", "--site", "lo-w5"], ["gaps"]], ids=lambda c: c[0])
def test_both_sides_are_told_line_by_line_in_either_language(run: Run, command: list[str]) -> None:
    zh, en = run(*command, *DEMO, *ON), run(*command, *DEMO, *ON, "--lang", "en")
    assert (zh.code, en.code) == (0, 0)
    assert zh.out.count("\n") == en.out.count("\n")
    assert "虚构演示数据" in zh.out
    assert "2026-11-23" in zh.out
    assert CHINESE.findall(en.out) == []


def test_a_slip_of_one_lead_tells_of_no_other(run: Run) -> None:
    everyone = json.loads(run("slip", "--months", "12", *DEMO, *ON, "--json").out)
    assert len(everyone["leads"]) > 1
    for change in everyone["leads"]:
        alone = json.loads(run("slip", "--months", "12", "--lead", change["lead_id"], *DEMO, *ON, "--json").out)
        assert alone["leads"] == [change]
        assert (alone["untouched"], alone["left_out"]) == (0, 0)


def test_a_slip_begins_on_the_day_asked_for_unless_told(run: Run) -> None:
    """Seen from today a promise for next year may slip; seen from the day itself it has come true."""
    on = ("--on", "2028-06-01", "--months", "12", "--json")
    here, earlier = run("slip", *DEMO, *on), run("slip", *DEMO, *on, "--since", "2026-11-23")
    assert json.loads(here.out)["since"] == "2028-06"
    assert json.loads(earlier.out)["since"] == "2026-11"
    assert json.loads(earlier.out)["moved_sites"] > json.loads(here.out)["moved_sites"]


def test_the_tenants_of_a_stock_without_a_plot_are_not_asked(run: Run, town: Catalog) -> None:
    pool = next(s.id for s in town.sites if s.kind == "pool")
    ran = run("tenants", "--site", pool, "--lang", "en")
    assert ran.code == 1
    assert "no site that can be ranked" in ran.err
    assert pool not in ran.err.partition("Known:")[2]


def test_the_gap_names_the_pairs_that_agree(run: Run) -> None:
    found = json.loads(run("gaps", *DEMO, *ON, "--json").out)
    assert found["agreed"]
    told = run("gaps", *DEMO, *ON).out
    for pair in found["agreed"]:
        (gap,) = [g for g in found["leads"] if g["lead_id"] == pair["lead_id"]]
        assert gap["choice"]["site_id"] == pair["site_id"]
        assert f"= {gap['sentence']}" in told
