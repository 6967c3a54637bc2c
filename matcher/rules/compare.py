"""Figures against a threshold: the one comparison behind every gate that asks for at least, or at most, so much."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from matcher.model.fields import BY_NAME, Field
from matcher.model.text import NARROW_SPACE, Text, figure, named, same, span
from matcher.model.values import month_text
from matcher.rules.ask import FAIL, PASS, UNKNOWN, Ask, Decided, GateColumn, reasons
from matcher.rules.columns import Flags, Floats

UNKNOWN_WORD = Text("未知", "unknown")

_SAYS = {
    ("least", PASS): Text("{label} {value}，达到要求的 {threshold}{note}。", "{Label} {value}: meets the {threshold} asked for{note}."),
    ("least", FAIL): Text(
        "{label} {value}，不到要求的 {threshold}，差 {short}{note}。",
        "{Label} {value}: below the {threshold} asked for, {short} short{note}.",
    ),
    ("most", PASS): Text("{label} {value}，不超过上限 {threshold}{note}。", "{Label} {value}: within the limit of {threshold}{note}."),
    ("most", FAIL): Text(
        "{label} {value}，超过上限 {threshold}，超出 {short}{note}。", "{Label} {value}: above the limit of {threshold} by {short}{note}."
    ),
    "missing": Text("{label}尚不掌握，要求{bound} {threshold}{note}。", "{Label} unknown; {bound} {threshold} is asked for{note}."),
    "range": Text(
        "{label}在 {value} 之间，要求{bound} {threshold}，还不能定{note}。",
        "{Label} between {value}; {bound} {threshold} is asked for, so not yet decided{note}.",
    ),
}
_BY = Text("不迟于", "no later than")
_BOUND = {"least": Text("不少于", "at least"), "most": Text("不超过", "at most")}
_SIGN = {"least": same("≥ "), "most": same("≤ ")}
TO_BUILD = Text("土地自建，{label}可按 {threshold} 设计。", "Built by the enterprise itself: {label} can be designed for {threshold}.")


def measure(field: Field, low: float, high: float) -> Text:
    """A value or range with its unit; months as YYYY-MM."""
    if field.type == "month":
        return same(month_text(low) if low == high else f"{month_text(low)}–{month_text(high)}")
    value, unit = span(low, high), field.unit.name
    return named(f"{value}{NARROW_SPACE}{unit.zh}".rstrip(), f"{value}{NARROW_SPACE}{unit.en}".rstrip())


def against(
    ask: Ask, field_name: str, threshold: float, *, side: str, note: Callable[[], Text] | None = None, exempt: Flags | None = None
) -> GateColumn:
    """The column of one field against a threshold.

    side: "least" passes from the threshold up, "most" up to it; equality passes on both. `exempt` rows pass, since there the
    enterprise sets the figure itself. What `note` makes is told at the end of each sentence, such as a tolerance.
    """
    field = BY_NAME[field_name]
    c = ask.columns

    def enough() -> Flags:
        passed = c.low[field_name] >= threshold if side == "least" else c.high[field_name] <= threshold
        return passed if exempt is None else passed | exempt

    def lacking() -> Flags:
        failed = c.high[field_name] < threshold if side == "least" else c.low[field_name] > threshold
        return failed if exempt is None else failed & ~exempt

    decided = Decided(enough, lacking)

    def margin() -> Floats:
        low, high = c.low[field_name], c.high[field_name]
        worst, best = (low - threshold, high - threshold) if side == "least" else (threshold - high, threshold - low)
        slack = np.where(decided.outcome == PASS, worst, np.where(decided.outcome == FAIL, best, np.nan))
        return slack if exempt is None else np.where(exempt, np.nan, slack)

    def value_text(row: int) -> Text:
        low, high = c.low[field_name][row], c.high[field_name][row]
        known = c.filled[field_name][row] or low == high or decided.outcome[row] == FAIL
        return measure(field, low, high) if known else UNKNOWN_WORD

    def sentence(row: int) -> Text:
        asked = measure(field, threshold, threshold)
        if exempt is not None and exempt[row]:
            return TO_BUILD.fill(label=field.label, threshold=asked)
        code = int(decided.outcome[row])
        open_form = _SAYS["range"] if c.filled[field_name][row] else _SAYS["missing"]
        form = open_form if code == UNKNOWN else _SAYS[side, code]
        low, high = c.low[field_name][row], c.high[field_name][row]
        beyond = low - threshold if side == "most" else threshold - high
        short = _difference(field, float(beyond)) if code == FAIL else same("")
        label = field.label
        capital = Text(label.zh, label.en[:1].upper() + label.en[1:])
        return form.fill(
            label=label,
            Label=capital,
            value=measure(field, low, high),
            threshold=asked,
            short=short,
            bound=_BY if field.type == "month" else _BOUND[side],
            note=note() if note else same(""),
        )

    return GateColumn(
        decided=decided,
        because=lambda: reasons(decided.outcome, c.filled[field_name]),
        threshold=month_text(threshold) if field.type == "month" else threshold,
        threshold_text=lambda: _SIGN[side] + measure(field, threshold, threshold),
        value_text=value_text,
        sentence=sentence,
        low=lambda: c.low[field_name],
        high=lambda: c.high[field_name],
        margin=margin,
    )


def _difference(field: Field, amount: float) -> Text:
    if field.type == "month":
        return Text(f"{figure(amount)} 个月", f"{figure(amount)} month{'' if amount == 1 else 's'}")
    return measure(field, amount, amount)
