"""What a signed-in browser is, seen from the connection: the cookie, asked on each run. A session's id alone is worth nothing."""

from __future__ import annotations

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from matcher.register.accounts import by_login, change_role, close_account
from matcher.register.register import Register
from matcher.register.sessions import end_all, end_session, identify, open_session
from matcher.register.who import CONSOLE
from tests.running import register_at
from tests.server.canaries import word
from tests.server.conftest import Office
from tests.server.wire import Wire

LEAD = word("name of a lead").encode()
SIDES = "view=sides"


def register_of(office: Office) -> Register:
    return register_at(office.served.home)


def test_a_reload_keeps_the_visit_signed_in(office: Office) -> None:
    for _ in range(2):
        with office.wire("staff") as wire:
            assert LEAD in wire.run(SIDES)


def test_a_cookie_that_nobody_was_given_is_a_visitors(office: Office) -> None:
    for cookie in ("x" * 43, "", "x" * 5000, office.tokens["staff"] + "x", office.tokens["staff"][:-1]):
        with Wire(office.served, cookie) as wire:
            assert LEAD not in wire.run(SIDES)


@pytest.mark.parametrize("thief", ["visitor", "firm", "other"])
@pytest.mark.parametrize("connected", [True, False])
def test_the_id_of_somebody_elses_session_gets_nothing(office: Office, thief: str, connected: bool) -> None:
    """Whether the owner is still connected or has just left: the thief gets a session of their own, with nothing in it."""
    owner = office.wire("staff")
    with owner:
        assert LEAD in owner.run(SIDES)
        stolen = owner.session
        assert stolen
        if connected:
            assert_nothing(office, thief, stolen)
            assert LEAD in owner.run(SIDES), "the owner's own session goes on"
    if not connected:
        assert_nothing(office, thief, stolen)


def assert_nothing(office: Office, thief: str, stolen: str) -> None:
    with office.wire(thief, stolen) as wire:
        got = wire.silence(0.5) + wire.run(SIDES) + wire.run("")
        assert LEAD not in got
        assert wire.session not in ("", stolen)


def test_the_owner_takes_their_own_session_up_again(office: Office) -> None:
    """So that the proof above can fail: with the same cookie the id does lead back."""
    with office.wire("staff") as wire:
        wire.run(SIDES)
        session = wire.session
    with office.wire("staff", session) as wire:
        assert LEAD in wire.run(SIDES)
        assert wire.session == session


def test_a_stolen_run_in_progress_is_not_sent_on(office: Office) -> None:
    asked = BackMsg()
    asked.rerun_script.query_string = SIDES
    with office.wire("staff") as owner:
        owner.run("")
        owner._connection.send(asked.SerializeToString())
        with office.wire("visitor", owner.session) as thief:
            assert LEAD not in thief.silence(1.5)
        assert LEAD in owner.receive("script_finished")


def test_a_mark_of_our_own_that_a_browser_brings_is_not_believed(office: Office) -> None:
    """The header that tells sessions apart is taken from every request and set anew."""
    import hashlib

    from websockets.sync.client import connect
    from websockets.typing import Subprotocol

    mark = hashlib.sha256(f"visit\n{office.tokens['staff']}".encode()).hexdigest()
    with office.wire("staff") as owner:
        owner.run(SIDES)
        spoken = [Subprotocol(p) for p in ("streamlit", "nothing", owner.session)]
        with connect(
            f"ws://127.0.0.1:{office.served.port}/_stcore/stream",
            subprotocols=spoken,
            origin=office.served.address,  # type: ignore[arg-type]
            additional_headers={"X-Matcher-Visit": mark},
            max_size=None,
        ) as connection:
            connection.send(_rerun().SerializeToString())
            first = connection.recv(timeout=60)
            assert isinstance(first, bytes)
            assert owner.session.encode() not in first


def _rerun() -> BackMsg:
    asked = BackMsg()
    asked.rerun_script.query_string = SIDES
    return asked


def test_a_page_of_another_site_cannot_open_the_connection(office: Office) -> None:
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect
    from websockets.typing import Subprotocol

    with (
        pytest.raises(InvalidStatus),
        connect(
            f"ws://127.0.0.1:{office.served.port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin="http://evil.example",  # type: ignore[arg-type]
            additional_headers={"Cookie": f"matcher_session={office.tokens['staff']}"},
        ),
    ):
        pass


@pytest.mark.parametrize("what", ["sign out", "sign out everywhere", "role", "close"])
def test_whatever_ends_a_session_holds_at_the_next_run_of_an_open_page(own_office: Office, what: str) -> None:
    register = register_of(own_office)
    who = identify(register, own_office.tokens["staff"])
    second = open_session(register, who)
    account = by_login(register, CONSOLE, "staff")
    with own_office.wire("staff") as wire, Wire(own_office.served, second) as elsewhere:
        assert LEAD in wire.run(SIDES)
        assert LEAD in elsewhere.run(SIDES)
        if what == "sign out":
            end_session(register, who)
        elif what == "sign out everywhere":
            end_all(register, who, who.account)
        elif what == "role":
            change_role(register, CONSOLE, account.key, account.version, "enterprise")
        else:
            close_account(register, CONSOLE, account.key, account.version)
        assert LEAD not in wire.run(SIDES)
        assert (LEAD in elsewhere.run(SIDES)) == (what == "sign out")
        wire.seen = b""
        assert LEAD not in wire.files(), "nor does a file of the page as it was"


def test_what_a_session_remembers_goes_with_the_identity(own_office: Office) -> None:
    """What staff typed and was kept for them is not there for the visitor that the same connection has become."""
    register = register_of(own_office)
    with own_office.wire("administrator") as wire:
        got = wire.run("view=people")
        assert b"people-secret" not in got
        who = identify(register, own_office.tokens["administrator"])
        buttons = [m.delta.new_element.button.id for m in wire.messages if m.HasField("delta") and m.delta.new_element.HasField("button")]
        password = next(b for b in buttons if "-password" in b)
        asked = BackMsg()
        asked.rerun_script.query_string = "view=people"
        state = asked.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = password, True
        end_session(register, who)
        assert b'class="secret"' not in wire.send(asked, "script_finished"), "the click came after the end"
    with register.look() as session:
        from sqlalchemy import select

        from matcher.register.people import AccountRow

        assert not any(session.scalars(select(AccountRow.password_once)))
