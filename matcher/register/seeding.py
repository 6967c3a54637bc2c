"""Taking in a pack: its leads at first start, and later only what somebody has seen as a difference first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.register.answers import keep_answers
from matcher.register.earlier import FILE
from matcher.register.facts import STANDS, TownRow
from matcher.register.leads import by_id, leads_of, pack_part, stated_of, taken_ids
from matcher.register.pipeline import LeadRow, NeedRow
from matcher.register.register import Change, Register, Result
from matcher.register.stages import reach
from matcher.register.who import SYSTEM, Who

FIELDS = ("name", "name_en", "stage", "stage_since", "settled_at", "note", "note_en")


@dataclass(frozen=True)
class Difference:
    """A lead that the pack has otherwise than the register. `old` is empty for a new one; what the pack no longer has stays."""

    id: str
    field: str
    """'' where the whole lead is new."""
    old: str
    new: str


def leads_version(catalog: Catalog) -> str:
    """Changes with the pack's leads, and with nothing else of it."""
    said = json.dumps(
        [lead.model_dump(mode="json") for lead in sorted(catalog.leads, key=lambda x: x.id)], ensure_ascii=False, sort_keys=True
    )
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def seed(register: Register, catalog: Catalog, earlier: Callable[[], Iterable[Answer]] = tuple) -> bool:
    """Takes in a town that the register does not know yet, with the answers that were kept in a file before; whether it did."""
    town = catalog.plan.town.id
    with register.look() as session:
        if session.get(TownRow, town) is not None:
            return False

    def work(change: Change) -> Result:
        if change.session.get(TownRow, town) is not None:
            return {"leads": 0}
        change.session.add(TownRow(id=town, seeded_at=change.now, pack_version=leads_version(catalog)))
        for lead in catalog.leads:
            add_lead(change.session, town, lead, change.now)
        # In the same transaction: once the town is known, nobody would look for them again
        said = keep_answers(change, town, answers, STANDS, FILE) if answers else []
        change.note(town, town, leads=[lead.id for lead in catalog.leads], answers=said)
        return {"leads": len(catalog.leads)}

    answers = list(earlier())
    register.do(SYSTEM, "pack.seed", work, once=town)
    return True


def add_lead(session: Session, town: str, lead: Lead, now: datetime) -> None:
    row = LeadRow(town=town, id=lead.id, origin="pack", pack=pack_part(lead), made_at=now, **{n: getattr(lead, n) for n in FIELDS})
    session.add(row)
    session.flush()
    session.add(NeedRow(lead=row.key, number=1, stated=stated_of(lead.need), own_words="", given_by=SYSTEM.account, given_at=now))


def differences(session: Session, catalog: Catalog) -> list[Difference]:
    """What taking in the pack's leads again would change, by lead and field."""
    town = catalog.plan.town.id
    known, taken = by_id(leads_of(session, town)), taken_ids(session, town)
    found: list[Difference] = []
    for lead in sorted(catalog.leads, key=lambda x: x.id):
        have = known.get(lead.id)
        if have is None:
            if lead.id not in taken:
                found.append(Difference(lead.id, "", "", lead.name))
            continue
        old, new = _told(have), _told(lead)
        found += [
            Difference(lead.id, f, old.get(f, ""), new.get(f, "")) for f in sorted(old.keys() | new.keys()) if old.get(f) != new.get(f)
        ]
    return found


def _told(lead: Lead) -> dict[str, str]:
    parts: dict[str, Any] = {**{n: getattr(lead, n) for n in FIELDS}, **stated_of(lead.need), **pack_part(lead)}
    return {
        n: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False, sort_keys=True) for n, v in parts.items() if v not in ("", None)
    }


def take_pack(register: Register, who: Who, catalog: Catalog, seen: Sequence[Difference], *, once: str = "") -> Result:
    """Takes in exactly the differences that were `seen`. Raises Conflict where others have arisen since."""
    town = catalog.plan.town.id

    def work(change: Change) -> Result:
        now = differences(change.session, catalog)
        change.same("pack", [vars(d) for d in now], [vars(d) for d in seen])
        pack = by_id(catalog.leads)
        for ident in dict.fromkeys(d.id for d in now):
            row = change.session.scalar(select(LeadRow).where(LeadRow.town == town, LeadRow.id == ident))
            if row is None:
                add_lead(change.session, town, pack[ident], change.now)
            else:
                _renew(change, row, pack[ident], who)
        row_of_town = change.session.get_one(TownRow, town)
        row_of_town.pack_version = leads_version(catalog)
        change.note(town, town, differences=[vars(d) for d in now])
        return {"differences": len(now)}

    return register.do(who, "pack.import", work, once=once)


def _renew(change: Change, row: LeadRow, lead: Lead, who: Who) -> None:
    if (row.stage, row.stage_since) != (lead.stage, lead.stage_since):
        reach(change.session, row, lead.stage, lead.stage_since)
    for name in FIELDS:
        setattr(row, name, getattr(lead, name))
    row.pack = pack_part(lead)
    needs = change.session.scalars(select(NeedRow).where(NeedRow.lead == row.key).order_by(NeedRow.number.desc())).all()
    stated = stated_of(lead.need)
    if not needs or needs[0].stated != stated:
        number = needs[0].number + 1 if needs else 1
        change.session.add(NeedRow(lead=row.key, number=number, stated=stated, own_words="", given_by=who.account, given_at=change.now))
