"""A browser's side of Streamlit's connection, spoken byte by byte: what a person with a script could send, and everything that comes back."""

from __future__ import annotations

import hashlib
import io
import re
import time
import zipfile
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.running import Served

RUN_SECONDS = 90


class Wire:
    """One connection. `cookie` is the token of a signed-in browser, `session` the id of a Streamlit session to take up again."""

    def __init__(self, served: Served, cookie: str = "", session: str = "", base: str = "", name: str = "matcher_session") -> None:
        self.served, self.session, self.seen = served, "", b""
        self.messages: list[ForwardMsg] = []
        headers = {"Cookie": f"{name}={cookie}"} if cookie else {}
        spoken = [Subprotocol(p) for p in ("streamlit", "nothing", *([session] if session else []))]
        self._opened = connect(
            f"ws://127.0.0.1:{served.port}{base}/_stcore/stream",
            subprotocols=spoken,
            origin=served.address,  # type: ignore[arg-type]
            additional_headers=headers,
            max_size=None,
        )
        self._connection = self._opened.__enter__()

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._opened.__exit__(kind, fault, trace)

    def run(self, query: str = "", page_name: str = "", page_hash: str = "", clicked: str = "") -> bytes:
        """Asks for a run and returns every byte that comes until it has ended."""
        asked = self._asked(query, page_name, page_hash)
        if clicked:
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = clicked, True
        return self.send(asked, "script_finished")

    def unfolded(self, query: str = "", page_name: str = "", page_hash: str = "") -> bytes:
        """The run of the page before once more, with every fold open that is only filled when somebody opens it; b'' where there is none."""
        blocks = [m.delta.add_block for m in self.messages if m.HasField("delta") and m.delta.HasField("add_block")]
        folds = {b.expandable.id for b in blocks if b.HasField("expandable")} - {""}
        if not folds:
            return b""
        asked = self._asked(query, page_name, page_hash)
        for fold in sorted(folds):
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.bool_value = fold, True
        return self.send(asked, "script_finished")

    def _asked(self, query: str, page_name: str, page_hash: str) -> BackMsg:
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page_name
        asked.rerun_script.page_script_hash = page_hash
        return asked

    def send(self, asked: BackMsg, until: str, seconds: float = RUN_SECONDS) -> bytes:
        self._connection.send(asked.SerializeToString())
        return self.receive(until, seconds)

    def receive(self, until: str, seconds: float = RUN_SECONDS) -> bytes:
        """Every byte until a message of that kind; a run that draws itself anew has ended only with the last of its runs."""
        got = b""
        end = time.monotonic() + seconds
        while True:
            raw = self._connection.recv(timeout=max(0.1, end - time.monotonic()))
            assert isinstance(raw, bytes)
            got += raw
            message = ForwardMsg()
            message.ParseFromString(raw)
            self.messages.append(message)
            if message.HasField("new_session"):
                self.session = message.new_session.initialize.session_id or self.session
            if message.WhichOneof("type") == until and (until != "script_finished" or message.script_finished == 0):
                self.seen += got
                return got

    def silence(self, seconds: float) -> bytes:
        """Whatever comes in so many seconds without having been asked for."""
        got = b""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                raw = self._connection.recv(timeout=left)
            except TimeoutError:
                break
            got += raw if isinstance(raw, bytes) else raw.encode()
        return got

    def files(self) -> bytes:
        """What every file behind the last pages holds: those that lie ready, and those that are made when they are asked for."""
        got = b""
        waiting = {
            m.delta.new_element.download_button.deferred_file_id
            for m in self.messages
            if m.HasField("delta") and m.delta.new_element.HasField("download_button")
        } - {""}
        for n, file_id in enumerate(sorted(waiting)):
            asked = BackMsg()
            asked.backend_operation_request.request_id = f"r{n}"
            asked.backend_operation_request.session_id = self.session
            asked.backend_operation_request.deferred_file.file_id = file_id
            got += self.send(asked, "backend_operation_response")
        for path in sorted(set(re.findall(rb"/media/[\w.-]+", self.seen + got))):
            got += unpacked(self.served.ask("GET", path.decode()).body)
        return got


def unpacked(body: bytes) -> bytes:
    """A file, and where it is a workbook what stands in it."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as folder:
        return b"\n".join(folder.read(name) for name in folder.namelist())


def hash_of_page(path: str) -> str:
    """The name by which Streamlit calls a page's script."""
    return hashlib.md5(path.encode(), usedforsecurity=False).hexdigest()
