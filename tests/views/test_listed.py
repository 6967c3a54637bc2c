"""Where a site of an answer stands, asked of one site with each click: the same as looking through all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from matcher.area.shape import checked
from matcher.catalog.load import load
from matcher.explanation.in_part import ranked
from matcher.explanation.setting import PLAIN
from views import answers, area
from views.answers import Answer

INVENTED = load(Path(__file__).parents[2] / "examples" / "demo")
ON = date(2026, 11, 20)
NEEDS = [x.need for x in INVENTED.leads][:6]


def both(lead: int) -> list[Answer]:
    """The answer as a page holds it for few sites, and for many."""
    few = answers.of(INVENTED, NEEDS[lead], ON, PLAIN)
    many = ranked(INVENTED, NEEDS[lead], ON)
    return [few, replace(few, order=many.ids, out=many.out_ids, many=many)]


@pytest.mark.parametrize("lead", range(len(NEEDS)))
def test_a_site_is_listed_where_the_order_or_those_that_are_out_hold_it(lead: int) -> None:
    for answer in both(lead):
        for site in (*INVENTED.by_id, "", "nowhere", "<b>"):
            wanted = "ranked" if site in answer.order else "out" if site in answer.out else ""
            assert answer.listed(site) == wanted, site


def test_an_area_holds_what_it_leaves_of_an_answer() -> None:
    shape = checked([(INVENTED.plan.town.lat, INVENTED.plan.town.lon)], 2000)
    answer = both(0)[0]
    order, out = area.narrowed(INVENTED, answer, shape)
    left = {*order, *out}
    assert 0 < len(left) < len(answer.order) + len(answer.out)
    assert {site for site in INVENTED.by_id if answer.listed(site) and area.holds(INVENTED, shape, site)} == left
    assert all(area.holds(INVENTED, None, site) for site in INVENTED.by_id)
