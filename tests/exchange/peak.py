"""How much memory this process held at its peak."""

from __future__ import annotations

import resource
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_kb() -> int:
    """In kB. On Linux from the process itself: what getrusage tells there begins with the peak of the process that started this one."""
    if STATUS.exists():
        return int(STATUS.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
