"""How sure the order is: for each site how often it comes first when weights and unknown data are varied, and what one weight can do."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.robust_records import Robustness, SiteSureness
from matcher.model.text import Lang
from views.html import h, join
from views.words import word


def strip(sure: SiteSureness, lang: Lang, *, sentence: bool) -> Markup:
    """Solid: the share of draws in which it is first; light: in which it is among the first three."""
    bar = h(
        '<span class="sure-bar" role="img" aria-label="{}" style="--f:{};--t:{}"><i class="t"></i><i class="f"></i></span>',
        sure.sentence.say(lang),
        f"{100 * sure.first:.1f}",
        f"{100 * sure.top:.1f}",
    )
    told = sure.sentence.say(lang) if sentence else word("sure_short", lang, first=_percent(sure.first), top=_percent(sure.top))
    return h(
        '<div class="cbody"><div class="sure"><span class="muted">{}</span>{}<span>{}</span></div></div>', word("sure", lang), bar, told
    )


def _percent(share: float) -> str:
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{share:.0%}"


def switch_note(sure: Robustness, chosen: str, labels: dict[str, str], lang: Lang) -> Markup:
    """What the weights can do to the first place, how the shares were made, and the weights that speak for the chosen site."""
    mark = marks(sure).get(chosen)
    return h(
        '<h3>{}</h3><p>{}</p><details class="small muted"><summary>{}</summary><p>{}</p>{}</details>',
        word("sure_title", lang),
        sure.sentence.say(lang),
        word("sure_how", lang),
        sure.convention.say(lang),
        _central(mark, labels, lang) if mark else "",
    )


def beside(sure: Robustness, lang: Lang) -> dict[str, str]:
    """Criterion -> the nearest share of its weight at which another site comes first."""
    nearest: dict[str, str] = {}
    for s in sure.switches:
        key = "switch_up" if s.share_then >= s.share_now else "switch_down"
        nearest.setdefault(s.criterion, word(key, lang, then=f"{s.share_then:.1%}"))
    return nearest


def marks(sure: Robustness | None) -> dict[str, SiteSureness]:
    return {s.site_id: s for s in sure.sites} if sure else {}


def _central(sure: SiteSureness, labels: dict[str, str], lang: Lang) -> Markup:
    """The weights that speak for a site: the mean of those with which it comes first."""
    if not sure.central:
        return Markup("")
    parts = join([h("<li>{} <b>{}</b></li>", labels[name], f"{w:.0%}") for name, w in sure.central.items()])
    return h('<p>{}</p><ul class="chips central">{}</ul>', word("sure_central", lang), parts)
