"""Answers that an earlier version of this product kept in a file: read once, when the register takes in the town."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from matcher.catalog.issues import Issue, Refused
from matcher.model.answer import Answer
from matcher.model.text import Text
from matcher.register.home import home

FILE = "answers.jsonl"


def earlier_answers(town: str, folder: Path | None = None) -> list[Answer]:
    """The answers that stand in the file, in the order they were given; none where there is no file.

    One record a line, an answer or the number of one that was taken back; a line that a crash left half written counts as nothing, but keeps
    its number. Raises Refused where the file is there and cannot be read: going on as if nobody had answered would mislead.
    """
    path = (folder or home()) / town / FILE
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as fault:
        message = Text("本机记下的答案读不出来。", "cannot be read, so the answers given on this machine are not known.")
        mend = Text("请检查这个文件和文件夹的权限。", "Check the file and the folder's rights.")
        raise Refused([Issue("error", path.name, "", 0, "", fault.strerror or "", message, mend)]) from fault
    standing: dict[int, Answer] = {}
    for number, record in enumerate(_record(line) for line in lines if line):
        undone = record.get("undo")
        if isinstance(undone, int) and not isinstance(undone, bool):
            standing.pop(undone, None)
        elif "answer" in record:
            with suppress(ValidationError):
                standing[number] = Answer.model_validate(record["answer"])
    return list(standing.values())


def _record(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
