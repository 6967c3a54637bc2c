"""Every service of the register, with the action of the policy it stands under, and how it is called on a record of somebody's.

A service is a public function in matcher/register that takes a register and who asks. One that has no row here fails the test.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.register import accounts, answers, commitments, seeding, sessions, signing_in
from matcher.register.register import Register, Result
from matcher.register.who import SYSTEM, Who

TOWN = "hetang"
GOOD = "a sentence that is long"
FOLDER = Path(accounts.__file__).parent


@dataclass
class World:
    """A register with a record of each kind, made afresh for each call. `mine` is the account of whoever asks, `other` somebody else's."""

    register: Register
    catalog: Catalog
    mine: str
    other: str
    n: int
    """Which call it is: none meets a site or a login of another."""

    def answer(self) -> Answer:
        return Answer(site="wanyang-1", field="power_kva", value="3000", source="园区陈主任", as_of="2026-11-20")

    def given(self) -> int:
        return int(answers.give(self.register, SYSTEM, TOWN, [self.answer()])["numbers"][0])

    def proposed(self) -> int:
        return int(answers.propose(self.register, SYSTEM, TOWN, [self.answer()])["numbers"][0])

    def committed(self) -> str:
        return str(self.commit(SYSTEM)["key"])

    def commit(self, who: Who) -> Result:
        site, lead = self.catalog.sites[self.n].id, self.catalog.leads[0].id
        return commitments.commit(self.register, who, self.catalog, lead, site, whole=True, since="2026-11-01")


Call = Callable[[World, Who, str], object]
"""`record` is the account whose record it is called on: one's own, or somebody else's."""


@dataclass(frozen=True)
class Row:
    action: str
    call: Call
    owned: bool = False
    """Whether the record may belong to whoever asks."""
    prepares: int = 0
    """Rows of the audit that the call itself makes before, to have something to work on."""
    own_only: bool = False
    """It always works on one's own record, so that there is nobody else's to try."""


SERVICES: dict[str, Row] = {
    "answers.give": Row("answer.give", lambda w, who, _: answers.give(w.register, who, TOWN, [w.answer()])),
    "answers.propose": Row("answer.propose", lambda w, who, _: answers.propose(w.register, who, TOWN, [w.answer()])),
    "answers.decide": Row("answer.decide", lambda w, who, _: answers.decide(w.register, who, TOWN, w.proposed(), 1, take=True), prepares=1),
    "answers.confirm": Row("answer.decide", lambda w, who, _: answers.confirm(w.register, who, TOWN, w.given(), 1), prepares=1),
    "answers.withdraw": Row("answer.withdraw", lambda w, who, _: answers.withdraw(w.register, who, TOWN, w.given(), 1), prepares=1),
    "answers.withdraw_last": Row(
        "answer.withdraw", lambda w, who, _: (w.given(), answers.withdraw_last(w.register, who, TOWN, "wanyang-1", "power_kva")), prepares=1
    ),
    "commitments.commit": Row(
        "commitment.make",
        lambda w, who, _: w.commit(who),
    ),
    "commitments.release": Row(
        "commitment.release", lambda w, who, _: commitments.release(w.register, who, TOWN, w.committed(), 1), prepares=1
    ),
    "seeding.take_pack": Row("pack.import", lambda w, who, _: seeding.take_pack(w.register, who, w.catalog, [])),
    "sessions.open_session": Row("session.open", lambda w, who, _: sessions.open_session(w.register, who), owned=True, own_only=True),
    "sessions.end_session": Row("session.end", lambda w, who, _: sessions.end_session(w.register, who), owned=True, own_only=True),
    "sessions.end_all": Row("session.end", lambda w, who, record: sessions.end_all(w.register, who, record), owned=True),
    "accounts.accounts": Row("account.see", lambda w, who, _: accounts.accounts(w.register, who)),
    "accounts.by_login": Row("account.see", lambda w, who, _: accounts.by_login(w.register, who, f"other{w.n}")),
    "accounts.add_account": Row("account.make", lambda w, who, _: accounts.add_account(w.register, who, f"new{w.n}", "New", "staff", GOOD)),
    "accounts.rename": Row("account.edit", lambda w, who, record: accounts.rename(w.register, who, record, 1, "Another")),
    "accounts.change_role": Row("account.edit", lambda w, who, record: accounts.change_role(w.register, who, record, 1, "manager")),
    "accounts.close_account": Row("account.edit", lambda w, who, record: accounts.close_account(w.register, who, record, 1)),
    "accounts.set_password": Row("account.password", lambda w, who, record: accounts.set_password(w.register, who, record, GOOD)),
    "signing_in.change_own_password": Row(
        "account.password",
        lambda w, who, _: signing_in.change_own_password(w.register, who, GOOD, f"{GOOD} enough"),
        owned=True,
        own_only=True,
    ),
}


def services() -> Iterator[str]:
    """Every service there is, by its module and name."""
    for path in sorted(FOLDER.glob("*.py")):
        if path.stem in ("__init__", "register"):
            continue
        module = import_module(f"matcher.register.{path.stem}")
        for name, found in vars(module).items():
            if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_"):
                taken = inspect.signature(found).parameters
                if {"register", "who"} <= taken.keys():
                    yield f"{path.stem}.{name}"
