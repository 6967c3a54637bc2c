"""Where answers are kept until the register takes them over: one local file, only ever appended to, so that undo is a record too."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic import ValidationError

from matcher.catalog.issues import Issue, Refused
from matcher.model.answer import Answer
from matcher.model.text import Text

HOME_VARIABLE = "MATCHER_HOME"
LOCK_SECONDS = 10


def home() -> Path:
    """The folder for what this installation has been told: MATCHER_HOME, else var/ beside the program."""
    given = os.environ.get(HOME_VARIABLE)
    return Path(given) if given else Path(__file__).resolve().parents[2] / "var"


class AnswerStore:
    """The answers of one town, in the order they were given."""

    def __init__(self, town: str, folder: Path | None = None) -> None:
        self.path = (folder or home()) / town / "answers.jsonl"

    def answers(self) -> list[Answer]:
        """The answers that stand: a later one to the same question comes after, an undone one is gone."""
        return list(self._standing().values())

    def _standing(self) -> dict[int, Answer]:
        """Number of the record -> answer, without what was undone."""
        standing: dict[int, Answer] = {}
        for number, record in enumerate(self._records()):
            undone = record.get("undo")
            if isinstance(undone, int) and not isinstance(undone, bool):
                standing.pop(undone, None)
            elif "answer" in record:
                with suppress(ValidationError):
                    standing[number] = Answer.model_validate(record["answer"])
        return standing

    def stamp(self) -> tuple[int, int]:
        """Changes whenever the file does."""
        try:
            found = self.path.stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def add(self, answer: Answer) -> None:
        """Keeps an answer. Raises Refused where the file cannot be written, as on a full or read-only disk."""
        self.add_all([answer])

    def add_all(self, answers: Iterable[Answer]) -> None:
        """Keeps several answers in one write: all of them or, where the file cannot be written, none. Raises Refused then."""
        with self._writing():
            at = _now()
            self._append(*({"answer": answer.model_dump(mode="json"), "at": at} for answer in answers))

    def undo(self, site: str, field: str, seen: Answer | None = None) -> Answer | None:
        """Takes back the last standing answer to a question, and returns it; None where there is none. Where the answer that somebody
        has `seen` is named, only that one: a later one that the page left out, or has not shown yet, stays."""
        with self._writing():
            given = [(n, a) for n, a in self._standing().items() if (a.site, a.field) == (site, field) and seen in (None, a)]
            if not given:
                return None
            number, answer = given[-1]
            self._append({"undo": number, "at": _now()})
            return answer

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time; whatever the disk refuses is told in a sentence."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(str(self.path) + ".lock", timeout=LOCK_SECONDS):
                yield
        except OSError as fault:
            message = Text("答案写不进本机的文件，没有记下。", "cannot be written on this machine; the answer was not kept.")
            mend = Text("请检查磁盘空间和文件夹权限后再试。", "Check disk space and the folder's rights, then try again.")
            raise Refused([Issue("error", self.path.name, "", 0, "", fault.strerror or "", message, mend)]) from fault

    def _records(self) -> list[dict[str, Any]]:
        """One record a line. A line that a crash left half written counts as nothing, but keeps its number.

        Raises Refused where the file is there and cannot be read: going on as if nobody had answered would mislead.
        """
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as fault:
            message = Text("本机记下的答案读不出来。", "cannot be read, so the answers given on this machine are not known.")
            mend = Text("请检查这个文件和文件夹的权限。", "Check the file and the folder's rights.")
            raise Refused([Issue("error", self.path.name, "", 0, "", fault.strerror or "", message, mend)]) from fault
        return [_record(line) for line in lines if line]

    def _append(self, *records: dict[str, Any]) -> None:
        line = "".join(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n" for record in records)
        with self.path.open("ab+") as file:
            if file.tell() > 0:
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    line = "\n" + line
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())


def _record(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
