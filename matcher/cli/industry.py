"""`industry`: what a business writes of itself in, the three likeliest divisions of GB/T 4754 with the plan's word on each out."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.catalog.trade_words import trade_words
from matcher.cli.files import text_of
from matcher.cli.output import FINE, common, opened, print_json, say, with_pack
from matcher.explanation.industry import IndustryAnswer, named_industries
from matcher.language.industry import nameable, namer
from matcher.model.text import Lang, Text

PER_CENT = 100


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("industry", help="name the industry of a business")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--text", metavar="T", help="what the business makes or does")
    which.add_argument("--file", type=Path, metavar="F", help="CSV with id,text or JSON lines; writes one JSON line for each")
    with_pack(command)
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    catalog = opened(args)
    firms = [("", _whole(args.text))] if args.file is None else list(firms_of(args.file))
    if not nameable(catalog.codes):
        few = Text("大类太少，无从推测。", "holds too few divisions to choose among.")
        raise Refused([Issue("error", "gbt4754.csv", "", 0, "", "", few, Text("请补全行业分类。", "Complete the classification."))])
    naming = namer(catalog.codes, catalog.industries, trade_words())
    for ident, text in firms:
        answer = named_industries(catalog, text, naming.guess(text))
        data = {"id": ident, **answer.model_dump(mode="json", context={"lang": args.lang})}
        if args.file is not None:
            print_json(data, indent=None)
        elif args.json:
            print_json(data)
        else:
            say(_told(answer, args.lang))
    return FINE


def _told(answer: IndustryAnswer, lang: Lang) -> str:
    lines = []
    for candidate in answer.candidates:
        place = candidate.sentence.say(lang)
        clause = f" [{candidate.citation.say(lang)}]" if candidate.citation else ""
        lines.append(f"{candidate.score * PER_CENT:3.0f} %  {candidate.code} {candidate.name.say(lang)} | {place}{clause}")
    lines.append((_UNSURE if answer.unsure else _CONFIRM).say(lang))
    return "\n".join(lines)


_UNSURE = Text("文字里看不出行业，请写明生产什么、做什么。", "The words do not tell the industry: say what is made or done.")
_CONFIRM = Text("以上是按文字推测的，请人工确认。", "These are guesses from the words; a person confirms.")


def firms_of(path: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of every firm in a file. Raises Refused with the line at fault."""
    log, text = IssueLog(path.name, ASKER), text_of(path)
    firms = _json_lines(text, log) if text.lstrip().startswith("{") else _table(text, log)
    if log.issues:
        raise Refused(log.issues)
    yield from firms


def _json_lines(text: str, log: IssueLog) -> list[tuple[str, str]]:
    firms = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            data = None
        if not (isinstance(data, dict) and isinstance(data.get("id"), str | int) and isinstance(data.get("text"), str)):
            log.error(
                Text("这一行不是带 id 和 text 的 JSON 对象。", "this line is no JSON object with id and text."),
                Text('例如 {"id": "1", "text": "铝合金门窗加工"}。', 'For example {"id": "1", "text": "铝合金门窗加工"}.'),
                line=number,
            )
            continue
        firms.append((_whole(str(data["id"])), _whole(data["text"])))
    return firms


def _table(text: str, log: IssueLog) -> list[tuple[str, str]]:
    """Rows of a CSV by the names of its columns; columns beside id and text are not looked at."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    firms: list[tuple[str, str]] = []
    try:
        header = [h.strip() for h in next(reader, [])]
        missing = [name for name in ("id", "text") if name not in header]
        for name in missing:
            log.error(
                Text("缺少这一列。", "is a missing column."),
                Text("表头应有 id 和 text。", "The header needs id and text."),
                line=1,
                field=name,
            )
        if missing:
            return []
        at = header.index("id"), header.index("text")
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) <= max(at):
                log.error(
                    Text("这一行的格数不够。", "this row has too few cells."),
                    Text("请检查逗号和引号。", "Check the commas and quotes."),
                    line=reader.line_num,
                )
                continue
            firms.append((row[at[0]].strip(), row[at[1]].strip()))
    except csv.Error as fault:
        log.error(
            Text("这里的引号不成对，后面的内容读不了。", "quotes are not paired here, so what follows cannot be read."),
            Text("请检查双引号。", "Check the double quotes."),
            line=reader.line_num,
            value=str(fault),
        )
    return firms


def _whole(text: str) -> str:
    """Text that can be written again: half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
