"""The years beneath the map: what happened when, and works of which only a period is known, drawn as what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.values import month_index
from matcher.office.land_time import Happened
from views.html import h, join
from views.verdict import cite
from views.words import word

SPANS, EVENTS, TICKS = 4, 8, 12
"""Periods drawn as bars, things told that happened, and years named on the axis, at most; what is left out is counted."""


def axis(catalog: Catalog, events: Sequence[Happened], years: tuple[int, int], now: int, lang: Lang) -> Markup:
    """Years as ticks, a dot for each event, and a hatched bar for each period within which works are only known to lie."""
    first, last = years
    begin, length = first * 12, (last - first) * 12 or 12

    def at(month: float) -> str:
        return f"{min(max((month - begin) / length * 100, 0), 100):.2f}"

    step = max(1, -(-(last - first + 1) // TICKS))
    ticks = join(
        [
            h('<span style="left:{}%"{}>{}</span>', at(y * 12), h(' class="on"') if y == now else "", y)
            for y in range(first, last + 1)
            if (y - first) % step == 0
        ]
    )
    dots = join([h('<i style="left:{}%" title="{}"></i>', at(e.at), f"{e.when} {e.told.say(lang)}") for e in events])
    return h(
        '<div class="lax" aria-hidden="true"><div class="tk">{}</div><div class="ev">{}</div></div>{}{}',
        ticks, dots, _events(catalog, events, now, lang), _spans(catalog, first, last, lang),
    )  # fmt: skip


def _events(catalog: Catalog, events: Sequence[Happened], now: int, lang: Lang) -> Markup:
    """In words; what lies after the year on the slider is told as not yet happened then."""
    if not events:
        return h('<p class="muted small">{}</p>', word("land_no_events", lang))
    shown = events[-EVENTS:]
    rows = [
        h(
            "<li{}><time>{}</time> {} {}</li>",
            h(' class="later"') if e.at // 12 > now else "",
            e.when,
            e.told.say(lang),
            cite(cited(catalog, e.citation), lang),
        )
        for e in shown
    ]
    if len(events) > len(shown):
        rows.insert(0, h("<li>{}</li>", word("land_events_before", lang, n=len(events) - len(shown))))
    return h('<ul class="evl" aria-label="{}">{}</ul>', word("land_events", lang), join(rows))


def _spans(catalog: Catalog, first: int, last: int, lang: Lang) -> Markup:
    """Works by the period they are promised for, the largest group first."""
    periods = Counter(w.delivery for w in catalog.plan.infrastructure if w.status != "existing" and ".." in w.delivery)
    clauses = {w.delivery: w.citation for w in catalog.plan.infrastructure}
    begin, length = first * 12, (last - first) * 12 or 12
    rows = []
    for period, count in sorted(periods.items(), key=lambda p: (-p[1], p[0]))[:SPANS]:
        low, _, high = period.partition("..")
        left = (month_index(low) - begin) / length * 100 if low else 0.0
        right = (month_index(high) + 1 - begin) / length * 100 if high else 100.0
        left, right = min(max(left, 0.0), 96.0), min(max(right, 4.0), 100.0)
        only = next(w for w in catalog.plan.infrastructure if w.delivery == period).title.say(lang)
        parts = {"a": low or "…", "b": high or "…"}
        told = word("land_span", lang, n=count, **parts) if count > 1 else word("land_span_one", lang, name=only, **parts)
        rows.append(
            h(
                '<div class="spn"><div class="h" style="margin-left:{}%;width:{}%"></div><p>{} {}</p></div>',
                f"{left:.2f}",
                f"{right - left:.2f}",
                told,
                cite(cited(catalog, clauses[period]), lang),
            )
        )
    if len(periods) > SPANS:
        rows.append(h('<p class="muted small">{}</p>', word("land_spans_more", lang, n=len(periods) - SPANS)))
    return join(rows)
