"""Each statement and each commit of a register counted, and something done at one of them: a fault, or the end of the process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from matcher.register.register import Register

AT_COMMIT = -1
"""In place of a number: the first commit of something that was written."""
_WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE")


class Counted:
    """Counts what a register says to its database; at number `at` it does `act` before that is said."""

    def __init__(self, register: Register, act: Callable[[str], None], at: int = 0) -> None:
        self.said, self.at, self.act = 0, at, act
        self.wrote = self.reached = False
        event.listen(register.engine, "before_cursor_execute", self._statement)
        event.listen(register.engine, "commit", self._commit)

    def again(self, at: int) -> None:
        self.said, self.at = 0, at
        self.wrote = self.reached = False

    def _statement(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self._count(statement)

    def _commit(self, _connection: Any) -> None:
        self._count("COMMIT")

    def _count(self, statement: str) -> None:
        self.said += 1
        self.wrote = self.wrote or statement.lstrip().upper().startswith(_WRITES)
        if not self.reached and (self.said == self.at or (self.at == AT_COMMIT and statement == "COMMIT" and self.wrote)):
            self.reached = True
            self.act(statement)


def fail(statement: str) -> None:
    """As if the disk had given out at this statement."""
    raise OperationalError(statement, None, Exception("disk I/O error"))


def die(_statement: str) -> None:
    """The end of this process, with no chance to tidy up."""
    os.kill(os.getpid(), signal.SIGKILL)
