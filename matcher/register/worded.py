"""Text as it is kept: without what is no text, without blanks at its ends, and no longer than its column."""

from __future__ import annotations

import unicodedata

from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.model.text import Text

LINE, PROSE = 500, 20_000
"""Characters in one line, and in free text."""
_BREAKS = "\n\t"


def refusal(place: str, record: str, message: Text, mend: Text, *, field: str = "", value: str = "") -> Refused:
    """One reason for which something the office wanted to keep cannot be kept."""
    return Refused([Issue("error", place, record, 0, field, value[:120], message, mend, ASKER)])


def line(text: str, field: str, log: IssueLog, *, most: int = LINE, needed: bool = False) -> str:
    """One line as it is kept; what is wrong with it goes into `log`, which never repeats it: it may be personal."""
    return _kept(" ".join(text.split()), field, log, most, needed)


def prose(text: str, field: str, log: IssueLog, *, most: int = PROSE, needed: bool = False) -> str:
    """Free text as it is kept, with its line breaks."""
    return _kept(text.replace("\r\n", "\n").replace("\r", "\n").strip(), field, log, most, needed)


def _kept(text: str, field: str, log: IssueLog, most: int, needed: bool) -> str:
    # Marks without a shape come along when text is copied, and can turn the order of what is read: they are no part of what was written
    found = unicodedata.normalize("NFC", "".join(c for c in text if unicodedata.category(c) != "Cf"))
    if any(unicodedata.category(c) in ("Cs", "Cc") and c not in _BREAKS for c in found):
        log.error(Text("含有不是文字的字符。", "holds characters that are no text."), Text("请重新输入。", "Type it again."), field=field)
    if len(found) > most:
        log.error(Text(f"超过 {most} 字。", f"is longer than {most} characters."), Text("请写短一些。", "Make it shorter."), field=field)
    if needed and not found:
        log.error(Text("没有填写。", "is empty."), Text("请填写。", "Fill it in."), field=field)
    return found.strip()
