"""`export`: sites or leads as a workbook, a text table or a map file, in the headings by which `import` reads them; or an empty one to be filled in."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.cli.output import FINE, common, day, print_json, registered, say, with_pack
from matcher.exchange.tables_data import KINDS
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.reports.geojson_out import sites_geojson
from matcher.reports.table_sheet import table_workbook
from matcher.reports.tables_out import Table, table_csv, table_of

XLSX, CSV, GEOJSON = ".xlsx", ".csv", ".geojson"
_WRITTEN = Text("已写出：{out}（{n} 行）", "Written: {out} ({n} rows)")
_PROMISED = Text("承诺给项目的面积不是地块本身的情况，没有写进去。", "What is promised to leads is no fact of a site and is left out.")
_NO_CONTACTS = Text("联系人和电话不导出，只在登记库里。", "Contacts are not exported; they stay in the register.")
_FORM = (
    Text("不是可以写的格式。", "is no format that can be written."),
    Text("文件名请以 .xlsx、.csv 或 .geojson 结尾；整个数据包用 pack export。", "End the name in .xlsx, .csv or .geojson; for the whole pack use `pack export`."),
)  # fmt: skip
_NO_MAP = (
    Text("只有地块能写成 GeoJSON。", "can be written of sites only."),
    Text("线索和空表请用 .xlsx 或 .csv。", "Use .xlsx or .csv for leads and for empty tables."),
)
_CANNOT = (Text("写不进这个文件。", "cannot be written."), Text("请换一个位置。", "Choose another place."))


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("export", help="write sites or leads as a spreadsheet, a text table or a map file")
    command.add_argument("--kind", choices=KINDS, required=True)
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="FILE.xlsx, FILE.csv or FILE.geojson (sites only)")
    command.add_argument("--template", action="store_true", help="an empty table to be filled in")
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="the day that the table names (default: today)")
    with_pack(command)
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    form = args.out.suffix.lower()
    _hold_form(args, form)
    catalog, _, _ = registered(args, promised=False)
    on = args.on or date.today()
    table = table_of(catalog, args.kind, args.lang, on, empty=args.template)
    _write(args.out, _bytes(form, catalog, table, args, on))
    if args.json:
        print_json({"out": str(args.out), "kind": args.kind, "template": args.template, "rows": len(table.rows)})
        return FINE
    say(_WRITTEN.say(args.lang).format(out=args.out, n=len(table.rows)))
    if not args.template:
        say((_PROMISED if args.kind == "sites" else _NO_CONTACTS).say(args.lang), sys.stderr)
    return FINE


def _hold_form(args: argparse.Namespace, form: str) -> None:
    if form not in (XLSX, CSV, GEOJSON):
        raise _refusal(args.out, _FORM, args.out.suffix)
    if form == GEOJSON and (args.kind != "sites" or args.template):
        raise _refusal(args.out, _NO_MAP, args.kind)


def _bytes(form: str, catalog: Catalog, table: Table, args: argparse.Namespace, on: date) -> bytes:
    if form == GEOJSON:
        return sites_geojson(catalog, args.lang, on)
    return table_csv(table) if form == CSV else table_workbook(table, args.lang)


def _write(path: Path, raw: bytes) -> None:
    try:
        path.write_bytes(raw)
    except OSError as fault:
        raise _refusal(path, _CANNOT, fault.strerror or "") from fault


def _refusal(path: Path, said: tuple[Text, Text], value: str) -> Refused:
    return Refused([Issue("error", path.name, "", 0, "", value, *said, ASKER)])
