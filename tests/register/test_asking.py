"""先问清单 as tasks: all at once, none twice, about sites and to the enterprise; closed by the answer, or by the need that says it."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.register import answers, asking, lead_edits, lead_making, tasks
from matcher.register.asking import Asked
from matcher.register.register import Register
from tests.register.conftest import STAFF
from tests.register.stage import DAY, TOWN, answer

SITE = "wanyang-1"
POWER, TENURE, HEIGHT = Asked("power_kva", "问配电", SITE), Asked("tenure", "问企业：租还是买"), Asked("ceiling_height_m", "问层高", SITE)


@pytest.fixture
def lead(register: Register) -> str:
    made = lead_making.make(register, STAFF, TOWN, lead_making.Draft(Need(land_mu_min=20, space="land"), "灯饰厂"), today=DAY)
    return str(made["id"])


def ask(register: Register, town: Catalog, lead: str, *asked: Asked, due: str = "2026-12-01", once: str = "") -> tuple[int, int]:
    made = asking.ask(register, STAFF, TOWN, lead, asked, due, town.by_id, keeper=STAFF.account, once=once)
    return len(made["made"]), made["there"]


def waiting(register: Register, lead: str) -> list[tuple[str, str, str, str]]:
    with register.look() as session:
        found = tasks.tasks_of(session, TOWN, date.fromisoformat(DAY), lead=lead)
    return sorted((t.site, t.field, t.due, t.keeper) for t in found)


def test_one_press_makes_a_task_of_each_with_a_day_and_a_keeper(register: Register, town: Catalog, lead: str) -> None:
    assert ask(register, town, lead, POWER, TENURE) == (2, 0)
    assert waiting(register, lead) == [("", "tenure", "2026-12-01", STAFF.account), (SITE, "power_kva", "2026-12-01", STAFF.account)]


def test_pressed_twice_none_is_made_twice_and_what_is_asked_already_is_told(register: Register, town: Catalog, lead: str) -> None:
    assert ask(register, town, lead, POWER, TENURE, once="form") == ask(register, town, lead, POWER, TENURE, once="form")
    assert ask(register, town, lead, POWER, HEIGHT, TENURE) == (1, 2)
    assert ask(register, town, lead, POWER) == (0, 1)
    assert len(waiting(register, lead)) == 3


def test_an_answer_closes_the_question_about_the_site_and_a_new_need_the_one_to_the_enterprise(
    register: Register, town: Catalog, lead: str
) -> None:
    ask(register, town, lead, POWER, TENURE, HEIGHT)
    answers.give(register, STAFF, TOWN, [answer()])
    assert [field for _, field, *_ in waiting(register, lead)] == ["tenure", "ceiling_height_m"]
    lead_edits.renew_need(register, STAFF, TOWN, lead, 1, Need(land_mu_min=20, space="land", tenure="buy"))
    assert [field for _, field, *_ in waiting(register, lead)] == ["ceiling_height_m"]
    assert ask(register, town, lead, POWER) == (1, 0), "answered and asked anew"


@pytest.mark.parametrize(
    "asked", [(), (Asked("power_kva", "x", "nowhere"),), (Asked("nothing", "x", SITE),), (Asked("nothing", "x"),), (Asked("tenure", " "),)]
)
def test_what_cannot_be_asked_is_refused_whole(register: Register, town: Catalog, lead: str, asked: tuple[Asked, ...]) -> None:
    with pytest.raises(Refused):
        ask(register, town, lead, *asked, *(() if not asked else (POWER,)))
    assert waiting(register, lead) == []


def test_without_a_day_and_for_a_closed_lead_nothing_is_asked(register: Register, town: Catalog, lead: str) -> None:
    with pytest.raises(Refused):
        ask(register, town, lead, POWER, due="soon")
    lead_edits.close(register, STAFF, TOWN, lead, 1)
    with pytest.raises(Refused):
        ask(register, town, lead, POWER)
