"""Gates of the building: what the machines, the goods and the fire code ask of the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce

import numpy as np

from matcher.model.need import BUILDING_FIGURES, Need
from matcher.model.text import Text, joined
from matcher.model.vocabulary import FIRE_CLASS
from matcher.rules.ask import CERTAIN, FAIL, MISSING, PASS, UNKNOWN, Ask, Decided, GateColumn, reasons
from matcher.rules.columns import Flags
from matcher.rules.compare import TO_BUILD, UNKNOWN_WORD, against

OUTSIDE = ("power_kva",)
"""Figures that depend on the grid, not on what one builds."""


def stated_figures(need: Need) -> list[tuple[str, float]]:
    """(field of the site, least figure) of the technical demands that the need states."""
    return [(field, value) for field, demand in BUILDING_FIGURES if (value := getattr(need, demand)) is not None]


def _figure(ask: Ask, field: str) -> GateColumn | None:
    least = dict(stated_figures(ask.need)).get(field)
    return None if least is None else against(ask, field, least, side="least", exempt=None if field in OUTSIDE else ask.to_build)


def ceiling_height(ask: Ask) -> GateColumn | None:
    return _figure(ask, "ceiling_height_m")


def floor_load(ask: Ask) -> GateColumn | None:
    return _figure(ask, "floor_load_t_m2")


def power(ask: Ask) -> GateColumn | None:
    return _figure(ask, "power_kva")


def ground_floor(ask: Ask) -> GateColumn | None:
    if not ask.need.ground_floor:
        return None
    says = {
        PASS: Text("要首层，这里有。", "Ground floor is needed, and is to be had."),
        FAIL: Text("要首层，这里没有。", "Ground floor is needed, and none is to be had."),
        UNKNOWN: Text("要首层，这里有没有未知。", "Ground floor is needed; whether there is any is unknown."),
    }
    label = Text("首层", "ground floor")
    return _word_gate(ask, "ground_floor", ("yes",), label, says)


def fire_class(ask: Ask) -> GateColumn | None:
    """A building for a more hazardous class admits every less hazardous one."""
    wanted = ask.need.fire_class
    if wanted is None:
        return None
    enough = FIRE_CLASS.tokens[: FIRE_CLASS.tokens.index(wanted) + 1]
    name = FIRE_CLASS.label(wanted)
    says = {
        PASS: Text("生产属{w}，建筑按{v}设计，可用。", "Production is {w}; the building is {v}, which admits it."),
        FAIL: Text("生产属{w}，建筑只按{v}设计，不可用。", "Production is {w}; the building is only {v}."),
        UNKNOWN: Text("生产属{w}，建筑按哪一类设计未知。", "Production is {w}; the class of the building is unknown."),
    }
    return _word_gate(ask, "fire_class", enough, name, says)


def _word_gate(ask: Ask, field: str, enough: tuple[str, ...], wanted: Text, says: dict[int, Text]) -> GateColumn:
    spared = ask.to_build
    decided = Decided(lambda: ask.surely(field, enough) | spared, lambda: ~(ask.possibly(field, enough) | spared))

    def value_text(row: int) -> Text:
        return ask.names(field, row) or UNKNOWN_WORD

    def sentence(row: int) -> Text:
        if spared[row]:
            return TO_BUILD.fill(label=Text("建筑", "the building"), threshold=wanted)
        return says[int(decided.outcome[row])].fill(w=wanted, v=value_text(row))

    return GateColumn(
        decided=decided, because=lambda: reasons(decided.outcome, ask.columns.filled[field]), threshold=wanted.en, threshold_text=wanted,
        value_text=value_text, sentence=sentence,
    )  # fmt: skip


def special(ask: Ask) -> GateColumn | None:
    """Every special need must be there; one that is known to be absent fails, however much is unknown of the others."""
    if not ask.need.special:
        return None
    return _each(
        ask,
        ask.need.special,
        "special",
        ("features",),
        (Text("有{p}。", "Has {p}. "), Text("没有{p}。", "No {p}. "), Text("有没有{p}未知。", "Whether there is {p} is unknown. ")),
    )


def processes(ask: Ask) -> GateColumn | None:
    """Processes that need approval must be accepted on the site, in the firm's own line or in a shared plant beside it."""
    controlled = {p for c in ask.catalog.controls if c.effect == "approval" for p in c.processes}
    wanted = tuple(p for p in ask.need.processes if p in controlled)
    if not wanted:
        return None
    says = (
        Text("可以做{p}，自有线或共性工厂。", "Accepts {p}, by an own line or a shared plant. "),
        Text("不接收{p}。", "Does not accept {p}. "),
        Text("能否做{p}（自有线或共性工厂）未知。", "Whether {p} is possible, by an own line or a shared plant, is unknown. "),
    )
    return _each(ask, wanted, "process", ("processes", "shared_plants"), says)


def _each(ask: Ask, wanted: tuple[str, ...], vocabulary: str, fields: tuple[str, ...], says: tuple[Text, Text, Text]) -> GateColumn:
    """Each wanted word must hold in at least one of the list fields. says: sentences for words that are there, absent, unknown."""
    words = ask.list(vocabulary)

    @cache
    def sure() -> Mapping[str, Flags]:
        return {w: reduce(np.logical_or, [ask.surely(f, (w,)) for f in fields]) for w in wanted}

    @cache
    def maybe() -> Mapping[str, Flags]:
        return {w: reduce(np.logical_or, [ask.possibly(f, (w,)) for f in fields]) for w in wanted}

    decided = Decided(lambda: reduce(np.logical_and, sure().values()), lambda: ~reduce(np.logical_and, maybe().values()))

    def told(row: int) -> tuple[list[Text], list[Text], list[Text]]:
        there = [words.label(w) for w in wanted if sure()[w][row]]
        absent = [words.label(w) for w in wanted if not maybe()[w][row]]
        unknown = [words.label(w) for w in wanted if maybe()[w][row] and not sure()[w][row]]
        return there, absent, unknown

    def sentence(row: int) -> Text:
        text = Text("", "")
        for part, form in zip(told(row), says, strict=True):
            if part:
                text = text + form.fill(p=joined(part))
        return Text(text.zh, text.en.strip())

    def value_text(row: int) -> Text:
        there, absent, _ = told(row)
        minus = [Text(f"无{t.zh}", f"no {t.en}") for t in absent]
        return joined([*there, *minus]) if there or minus else UNKNOWN_WORD

    return GateColumn(
        decided=decided,
        because=lambda: np.where(decided.outcome == UNKNOWN, MISSING, CERTAIN).astype(np.int8),
        threshold=", ".join(wanted),
        threshold_text=lambda: joined([words.label(w) for w in wanted]),
        value_text=value_text,
        sentence=sentence,
    )
