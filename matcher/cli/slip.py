"""`slip`: if everything that is promised comes months late, what changes for whom."""

from __future__ import annotations

import argparse
from datetime import date

from matcher.cli.output import FINE, common, day, opened, print_json, with_pack
from matcher.cli.sides import open_lead
from matcher.model.text import Lang, Text
from matcher.office.slip import LONGEST, slip
from matcher.office.slip_records import Slip

_LEFT_OUT = Text(
    "已落户、已投产、已搁置或规划不予引进的 {n} 条线索没有计算。",
    "{n} leads are settled, operating, shelved or refused, and were not asked.",
)
_ON = Text("计算日 {d}", "As of {d}")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("slip", help="what changes for whom if promised dates come late")
    command.add_argument("--months", type=_months, required=True, metavar="N", help=f"months late, 0 to {LONGEST}")
    command.add_argument("--lead", metavar="ID", help="one lead of the pack (default: every open one)")
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="the day to answer for (default: today)")
    command.add_argument(
        "--since", type=day, default=None, metavar="DATE", help="what is due after this day comes late (default: the day of --on)"
    )
    with_pack(command)
    common(command)
    command.set_defaults(run=run, usage_error=command.error)


def run(args: argparse.Namespace) -> int:
    on = args.on or date.today()
    if args.since and args.since > on:
        args.usage_error("--since comes after the day to answer for")
    catalog = opened(args)
    leads = (open_lead(catalog, args.lead),) if args.lead else catalog.leads
    found = slip(catalog, leads, on, args.months, args.since)
    if args.json:
        print_json(found.model_dump(mode="json", context={"lang": args.lang}))
    else:
        print(told(found, args.lang))
    return FINE


def told(found: Slip, lang: Lang) -> str:
    lines = [p for p in (found.notice.say(lang), found.town.say(lang), _ON.say(lang).format(d=found.on)) if p]
    lines += ["", found.sentence.say(lang)]
    if found.left_out:
        lines.append(_LEFT_OUT.say(lang).format(n=found.left_out))
    for lead in found.leads:
        lines += ["", f"{lead.name.say(lang)} ({lead.lead_id})", f"    {lead.sentence.say(lang)}"]
        lines += [f"    × {site.title.say(lang)} ({site.site_id}) {site.sentence.say(lang)}" for site in lead.lost]
        lines += [f"    ? {site.title.say(lang)} ({site.site_id})" for site in lead.to_ask]
    return "\n".join(lines)


def _months(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > LONGEST:
        raise argparse.ArgumentTypeError(f"not a number of months from 0 to {LONGEST}: {text}")
    return int(text)
