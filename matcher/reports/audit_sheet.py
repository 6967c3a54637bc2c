"""The audit as a CSV file for a spreadsheet: every text stays text, whatever it begins with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from matcher.exchange.formula_guard import as_text
from matcher.model.text import Lang, Text
from matcher.register.audit_reading import Done
from matcher.register.audit_told import action, changed, moment, person

HEADS = (
    Text("序号", "Number"),
    Text("时间", "Time"),
    Text("谁", "Who"),
    Text("做了什么", "What"),
    Text("镇", "Town"),
    Text("对象", "Record"),
    Text("内容", "Change"),
)


def audit_csv(rows: Iterable[Done], lang: Lang) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head.say(lang) for head in HEADS)
    for done in rows:
        said = (moment(done), person(done, lang), action(done, lang), done.town, done.record, changed(done, lang, None))
        writer.writerow((done.number, *(as_text(cell) for cell in said)))
    return out.getvalue().encode("utf-8-sig", "replace")
