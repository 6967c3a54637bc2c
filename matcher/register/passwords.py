"""Passwords: which are taken, and how they are kept. A password is never part of a message, and only its hash leaves this module."""

from __future__ import annotations

import secrets
import unicodedata
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from matcher.catalog.issues import ASKER, Issue, IssueLog
from matcher.model.text import Text

SHORTEST, LONGEST = 12, 128
"""ASVS 4.0.3, 2.1.1 and 2.1.2: at least 12 characters, at most 128; no rule on which."""
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
"""Argon2id as the OWASP Password Storage Cheat Sheet asks for it at least: 19 MiB, two passes, one lane."""
PRODUCT = ("matcher", "地企匹配", "sitesforenterprises")
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without I, L, O, U, 0 and 1, which are mistaken for one another."""
_GROUPS, _GROUP = 5, 4
"""Twenty characters out of thirty: 98 bits."""

_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(_plain(password))


def proves(kept: str, password: str) -> bool:
    """Whether it is the password of which `kept` was made. Takes as long for a wrong one as for the right one."""
    try:
        return _hasher.verify(kept, _plain(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether it was hashed with other figures than today's."""
    return _hasher.check_needs_rehash(kept)


@lru_cache(maxsize=1)
def nobodys() -> str:
    """A hash that no password fits, for logins that nobody has: looking at them takes the same work."""
    return hashed(secrets.token_urlsafe(32))


def faults(password: str, login: str, name: str = "") -> list[Issue]:
    """Why a password cannot be taken; nothing where it can. The password itself is not in what is said."""
    log = IssueLog("", ASKER)
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        log.error(
            Text(f"要有 {SHORTEST} 到 {LONGEST} 个字符。", f"must have {SHORTEST} to {LONGEST} characters."),
            Text("可以用几个词连成一句话，空格也算。", "Several words in a row do well; spaces count."),
            field="password",
        )
        return log.issues
    folded = _folded(plain)
    if plain.casefold() in _common() or len(set(folded)) == 1:
        log.error(
            Text("太常见，很容易被猜到。", "is among the most common ones and soon guessed."),
            Text("请换一个。", "Choose another."),
            field="password",
        )
    if any(part in folded for part in map(_folded, (login, name, *PRODUCT)) if len(part) > 2):
        log.error(
            Text("含有登录名、姓名或产品名。", "holds the login, the name or the product's name."),
            Text("请换一个。", "Choose another."),
            field="password",
        )
    return log.issues


def one_time() -> str:
    """A secret to be handed over once: groups of characters that can be read out."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))


def _plain(password: str) -> str:
    """One form for what keyboards write in several; half a character becomes a question mark."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


def _folded(text: str) -> str:
    return "".join(c for c in _plain(text).casefold() if c.isalnum())


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    lines = (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
