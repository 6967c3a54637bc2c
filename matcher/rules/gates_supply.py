"""Gates of supply: is the site still to be had, is it the kind of space asked for, can it be had that way, is there enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

import numpy as np

from matcher.model.fields import BY_NAME
from matcher.model.text import Text, figure, named
from matcher.model.vocabulary import GONE, OPEN, PART_LEFT
from matcher.rules.ask import APPROVAL, CERTAIN, FAIL, MISSING, PASS, UNKNOWN, Ask, Codes, Decided, GateColumn, reasons
from matcher.rules.columns import Flags
from matcher.rules.compare import UNKNOWN_WORD, against, measure


def availability(ask: Ask) -> GateColumn:
    """Taken or committed fails, with by whom; what is open passes (a coming one is the date gate's matter); else it must be asked."""
    c = ask.columns
    facility = ask.surely("kind", ("facility",))

    # land counts unless it is a facility, floor unless one builds for oneself: of land the first, of a facility the second, else both
    def something() -> Flags:
        land, floor = (c.filled[f] & (c.low[f] > 0) for f in ("available_land_mu", "available_floor_m2"))
        return (land & ~facility) | (floor & ~ask.to_build)

    @cache
    def nothing_left() -> Flags:
        no_land, no_floor = (c.filled[f] & (c.high[f] <= 0) for f in ("available_land_mu", "available_floor_m2"))
        return (no_land | facility) & (no_floor | ask.to_build)

    @cache
    def gone() -> Flags:
        return ~ask.possibly("status", OPEN + PART_LEFT) | nothing_left()

    def open_now() -> Flags:
        return ~ask.possibly("status", GONE) & (~ask.possibly("status", PART_LEFT) | something()) & ~gone()

    decided = Decided(open_now, gone)

    def because() -> Codes:
        narrowed = np.where(ask.to_build, c.filled["available_land_mu"], facility & c.filled["available_floor_m2"])
        return reasons(decided.outcome, narrowed & c.filled["status"])

    def value_text(row: int) -> Text:
        return ask.names("status", row) or UNKNOWN_WORD

    def sentence(row: int) -> Text:
        state = value_text(row)
        if decided.outcome[row] == PASS:
            return Text(
                "{s}，没有已被占用的记录；何时可用看交付时间。",
                "{s}: no record of its being taken; when it can be used is a matter of delivery.",
            ).fill(s=state)
        if decided.outcome[row] == UNKNOWN:
            return Text("状态：{s}；是否还有可供部分尚不掌握。", "State: {s}; whether anything is left to be had is not known.").fill(
                s=state
            )
        if nothing_left()[row]:
            return Text("可供数量为 0。", "Nothing is left to be had.")
        return Text("{s}，{h}。", "No longer to be had ({s}): {h}.").fill(s=state, h=_holder(ask, row))

    return GateColumn(
        decided=decided,
        because=because,
        threshold=None,
        threshold_text=Text("可供", "availability"),
        value_text=value_text,
        sentence=sentence,
    )


def space(ask: Ask) -> GateColumn | None:
    """Land is asked of parcels, rooms of facilities, each with a use that serves; what a renewal plot will offer needs a decision first."""
    wanted = ask.need.space
    if wanted is None:
        return None
    wanted_text = ask.list("space").label(wanted)
    right, wrong = (("land",), ("facility",)) if wanted == "land" else (("facility",), ("land",))
    uses = _serving(ask)
    kind = ask.surely("kind", right)
    decided = Decided(
        lambda: kind & ask.surely("uses", uses) if uses else kind,
        lambda: ask.surely("kind", wrong) | (kind & ~ask.possibly("uses", uses)) if uses else ask.surely("kind", wrong),
    )

    def value_text(row: int) -> Text:
        kind = ask.names("kind", row) or UNKNOWN_WORD
        uses_text = ask.names("uses", row)
        return Text("{k}（{u}）", "{k} ({u})").fill(k=kind, u=uses_text) if uses_text else kind

    def sentence(row: int) -> Text:
        parts = {"v": value_text(row), "w": wanted_text}
        if decided.outcome[row] == PASS:
            return Text("要{w}，这里是{v}。", "Wanted: {w}. Here: {v}.").fill(**parts)
        if decided.outcome[row] == FAIL:
            return Text("要{w}，这里是{v}，与需求不符。", "Wanted: {w}. Here: {v}, which does not serve.").fill(**parts)
        if not kind[row]:
            return Text(
                "更新方案未批，能否供应{w}未定。", "What this renewal plot will offer ({w} or not) awaits an approved scheme."
            ).fill(**parts)
        return Text("要{w}；这里是{v}，可作何种用途尚不掌握。", "Wanted: {w}. Here: {v}, whose permitted uses are unknown.").fill(**parts)

    return GateColumn(
        decided=decided,
        because=lambda: np.where(decided.outcome == UNKNOWN, np.where(kind, MISSING, APPROVAL), CERTAIN).astype(np.int8),
        threshold=wanted,
        threshold_text=wanted_text,
        value_text=value_text,
        sentence=sentence,
    )


def _serving(ask: Ask) -> tuple[str, ...]:
    """Uses that serve the need: by the space asked for, or for land by the sections of its industry; () where that is not known."""
    uses = ask.catalog.words.uses
    if ask.need.space != "land":
        return tuple(w.token for w in uses if ask.need.space in w.spaces)
    codes = [ask.need.gbt4754] if ask.need.gbt4754 else [c for i in ask.industries for c in ask.catalog.industry_by_id[i].codes]
    sections = {ask.catalog.codes[c[:2]].section for c in codes if c[:2] in ask.catalog.codes}
    return tuple(w.token for w in uses if sections & set(w.sections))


def tenure(ask: Ask) -> GateColumn | None:
    wanted = ask.need.tenure
    if wanted is None:
        return None
    decided = Decided(lambda: ask.surely("tenure", (wanted,)), lambda: ~ask.possibly("tenure", (wanted,)))
    wanted_text = ask.list("tenure").label(wanted)

    def value_text(row: int) -> Text:
        return ask.names("tenure", row) or UNKNOWN_WORD

    def sentence(row: int) -> Text:
        form = {
            PASS: Text("要{w}，这里可以{v}。", "Wants to {w}; here one can {v}."),
            FAIL: Text("要{w}，这里只可{v}。", "Wants to {w}; here one can only {v}."),
            UNKNOWN: Text("要{w}；这里可租还是可买未知。", "Wants to {w}; whether one can rent or buy here is unknown."),
        }[int(decided.outcome[row])]
        return form.fill(w=wanted_text, v=value_text(row))

    return GateColumn(
        decided=decided, because=lambda: reasons(decided.outcome, ask.columns.filled["tenure"]), threshold=wanted, threshold_text=wanted_text,
        value_text=value_text, sentence=sentence,
    )  # fmt: skip


def land_area(ask: Ask) -> GateColumn | None:
    """At least the least area asked for; a bare figure (least = most) is read with the office's tolerance."""
    least = ask.need.land_mu_min
    if least is None:
        return None
    threshold, note = bare_area(ask, least, ask.need.land_mu_max, "available_land_mu")
    column = against(ask, "available_land_mu", threshold, side="least", note=note)
    if ask.need.floor_m2_min is None:
        return column
    by_floor = ask.surely("kind", ("facility",))
    compared = Text("载体按建筑面积比较，不另比用地。", "A facility is compared by floor area, not by land.")
    return replace(
        column,
        decided=Decided(lambda: column.decided.passed | by_floor, lambda: column.decided.failed & ~by_floor),
        because=lambda: np.where(by_floor, CERTAIN, column.because).astype(np.int8),
        threshold_text=lambda: column.threshold_text,
        margin=lambda: None if column.margin is None else np.where(by_floor, np.nan, column.margin),
        sentence=lambda row: compared if by_floor[row] else column.sentence(row),
    )


def floor_area(ask: Ask) -> GateColumn | None:
    least = ask.need.floor_m2_min
    if least is None:
        return None
    threshold, note = bare_area(ask, least, ask.need.floor_m2_max, "available_floor_m2")
    return against(ask, "available_floor_m2", threshold, side="least", note=note, exempt=ask.to_build)


def bare_area(ask: Ask, least: float, most: float | None, field: str) -> tuple[float, Callable[[], Text] | None]:
    """(threshold, what to tell): the least area, less the tolerance where one bare figure was given; in decimals, since equality passes."""
    if most is None or most != least:
        return least, None
    share = ask.catalog.rules.bare_area_tolerance.value

    def note() -> Text:
        unit = BY_NAME[field].unit.name
        said = named(f"{figure(least)} {unit.zh}", f"{figure(least)} {unit.en}")
        return Text("（{said}按 {share}% 的容差计）", " ({said} read with a tolerance of {share}%)").fill(
            said=said, share=figure(100 * share)
        )

    exact = Decimal(str(least)) * (1 - Decimal(str(share)))
    return float(exact), note


def _holder(ask: Ask, row: int) -> Text:
    """Who holds a site that is no longer to be had, and since when."""
    site = ask.catalog.by_id.get(ask.columns.ids[row])
    by = named(site.text("taken_by"), site.text("taken_by_en")) if site else UNKNOWN_WORD
    if not ask.columns.filled["taken_since"][row]:
        return Text("由{by}占用，起始时间未知", "held by {by}, since when is unknown").fill(by=by)
    since = measure(BY_NAME["taken_since"], ask.columns.low["taken_since"][row], ask.columns.high["taken_since"][row])
    if ask.columns.low["taken_since"][row] < ask.columns.high["taken_since"][row]:
        return Text("由{by}占用，始于 {d} 之间", "held by {by} since some month in {d}").fill(by=by, d=since)
    return Text("由{by}占用，{d} 起", "held by {by} since {d}").fill(by=by, d=since)
