"""A brake on how often one address may try: a bucket of tries that fills up again with time, kept in this process's memory only."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable

TRIES = 20
"""Tries at once, such as of an office behind one address on a Monday morning."""
SECONDS_A_TRY = 15.0
"""How long until one more is there: 240 an hour."""
MOST_ADDRESSES = 20_000


class Brake:
    """`clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._used: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, address: str) -> int:
        """Takes one try, and returns 0; where none is left, the seconds until one is."""
        name, now = _network(address), self._clock()
        with self._lock:
            used = self._left(name, now)
            if used > TRIES - 1:
                return max(1, round((used - (TRIES - 1)) * SECONDS_A_TRY))
            if len(self._used) >= MOST_ADDRESSES:
                self._forget(now)
            self._used[name] = (used + 1, now)
        return 0

    def give_back(self, address: str) -> None:
        """A try that was right does not count."""
        name, now = _network(address), self._clock()
        with self._lock:
            self._used[name] = (max(0.0, self._left(name, now) - 1), now)

    def _left(self, name: str, now: float) -> float:
        """How many tries are used up at this moment."""
        used, since = self._used.get(name, (0.0, now))
        return max(0.0, used - (now - since) / SECONDS_A_TRY)

    def _forget(self, now: float) -> None:
        """Puts aside whoever has all tries again; where that is nobody, everybody: each account still has its own lock."""
        self._used = {n: v for n, v in self._used.items() if self._left(n, now) > 0}
        if len(self._used) >= MOST_ADDRESSES:
            self._used = {}


def _network(address: str) -> str:
    """An IPv6 address stands for its /64, of which one connection has all."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:60]
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
