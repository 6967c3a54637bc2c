"""Nothing is kept back on a connection: what a server's answers are made of goes out as it is written."""

from __future__ import annotations

import asyncio
import socket

import pytest

from signin.at_once import send_at_once


class Seen(asyncio.Protocol):
    """Notes how the server's end of a connection is set."""

    kept_back: asyncio.Future[bool]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        accepted = transport.get_extra_info("socket")
        self.kept_back.set_result(not accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        transport.close()


async def _kept_back() -> bool:
    loop = asyncio.get_running_loop()
    send_at_once(loop)
    Seen.kept_back = loop.create_future()
    with socket.socket() as bound:  # as Streamlit binds it: without a protocol
        bound.bind(("127.0.0.1", 0))
        server = await loop.create_server(Seen, sock=bound)
        _, writer = await asyncio.open_connection("127.0.0.1", bound.getsockname()[1])
        found = await asyncio.wait_for(Seen.kept_back, 10)
        writer.close()
        server.close()
    return found


@pytest.mark.parametrize("loops", ["asyncio", "uvloop"])
def test_a_connection_over_a_socket_bound_before_keeps_nothing_back(loops: str) -> None:
    make = pytest.importorskip(loops).new_event_loop  # Windows has the first alone
    with asyncio.Runner(loop_factory=make) as runner:
        assert runner.run(_kept_back()) is False
