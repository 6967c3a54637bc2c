"""Gates of the place: drinking-water zones against discharge, and the planning status that every new project needs."""

from __future__ import annotations

from functools import cache

import numpy as np

from matcher.model.text import Text, named
from matcher.rules.ask import APPROVAL, CERTAIN, FAIL, MISSING, PASS, UNKNOWN, Ask, Decided, GateColumn
from matcher.rules.columns import Flags
from matcher.rules.compare import UNKNOWN_WORD

BUILT = ("available", "running", "under_construction", "taken", "committed")
"""States of a facility that could not have been reached without an approved plan."""


def water_zone(ask: Ask) -> GateColumn:
    """Raised for every need, since it is law: some zones admit nothing new, some nothing that discharges.

    Where the need does not say whether it discharges, a zone that refuses only discharge stays open.
    """
    rule = ask.catalog.rules.water_zones
    discharges = ask.need.discharges_wastewater
    barred = (*rule.refuse_all, *(rule.refuse_discharge if discharges else ()))
    doubtful = rule.refuse_discharge if discharges is None else ()
    zones = ask.list("water_zone").tokens
    decided = Decided(
        lambda: ~ask.possibly("water_zone", (*barred, *doubtful)),
        lambda: ~ask.possibly("water_zone", tuple(z for z in zones if z not in barred)),
    )
    wanted = Text("容许排放生产废水", "admits discharge of waste water") if discharges else Text("容许新建项目", "admits new projects")

    def value_text(row: int) -> Text:
        return ask.names("water_zone", row) or UNKNOWN_WORD

    def sentence(row: int) -> Text:
        parts = {"v": value_text(row), "w": wanted}
        if decided.outcome[row] == PASS:
            return Text("{v}，{w}。", "Water protection: {v}, which {w}.").fill(**parts)
        if decided.outcome[row] == FAIL:
            return Text("{v}，不能{w}。", "Water protection: {v}, which is not a place that {w}.").fill(**parts)
        if ask.columns.filled["water_zone"][row]:
            return Text(
                "{v}；企业没有说明是否排放生产废水。", "Water protection: {v}; whether the enterprise discharges waste water is not stated."
            ).fill(**parts)
        return Text(
            "是否涉及饮用水水源保护区尚未核实；须{w}。",
            "Not yet known whether it lies in a drinking-water protection zone; it must be a place that {w}.",
        ).fill(**parts)

    return GateColumn(
        decided=decided,
        because=lambda: np.where(decided.outcome == UNKNOWN, MISSING, CERTAIN).astype(np.int8),
        threshold="discharge" if discharges else "new project",
        threshold_text=wanted,
        value_text=value_text,
        sentence=sentence,
    )


def planning(ask: Ask) -> GateColumn:
    """A built facility stands on an approved plan; any other site must have its small-unit plan, which is an approval to wait for."""

    @cache
    def built() -> Flags:
        unbuilt = tuple(t for t in ask.list("status").tokens if t not in BUILT)
        return ask.surely("kind", ("facility",)) & ~ask.possibly("status", unbuilt)

    @cache
    def approved() -> Flags:
        return ask.surely("planning", ("in_place",))

    decided = Decided(lambda: built() | approved(), lambda: np.zeros(ask.columns.size, np.bool_))
    rule = ask.catalog.rules.gates["planning"]
    why = named(rule.note, rule.note_en)

    def value_text(row: int) -> Text:
        if built()[row] and not approved()[row]:
            return Text("已建或在建载体", "facility built or under construction")
        return ask.names("planning", row) or UNKNOWN_WORD

    def sentence(row: int) -> Text:
        if approved()[row]:
            return Text("小单元控规已批。", "The small-unit plan is approved.")
        if built()[row]:
            return Text("载体已建或在建，规划条件按已批办理。", "The facility is built or being built, so its planning conditions stand.")
        return Text("规划条件：{v}，须待批准。{why}", "Planning status: {v}; an approval must be awaited. {why}").fill(
            v=value_text(row), why=why
        )

    return GateColumn(
        decided=decided,
        because=lambda: np.where(decided.outcome == UNKNOWN, APPROVAL, CERTAIN).astype(np.int8),
        threshold="in_place",
        threshold_text=Text("小单元控规已批", "small-unit plan approved"),
        value_text=value_text,
        sentence=sentence,
    )
