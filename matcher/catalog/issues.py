"""What is wrong with the data: where it stands, what it says, and how to mend it. Reading collects these instead of stopping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.model.text import Lang, Text

Severity = Literal["error", "warning", "info", "ask"]
"""An error refuses; a warning is told and let through; info is a remark; ask is a question that somebody must answer before the value is used."""


DATA_KEEPER = Text("数据维护人", "whoever keeps the data")
ASKER = Text("填写的人", "whoever wrote it")


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding. A pack knows errors and warnings only."""

    severity: Severity
    file: str
    record: str
    line: int
    field: str
    value: str
    message: Text
    mend: Text
    fix_by: Text = DATA_KEEPER

    def told(self, lang: Lang) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                (f"第 {self.line} 行" if lang == "zh" else f"line {self.line}") if self.line else "",
                self.record,
                self.field,
            )
            if part
        )
        value = f" [{self.value}]" if self.value else ""
        colon = ("：" if lang == "zh" else ": ") if place or value else ""
        told = f"{place}{value}{colon}{self.message.say(lang)} {self.mend.say(lang)}".rstrip()
        # Half of a surrogate pair, as in the name of a file of another encoding, can be written to no page and no terminal.
        return told.encode("utf-8", "replace").decode()


class Refused(Exception):
    """Input that cannot be taken as it stands, with every reason."""

    def __init__(self, issues: list[Issue]) -> None:
        self.issues = issues
        super().__init__("\n".join(issue.told("en") for issue in issues))


class IssueLog:
    """Collects findings about one file."""

    def __init__(self, file: str, fix_by: Text = DATA_KEEPER) -> None:
        self.file = file
        self.fix_by = fix_by
        self.issues: list[Issue] = []

    def error(self, message: Text, mend: Text, *, record: str = "", line: int = 0, field: str = "", value: str = "") -> None:
        self.issues.append(Issue("error", self.file, record, line, field, value[:120], message, mend, self.fix_by))

    def warn(self, message: Text, mend: Text, *, record: str = "", line: int = 0, field: str = "", value: str = "") -> None:
        self.issues.append(Issue("warning", self.file, record, line, field, value[:120], message, mend, self.fix_by))


def errors(issues: list[Issue]) -> list[Issue]:
    return [i for i in issues if i.severity == "error"]
