"""Criteria of the site in its surroundings: what it is meant for, who is beside it, how far the ways are."""

from __future__ import annotations

import numpy as np

from matcher.model.text import Text, figure, joined, sentences
from matcher.rules.ask import Ask, CriterionColumn
from matcher.rules.curve import mean, utilities, utilities_of_counts
from matcher.rules.distance import nearest_km


def positioning(ask: Ask) -> CriterionColumn | None:
    """Whether the site is meant for the need's industry. The plan says 重点 (focus), not only, so another focus still earns something."""
    if not ask.industries:
        return _no_focus(ask)
    match, possible = ask.surely("positioned", ask.industries), ask.possibly("positioned", ask.industries)
    low, high = utilities_of_counts(ask.catalog.rules.criteria["positioning"], match.view(np.int8), possible.view(np.int8), 1)

    def sentence(row: int) -> Text:
        wanted = joined([ask.list("industry").label(i) for i in ask.industries])
        if not ask.columns.filled["positioned"][row]:
            return Text("没有说明重点产业；本项目属于{w}。", "No focus industries are stated; the need is {w}.").fill(w=wanted)
        focus = ask.names("positioned", row) or wanted
        if match[row]:
            return Text("重点发展{f}，与本项目（{w}）相符。", "Its focus is {f}, which suits {w}.").fill(f=focus, w=wanted)
        return Text("重点发展{f}，没有列{w}。", "Its focus is {f}; {w} is not among it.").fill(f=focus, w=wanted)

    return CriterionColumn(low, high, sentence)


def _no_focus(ask: Ask) -> CriterionColumn | None:
    """An industry that is known and that the plan does not name is no site's focus; one that is not stated is not measured."""
    if not (ask.need.gbt4754 or ask.need.industry_text):
        return None
    nowhere = np.zeros(ask.columns.size)
    low, high = utilities(ask.catalog.rules.criteria["positioning"], nowhere, nowhere)
    said = Text("规划没有列入这个行业，不是任何园区的重点。", "The plan does not name this industry, so it is no site's focus.")
    return CriterionColumn(low, high, lambda _: said)


def partners(ask: Ask) -> CriterionColumn | None:
    """How many industries of the same chain are on the site or next to it."""
    if not ask.industries:
        return None
    by_id = ask.catalog.industry_by_id
    chain = tuple(dict.fromkeys([*ask.industries, *(p for i in ask.industries for p in by_id[i].partners)]))
    bits = ask.list("industry").bits(chain)
    sure = ask.columns.must["partners"] & bits
    there, perhaps = np.bitwise_count(sure), np.bitwise_count(ask.columns.may["partners"] & bits)
    low, high = utilities_of_counts(ask.catalog.rules.criteria["partners"], there, perhaps, len(chain))

    def sentence(row: int) -> Text:
        if not ask.columns.filled["partners"][row]:
            return Text("园区内和相邻是否有同一产业链的企业尚不掌握。", "Whether firms of the same chain are on or beside it is unknown.")
        named = ask.list("industry").named(int(sure[row]))
        if named:
            return Text("园区内或相邻已有{t}。", "On or beside it there is already {t}.").fill(t=joined(named))
        return Text("园区内和相邻没有同一产业链的企业。", "No firm of the same chain is on or beside it.")

    return CriterionColumn(low, high, sentence)


def access(ask: Ask) -> CriterionColumn | None:
    """Mean over the places the need wishes to be near; straight lines, widened by the error of both positions."""
    if not ask.need.near:
        return None
    rule = ask.catalog.rules.criteria["access"]
    parts = [(token, *nearest_km(ask.catalog, ask.columns, token, ask.on)) for token in ask.need.near]
    bounds = [utilities(rule, low, high) for _, low, high, _ in parts]
    lowest, highest = mean([b[0] for b in bounds]), mean([b[1] for b in bounds])

    def sentence(row: int) -> Text:
        told = []
        for token, low, high, names in parts:
            label = ask.list("near").label(token)
            if names is None:
                told.append(Text("数据里没有{l}的位置。", "The data hold no position of a {l}.").fill(l=label))
                continue
            if not names:
                told.append(Text("到计算日还没有可用的{l}。", "No {l} is in service on the day asked for.").fill(l=label))
                continue
            told.append(
                Text("离{l}直线 {d} km。", "{d} km from the {l} in a straight line.").fill(l=label, d=_range_km(low[row], high[row]))
            )
        return sentences(told)

    return CriterionColumn(lowest, highest, sentence)


def _range_km(low: float, high: float) -> Text:
    if np.isinf(high):
        return Text(f"{figure(round(low, 1))} 以上", f"{figure(round(low, 1))} or more")
    a, b = figure(round(low, 1)), figure(round(high, 1))
    return Text(a, a) if a == b else Text(f"{a}–{b}", f"{a}–{b}")
