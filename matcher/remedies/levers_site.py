"""How far a site has to move, at the least, so that it no longer fails a gate; and gates at which no site can move anything.

Height, floor load, ground floor, area, permitted use and protection zone stay as they are; area can be joined, which is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from matcher.model.fields import BY_NAME
from matcher.model.site import Site
from matcher.model.text import Text, joined
from matcher.model.values import Cell, Interval, Words, month_index, month_text
from matcher.model.vocabulary import FIRE_CLASS
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.levers import FIGURES, absent
from matcher.remedies.moves import MONTHS, Move, capital, difference, share
from matcher.rules.compare import measure

SiteLever = Callable[[AskedAgain, int], Move | None]
"""(ask, row) -> the least that the site has to move; None where it cannot."""

RAISED = Text("这里的{l}从 {b} 提高到 {a}，增加 {d}。", "{L} here is raised from {b} to {a}, by {d}.")
LOWERED = Text("这里的{l}从 {b} 降到 {a}，降低 {d}。", "{L} here is lowered from {b} to {a}, by {d}.")
EARLIER = Text("这里提前 {d}交付（{a}，原定 {b}）。", "It is handed over {d} earlier, in {a} instead of {b}.")


def _figure(name: str) -> SiteLever:
    gate = FIGURES[name]

    def lever(again: AskedAgain, row: int) -> Move | None:
        asked = getattr(again.ask.need, gate.demand)
        to = float(month_index(asked)) if gate.demand == "needed_by" else float(asked)
        possible = again.ask.catalog.possible(gate.field)
        if not possible.low <= to <= possible.high or (gate.field == "delivery" and to < again.ask.on):
            return None  # nothing can be handed over before today, or be what the field cannot hold
        low, high = (float(end[gate.field][row]) for end in (again.ask.columns.low, again.ask.columns.high))
        return shifted(gate.field, low, high, to, (name,))

    return lever


def shifted(field: str, low: float, high: float, to: float, gates: tuple[str, ...] = ()) -> Move:
    """A figure of the site moved until its nearer end is `to`, the other end by as much. to: below low or above high."""
    upwards = to > high
    near, by = (high, to - high) if upwards else (low, to - low)
    ends = (min(round(low + by, 9), to), to) if upwards else (to, max(round(high + by, 9), to))
    month = BY_NAME[field].type == "month"
    form = RAISED if upwards else EARLIER if month else LOWERED
    label = BY_NAME[field].label
    sentence = form.fill(
        l=label, L=capital(label), b=measure(BY_NAME[field], low, high), a=measure(BY_NAME[field], *ends), d=difference(field, abs(by))
    )
    return Move(
        gates,
        "site",
        field,
        month_text(near) if month else near,
        month_text(to) if month else to,
        abs(by) / MONTHS if month else share(near, to),
        sentence,
        amount=abs(by),
        unit=BY_NAME[field].unit.token,
        cells={field: Interval(*ends)},
    )


def _words(gate: str, demand: str, fields: tuple[str, ...], form: Text) -> SiteLever:
    """The missing words added to the first of the fields."""

    def lever(again: AskedAgain, row: int) -> Move | None:
        need, site = again.ask.need, _site(again, row)
        missing = absent(again, demand, fields, need, row)
        known = site.words(fields[0]) or Words()
        names = joined([again.ask.list(BY_NAME[fields[0]].vocabulary).label(w) for w in missing])
        cell = Words(known.has | set(missing), known.lacks - set(missing))
        return _word_move(gate, fields[0], tuple(sorted(known.has)), tuple(sorted(cell.has)), float(len(missing)), form.fill(p=names), cell)

    return lever


def _tenure(again: AskedAgain, row: int) -> Move | None:
    wanted = again.ask.need.tenure
    assert wanted is not None
    known = _site(again, row).words("tenure") or Words()
    cell = Words(known.has | {wanted}, known.lacks - {wanted})
    told = Text("这里也可以{w}。", "Here one can also {w}.").fill(w=again.ask.list("tenure").label(wanted))
    return _word_move("tenure", "tenure", tuple(sorted(known.has)), tuple(sorted(cell.has)), 1.0, told, cell)


def _fire_class(again: AskedAgain, row: int) -> Move | None:
    wanted, now = again.ask.need.fire_class, _site(again, row).text("fire_class")
    assert wanted is not None
    told = Text("这里的建筑从{b}改造为{a}。", "The building is upgraded from {b} to {a}.").fill(
        b=FIRE_CLASS.label(now), a=FIRE_CLASS.label(wanted)
    )
    steps = abs(FIRE_CLASS.tokens.index(wanted) - FIRE_CLASS.tokens.index(now)) / (len(FIRE_CLASS.tokens) - 1)
    return _word_move("fire_class", "fire_class", now, wanted, steps, told, wanted)


def _word_move(
    gate: str, field: str, before: str | tuple[str, ...], after: str | tuple[str, ...], size: float, told: Text, cell: Cell
) -> Move:
    return Move((gate,), "site", field, before, after, size, told, cells={field: cell})


def _site(again: AskedAgain, row: int) -> Site:
    return again.ask.catalog.by_id[again.ask.columns.ids[row]]


SITE_LEVERS: dict[str, SiteLever] = {
    **{name: _figure(name) for name, gate in FIGURES.items() if gate.site_moves},
    "tenure": _tenure,
    "fire_class": _fire_class,
    "special": _words("special", "special", ("features",), Text("这里补上{p}。", "This is added here: {p}.")),
    "processes": _words(
        "processes", "processes", ("processes", "shared_plants"), Text("这里同意接收{p}。", "It accepts this process: {p}.")
    ),
}
"""Gate -> the site's lever; a gate that is not here cannot be moved by the site."""
