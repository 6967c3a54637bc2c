"""Ranges drawn as on the page: solid up to what is certain, hatched up to what is still possible, a needle at the score."""

from __future__ import annotations

from matcher.explanation.records import Contribution, Match
from matcher.model.text import Lang, Text
from matcher.reports.blocks import Drawing

INK, LINE, EMPTY = "#14252b", "#b9b3a4", "#fffefb"
HATCH, UNDER = "#8d8878", "#f4f1e8"
SOLID = {"fits": "#1b6b45", "ask": "#8a5300"}
RIVER = "#0b5f6e"
BAR_HEIGHT = 3.4
"""mm"""

_RANGE = Text("最低 {low}，得分 {score}，最高 {high}，满分 100", "lowest {low}, score {score}, highest {high}, of 100")
_PART = Text("最低 {low}，得分 {score}，最高 {high}，满分 {most}", "lowest {low}, score {score}, highest {high}, of {most}")


def points(value: float) -> str:
    """Points as people read them."""
    return f"{value:.0f}"


def range_bar(match: Match, width: float, lang: Lang) -> Drawing:
    """The score of a site on the scale 0..100; `width` in mm."""
    told = _RANGE.say(lang).format(low=points(match.low), score=points(match.score), high=points(match.high))
    return _bar((match.low, match.score, match.high), 100, 100, SOLID[match.status], width, told)


def part_bar(part: Contribution, widest: float, width: float, lang: Lang) -> Drawing:
    """One criterion in a frame as long as the most it can earn; `widest` is the most that any can, in points."""
    most = 100 * part.weight
    told = _PART.say(lang).format(low=points(part.low), score=points(part.value), high=points(part.high), most=points(most))
    return _bar((part.low, part.value, part.high), most, widest, RIVER, width, told)


def _bar(ends: tuple[float, float, float], most: float, scale: float, solid: str, width: float, told: str) -> Drawing:
    low, at, high = (v / scale * width for v in ends)
    body, top, tall = BAR_HEIGHT, 0.7, BAR_HEIGHT - 1.4
    lines = _hatch(low, high, top, tall)
    return Drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {body:g}">'
        f'<rect x="0.1" y="{top:g}" width="{max(most / scale * width - 0.2, 0):.3f}" height="{tall:g}" fill="{EMPTY}" stroke="{LINE}" stroke-width="0.15"/>'
        f'<rect x="{low:.3f}" y="{top:g}" width="{high - low:.3f}" height="{tall:g}" fill="{UNDER}"/>'
        f'<path d="{lines}" stroke="{HATCH}" stroke-width="0.25" fill="none"/>'
        f'<rect x="{low:.3f}" y="{top:g}" width="{high - low:.3f}" height="{tall:g}" fill="none" stroke="{HATCH}" stroke-width="0.15"/>'
        f'<rect x="0" y="{top:g}" width="{low:.3f}" height="{tall:g}" fill="{solid}"/>'
        f'<rect x="{min(max(at - 0.25, 0), width - 0.5):.3f}" y="0" width="0.5" height="{body:g}" fill="{INK}"/></svg>',
        width,
        body,
        told,
    )


def _hatch(left: float, right: float, top: float, tall: float) -> str:
    """Slanted lines that stay within a box, as the path of an SVG."""
    step, path = 1.0, []
    start = left - tall
    while start < right:
        a, b = max(start, left), min(start + tall, right)
        if b > a:
            path.append(f"M{a:.3f} {top + tall - (a - start):.3f}L{b:.3f} {top + tall - (b - start):.3f}")
        start += step
    return "".join(path)
