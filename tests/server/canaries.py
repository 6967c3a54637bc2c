"""Twenty words that stand nowhere else, planted where the office keeps what is not for everybody, and who may ever meet each."""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from matcher.catalog.load import load
from matcher.model.answer import Answer
from matcher.model.text import figure
from matcher.register.accounts import add_account
from matcher.register.answers import give, propose
from matcher.register.facts import SiteOfficeRow
from matcher.register.opening import with_town
from matcher.register.people import AccountRow, ContactRow
from matcher.register.pipeline import CommitmentRow, DecisionRow, LeadRow, NeedRow, ShortlistRow, StageRow, TaskRow
from matcher.register.sessions import open_session
from matcher.register.who import CONSOLE, SYSTEM, Role, Who
from tests.conftest import PACK
from tests.running import register_at

TOWN = "hetang"
OFFICE = ("staff", "manager", "administrator")
IDENTITIES: dict[str, Role] = {
    "visitor": "public", "firm": "enterprise", "other": "enterprise", "staff": "staff", "manager": "manager", "administrator": "administrator",
}  # fmt: skip
ANSWERED_SITE = "wanyang-1"


@dataclass(frozen=True)
class Canary:
    """`may` are the identities that may ever meet the word; `must` those that do, on the pages there are, so that the proof can fail."""

    word: str
    may: tuple[str, ...]
    must: tuple[str, ...] = ()

    def is_in(self, sent: bytes) -> bool:
        """Whether the word was sent: as it is written, and where it is a figure also as people read it and as a field holds it."""
        forms = [self.word.encode()]
        with suppress(ValueError):
            forms += [figure(float(self.word)).encode(), struct.pack("<d", float(self.word))]
        return any(form in sent for form in forms)


def _canary(n: int, *may: str, must: tuple[str, ...] = ()) -> Canary:
    return Canary(f"KANARI{n:02d}QXZ", may, must)


CANARIES = {
    "name of a lead": _canary(1, *OFFICE, must=OFFICE),
    "English name of a lead": _canary(2, *OFFICE, must=OFFICE),
    "note on a lead": _canary(3, *OFFICE, must=OFFICE),
    "name of a firm's own lead": _canary(4, "firm", *OFFICE, must=OFFICE),
    "note on a firm's own lead": _canary(5, *OFFICE, must=OFFICE),
    "own words of a need": _canary(6, "firm", *OFFICE, must=OFFICE),
    "person to reach": _canary(7, "firm", *OFFICE),
    "telephone": _canary(8, "firm", *OFFICE),
    "e-mail": _canary(9, *OFFICE),
    "note on a site": _canary(10, *OFFICE, must=OFFICE),
    "lowest price": Canary("7391846.25", OFFICE, OFFICE),
    "source of an answer": _canary(12, *OFFICE, must=OFFICE),
    "who confirmed an answer": _canary(13, *OFFICE, must=OFFICE),
    "source of a proposal": _canary(14, *OFFICE, "firm", must=OFFICE),
    "task": _canary(15, *OFFICE, must=OFFICE),
    "reason of a decision": _canary(16, *OFFICE, must=OFFICE),
    "title of a shortlist": _canary(17, *OFFICE, must=OFFICE),
    "note on a commitment": _canary(18, *OFFICE, must=OFFICE),
    "name of the administrator's account": _canary(19, "staff", "manager", "administrator", must=("administrator",)),
    "name of the firm's account": _canary(20, "firm", "staff", "manager", "administrator", must=("firm", *OFFICE)),
}


def word(name: str) -> str:
    return CANARIES[name].word


def plant(home: Path) -> dict[str, str]:
    """Fills the register of a home, and returns the token of a signed-in browser for each identity, '' for the visitor."""
    register = register_at(home)
    with_town(register, load(PACK))
    tokens = {"visitor": ""}
    keys: dict[str, str] = {}
    names = {"firm": word("name of the firm's account"), "administrator": word("name of the administrator's account")}
    for login, role in IDENTITIES.items():
        if role == "public":
            continue
        made = add_account(register, CONSOLE, login, names.get(login, f"Somebody {role}"), role, "ABCD-EFGH-JKMN-PQRS")
        keys[login] = str(made["key"])
    register.mark(lambda s: [setattr(s.get_one(AccountRow, k), "password_once", False) for k in keys.values()] and None)
    for login, key in keys.items():
        tokens[login] = open_session(register, Who(key, login, IDENTITIES[login]))
    answers = {"ceiling_height_m": "7.5", "power_kva": "3000"}
    told = [
        Answer(site=ANSWERED_SITE, field=f, value=v, source=word("source of an answer"), as_of="2026-11-20",
               confirmed_by=word("who confirmed an answer"))
        for f, v in answers.items()
    ]  # fmt: skip
    give(register, Who(keys["staff"], "staff", "staff"), TOWN, told)
    proposed = Answer(site=ANSWERED_SITE, field="floor_load_t_m2", value="2", source=word("source of a proposal"), as_of="2026-11-20")
    propose(register, Who(keys["firm"], "firm", "enterprise"), TOWN, [proposed])
    register.mark(lambda s: _rows(s, keys))
    register.do(SYSTEM, "pack.seed", lambda change: change.note(TOWN, TOWN, planted=True) or {})
    register.close()
    return tokens


def _rows(session: object, keys: dict[str, str]) -> None:
    """The rows themselves, whatever services there are for them."""
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    common = {"town": TOWN, "stage": "talks", "origin": "staff", "made_at": now}
    lead = LeadRow(
        id="planted-a", name=word("name of a lead"), name_en=word("English name of a lead"), note=word("note on a lead"), **common
    )
    own = LeadRow(id="planted-b", name=word("name of a firm's own lead"), name_en="", note=word("note on a firm's own lead"), **common)
    own.owner = keys["firm"]
    session.add_all([lead, own])  # type: ignore[attr-defined]
    session.flush()  # type: ignore[attr-defined]
    stated = {"space": "factory", "floor_m2_min": 2000, "industry": "metal-products"}
    given = {"number": 1, "stated": stated, "given_by": keys["staff"], "given_at": now}
    made = {"made_by": keys["staff"], "made_at": now}
    session.add_all(  # type: ignore[attr-defined]
        [
            NeedRow(lead=lead.key, own_words="", **given),
            NeedRow(lead=own.key, own_words=word("own words of a need"), **given),
            StageRow(lead=lead.key, stage="signed"),
            ContactRow(lead=lead.key, email=word("e-mail"), purpose="lead", keep_until="2027-11-23"),
            ContactRow(lead=own.key, person=word("person to reach"), phone=word("telephone"), purpose="lead", keep_until="2027-11-23"),
            SiteOfficeRow(
                town=TOWN, site=ANSWERED_SITE, note=word("note on a site"), lowest_rent_yuan_m2_month=float(word("lowest price"))
            ),
            TaskRow(town=TOWN, lead=lead.key, text=word("task"), due="2026-11-01", **made),
            DecisionRow(lead=lead.key, site=ANSWERED_SITE, outcome="refused", reason=word("reason of a decision"), seen={}, **made),
            ShortlistRow(lead=lead.key, title=word("title of a shortlist"), sites=[ANSWERED_SITE], note="", **made),
            CommitmentRow(
                town=TOWN, lead=lead.key, site="lo-w5", whole=True, note=word("note on a commitment"), since="2026-11-01", **made
            ),
        ]
    )
