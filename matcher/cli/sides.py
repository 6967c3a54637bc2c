"""`tenants` and `gaps`: a match seen from the site, and how far the two sides are apart."""

from __future__ import annotations

import argparse
from datetime import date

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.cli.output import FINE, common, day, opened, print_json, with_pack
from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.text import Lang, Text
from matcher.office.both_sides import NoSuchSite, tenants
from matcher.office.gaps import gaps
from matcher.office.open_leads import is_open
from matcher.office.sides_records import Gaps, Tenants

_W = {
    "on": Text("计算日 {d}", "As of {d}"),
    "none": Text("没有线索可以用这一处。", "No lead could use this site."),
    "out": Text("这一处不适用：", "Ruled out here:"),
    "refused": Text("规划不予引进：", "Refused by the plan:"),
    "left_out": Text("已落户、已投产或已搁置的 {n} 条线索没有计算。", "{n} leads are settled, operating or shelved, and were not asked."),
    "sites": Text("各处最适合谁：", "Whom each site suits best:"),
    "no_tenant": Text("没有线索可以用的 {n} 处：{s}", "{n} sites that no lead could use: {s}"),
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = commands.add_parser("tenants", help="the best leads for a site")
    one.add_argument("--site", required=True, metavar="ID", help="a site of the pack")
    both = commands.add_parser("gaps", help="where leads and sites agree, and how far apart they are")
    for command, run in ((one, run_tenants), (both, run_gaps)):
        command.add_argument("--on", type=day, default=None, metavar="DATE", help="the day to answer for (default: today)")
        with_pack(command)
        common(command)
        command.set_defaults(run=run)


def run_tenants(args: argparse.Namespace) -> int:
    catalog = opened(args)
    try:
        found = tenants(catalog, catalog.leads, args.site, args.on or date.today())
    except NoSuchSite:
        known = [s.id for s in catalog.sites if s.kind != "pool"]
        message = Text("不是可以排名的地块或载体。", "is no site that can be ranked.")
        raise Refused(
            [_issue("parcels.csv", args.site, message, Text(f"可用：{'、'.join(known)}。", f"Known: {', '.join(known)}."))]
        ) from None
    if args.json:
        print_json(found.model_dump(mode="json", context={"lang": args.lang}))
    else:
        print(told_tenants(found, args.lang))
    return FINE


def run_gaps(args: argparse.Namespace) -> int:
    catalog = opened(args)
    found = gaps(catalog, catalog.leads, args.on or date.today())
    if args.json:
        print_json(found.model_dump(mode="json", context={"lang": args.lang}))
    else:
        print(told_gaps(found, args.lang))
    return FINE


def told_tenants(found: Tenants, lang: Lang) -> str:
    lines = [*_head(found, lang), "", f"{found.title.say(lang)} ({found.site_id})"]
    if not found.tenants:
        lines += ["", _W["none"].say(lang)]
    for tenant in found.tenants:
        lines += ["", f"{tenant.rank:>2}  {tenant.name.say(lang)} ({tenant.lead_id})", f"    {tenant.sentence.say(lang)}"]
        lines += [f"    ! {c.sentence.say(lang)} 〔{c.citation.told.say(lang)}〕" for c in tenant.controls]
        lines += [f"    · {t.sentence.say(lang)} 〔{t.citation.told.say(lang)}〕" for t in tenant.thresholds]
        lines += [f"    ? {g.label.say(lang)} {g.sentence.say(lang)}" for g in tenant.open]
    if found.out:
        lines += ["", _W["out"].say(lang)]
        lines += [f"  × {t.name.say(lang)} ({t.lead_id}) " + " ".join(g.sentence.say(lang) for g in t.failed) for t in found.out]
    if found.refused:
        lines += ["", _W["refused"].say(lang)]
        lines += [f"  × {t.name.say(lang)} ({t.lead_id}) {t.headline.say(lang)}" for t in found.refused]
    return "\n".join(lines + _left_out(found.left_out, lang))


def told_gaps(found: Gaps, lang: Lang) -> str:
    lines = [*_head(found, lang), "", found.sentence.say(lang), ""]
    lines += [f"  {'=' if gap.agreed else '≠'} {gap.sentence.say(lang)}" for gap in found.leads]
    if found.sites:
        lines += ["", _W["sites"].say(lang), *(f"  {'=' if gap.agreed else '≠'} {gap.sentence.say(lang)}" for gap in found.sites)]
    if found.no_tenant:
        lines += ["", _W["no_tenant"].say(lang).format(n=len(found.no_tenant), s=", ".join(found.no_tenant))]
    if found.refused:
        lines += ["", _W["refused"].say(lang) + ", ".join(found.refused)]
    return "\n".join(lines + _left_out(found.left_out, lang))


def _head(found: Tenants | Gaps, lang: Lang) -> list[str]:
    return [p for p in (found.notice.say(lang), found.town.say(lang), _W["on"].say(lang).format(d=found.on)) if p]


def _left_out(count: int, lang: Lang) -> list[str]:
    return ["", _W["left_out"].say(lang).format(n=count)] if count else []


def open_lead(catalog: Catalog, lead_id: str) -> Lead:
    """A lead of the pack that still looks for a place. Raises Refused."""
    lead = next((lead for lead in catalog.leads if lead.id == lead_id), None)
    known = [lead.id for lead in catalog.leads if is_open(lead)]
    mend = Text(f"可用：{'、'.join(known)}。", f"Known: {', '.join(known)}.")
    if lead is None:
        raise Refused([_issue("leads.csv", lead_id, Text("没有这条线索。", "has no such lead."), mend)])
    if not is_open(lead):
        message = Text("已落户、已投产或已搁置，不再找地。", "is settled, operating or shelved, and looks for no site.")
        raise Refused([_issue("leads.csv", lead_id, message, mend)])
    return lead


def _issue(file: str, value: str, message: Text, mend: Text) -> Issue:
    return Issue("error", file, "", 0, "", value, message, mend, ASKER)
