"""How sure an answer is, in sentences: shares over varied weights and open facts, and the one weight that would change the first place."""

from __future__ import annotations

import math

import numpy as np

from matcher.explanation.robust_records import Robustness, SiteSureness, WeightSwitch
from matcher.explanation.setting import Put
from matcher.model.catalog import Catalog
from matcher.model.text import NOTHING, Text, figure, named
from matcher.ranking.acceptability import DRAWS, TOP, Acceptability, acceptability, draw_weights
from matcher.ranking.draws import scenarios
from matcher.ranking.score import FITS, Scored
from matcher.ranking.sensitivity import Switch, Switches, switches
from matcher.rules.registry import criterion_label

CONVENTION = Text(
    "权重在所有可能的组合里均匀取值，未知数据按可能范围均匀取值，这是约定，不是概率预测；比例约有 2 个百分点的抽样误差。"
    "须待批准的事项没有人能代为设定，一律按待核实计。",
    "Weights are taken evenly over all combinations and unknown data evenly over what is possible; this is a convention, not a forecast; "
    "the shares are good to about 2 percentage points. What awaits an approval is nobody's to assume, and stays a matter to ask about.",
)
NOTHING_LEFT = Text("没有可选的地块，谈不上名次。", "No site is left, so there is no order to be sure of.")
_ALL = 1 - 1e-9
"""A share at least this large is every draw; the rest is rounding of sums."""


def how_sure(asked: Put, scored: Scored) -> Robustness | None:
    """How sure the order of an answer is; None for a need that is refused. `scored` is the score of `asked`. Always the same for the same."""
    if asked.standing.verdict == "refused":
        return None
    drawn = scenarios(asked.table, scored)
    count, _, criteria = drawn.utilities.shape
    tried = acceptability(drawn.utilities, drawn.status, draw_weights(criteria))
    place = {int(row): i for i, row in enumerate(drawn.rows)}
    varied = _varied(weights=criteria > 1, facts=count > 1)
    names = tuple(scored.criteria)
    sites = tuple(
        _site(asked.catalog, scored.ask.columns.ids[row], rank, tried, place[int(row)], names, varied)
        for rank, row in enumerate(scored.order(), 1)
    )
    found = switches(scored)
    every = _every(asked.catalog, scored, found)
    return Robustness(
        sites=sites,
        left=round(tried.left, 4),
        switch=every[0] if every else None,
        switches=every,
        sentence=NOTHING_LEFT if found is None else every[0].sentence if every else _no_switch(scored, found),
        convention=CONVENTION,
        draws=DRAWS,
        scenarios=count,
    )


def _varied(weights: bool, facts: bool) -> Text:
    """What could be varied at all: a single criterion has no other weight, and known data no other value."""
    times = Text(_times_zh(DRAWS), f"{DRAWS:,}")
    if weights and facts:
        return Text("把权重和未知数据一起变动{n}次，", "With the weights and the unknown data varied together {n} times, ").fill(n=times)
    if weights:
        return Text("数据都已知，只把权重变动{n}次，", "All data are known; with the weights varied {n} times, ").fill(n=times)
    if facts:
        return Text("只有一项可以计分，把未知数据变动{n}次，", "A single criterion counts; with the unknown data varied {n} times, ").fill(
            n=times
        )
    return Text("只有一项可以计分，数据也都已知，", "A single criterion counts and all data are known: ")


def _times_zh(count: int) -> str:
    return f" {figure(count / 10_000)} 万" if count >= 10_000 else f" {figure(count)} "


def _site(catalog: Catalog, site_id: str, rank: int, tried: Acceptability, at: int, names: tuple[str, ...], varied: Text) -> SiteSureness:
    first, top, kept = (float(share[at]) for share in (tried.first, tried.top, tried.kept))
    central = tried.central[at]
    return SiteSureness(
        site_id=site_id,
        title=catalog.site_title(site_id),
        rank=rank,
        first=round(first, 4),
        top=round(top, 4),
        kept=round(kept, 4),
        central=None if np.isnan(central).any() else {name: round(float(w), 4) for name, w in zip(names, central, strict=True)},
        sentence=_sentence(first, top, kept, len(tried.first), varied),
    )


def _sentence(first: float, top: float, kept: float, sites: int, varied: Text) -> Text:
    """One plain sentence about one site; kept: share of draws in which it is not out, sites: how many there are."""
    if kept <= 0:
        return varied + Text(
            "它一次也没有留下：未知的几项要同时合乎要求才行。",
            "it is ruled out every time: several unknown things would have to turn out well at once.",
        )
    out = NOTHING
    if kept < _ALL:
        out = Text("；有{o}因为未知数据不合要求而出局", "; in {o} what is unknown rules it out").fill(o=percent(1 - kept))
    said = Text("可选的始终只有这一处", "it is the only site there is") if sites == 1 else _places(first, top, sites)
    return varied + said + out + Text("。", ".")


