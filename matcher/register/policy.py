"""Who may do what, in one table. Every service asks here; a page that is not shown is no protection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text
from matcher.register.who import ROLES, Role, Who

Reach = Literal["-", "own", "all"]
"""Not at all; what belongs to them (their account, or the record whose code they hold); every record."""

_TABLE = """
action              public  enterprise  staff  manager  administrator
site.see            all     all         all    all      all
site.see_office     -       -           all    all      all
site.write_office   -       -           all    all      all
site.withdraw       -       -           all    all      all
import.take         -       -           all    all      all
answer.propose      -       all         all    all      all
answer.give         -       -           all    all      all
answer.decide       -       -           all    all      all
answer.withdraw     -       -           all    all      all
outline.draw        -       -           all    all      all
outline.withdraw    -       -           all    all      all
picture.add         -       -           all    all      all
picture.withdraw    -       -           all    all      all
lead.submit         all     all         all    all      all
lead.make           -       -           all    all      all
lead.see            own     own         all    all      all
lead.edit           -       own         all    all      all
lead.stage          -       -           all    all      all
lead.close          -       own         all    all      all
lead.withdraw       own     own         -      -        -
lead.keep           -       -           all    all      all
shortlist.write     -       own         all    all      all
decision.make       -       -           all    all      all
decision.withdraw   -       -           -      all      all
task.write          -       -           all    all      all
commitment.make     -       -           all    all      all
commitment.release  -       -           -      all      all
contact.see         own     own         all    all      all
contact.edit        own     own         all    all      all
contact.delete      own     own         all    all      all
contact.accesses    -       -           -      all      all
share.make          -       own         all    all      all
share.revoke        -       own         own    all      all
share.open          all     all         all    all      all
receipt.open        all     all         -      -        -
office.see          -       -           all    all      all
town.contact        -       -           -      all      all
account.self        -       all         all    all      all
account.see         -       -           -      -        all
account.make        -       -           -      -        all
account.edit        -       -           -      -        all
account.password    -       own         own    own      all
session.attempt     -       -           -      -        all
session.open        -       own         own    own      own
session.end         -       own         own    own      all
audit.see           -       -           -      all      all
pack.seed           -       -           -      -        all
pack.import         -       -           -      all      all
pack.export         -       -           all    all      all
retention.run       -       -           -      -        all
register.backup     -       -           -      -        all
register.restore    -       -           -      -        all
"""


def _read(table: str) -> dict[str, dict[Role, Reach]]:
    header, *rows = (line.split() for line in table.strip().splitlines())
    if tuple(header[1:]) != ROLES:
        raise ValueError("the columns of the policy are the roles")
    return {action: dict(zip(ROLES, reaches, strict=True)) for action, *reaches in rows}  # type: ignore[arg-type]


POLICY: Mapping[str, Mapping[Role, Reach]] = _read(_TABLE)


class Denied(Refused):
    """Somebody asked for what their role may not do."""

    def __init__(self, who: Who, action: str) -> None:
        self.who, self.action = who, action
        message = Text("您的身份不能这样做。", "is not open to you.")
        mend = Text("请用有权限的账号登录。", "Sign in with an account that may.")
        super().__init__([Issue("error", "register", "", 0, action, "", message, mend)])


def reach(who: Who, action: str) -> Reach:
    """How far `who` may do `action`. Raises KeyError for an action that the table does not know."""
    return POLICY[action][who.role]


def may(who: Who, action: str, *, own: bool = False) -> bool:
    """Whether `who` may do it; `own` says that the record belongs to them."""
    found = reach(who, action)
    return found == "all" or (found == "own" and own)


def require(who: Who, action: str, *, own: bool = False) -> None:
    """Raises Denied where they may not. One sentence for every case: it does not say whether the record exists."""
    if not may(who, action, own=own):
        raise Denied(who, action)


HIDDEN_OF_A_SITE: Mapping[Role, tuple[str, ...]] = {
    "public": ("taken_by", "taken_by_en", "note", "note_en"),
    "enterprise": ("taken_by", "taken_by_en", "note", "note_en"),
    "staff": (),
    "manager": (),
    "administrator": (),
}
"""Cells of a site that a role does not see, unless the plan itself has published them: they name other enterprises, or are notes."""
