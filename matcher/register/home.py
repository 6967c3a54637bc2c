"""The folder for what this installation has been told."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

HOME_VARIABLE = "MATCHER_HOME"


def home() -> Path:
    """MATCHER_HOME, else var/ beside the program."""
    given = os.environ.get(HOME_VARIABLE)
    return Path(given) if given else Path(__file__).resolve().parents[2] / "var"


def private_file(path: Path, content: bytes) -> None:
    """Writes a file that only the owner may read, whole or not at all; one that is there already stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(scratch, path)  # unlike renaming, it does not put aside what somebody else has just written
    finally:
        scratch.unlink(missing_ok=True)
