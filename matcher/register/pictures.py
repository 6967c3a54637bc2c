"""Photos and floor plans of sites: kept as made anew, shown to everybody or to the office alone, withdrawn but never overwritten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.catalog.held import hold_day, hold_site
from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.text import Text
from matcher.register.base import moment_text
from matcher.register.facts import PictureRow
from matcher.register.picture_bytes import clean
from matcher.register.policy import may, require
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who
from matcher.register.worded import line, refusal

KINDS = ("photo", "plan")
MOST_OF_A_SITE = 40


@dataclass(frozen=True)
class Picture:
    key: str
    version: int
    site: str
    kind: str
    title: str
    taken_on: str
    media_type: str
    width_px: int
    height_px: int
    public: bool


def pictures_of(session: Session, who: Who, town: str, site: str) -> tuple[Picture, ...]:
    """The pictures of a site that `who` may see, plans after photos, the newest first."""
    asked = select(PictureRow).where(PictureRow.town == town, PictureRow.site == site, PictureRow.withdrawn_at.is_(None))
    if not may(who, "site.see_office"):
        asked = asked.where(PictureRow.public)
    rows = session.scalars(asked.order_by(PictureRow.kind, PictureRow.given_at.desc(), PictureRow.key))
    return tuple(
        Picture(r.key, r.version, r.site, r.kind, r.title, r.taken_on, r.media_type, r.width_px, r.height_px, r.public) for r in rows
    )


def content_of(session: Session, who: Who, town: str, key: str) -> tuple[bytes, str] | None:
    """(bytes, media type) of a picture; None where there is none that `who` may see."""
    row = session.get(PictureRow, key)
    if row is None or row.town != town or row.withdrawn_at is not None or not (row.public or may(who, "site.see_office")):
        return None
    return row.content, row.media_type


def add(
    register: Register, who: Who, town: str, site: str, raw: bytes, sites: Collection[str], *, kind: str = "photo", title: str = "",
    taken_on: str = "", public: bool = False, today: date, once: str = "",
) -> Result:  # fmt: skip
    """Keeps a picture of a site, made anew from `raw`. The same picture of the same site is kept once. Raises Refused."""
    log = IssueLog("picture", ASKER)
    said = line(title, "title", log, most=200)
    if kind not in KINDS:
        log.error(Text("不是一种图片。", "is no kind of picture."), Text("可用：photo、plan。", "Allowed: photo, plan."), value=kind)
    hold_site(site, sites, log)
    if taken_on:
        hold_day(taken_on, "taken_on", log, until=today)
    if log.issues:
        raise Refused(log.issues)
    require(who, "picture.add")
    made = clean(raw)  # before the change begins, which keeps everybody else from writing

    def work(change: Change) -> Result:
        here = (PictureRow.town == town, PictureRow.site == site, PictureRow.withdrawn_at.is_(None))
        if same := change.session.scalar(select(PictureRow).where(*here, PictureRow.sha256 == made.sha256)):
            return {"key": same.key}
        if (change.session.scalar(select(func.count()).select_from(PictureRow).where(*here)) or 0) >= MOST_OF_A_SITE:
            message = Text(f"这一处已有 {MOST_OF_A_SITE} 张图片。", f"has {MOST_OF_A_SITE} pictures already.")
            raise refusal("picture", site, message, Text("请先撤下一些。", "Withdraw some first."))
        row = PictureRow(
            town=town, site=site, kind=kind, title=said, taken_on=taken_on, media_type=made.media_type, sha256=made.sha256,
            content=made.content, width_px=made.width_px, height_px=made.height_px, public=public, given_by=who.account,
            given_at=change.now,
        )  # fmt: skip
        change.session.add(row)
        change.session.flush()
        change.note(town, site, picture=row.key, kind=kind, sha256=made.sha256, public=public)
        return {"key": row.key}

    return register.do(who, "picture.add", work, once=once)


def withdraw(register: Register, who: Who, town: str, key: str, version: int, *, once: str = "") -> Result:
    """Shows a picture no longer."""

    def work(change: Change) -> Result:
        row = change.session.get(PictureRow, key)
        if row is None or row.town != town or row.withdrawn_at is not None:
            raise refusal(
                "picture", key, Text("这张图片已经不在了。", "is there no longer."), Text("请刷新后再看。", "Load the page again.")
            )
        change.hold(row, version, withdrawn_at=moment_text(change.now))
        row.withdrawn_at = change.now
        change.note(town, row.site, picture=key, withdrawn=True)
        return {"key": key}

    return register.do(who, "picture.withdraw", work, once=once)
