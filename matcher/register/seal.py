"""The seal of the audit's rows: keyed, so that whoever writes into the database without the key cannot make a row that fits."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text
from matcher.register.home import home, private_file

KEY_VARIABLE = "MATCHER_AUDIT_KEY"
KEY_FILE = "audit.key"
FIRST = "0" * 64
"""The seal before the first row."""


def audit_key(folder: Path | None = None) -> bytes:
    """MATCHER_AUDIT_KEY, else the file audit.key in the home folder, made at first use. Several machines on one database share the variable."""
    found = existing_key(folder)
    if found is not None:
        return found
    private_file((folder or home()) / KEY_FILE, secrets.token_hex(32).encode())
    return existing_key(folder) or b""


def existing_key(folder: Path | None = None) -> bytes | None:
    """The same without making one; None where there is none. Raises Refused for an empty file: anybody could seal with nothing."""
    given = os.environ.get(KEY_VARIABLE, "").strip() if folder is None else ""
    if given:
        return given.encode()
    path = (folder or home()) / KEY_FILE
    try:
        key = path.read_bytes().strip()
    except FileNotFoundError:
        return None
    if not key:
        message = Text("审计密钥文件是空的。", "is empty.")
        mend = Text("请从备份恢复这个文件。", "Restore this file from a backup.")
        raise Refused([Issue("error", KEY_FILE, "", 0, "", "", message, mend)])
    return key


def put_key(key: bytes, folder: Path | None = None) -> None:
    """Uses another key from now on; the one that was there stays beside it under its own fingerprint."""
    path = (folder or home()) / KEY_FILE
    if path.exists():
        path.rename(path.with_name(f"{KEY_FILE}.{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"))
    private_file(path, key)


def seal(key: bytes, before: str, number: int, at: str, fields: Mapping[str, str], change: Mapping[str, Any]) -> str:
    """The seal of one row over everything it holds and the seal of the row before it, in hexadecimal. at: the moment as it is kept."""
    said = json.dumps([before, number, at, fields, change], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def head_seal(key: bytes, count: int, last: str) -> str:
    """The seal of the head: so many rows, the last of which carries this seal."""
    return hmac.new(key, f"head:{count}:{last}".encode(), hashlib.sha256).hexdigest()
