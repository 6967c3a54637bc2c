"""The services that say something of a site or of the town: answers, promises, pictures, the office's own prices, imports."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import Any

from PIL import Image
from sqlalchemy import select

from matcher.exchange.imported import Imported, LeadRecord, SiteRecord, Table
from matcher.exchange.mapping import Mapping
from matcher.model.need import Need
from matcher.register import answers, commitments, imports, outlines, overlay, pictures, site_office, sites, towns
from matcher.register.facts import AddedSiteRow, TownRow
from matcher.register.register import Result
from matcher.register.who import SYSTEM, Who
from tests.register.stage import DAY, TOWN, Service, Stage, answer, given, nothing

TODAY = date.fromisoformat(DAY)
SITE = "wanyang-1"


def proposed(s: Stage, _record: str) -> int:
    return int(answers.propose(s.register, SYSTEM, TOWN, [answer()])["numbers"][0])


def commit(s: Stage, who: Who, site: str, once: str = "") -> Result:
    lead = s.town.leads[0].id
    return commitments.commit(s.register, who, s.town, lead, site, whole=True, since=DAY, once=once)


def promise(s: Stage, _record: str) -> str:
    return str(commit(s, SYSTEM, "shangwei")["key"])


@cache
def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(out, "JPEG")
    return out.getvalue()


def add_picture(s: Stage, who: Who, once: str = "") -> str:
    return str(pictures.add(s.register, who, TOWN, SITE, photo(), s.sites, today=TODAY, once=once)["key"])


def file_of(s: Stage) -> Imported:
    """A file with a fact about a known site, a new site, and a lead with its stage and contact."""
    known = SiteRecord(2, "万洋", SITE, {"power_kva": "4000"}, {}, DAY)
    new = SiteRecord(3, "新地块", "", {"name": f"新地块{s.n}", "kind": "land", "land_mu": "30"}, {"told_by": "村委"}, DAY, SQUARE)
    beside = {"stage": "talks", "stage_since": "2026-10", "contact": "林先生", "phone": "13800138765"}
    lead = LeadRecord(4, "灯具厂", Need(name=f"灯具厂{s.n}", land_mu_min=20), beside, DAY)
    return Imported("台账.xlsx", "sites", "xlsx", 0, 0, (known, new), (lead,), (), Mapping(), (), Table({}, (), ()))


def added(s: Stage, _record: str) -> str:
    imports.take(s.register, SYSTEM, s.town, file_of(s), TODAY)
    with s.register.look() as session:
        return session.scalars(select(AddedSiteRow.id).order_by(AddedSiteRow.number.desc())).first() or ""


SQUARE = {"type": "Polygon", "coordinates": [[[113.12, 22.65], [113.122, 22.65], [113.122, 22.652], [113.12, 22.652], [113.12, 22.65]]]}


def drawn(s: Stage, _record: str) -> int:
    return draw(s, SYSTEM, standing(s, ""))


def standing(s: Stage, _record: str) -> int:
    """The number of the outline that holds."""
    with s.register.look() as session:
        return next((one.number for one in outlines.outlines_of(session, TOWN) if one.site == SITE), 0)


def draw(s: Stage, who: Who, before: int, once: str = "") -> int:
    return int(
        outlines.draw(
            s.register, who, s.town, SITE, SQUARE, source="图上量取", as_of=DAY, standing=before, today=TODAY, place=True, once=once
        )["number"]
    )  # fmt: skip


def version_of_town(s: Stage, _record: str) -> int:
    with s.register.look() as session:
        return session.get_one(TownRow, TOWN).version


def version_of_prices(s: Stage, _record: str) -> int:
    return site_office.kept(s.register, SYSTEM, TOWN, SITE)[1]


def keep(s: Stage, who: Who, version: Any) -> object:
    return site_office.keep(s.register, who, TOWN, SITE, site_office.Kept(12, None, None, f"底价{s.n}"), version, once="form")


SERVICES = (
    Service(
        "answers.give", "answer.give", nothing,
        lambda s, who, _: answers.give(s.register, who, TOWN, [answer(), answer("4000")], once="form"),
    ),
    Service("answers.propose", "answer.propose", nothing, lambda s, who, _: answers.propose(s.register, who, TOWN, [answer()], once="form")),
    Service("answers.decide", "answer.decide", proposed, lambda s, who, n: answers.decide(s.register, who, TOWN, n, 1, take=True)),
    Service("answers.withdraw", "answer.withdraw", given, lambda s, who, n: answers.withdraw(s.register, who, TOWN, n, 1)),
    Service(
        "answers.withdraw_last", "answer.withdraw", given,
        lambda s, who, _: answers.withdraw_last(s.register, who, TOWN, SITE, "power_kva"),
    ),
    Service("answers.confirm", "answer.decide", given, lambda s, who, n: answers.confirm(s.register, who, TOWN, n, 1)),
    Service("commitments.commit", "commitment.make", nothing, lambda s, who, _: commit(s, who, "wanyang-3", "form")),
    Service(
        "commitments.release", "commitment.release", promise, lambda s, who, key: commitments.release(s.register, who, TOWN, key, 1)
    ),
    Service("outlines.draw", "outline.draw", standing, lambda s, who, before: draw(s, who, before, "form")),
    Service(
        "outlines.withdraw", "outline.withdraw", drawn, lambda s, who, n: outlines.withdraw(s.register, who, TOWN, n, 1, "画错了", once="form")
    ),
    Service("pictures.add", "picture.add", nothing, lambda s, who, _: add_picture(s, who, "form")),
    Service(
        "pictures.withdraw", "picture.withdraw", lambda s, _: add_picture(s, SYSTEM),
        lambda s, who, key: pictures.withdraw(s.register, who, TOWN, key, 1, once="form"),
    ),
    Service("site_office.keep", "site.write_office", version_of_prices, keep),
    Service("imports.take", "import.take", nothing, lambda s, who, _: imports.take(s.register, who, s.town, file_of(s), TODAY, once="form")),
    Service("sites.withdraw_site", "site.withdraw", added, lambda s, who, site: sites.withdraw_site(s.register, who, TOWN, site, 1, "错了")),
    Service(
        "towns.write_contact", "town.contact", version_of_town,
        lambda s, who, version: towns.write_contact(s.register, who, TOWN, towns.TownContact(f"招商办{s.n}"), version, once="form"),
    ),
)  # fmt: skip

READERS = (
    Service("site_office.kept", "site.see_office", nothing, lambda s, who, _: site_office.kept(s.register, who, TOWN, SITE)),
    Service("overlay.stand", "", nothing, lambda s, _who, _: overlay.stand(s.register, TOWN)),
)
