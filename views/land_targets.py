"""The plan's targets: from the base to the target, what was reached as far as anybody has said, and what is not known hatched."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.plan import Target
from matcher.model.text import Lang, figure
from views.html import h, join
from views.land_units import unknown
from views.verdict import cite
from views.words import word


def panel(catalog: Catalog, lang: Lang) -> Markup:
    targets = catalog.plan.targets
    head = h(
        '<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>',
        word("land_targets", lang, n=len(targets)),
        word("land_targets_how", lang),
    )
    if not targets:
        return h('{}<p class="muted small">{}</p>', head, word("land_targets_none", lang))
    heads = join(
        [
            h("<th{}>{}</th>", h(' class="r"') if n in (1, 3, 4) else "", word(k, lang))
            for n, k in enumerate(("land_t_name", "land_t_base", "land_t_gap", "land_t_aim", "land_t_got"))
        ]
    )
    rows = join([_row(catalog, t, lang) for t in targets])
    clauses = dict.fromkeys(t.citation for t in targets)
    foot = h('<p class="caution">{} {}</p>', word("land_targets_foot", lang), join([cite(cited(catalog, c), lang) for c in clauses], " "))
    return h('{}<table class="tgt"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}', head, heads, rows, foot)


def _row(catalog: Catalog, t: Target, lang: Lang) -> Markup:
    unit, latest = t.unit if lang == "zh" else t.unit_en, t.latest
    got = (
        h("<b>{}</b> <small>{}</small> {}", figure(latest.value), latest.year, cite(cited(catalog, latest.citation), lang))
        if latest
        else unknown(word("unknown", lang))
    )
    return h(
        '<tr><td>{} <small class="u">{}</small></td><td class="r num" data-l="{}">{} <small>{}</small></td><td>{}</td><td class="r num" data-l="{}"><b>{}</b> <small>{}</small></td><td class="r" data-l="{}">{}</td></tr>',
        t.title.say(lang), unit, word("land_t_base", lang), figure(t.base), t.base_year, _bar(t, lang),
        word("land_t_aim", lang), figure(t.target), t.target_year, word("land_t_got", lang), got,
    )  # fmt: skip


def _bar(t: Target, lang: Lang) -> Markup:
    """The base light, what was reached solid, the way that is not known hatched, a needle at the target."""
    most = max(t.base, t.target, *(a.value for a in t.actuals), 0.0) or 1.0

    def share(value: float) -> str:
        return f"{min(max(value / most * 100, 0), 100):.1f}"

    latest = t.latest
    label = word(
        "land_t_label",
        lang,
        a=t.base_year,
        base=figure(t.base),
        b=t.target_year,
        target=figure(t.target),
        got=figure(latest.value) if latest else word("unknown", lang),
    )
    reached = latest.value if latest else t.base
    return h(
        '<div class="tb" role="img" aria-label="{}" style="--b:{};--g:{};--t:{}"><i class="m"></i>{}<i class="k"></i><i class="t"></i></div>',
        label, share(t.base), share(reached), share(t.target), h('<i class="g"></i>') if latest else "",
    )  # fmt: skip
