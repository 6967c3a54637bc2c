"""Who asks: an account with a role, a visitor without one, or whoever sits at the machine itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from matcher.model.text import Text

Role = Literal["public", "enterprise", "staff", "manager", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
ROLE_NAMES: dict[Role, Text] = {
    "public": Text("访客", "visitor"),
    "enterprise": Text("企业", "enterprise"),
    "staff": Text("招商人员", "staff"),
    "manager": Text("管理者", "manager"),
    "administrator": Text("管理员", "administrator"),
}


@dataclass(frozen=True, slots=True)
class Who:
    """`account` is the key of the account, '' for a visitor; `session` the key of the signed-in browser."""

    account: str
    name: str
    role: Role
    session: str = ""

    @property
    def office(self) -> bool:
        """Whether they work for the office."""
        return self.role in ("staff", "manager", "administrator")


VISITOR = Who("", "", "public")
CONSOLE = Who("console", "console", "administrator")
"""Whoever runs commands on the machine can read and write the database's file anyway."""
SYSTEM = Who("system", "system", "administrator")
"""What the product does by itself: taking in a pack, deleting what is due."""