def _places(first: float, top: float, sites: int) -> Text:
    """Among no more than three sites, being one of the first three says nothing and is left out."""
    f, t = percent(first), percent(top)
    if first >= _ALL:
        return Text("它每次都排第一", "it comes first every time")
    if sites <= TOP:
        return Text("它有{f}排第一", "it comes first in {f}").fill(f=f) if first > 0 else Text("它一次也没有排第一", "it never comes first")
    if top <= 0:
        return Text("它一次也没有进前三", "it is never among the first three")
    always = top >= _ALL
    if first <= 0 and always:
        return Text("它一次也没有排第一，但每次都进前三", "it never comes first, but is among the first three every time")
    if first <= 0:
        return Text("它一次也没有排第一，有{t}进前三", "it never comes first, and is among the first three in {t}").fill(t=t)
    if always:
        return Text("它有{f}排第一，每次都进前三", "it comes first in {f}, and is among the first three every time").fill(f=f)
    then = Text(t.zh.lstrip(), t.en)
    return Text("它有{f}排第一、{t}进前三", "it comes first in {f} and is among the first three in {t}").fill(f=f, t=then)


def percent(share: float) -> Text:
    """A share 0..1 of draws in whole per cent, in Chinese with the spaces that set a figure apart.

    What is neither none nor all is never told as if it were.
    """
    if 0 < share < 0.01:
        return Text("不到 1% ", "less than 1%")
    if 0.99 < share < _ALL:
        return Text(" 99% 以上", "more than 99%")
    return Text(f" {round(100 * share)}% ", f"{round(100 * share)}%")


def _every(catalog: Catalog, scored: Scored, found: Switches | None) -> tuple[WeightSwitch, ...]:
    if found is None:
        return ()
    every = [s for name in scored.criteria for s in (found.up[name], found.down[name]) if s is not None]
    return tuple(_switch(catalog, scored, s) for s in sorted(every, key=lambda s: s.change))


def _switch(catalog: Catalog, scored: Scored, switch: Switch) -> WeightSwitch:
    winner, rival = (scored.ask.columns.ids[row] for row in (switch.winner, switch.rival))
    label = criterion_label(switch.criterion)
    rises = switch.weight_then >= switch.weight_now
    now, then = _shown(switch.share_now, switch.share_then)
    form = Text("“{c}”的权重从 {now} 升到 {then}，第一名就换成{x}。", "If the weight of {c} rises from {now} to {then}, {x} comes first.")
    if not rises:
        form = Text(
            "“{c}”的权重从 {now} 降到 {then}，第一名就换成{x}。", "If the weight of {c} falls from {now} to {then}, {x} comes first."
        )
    if now == then:
        form = (
            Text("“{c}”的权重（现在 {now}）稍有升高，第一名就换成{x}。", "If the weight of {c}, now {now}, rises at all, {x} comes first.")
            if rises
            else Text(
                "“{c}”的权重（现在 {now}）稍有降低，第一名就换成{x}。", "If the weight of {c}, now {now}, falls at all, {x} comes first."
            )
        )
    title = catalog.site_title(rival)
    return WeightSwitch(
        criterion=switch.criterion,
        label=label,
        weight_now=switch.weight_now,
        weight_then=switch.weight_then,
        share_now=switch.share_now,
        share_then=switch.share_then,
        winner=winner,
        rival=rival,
        sentence=form.fill(c=label, now=now, then=then, x=named(f" {title.zh}" if title.zh[:1].isascii() else title.zh, title.en)),
    )


def _shown(now: float, then: float) -> tuple[str, str]:
    """Both shares in per cent, the second rounded away from the first, so that at the figure told the rival really is first.

    Whole per cent where they differ by two or more, else one decimal; alike where the difference is below that.
    """
    digits = 0 if abs(then - now) >= 0.02 else 1
    unit = 10.0 ** (digits + 2)
    shown = round(now * unit)
    away = math.floor(then * unit) + 1 if then > now else math.ceil(then * unit) - 1
    told = min(max(away, 0), int(unit))
    if abs(then - now) * unit < 1:
        told = shown
    return tuple(f"{figure(value * 100 / unit)}%" for value in (shown, told))  # type: ignore[return-value]


def _no_switch(scored: Scored, found: Switches) -> Text:
    winner = scored.order()[0]
    if len(scored.criteria) == 1:
        return Text("只有一项可以计分，没有权重可改。", "A single criterion counts, so there is no weight to change.")
    if found.rivals:
        return Text("只改任何一项权重，第一名都不会变。", "No change of a single weight changes who comes first.")
    if scored.status[winner] == FITS and len(scored.order()) > 1:
        return Text(
            "只有第一名各项要求都已满足，其余都待核实，改权重换不了第一名。",
            "Only the first meets every demand and the others have to be asked about, so no weight changes who comes first.",
        )
    return Text("可选的只有这一处，改权重换不了第一名。", "There is only this one site, so no weight changes who comes first.")
