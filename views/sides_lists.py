"""What stands below the table of pairs: a site's tenants with their reasons, the gaps, and what a slip changes."""

from __future__ import annotations

from markupsafe import Markup

from matcher.model.text import Lang
from matcher.model.vocabulary import SITE_STATUS
from matcher.office.sides_records import Gap, Gaps, Tenant, Tenants
from matcher.office.slip_records import LeadSlip
from matcher.reports.bars import points
from views.bars import range_bar
from views.html import h, join
from views.matrix import lead_link, tier_tag
from views.verdict import cite
from views.words import word

STRENGTHS = 3
"""Criteria told of a tenant, those that earn it the largest share of what they could."""


def tenant_list(found: tuple[Tenant, ...], lang: Lang) -> Markup:
    return h('<ol class="tn">{}</ol>', join(_tenant(t, lang) for t in found))


def _tenant(tenant: Tenant, lang: Lang) -> Markup:
    status = SITE_STATUS.label(tenant.status).say(lang)
    tags = [
        tier_tag(tenant.tier, tenant.tier_name.say(lang)),
        h('<span class="st st-{}"><i class="g g-{}" aria-hidden="true"></i>{}</span>', tenant.status, tenant.status, status),
    ]
    if tenant.verdict == "conditional":
        tags.insert(1, h('<span class="ctl">{}</span>', word("by_approval", lang)))
    return h(
        '<li><div class="hd"><span class="no">{}</span><span class="nm">{}</span><span class="pt"><b>{}</b> {}–{}</span></div>'
        '<div class="in"><div class="tags">{}</div>{}<p>{}</p><ul class="why">{}</ul></div></li>',
        tenant.rank,
        lead_link(tenant.lead_id, tenant.name.say(lang)),
        points(tenant.score),
        points(tenant.low),
        points(tenant.high),
        join(tags),
        range_bar(tenant, lang, small=True),  # type: ignore[arg-type]  # a tenant has the ends and the status of a match
        tenant.sentence.say(lang),
        join(_reasons(tenant, lang)),
    )


def _reasons(tenant: Tenant, lang: Lang) -> list[Markup]:
    """What the plan says, what earns the points, which thresholds are met, what needs an approval, and what is open."""
    certain = sorted((c for c in tenant.contributions if points(c.low) == points(c.high) and c.weight), key=lambda c: -c.value / c.weight)
    told = [("p", tenant.headline.say(lang), Markup(""))] if tenant.verdict in ("welcome", "conditional") else []
    told += [("p" if c.value >= 50 * c.weight else "m", c.sentence.say(lang), cite(c.citation, lang)) for c in certain[:STRENGTHS]]
    sign = {"met": "p", "below": "m", "not_stated": "q"}
    told += [(sign[t.outcome], t.sentence.say(lang), cite(t.citation, lang)) for t in tenant.thresholds]
    told += [("q", c.sentence.say(lang), cite(c.citation, lang)) for c in tenant.controls]
    told.sort(key=lambda line: "pmq".index(line[0]))
    if tenant.open:
        names = ("、" if lang == "zh" else ", ").join(g.label.say(lang) for g in tenant.open)
        told.append(("q", word("sides_open", lang, list=names), Markup("")))
    return [h('<li class="{}"><span>{} {}</span></li>', sign, sentence, cited) for sign, sentence, cited in told]


def ruled_out(found: Tenants, lang: Lang) -> Markup:
    rows = [
        h(
            "<tr><td>{}</td><td>{}</td></tr>",
            lead_link(t.lead_id, t.name.say(lang)),
            join(h("<p>{} {}</p>", g.sentence.say(lang), cite(g.citation, lang)) for g in t.failed),
        )
        for t in found.out
    ]
    return h(
        '<table class="ol"><thead><tr><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>',
        word("sides_who", lang),
        word("col_gate", lang),
        join(rows),
    )


def refused(found: Tenants, lang: Lang) -> Markup:
    return h(
        '<ul class="gp">{}</ul>',
        join(
            h(
                "<li>{}<span>{} {} {}</span></li>",
                tier_tag(t.tier, t.tier_name.say(lang)),
                lead_link(t.lead_id, t.name.say(lang)),
                t.headline.say(lang),
                join(cite(c.citation, lang) for c in t.controls),
            )
            for t in found.refused
        ),
    )


def by_distance(found: Gaps) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """(the leads that agree with a site, the others with the furthest apart first)."""
    agreed = tuple(g for g in found.leads if g.agreed)
    others = (g for g in found.leads if not g.agreed)
    return agreed, tuple(sorted(others, key=lambda g: (g.choice is not None, -(g.tiers or 0), -(g.points or 0.0), g.lead_id)))


def gap_list(found: tuple[Gap, ...], lang: Lang) -> Markup:
    return h('<ul class="gp">{}</ul>', join(_gap(g.agreed, g.sentence.say(lang), lang) for g in found))


def site_gaps(found: Gaps, lang: Lang) -> Markup:
    order = sorted(found.sites, key=lambda s: (not s.agreed, s.rank, s.site_id))
    return h('<ul class="gp">{}</ul>', join(_gap(s.agreed, s.sentence.say(lang), lang) for s in order))


def _gap(agreed: bool, sentence: str, lang: Lang) -> Markup:
    mark = (
        h('<span class="mk ok">{}</span>', word("sides_agreed", lang))
        if agreed
        else h('<span class="mk">{}</span>', word("sides_apart", lang))
    )
    return h("<li>{}<span>{}</span></li>", mark, sentence)


def slip_list(found: tuple[LeadSlip, ...], lang: Lang) -> Markup:
    return h('<ul class="sl">{}</ul>', join(_slip(change, lang) for change in found))


def _slip(change: LeadSlip, lang: Lang) -> Markup:
    lost = join(
        h('<li><span class="mk no">{}</span> {} {}</li>', word("sides_lost", lang), s.title.say(lang), s.sentence.say(lang))
        for s in change.lost
    )
    return h(
        '<li><b class="nm">{}</b>{}<ul>{}</ul></li>', lead_link(change.lead_id, change.name.say(lang)), change.sentence.say(lang), lost
    )
