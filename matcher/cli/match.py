"""`match`: a need in, the verdict and the explained shortlist out."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.catalog.json_tree import read_json
from matcher.catalog.needs import read_need
from matcher.catalog.yaml_tree import read_yaml
from matcher.cli.files import text_of
from matcher.cli.output import FINE, common, day, opened, print_json, say, with_pack
from matcher.cli.setting import setting, setting_options
from matcher.cli.told import told
from matcher.cli.told_why import told_why
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import Text
from matcher.remedies.deep import Explained, why

MAX_NEED_BYTES = 100_000


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("match", help="find sites for a need")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--need", type=Path, metavar="FILE.yaml", help="a need; its fields are in docs/needs.md")
    which.add_argument("--lead", metavar="ID", help="a lead of the pack")
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="the day to answer for (default: today)")
    setting_options(command)
    command.add_argument("--why", action="store_true", help="also tell how sure the order is, why not the others, and what would change it")
    command.add_argument("--top", type=count, default=10, metavar="N", help="matches to explain (default: 10; 0 = all)")
    with_pack(command)
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    catalog = opened(args, but_for=args.lead or "")
    need = lead_need(catalog, args.lead) if args.lead else need_file(catalog, args.need)
    on, varied = args.on or date.today(), setting(catalog, args)
    result = shortlist(catalog, need, on, args.top or None, varied)
    behind = why(catalog, need, on, varied) if args.why else None
    if args.json:
        data = Explained(**dict(result), why=behind).model_dump(mode="json", context={"lang": args.lang})
        data["need"] = need.model_dump(mode="json", exclude_defaults=True)
        print_json(data)
    else:
        say(told(result, args.lang))
        if behind:
            say(told_why(behind, result, args.lang))
    return FINE


def need_file(catalog: Catalog, path: Path) -> Need:
    too_large = (
        Text("文件太大，不像一份需求。", "is too large for a need."),
        Text("请只写需求字段。", "Write the fields of the need only."),
    )
    log, text = IssueLog(path.name, ASKER), text_of(path, MAX_NEED_BYTES, too_large)
    tree = read_json(text, log) if text.lstrip().startswith("{") else None
    if tree is None and not log.issues:
        tree = read_yaml(text, log, refuse_ambiguous=False)
    need = read_need(tree, catalog.vocabularies, log) if tree else None
    if need is None:
        raise Refused(log.issues)
    return need


def lead_need(catalog: Catalog, lead_id: str) -> Need:
    lead = next((lead for lead in catalog.leads if lead.id == lead_id), None)
    if lead is None:
        known = [lead.id for lead in catalog.leads]
        mend = Text(f"可用：{'、'.join(known)}。", f"Known: {', '.join(known)}.")
        raise Refused([_refusal("leads.csv", Text("没有这条线索。", "has no such lead."), mend, lead_id)])
    return lead.need


def _refusal(file: str, message: Text, mend: Text, value: str = "") -> Issue:
    return Issue("error", file, "", 0, "", value, message, mend, ASKER)


def count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"not a count: {text}")
    return int(text)
