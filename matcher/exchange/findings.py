"""What is found while a file is read: faults of cells, each told; and remarks of a kind, gathered into one a column."""

from __future__ import annotations

from matcher.catalog.issues import ASKER, DATA_KEEPER, Issue, Severity
from matcher.exchange.cells_in import RawCell, shown
from matcher.exchange.tables_data import most
from matcher.model.text import NOTHING, Text

MAX_VALUE = 120
_LATELY = 6


class Findings:
    """The issues of one file, in the order of its lines at the end."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: list[Issue] = []
        self._gathered: dict[tuple[Severity, str, Text, Text], tuple[int, int, str]] = {}

    def tell(
        self, severity: Severity, message: Text, mend: Text = NOTHING, *, record: str = "", line: int = 0, field: str = "",
        value: RawCell = "", fix_by: Text = ASKER,
    ) -> None:  # fmt: skip
        """One issue. Remarks beyond the limit are left out; what rejects a record never is."""
        if severity != "error" and len(self.issues) > most("max_issues"):
            return
        said = shown(value)[:MAX_VALUE].encode("utf-8", "replace").decode()
        issue = Issue(severity, self.file, record[:60], line, field[:100], said, message, mend, fix_by)
        if issue not in self.issues[-_LATELY:]:  # the two ends of one range may both be wrong
            self.issues.append(issue)

    def gather(
        self, severity: Severity, message: Text, mend: Text = NOTHING, *, field: str = "", line: int = 0, value: RawCell = ""
    ) -> None:
        """A remark that many cells of a column may give rise to: told once, with their number (`{n}` in the message) and the first of them."""
        key = (severity, field, message, mend)
        count, first, said = self._gathered.get(key, (0, line, shown(value)[:MAX_VALUE]))
        self._gathered[key] = (count + 1, first, said)

    def all(self) -> tuple[Issue, ...]:
        """Every issue by line, those about the whole file first."""
        gathered = [
            Issue(
                severity,
                self.file,
                "",
                line,
                field[:100],
                value,
                message.fill(n=str(count)),
                mend,
                DATA_KEEPER if severity == "info" else ASKER,
            )
            for (severity, field, message, mend), (count, line, value) in self._gathered.items()
        ]
        return tuple(sorted([*self.issues, *gathered], key=lambda i: i.line))
