"""What is on record: every known fact of a site with its source, and the places where the plan disagrees with itself."""

from __future__ import annotations

from markupsafe import Markup

from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.fields import FIELDS, field_label
from matcher.model.site import Evidence, Site
from matcher.model.text import Lang, named
from matcher.model.vocabulary import BASIS
from matcher.reports.on_record import on_record
from views.html import h, join
from views.verdict import cite
from views.words import word


def known_facts(catalog: Catalog, site_id: str, lang: Lang) -> Markup:
    """Each filled fact of a site: value, basis, clause, date, and what another source says instead."""
    site = catalog.by_id[site_id]
    facts = [f for f in dict.fromkeys(f.fact for f in FIELDS) if (site_id, f) in catalog.evidence]
    rows = [_row(catalog, site, catalog.evidence[site_id, fact], lang) for fact in facts]
    heads = join([h("<th>{}</th>", word(key, lang)) for key in ("fact_field", "fact_value", "fact_basis", "fact_day")])
    return h('<table class="ko facts"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', heads, join(rows))


def _row(catalog: Catalog, site: Site, proof: Evidence, lang: Lang) -> Markup:
    other = Markup("")
    if proof.other_citation:
        other = h("<br>≠ {} {}", proof.other_value, cite(cited(catalog, proof.other_citation), lang))
    note = named(proof.note, proof.note_en).say(lang)
    return h(
        '<tr><td>{}</td><td data-l="{}">{}{}{}</td><td data-l="{}">{} {}</td><td data-l="{}">{}</td></tr>',
        field_label(proof.field).say(lang),
        word("fact_value", lang),
        on_record(catalog, site, proof.field).say(lang),
        other,
        h('<br><span class="muted small">{}</span>', note) if note else "",
        word("fact_basis", lang),
        BASIS.label(proof.basis).say(lang),
        cite(cited(catalog, proof.citation), lang),
        word("fact_day", lang),
        proof.as_of,
    )


def contradictions(catalog: Catalog, lang: Lang) -> Markup:
    """Where the plan says two things, both side by side, each with its clause; nothing is averaged."""
    rows = [
        h(
            "<tr><td>{}</td><td>{}</td></tr>",
            named(c.about, c.about_en).say(lang),
            join(
                [h("{} {}", named(s.says, s.says_en).say(lang), cite(cited(catalog, s.citation), lang)) for s in c.statements], " <b>≠</b> "
            ),
        )
        for c in catalog.plan.contradictions
    ]
    return h("<table class='ko'><tbody>{}</tbody></table>", join(rows))
