"""What a lead is called in addresses and files: made from its name, readable, and once in a town."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MOST = 40
NAMELESS = "lead"
_COMPANY = re.compile(r"(股份|集团|科技|实业)?有限(责任)?公司$|([, ]+(co|ltd|inc|limited|llc)[., ]*)+$", re.I)
TELEPHONE = re.compile(r"\d{7,}")
"""So many digits in a row may reach a person: an id stands in the audit for good, and a name is written into the pack."""


def new_id(name: str, taken: Collection[str]) -> str:
    """An id that is not among `taken`: 某某灯饰厂, then 某某灯饰厂-2. Without a name, or where nothing of it is left, lead-1, lead-2."""
    base = _readable(name)
    if base and base not in taken:
        return base
    number = 2 if base else 1
    base = base or NAMELESS
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def _readable(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    plain = TELEPHONE.sub("", _COMPANY.sub("", plain))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:MOST].strip("-")
