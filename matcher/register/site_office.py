"""What the office keeps to itself about a site: the lowest prices it would accept, and notes. No catalog and no export ever holds it."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.text import Text
from matcher.register.facts import SiteOfficeRow
from matcher.register.policy import require
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who
from matcher.register.worded import prose

_MOST = 1e9


@dataclass(frozen=True)
class Kept:
    """Yuan a ㎡ and month, wan yuan a mu, yuan a ㎡; None where the office has set none."""

    lowest_rent_yuan_m2_month: float | None = None
    lowest_land_price_wan_mu: float | None = None
    lowest_purchase_yuan_m2: float | None = None
    note: str = ""


PRICES = tuple(f.name for f in fields(Kept) if f.name != "note")


def kept(register: Register, who: Who, town: str, site: str) -> tuple[Kept, int]:
    """(what is kept, its version; 0 where nothing is). Raises Denied for whom it does not concern."""
    require(who, "site.see_office")
    with register.look() as session:
        row = _row(session, town, site)
        return (Kept(**{f.name: getattr(row, f.name) for f in fields(Kept)}), row.version) if row else (Kept(), 0)


def _row(session: Session, town: str, site: str) -> SiteOfficeRow | None:
    return session.scalar(select(SiteOfficeRow).where(SiteOfficeRow.town == town, SiteOfficeRow.site == site))


def keep(register: Register, who: Who, town: str, site: str, what: Kept, version: int, *, once: str = "") -> Result:
    """Writes it. The audit says which parts changed, and no price. Raises Conflict, Refused."""

    def work(change: Change) -> Result:
        log = IssueLog("site", ASKER)
        parts = {name: getattr(what, name) for name in PRICES} | {"note": prose(what.note, "note", log)}
        for name in PRICES:
            price = parts[name]
            if price is not None and not (math.isfinite(price) and 0 <= price <= _MOST):
                log.error(
                    Text("不是价格。", "is no price."), Text("请填不小于 0 的数。", "Write a figure of 0 or more."), record=site, field=name
                )
        if log.issues:
            raise Refused(log.issues)
        row = _row(change.session, town, site)
        if row is None:
            change.same(site, 0, version)
            row = SiteOfficeRow(town=town, site=site, note="")
            change.session.add(row)
        else:
            change.hold(row, version, **parts)
        changed = sorted(name for name, value in parts.items() if getattr(row, name) != value)
        for name in changed:
            setattr(row, name, parts[name])
        change.note(town, site, fields=changed)
        return {"changed": changed}

    return register.do(who, "site.write_office", work, once=once)
