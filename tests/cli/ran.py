"""How a command is run in these tests, and what it said."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile("[\u4e00-\u9fff]")
ON = ("--on", "2026-11-23")


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`python -m matcher` as a program of its own."""
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-m", "matcher", *arguments], cwd=ROOT, env=env, capture_output=True, timeout=60, check=False)
