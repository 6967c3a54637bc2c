"""A file that somebody names on the command line, as text: found, not too large, in an encoding that is known."""

from __future__ import annotations

from pathlib import Path

from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.catalog.table import decode
from matcher.model.text import Text

MANY_BYTES = 20_000_000
"""As large as a file of many records may be."""
SPLIT = (Text("文件太大。", "is too large."), Text("请分成几个文件。", "Split it into several files."))


def text_of(path: Path, most_bytes: int = MANY_BYTES, too_large: tuple[Text, Text] = SPLIT) -> str:
    """The text of a file. too_large: what is said of one above `most_bytes`, and how to mend it. Raises Refused."""
    try:
        with path.open("rb") as file:
            raw = file.read(most_bytes + 1)
    except OSError:
        raise refused(path, Text("找不到或读不了这个文件。", "cannot be found or read."), Text("请核对路径。", "Check the path.")) from None
    if len(raw) > most_bytes:
        raise refused(path, *too_large)
    log = IssueLog(path.name, ASKER)
    text = decode(raw, log)
    if text is None:
        raise Refused(log.issues)
    return text


def refused(path: Path, message: Text, mend: Text) -> Refused:
    """A refusal of the file as a whole."""
    return Refused([Issue("error", path.name, "", 0, "", "", message, mend, ASKER)])
