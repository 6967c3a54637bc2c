"""What the ladder's button asks again with opens the sites that its step promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from matcher.catalog.load import load
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.remedies.deep import why
from views.why_not import apply

NEEDS = [
    Need(space="land", tenure="buy", land_mu_min=400, land_mu_max=400, land_price_wan_mu_max=1),
    Need(space="land", tenure="buy", land_mu_min=300, land_mu_max=320),
    Need(space="factory", floor_m2_min=1_000_000, floor_m2_max=1_000_000, rent_yuan_m2_month_max=0.01),
    Need(space="factory", tenure="rent", floor_m2_min=60_000, rent_yuan_m2_month_max=3, needed_by="2025-01"),
]


@pytest.fixture(scope="module")
def demo() -> Catalog:
    return load(Path(__file__).resolve().parents[2] / "examples" / "demo")


def test_so_it_does_for_every_lead(demo: Catalog, today: date) -> None:
    for lead in demo.leads:
        behind = why(demo, lead.need, today)
        steps = behind.why_not.ladder.steps if behind and behind.why_not.ladder else ()
        for step in steps:
            relaxed, issues = apply(demo, lead.need, step)
            assert issues == []
            assert set(step.opens) <= {m.site_id for m in shortlist(demo, relaxed, today).matches}


@pytest.mark.parametrize("need", NEEDS, ids=lambda n: f"{n.space}-{n.land_mu_min or n.floor_m2_min:g}")
def test_the_promised_sites_are_open_after_the_click(demo: Catalog, today: date, need: Need) -> None:
    behind = why(demo, need, today)
    assert behind is not None
    assert behind.why_not.ladder is not None
    assert behind.why_not.ladder.steps
    for step in behind.why_not.ladder.steps:
        relaxed, issues = apply(demo, need, step)
        assert issues == []
        assert set(step.opens) <= {m.site_id for m in shortlist(demo, relaxed, today).matches}
