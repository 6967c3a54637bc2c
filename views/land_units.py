"""Amounts as people read them: ranges with their unit, large ones in 万㎡ and 亿元; and the bar that shows a range."""

from __future__ import annotations

from markupsafe import Markup

from matcher.model.text import Lang, span
from matcher.office.amounts import Amount
from views.html import h, join
from views.words import word

MYRIAD = 10_000


def mu(low: float, high: float, lang: Lang) -> tuple[str, str]:
    return span(low, high), word("land_mu_unit", lang)


def m2(low: float, high: float, lang: Lang) -> tuple[str, str]:
    if lang == "zh" and high >= MYRIAD:
        return span(low / MYRIAD, high / MYRIAD), "万㎡"
    return span(low, high), "㎡"


def wan(low: float, high: float, lang: Lang) -> tuple[str, str]:
    """Of an amount in wan yuan."""
    if lang == "en":
        return span(low / 100, high / 100), word("land_money_large", lang)
    return (span(low / MYRIAD, high / MYRIAD), word("land_money_large", lang)) if high >= MYRIAD else (span(low, high), "万元")


UNITS = {"mu": mu, "m2": m2, "wan": wan}


def told(amount: Amount, unit: str, lang: Lang) -> str:
    """In one text; unknown where it rests on nothing."""
    if not amount.known:
        return word("unknown", lang)
    return " ".join(UNITS[unit](amount.low, amount.high, lang))


def range_bar(low: float, high: float, most: float, label: str) -> Markup:
    """Solid up to `low`, hatched up to `high`, on a scale up to `most`."""
    scale = 100 / most if most > 0 else 0.0
    parts = [
        h('<i class="k"></i>') if low > 0 else Markup(""),
        h('<i class="m{}"></i>', "" if low > 0 else " full") if high > low else Markup(""),
    ]
    return h(
        '<div class="lbar" style="--lo:{};--hi:{}" role="img" aria-label="{}">{}</div>',
        f"{low * scale:.2f}",
        f"{high * scale:.2f}",
        label,
        join(parts),
    )


def unknown(text: str) -> Markup:
    return h('<span class="unk"><span>{}</span></span>', text)
