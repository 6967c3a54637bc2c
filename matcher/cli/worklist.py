"""`worklist`: which missing facts to ask for first, over all open leads; as lines, as JSON, or as a sheet for the sites' owners."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from matcher.catalog.held import NO_SITE
from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.cli.match import count
from matcher.cli.output import FINE, common, day, opened, print_json, say, with_pack
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, Text
from matcher.office.work_list import first, of_sites, work_list
from matcher.office.work_records import LeadEffect, WorkItem, WorkList
from matcher.reports.owner_sheet import owner_sheet
from matcher.rules.registry import gate_label

_HEAD = Text(
    "还开着的线索 {n} 条；要补的数据 {total} 项，答完一项能定案的线索越多越靠前。",
    "{n} open leads; {total} facts are missing, those that settle most leads first.",
)
_LEFT_OUT = Text("没有计入：", "Not counted: ")
_ITEM = Text(
    "{rank:>3}  定案 {a:>2}  收窄 {b:>2}  {title}（{site}）：{question}",
    "{rank:>3}  settles {a:>2}  narrows {b:>2}  {title} ({site}): {question}",
)
_SETTLES = Text("定案：", "settles: ")
_NARROWS = Text("收窄：", "narrows: ")
_MORE = Text("另有 {n} 项未列出。", "{n} more are not shown.")
_NONE = Text("没有需要补的数据。", "Nothing needs to be asked.")
_WRITTEN = Text("已写出：{out}", "Written: {out}")
NAMED = 4
"""Leads named beside an item on the terminal; JSON holds all."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("worklist", help="which missing facts to ask for first, over all open leads")
    command.add_argument("--top", type=count, default=20, metavar="N", help="items to list (default: 20; 0 = all)")
    command.add_argument("--site", nargs="+", default=None, metavar="ID", help="only these sites")
    command.add_argument("--xlsx", type=Path, default=None, metavar="FILE", help="write a sheet to be filled in by the sites' owners")
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="the day to answer for (default: today)")
    with_pack(command)
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    catalog = opened(args)
    work = work_list(catalog, catalog.leads, args.on or date.today())
    if args.site is not None:
        work = of_sites(work, _known(catalog, args.site))
    if args.xlsx is not None:
        _write(args.xlsx, owner_sheet(catalog, work, args.lang))
        say(_WRITTEN.say(args.lang).format(out=args.xlsx), sys.stderr if args.json else None)
    if args.json:
        print_json(first(work, args.top or None).model_dump(mode="json", context={"lang": args.lang}))
    elif args.xlsx is None:
        say("\n".join(told(first(work, args.top or None), args.lang)))
    return FINE


def told(work: WorkList, lang: Lang) -> list[str]:
    """The list as lines of text."""
    lines = [p for p in (work.notice.say(lang), _HEAD.say(lang).format(n=len(work.leads), total=work.total)) if p]
    if work.left_out:
        comma = "；" if lang == "zh" else "; "
        lines.append(_LEFT_OUT.say(lang) + comma.join(f"{x.title.say(lang)} {x.sentence.say(lang)}" for x in work.left_out))
    lines.append("")
    for item in work.items:
        lines += _item(item, lang)
    if not work.items:
        lines.append(_NONE.say(lang))
    if work.total > len(work.items):
        lines += ["", _MORE.say(lang).format(n=work.total - len(work.items))]
    return lines


def _item(item: WorkItem, lang: Lang) -> list[str]:
    parts = {"rank": item.rank, "a": len(item.settles), "b": len(item.narrows), "title": item.title.say(lang), "site": item.site_id}
    lines = [_ITEM.say(lang).format(**parts, question=item.question.say(lang))]
    for word, effects in ((_SETTLES, item.settles), (_NARROWS, item.narrows)):
        if effects:
            lines.append(f"      {word.say(lang)}{_effects(effects, lang)}")
    return lines


def _effects(effects: tuple[LeadEffect, ...], lang: Lang) -> str:
    comma = "、" if lang == "zh" else ", "
    named = [e.title.say(lang) + _gates(e, lang) for e in effects[:NAMED]]
    return comma.join(named) + (f" +{len(effects) - NAMED}" if len(effects) > NAMED else "")


def _gates(effect: LeadEffect, lang: Lang) -> str:
    if not effect.gates:
        return ""
    labels = ("、" if lang == "zh" else ", ").join(gate_label(g).say(lang) for g in effect.gates)
    return f"（{labels}）" if lang == "zh" else f" ({labels})"


def _known(catalog: Catalog, sites: list[str]) -> list[str]:
    """The sites named, each of which the pack has."""
    strangers = [s for s in sites if s not in catalog.by_id]
    if strangers:
        raise Refused([Issue("error", "parcels.csv", "", 0, "site", s, *NO_SITE, ASKER) for s in strangers])
    return sites


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        message = Text("写不进这个文件。", "cannot be written.")
        raise Refused(
            [Issue("error", path.name, "", 0, "", fault.strerror or "", message, Text("请换一个位置。", "Choose another place."), ASKER)]
        ) from fault
