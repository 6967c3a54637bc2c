"""Answers leave at once: a socket that was bound before the loop had it keeps small packets back until the last one is acknowledged.

asyncio switches that off (TCP_NODELAY) only for sockets that name their protocol, and those Streamlit binds for uvicorn do not: over a connection
that is kept open, each answer after the first then waits some 40 ms (Kludex/uvicorn issue 3149).
"""

from __future__ import annotations

import asyncio
import socket
from typing import Any


def send_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Every socket on which `loop` begins to listen from now on hands down, to each connection, that nothing is kept back."""
    listen = loop.create_server

    async def create_server(*args: Any, sock: socket.socket | None = None, **named: Any) -> asyncio.Server:
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await listen(*args, sock=sock, **named)

    loop.create_server = create_server  # type: ignore[method-assign]
