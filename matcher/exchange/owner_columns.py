"""The columns of the sheet that a site's owner fills in, by whose names a sheet that comes back is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.model.text import Text

Key = Literal["site", "name", "question", "field", "unit", "how", "now", "answer", "source", "day", "remark"]


@dataclass(frozen=True, slots=True)
class Column:
    key: Key
    title: Text
    width: float
    """In characters of the standard font."""
    open: bool = False
    """Whether whoever fills in the sheet writes here."""


COLUMNS: tuple[Column, ...] = (
    Column("site", Text("编号", "Site id"), 13),
    Column("name", Text("地块或载体", "Site"), 20),
    Column("question", Text("问题", "Question"), 28),
    Column("field", Text("字段代号（勿改）", "Field id (leave as it is)"), 13),
    Column("unit", Text("单位", "Unit"), 9),
    Column("how", Text("怎么写", "How to write it"), 38),
    Column("now", Text("现有记录", "On record now"), 20),
    Column("answer", Text("答案", "Answer"), 20, open=True),
    Column("source", Text("信息来源（单位、人员或文件）", "Source (who says so, or which document)"), 22, open=True),
    Column("day", Text("何时的情况（日期）", "As of (date)"), 13, open=True),
    Column("remark", Text("备注（供查阅，不入数据）", "Remarks (read by people, not kept as data)"), 20, open=True),
)
NEEDED: tuple[Key, ...] = ("site", "field", "answer", "source", "day")
"""Without these columns a sheet cannot be read."""


def key_of(title: str) -> Key | None:
    """The column that a heading names, in either language; spaces and line breaks in it do not matter."""
    said = _folded(title)
    return next((c.key for c in COLUMNS if said in (_folded(c.title.zh), _folded(c.title.en))), None)


def _folded(title: str) -> str:
    return "".join(title.split()).casefold().replace("(", "（").replace(")", "）")
