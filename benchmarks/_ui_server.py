"""What a server has cost so far."""

from __future__ import annotations

import os
from pathlib import Path


def cpu(pid: int) -> float | None:
    """Processor time of a process [s]; None where the system does not tell it as Linux does."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return None
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
