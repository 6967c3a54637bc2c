"""Links that show one record to whoever has them: frozen when they are made, ended after a time, and taken back when somebody wishes."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.model.text import Text
from matcher.register import lead_rows
from matcher.register.base import moment_text
from matcher.register.codes import secret_of
from matcher.register.people import ShareRow
from matcher.register.policy import reach, require
from matcher.register.register import Change, Register, Result
from matcher.register.shown import Shown
from matcher.register.who import VISITOR, Who

MOST_DAYS = 90
"""No link lives longer."""
USUAL_DAYS = 30
TOKEN_BYTES = 16
"""128 random bits."""
_TOKEN_CHARACTERS = 64
"""More than any token has: a longer one is not even hashed."""


@dataclass(frozen=True)
class Made:
    """A link that was made. Its token is shown to its maker and kept nowhere."""

    key: str
    token: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True)
class Link:
    """A link as its maker sees it later: what it shows and until when, without its token."""

    key: str
    kind: str
    title: Text
    made_by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    def live(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


def make(register: Register, who: Who, town: str, shows: Shown, *, lead: str = "", days: int = USUAL_DAYS, once: str = "") -> Made:
    """A link to `shows`, which belongs to `lead` unless it shows but a need. An enterprise makes one of its own need or lead only.

    Raises Denied; Refused for a number of days outside 1..MOST_DAYS and for an unknown lead.
    """
    if not 1 <= days <= MOST_DAYS:
        message = Text(f"有效期应为 1 到 {MOST_DAYS} 天。", f"should be valid for 1 to {MOST_DAYS} days.")
        raise Refused([Issue("error", "", "", 0, "days", str(days), message, Text("请改天数。", "Change the number of days."), ASKER)])
    token = urlsafe_b64encode(secret_of(register.key, "share", who.account, once)[:TOKEN_BYTES]).decode().rstrip("=")
    of_lead = shows.kind != "need"

    def work(change: Change) -> Result:
        target = lead_rows.found(change.session, town, lead) if of_lead else None
        if of_lead and target is None:
            message = Text("没有这条线索。", "is no lead of this town.")
            raise Refused([Issue("error", "register", lead, 0, "", "", message, Text("请核对编号。", "Check the id."))])
        row = ShareRow(
            town=town, kind=shows.kind, target=target.key if target else "", shows=shows.model_dump(mode="json"), token_hash=_hash(token),
            made_by=who.account, made_at=change.now, expires_at=change.now + timedelta(days=days),
        )  # fmt: skip
        change.session.add(row)
        change.session.flush()
        change.note(town, lead or row.key, share=row.key, kind=shows.kind, expires_at=moment_text(row.expires_at))
        return {"key": row.key, "expires_at": moment_text(row.expires_at)}

    own = bool(who.account) and (not of_lead or lead_rows.owns(register, who, town, lead))
    done = register.do(who, "share.make", work, own=own, once=once)
    return Made(done["key"], token, datetime.fromisoformat(done["expires_at"]))


def opened(register: Register, token: str, town: str = "", who: Who = VISITOR) -> Shown | None:
    """What a link shows; None for one that was never made, has ended or was taken back. Which of these it is, is not told."""
    require(who, "share.open")
    if not token or len(token) > _TOKEN_CHARACTERS:
        return None
    with register.look() as session:
        row = session.scalar(select(ShareRow).where(ShareRow.token_hash == _hash(token)))
        if row is None or row.revoked_at is not None or register.clock() >= row.expires_at or town not in ("", row.town):
            return None
        return Shown.model_validate(row.shows)


def links(register: Register, who: Who, town: str) -> list[Link]:
    """The links of a town that can still be opened, the latest first: one's own, or all for those who may take back any."""
    require(who, "share.revoke", own=bool(who.account))
    with register.look() as session:
        rows = session.scalars(
            select(ShareRow).where(ShareRow.town == town, ShareRow.revoked_at.is_(None)).order_by(ShareRow.made_at.desc(), ShareRow.key)
        ).all()
        now = register.clock()
        found = [_link(row) for row in rows if reach(who, "share.revoke") == "all" or row.made_by == who.account]
        return [link for link in found if link.live(now)]


def revoke(register: Register, who: Who, town: str, key: str) -> None:
    """Takes a link back: from then on it opens no more. A second time nothing changes."""

    def work(change: Change) -> Result:
        row = _row(change.session, town, key)
        if row is None:
            message = Text("没有这个链接。", "is no link of this town.")
            raise Refused([Issue("error", "register", key, 0, "", "", message, Text("请刷新后再看。", "Load the page again."))])
        if row.revoked_at is None:
            row.revoked_at = change.now
            change.note(town, key, revoked=True)
        return {"key": key}

    with register.look() as session:
        row = _row(session, town, key)
        own = row is not None and bool(who.account) and row.made_by == who.account
    register.do(who, "share.revoke", work, own=own)


def _row(session: Session, town: str, key: str) -> ShareRow | None:
    return session.scalar(select(ShareRow).where(ShareRow.town == town, ShareRow.key == key))


def _link(row: ShareRow) -> Link:
    title = row.shows["title"]
    return Link(row.key, row.kind, Text(title["zh"], title["en"]), row.made_by, row.made_at, row.expires_at, row.revoked_at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
