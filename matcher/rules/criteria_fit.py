"""Criteria of the fit: the right size, the price against the budget, how soon, and how much technical slack."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from matcher.model.fields import BY_NAME
from matcher.model.text import Text, sentences, span
from matcher.rules.ask import Ask, CriterionColumn
from matcher.rules.columns import Floats
from matcher.rules.compare import measure
from matcher.rules.curve import mean, utilities
from matcher.rules.gates_building import OUTSIDE, stated_figures
from matcher.rules.gates_terms import PRICES

AREAS: tuple[tuple[str, str, str, str], ...] = (
    ("available_floor_m2", "min_unit_m2", "floor_m2_min", "floor_m2_max"),
    ("available_land_mu", "min_unit_mu", "land_mu_min", "land_mu_max"),
)
"""(what is to be had, the smallest part, the least asked for, the most asked for)."""


def area_fit(ask: Ask) -> CriterionColumn | None:
    """How far what must be taken lies from what is wanted, as a share: below 0 too little, above 0 too much.

    A site that can be divided is taken in the size wanted, down to its smallest part; one that cannot is taken whole. Where that is
    unknown the range covers both. With the most left unstated there is no too much, with the least no too little.
    """
    stated = [a for a in AREAS if getattr(ask.need, a[2]) is not None or getattr(ask.need, a[3]) is not None]
    if not stated:
        return None
    first = _one_area(ask, stated[0])
    if len(stated) == 1:
        return first
    land = _one_area(ask, stated[1])
    return CriterionColumn(
        np.where(ask.to_build, land.low, first.low),
        np.where(ask.to_build, land.high, first.high),
        lambda row: (land if ask.to_build[row] else first).sentence(row),
    )


def _one_area(ask: Ask, area: tuple[str, str, str, str]) -> CriterionColumn:
    available, part, least_name, most_name = area
    stated_least, most = getattr(ask.need, least_name), getattr(ask.need, most_name)
    least = stated_least or most
    c = ask.columns
    undivided, divided = ask.possibly("divisible", ("no",)), ask.possibly("divisible", ("yes",))

    def share(taken: Floats) -> Floats:
        too_little: Floats = np.zeros_like(taken) if stated_least is None else np.minimum(taken / stated_least - 1, 0)
        return too_little if most is None else too_little + np.maximum(taken / most - 1, 0)

    rule = ask.catalog.rules.criteria["area_fit"]
    whole = utilities(rule, share(c.low[available]), share(c.high[available]))
    ends = ((np.where(c.filled[part], c.low[part], 0.0), c.low[available]), (c.high[part], c.high[available]))
    piece = [np.minimum(np.maximum(smallest, np.minimum(least, there)), there) for smallest, there in ends]
    in_part = utilities(rule, share(piece[0]), share(piece[1]))
    low = np.where(divided, np.where(undivided, np.minimum(whole[0], in_part[0]), in_part[0]), whole[0])
    high = np.where(divided, np.where(undivided, np.maximum(whole[1], in_part[1]), in_part[1]), whole[1])
    field = BY_NAME[available]

    def sentence(row: int) -> Text:
        asked = measure(field, least, most or least)
        if not c.filled[available][row]:
            if c.high[available][row] >= ask.catalog.possible(available).high:
                return Text("可供面积尚不掌握，想要 {a}。", "The area to be had is unknown; {a} wanted.").fill(a=asked)
            most_there = measure(field, c.high[available][row], c.high[available][row])
            return Text("可供面积尚不掌握（至多 {m}），想要 {a}。", "The area to be had is unknown (at most {m}); {a} wanted.").fill(
                m=most_there, a=asked
            )
        there = measure(field, c.low[available][row], c.high[available][row])
        if not undivided[row]:
            return Text("可供 {t}，可分割，想要 {a}。", "{t} to be had, divisible; {a} wanted.").fill(t=there, a=asked)
        if not divided[row]:
            return Text("须整块取 {t}，想要 {a}。", "{t} to be taken whole; {a} wanted.").fill(t=there, a=asked)
        return Text("可供 {t}，能不能分割未知，想要 {a}。", "{t} to be had, divisible or not is unknown; {a} wanted.").fill(
            t=there, a=asked
        )

    return CriterionColumn(low, high, sentence)


def cost(ask: Ask) -> CriterionColumn | None:
    """The price as a share of the most that was named; mean over the prices named."""
    named = [(field, limit) for field, demand in PRICES if (limit := getattr(ask.need, demand)) is not None]
    return _mean(
        ask, "cost", named, lambda field, limit: (ask.columns.low[field] / limit, ask.columns.high[field] / limit), _price_sentence
    )


def _price_sentence(ask: Ask, field: str, limit: float, row: int) -> Text:
    asked = measure(BY_NAME[field], limit, limit)
    if not ask.columns.filled[field][row]:
        return Text("{l}未知，预算 {a}。", "{l} unknown, the budget is {a}.").fill(l=BY_NAME[field].label, a=asked)
    price = measure(BY_NAME[field], ask.columns.low[field][row], ask.columns.high[field][row])
    share = span(round(100 * ask.columns.low[field][row] / limit), round(100 * ask.columns.high[field][row] / limit))
    return Text("{l} {p}，为预算 {a} 的 {s}%。", "{l} {p}, {s}% of the budget of {a}.").fill(
        l=BY_NAME[field].label, p=price, a=asked, s=share
    )


def slack(ask: Ask) -> CriterionColumn | None:
    """How far height, load and power exceed what is asked, as a share; mean over those asked for."""

    def margins(field: str, least: float) -> tuple[Floats, Floats]:
        low, high = (end[field] / least - 1 for end in (ask.columns.low, ask.columns.high))
        return (low, high) if field in OUTSIDE else (np.where(ask.to_build, 0.0, low), np.where(ask.to_build, 0.0, high))

    return _mean(ask, "slack", stated_figures(ask.need), margins, _slack_sentence)


def _slack_sentence(ask: Ask, field: str, least: float, row: int) -> Text:
    label = BY_NAME[field].label
    if ask.to_build[row] and field not in OUTSIDE:
        return Text("{l}自建，按需要设计。", "{l}: built to need.").fill(l=label)
    if not ask.columns.filled[field][row]:
        return Text("{l}未知。", "{l} unknown.").fill(l=label)
    over = span(round(100 * (ask.columns.low[field][row] / least - 1)), round(100 * (ask.columns.high[field][row] / least - 1)))
    return Text("{l}余量 {o}%。", "{l}: {o}% to spare.").fill(l=label, o=over)


def _mean(
    ask: Ask,
    name: str,
    parts: list[tuple[str, float]],
    inputs: Callable[[str, float], tuple[Floats, Floats]],
    say: Callable[[Ask, str, float, int], Text],
) -> CriterionColumn | None:
    """The mean utility over the figures a need names, or None where it names none."""
    if not parts:
        return None
    rule = ask.catalog.rules.criteria[name]
    bounds = [utilities(rule, *inputs(field, figure_)) for field, figure_ in parts]
    low, high = (mean([b[i] for b in bounds]) for i in (0, 1))
    return CriterionColumn(low, high, lambda row: sentences([say(ask, field, figure_, row) for field, figure_ in parts]))


def readiness(ask: Ask) -> CriterionColumn:
    """Months from the date of the question to the handing over; every need would rather start sooner."""
    c = ask.columns
    wait_low, wait_high = (np.maximum(end["delivery"] - ask.on, 0) for end in (c.low, c.high))
    low, high = utilities(ask.catalog.rules.criteria["readiness"], wait_low, wait_high)

    def sentence(row: int) -> Text:
        if wait_high[row] == 0:
            return Text("已建成，有空余即可交付。", "Stands ready; what is free can be handed over.")
        if not c.filled["delivery"][row]:
            return Text("何时可以交付未知。", "When it can be handed over is unknown.")
        wait = span(wait_low[row], wait_high[row])
        return Text("还要 {w} 个月交付。", "{w} more months until it is handed over.").fill(w=wait)

    return CriterionColumn(low, high, sentence)
