"""How often a visitor may try what costs the office work or guesses at a secret. All figures stand here; docs/security.md names them."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.model.text import Text
from matcher.register.people import BrakeRow


@dataclass(frozen=True)
class Brake:
    """At most `most` times in `span`, counted from the first."""

    name: str
    most: int
    span: timedelta


SUBMISSIONS_OF_ONE = Brake("submit.one", 5, timedelta(hours=1))
"""Of one visit, or of one account of an enterprise."""
SUBMISSIONS_OF_ALL = Brake("submit.all", 60, timedelta(hours=1))
"""Of everybody who is not of the office, in one town."""
WRONG_CODES = Brake("code", 5, timedelta(minutes=15))
"""Of one visit. Guessing is hopeless anyway: a code has more than 128 random bits."""


class Braked(Refused):
    """Too often in too short a time."""

    def __init__(self, wait: timedelta) -> None:
        minutes = max(1, math.ceil(wait / timedelta(minutes=1)))
        message = Text("短时间内次数太多。", "Too many tries in a short time.")
        mend = Text(f"请过 {minutes} 分钟再试，或直接联系镇里。", f"Please try again in {minutes} minutes, or turn to the town directly.")
        super().__init__([Issue("error", "", "", 0, "", "", message, mend, ASKER)])


def hold(session: Session, brake: Brake, whom: str, now: datetime) -> None:
    """Raises Braked where `whom` has tried as often as they may."""
    row = session.get(BrakeRow, _key(brake, whom))
    if row is not None and row.count >= brake.most and now - row.since < brake.span:
        raise Braked(row.since + brake.span - now)


def count(session: Session, brake: Brake, whom: str, now: datetime) -> None:
    """Counts one try. Whoever calls writes anyway."""
    row = session.get(BrakeRow, _key(brake, whom))
    if row is None:
        session.add(BrakeRow(key=_key(brake, whom), count=1, since=now))
    elif now - row.since >= brake.span:
        row.count, row.since = 1, now
    else:
        row.count += 1


def _key(brake: Brake, whom: str) -> str:
    return hashlib.sha256(f"{brake.name}\n{whom}".encode()).hexdigest()
