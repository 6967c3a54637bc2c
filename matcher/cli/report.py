"""`report`: the proposal, the comparison or the quarterly report as a Word or PDF file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.cli.match import lead_need, need_file
from matcher.cli.output import FINE, common, day, opened, print_json, registered, say, with_pack
from matcher.cli.setting import setting, setting_options
from matcher.explanation.records import Record
from matcher.model.text import Text
from matcher.register.who import CONSOLE
from matcher.reports.comparison import MOST, NoSuchSite
from matcher.reports.made import FORMS, ReportKind, comparison_file, proposal_file, quarter_file

_WRITTEN = Text("已写出：{out}", "Written: {out}")


class ReportWritten(Record):
    """What was written, and from what."""

    kind: ReportKind
    file: str
    bytes: int
    on: str
    version: str
    """Of the data."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("report", help="write a report as Word or PDF")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--need", type=Path, metavar="FILE.yaml", help="a need; its fields are in docs/needs.md")
    which.add_argument("--lead", metavar="ID", help="a lead of the pack")
    command.add_argument("--kind", required=True, choices=("proposal", "comparison", "quarter"), help="which report")
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write; .docx or .pdf decides what it is")
    command.add_argument(
        "--sites", default="", metavar="A,B", help=f"for a comparison: up to {MOST} sites (default: the first of the answer)"
    )
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="the day to answer for (default: today)")
    setting_options(command)
    with_pack(command)
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    kind: ReportKind = args.kind
    form = args.out.suffix.lower()
    if form not in FORMS:
        raise _refused(
            args.out.name, Text("要写成 .docx 或 .pdf。", "should end in .docx or .pdf."), Text("请改文件名。", "Change its name.")
        )
    if (kind == "quarter") == bool(args.lead or args.need):
        raise _refused(
            f"--kind {kind}",
            Text(
                "季报不看单个需求；建议书和比选表要有一个需求。",
                "is about the whole town for `quarter`, and about one need for the others.",
            ),
            Text("请写 --lead 或 --need；季报都不要写。", "Give --lead or --need, and neither for `quarter`."),
        )
    on = args.on or date.today()
    if kind == "quarter":
        catalog, _, register = registered(args)
        made = quarter_file(register, CONSOLE, catalog, on, form, args.lang)
    else:
        catalog = opened(args, but_for=args.lead or "")
        need = lead_need(catalog, args.lead) if args.lead else need_file(catalog, args.need)
        varied = setting(catalog, args)
        if kind == "proposal":
            made = proposal_file(catalog, need, on, varied, form, args.lang)
        else:
            wanted = [s.strip() for s in args.sites.split(",") if s.strip()]
            if len(wanted) > MOST:
                raise _refused(args.sites, Text(f"最多比较 {MOST} 处。", f"names more than {MOST} sites."), Text("请减少。", "Name fewer."))
            try:
                made = comparison_file(catalog, need, on, varied, wanted, form, args.lang)
            except NoSuchSite as unknown:
                known = ", ".join(unknown.args[1])
                raise _refused(
                    unknown.args[0], Text("不在这个结果里。", "is not in this answer."), Text(f"可用：{known}。", f"Known: {known}.")
                ) from None
    _write(args.out, made)
    if args.json:
        done = ReportWritten(kind=kind, file=str(args.out), bytes=len(made), on=on.isoformat(), version=catalog.version)
        print_json(done.model_dump(mode="json", context={"lang": args.lang}))
    else:
        say(_WRITTEN.say(args.lang).format(out=args.out))
    return FINE


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        message = Text("写不进这个文件。", "cannot be written.")
        raise _refused(path.name, message, Text("请换一个位置。", "Choose another place."), fault.strerror or "") from fault


def _refused(what: str, message: Text, mend: Text, value: str = "") -> Refused:
    return Refused([Issue("error", what, "", 0, "", value, message, mend, ASKER)])
