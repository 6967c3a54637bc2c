"""Codes that a person keeps: long enough that nobody guesses one, written so that a slip of the hand is noticed."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""31 signs without those that are misread for others: a prime number of them, so that the check finds every slip it is made for."""
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "Z": "2"})
SIGNS = 27
"""Signs that are drawn: 31 ** 27 is more than 2 ** 133. One more checks them."""
GROUP = 4
SECRET_BYTES = 32


def secret_of(key: bytes, what: str, account: str, once: str) -> bytes:
    """The secret behind a code or a token. A form has the same one each time it is sent, so that it need not be kept anywhere to be shown
    again: it follows from the register's key and from the name of the filling-in, which only the visit knows."""
    if not once:
        return secrets.token_bytes(SECRET_BYTES)
    own = hmac.new(key, f"codes:{what}".encode(), hashlib.sha256).digest()
    return hmac.new(own, json.dumps([account, once]).encode(), hashlib.sha256).digest()


def code_from(secret: bytes) -> str:
    """The code of a secret of 256 bits: 27 signs and the check, without the groups."""
    number = int.from_bytes(secret, "big")
    signs: list[int] = []
    for _ in range(SIGNS):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(sign)
    return "".join(ALPHABET[s] for s in [*signs, _check(signs)])


def grouped(code: str) -> str:
    """As people read and write it down: groups of four."""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def read_code(typed: str) -> str | None:
    """The code as somebody typed it: spaces, dashes, case, full-width and confusable signs do not matter. None where the check does not
    fit, so that one wrong sign, or two that have changed places, is noticed before anything is looked up."""
    plain = unicodedata.normalize("NFKC", typed[: 4 * SIGNS]).upper()
    code = "".join(c for c in plain if c.isalnum()).translate(MISREAD)
    if len(code) != SIGNS + 1 or any(c not in ALPHABET for c in code):
        return None
    signs = [ALPHABET.index(c) for c in code]
    return code if _check(signs[:SIGNS]) == signs[SIGNS] else None


def _check(signs: list[int]) -> int:
    """The sign that makes the weighted sum a multiple of 31. The weights 1, 2, .. all differ and none is 0, so a wrong sign and two that
    have changed places, wherever they stand, always show."""
    total = sum(weight * sign for weight, sign in enumerate(signs, 1))
    return -total * pow(SIGNS + 1, -1, len(ALPHABET)) % len(ALPHABET)


def hash_of_code(code: str) -> str:
    """What is kept of it: it has more than 128 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(code.encode()).hexdigest()
