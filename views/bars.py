"""Ranges drawn: solid up to what is certain, hatched up to what is still possible, a needle at the score."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.records import Contribution, Match
from matcher.model.text import Lang
from matcher.reports.bars import points
from views.html import h, join
from views.words import word

Range = tuple[float, float]


def range_bar(match: Match, lang: Lang, before: Range | None = None, *, small: bool = False) -> Markup:
    label = word("score_label", lang, low=points(match.low), score=points(match.score), high=points(match.high))
    old = Markup("")
    if before is not None:
        label += word("before_label", lang, low=points(before[0]), high=points(before[1]))
        old = h('<i class="p" style="--plo:{};--phi:{}"></i>', f"{before[0]:.2f}", f"{before[1]:.2f}")
    return h(
        '<div class="rb {}{}" style="--lo:{};--sc:{};--hi:{}" role="img" aria-label="{}">{}<i class="k"></i><i class="m"></i><i class="n"></i></div>',
        match.status,
        " s" if small else "",
        *(f"{v:.2f}" for v in (match.low, match.score, match.high)),
        label,
        old,
    )


def contribution_bars(match: Match, lang: Lang) -> Markup:
    """One bar a criterion on a common scale, the frame showing the most each can earn, and the sum last."""
    widest = max(c.weight for c in match.contributions) * 100
    rows = [_row(c, widest, lang) for c in match.contributions]
    total = h(
        '<li class="sum"><span>{}</span><span></span><span class="val">{} <small>{}–{}</small></span></li>',
        word("total", lang),
        *(points(v) for v in (match.score, match.low, match.high)),
    )
    return h('<ul class="ct">{}{}</ul>', join(rows), total)


def _row(c: Contribution, widest: float, lang: Lang) -> Markup:
    return h(
        '<li title="{}"><span>{} <small>{}</small></span>{}<span class="val">{}{}</span></li>',
        c.sentence.say(lang),
        c.label.say(lang),
        points(100 * c.weight),
        part_bar(c, widest),
        points(c.value),
        spread(c),
    )


def spread(c: Contribution) -> Markup:
    """The lowest and highest it can still become; nothing where that is known."""
    return h(" <small>{}–{}</small>", points(c.low), points(c.high)) if points(c.low) != points(c.high) else Markup("")


def part_bar(c: Contribution, widest: float) -> Markup:
    """One contribution in the frame of its weight; `widest` is the weight in points that fills the whole breadth."""
    return h(
        '<div class="cb" style="--w:{};--lo:{};--v:{};--hi:{}"><i class="t"></i><i class="k"></i><i class="m"></i><i class="n"></i></div>',
        *(f"{100 * v / widest:.2f}" for v in (100 * c.weight, c.low, c.value, c.high)),
    )
