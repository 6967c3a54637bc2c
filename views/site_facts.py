"""Every fact of a site as a table: value or hatch, unit, source with clause, how old it is, who confirmed it, what another source says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from matcher.catalog.answering import ANSWERABLE
from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.days import months_past
from matcher.model.fields import BY_NAME, LOCATION, field_label, field_question
from matcher.model.site import Evidence
from matcher.model.text import NOTHING, Lang, named
from matcher.model.vocabulary import BASIS
from matcher.reports.on_record import on_record
from views import site_marks
from views.html import h, join
from views.verdict import cite
from views.words import word

GROUPS: dict[str, tuple[str, ...]] = {
    "group_what": ("status", "taken_by", "taken_since", "village", "address", LOCATION),
    "group_area": (
        "land_mu", "available_land_mu", "min_unit_mu", "floor_m2", "available_floor_m2", "min_unit_m2", "divisible",
    ),
    "group_use": ("uses", "tenure", "positioned", "partners", "shared_plants", "processes", "features"),
    "site_building": ("ceiling_height_m", "floor_load_t_m2", "power_kva", "ground_floor", "fire_class"),
    "group_planning": ("water_zone", "planning"),
    "group_terms": ("delivery", "rent_yuan_m2_month", "land_price_wan_mu", "purchase_yuan_m2", "note"),
}  # fmt: skip
"""Word of a group -> its facts; a test holds that every fact one can answer stands in one."""
YEAR = 12


def known(catalog: Catalog, site: str) -> tuple[int, int]:
    """(facts on record, facts one can ask for)."""
    asked = [f for f in ANSWERABLE if field_question(f) != NOTHING]
    return sum((site, f) in catalog.evidence for f in asked), len(asked)


def is_old(catalog: Catalog, proof: Evidence, today: date) -> bool:
    """Whether it has not been looked at for as long as the pack says."""
    rule = catalog.rules.record_age
    return rule is not None and months_past(proof.as_of, today) >= rule.value


def age(as_of: str, today: date, lang: Lang) -> str:
    """How long ago that surely was."""
    months = months_past(as_of, today)
    if months < 1:
        return word("age_now", lang)
    return word("age_years", lang, n=months // YEAR) if months >= YEAR else word("age_months", lang, n=months)


def table(catalog: Catalog, site: str, today: date, lang: Lang, *, edits: bool) -> Markup:
    """All of it; with `edits` each row leads to the form for it."""
    heads = join([h('<th scope="col">{}</th>', word(key, lang)) for key in ("fact_field", "fact_value", "fact_basis", "fact_day")])
    body = []
    for group, facts in GROUPS.items():
        body.append(h('<tr class="sec"><th colspan="4" scope="colgroup">{}</th></tr>', word(group, lang)))
        body += [_row(catalog, site, fact, today, lang, edits) for fact in facts]
    return h('<table class="dossier"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', heads, join(body))


def _row(catalog: Catalog, site: str, fact: str, today: date, lang: Lang, edits: bool) -> Markup:
    proof, told = catalog.evidence.get((site, fact)), on_record(catalog, catalog.by_id[site], fact).say(lang)
    label = h("<b>{}</b>", field_label(fact).say(lang))
    if edits:
        action = word("site_change" if proof else "site_fill", lang)
        way = h(
            '<a href="{}" target="_self" aria-label="{}">{}</a>',
            site_marks.address(site, field=fact), f"{action} {field_label(fact).say(lang)}", action,
        )  # fmt: skip
        label = h("{} {}", label, way)
    if proof is None or not told:
        asked = field_question(fact) != NOTHING
        shown = (
            h('<span class="unk"><span>{}</span></span>{}', word("unknown", lang), _unit(fact, lang))
            if asked
            else h('<span class="muted">—</span>')
        )
        return h('<tr data-fact="{}"><td>{}</td><td colspan="3">{}</td></tr>', fact, label, shown)
    return h(
        '<tr data-fact="{}"><td>{}</td><td data-l="{}">{}</td><td data-l="{}">{} {}{}</td><td data-l="{}">{}</td></tr>',
        fact,
        label,
        word("fact_value", lang),
        join(_value(catalog, proof, told, lang)),
        word("fact_basis", lang),
        BASIS.label(proof.basis).say(lang),
        cite(cited(catalog, proof.citation), lang),
        h('<br><span class="qw">{}</span>', word("site_confirmed", lang, who=proof.confirmed_by)) if proof.confirmed_by else "",
        word("fact_day", lang),
        _day(catalog, proof, today, lang),
    )


def _unit(fact: str, lang: Lang) -> Markup:
    """The unit in which an unknown figure would be told."""
    unit = BY_NAME[fact].unit.name.say(lang) if fact in BY_NAME else ""
    return h(' <span class="muted small">{}</span>', unit) if unit else Markup("")


def _value(catalog: Catalog, proof: Evidence, told: str, lang: Lang) -> Iterator[Markup]:
    yield h("{}", told)
    if proof.other_citation:
        yield h('<p class="other">≠ {} {}</p>', proof.other_value, cite(cited(catalog, proof.other_citation), lang))
    if note := named(proof.note, proof.note_en).say(lang):
        yield h('<p class="muted small">{}</p>', note)


def _day(catalog: Catalog, proof: Evidence, today: date, lang: Lang) -> Markup:
    old = h(' <span class="old">{}</span>', word("site_old", lang)) if is_old(catalog, proof, today) else Markup("")
    return h('<span class="num">{}</span> <span class="qw">{}</span>{}', proof.as_of, age(proof.as_of, today, lang), old)
