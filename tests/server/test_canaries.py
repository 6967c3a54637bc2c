"""All pages x six identities x three ways in, over the raw connection: nobody meets a word that is not for them.

Every byte that the server sends is looked through, files and downloads among it. So that this can fail, each word that a page shows is also
looked for where it must be.
"""

from __future__ import annotations

import pytest

from tests.running import ROOT
from tests.server.canaries import ANSWERED_SITE, CANARIES, IDENTITIES
from tests.server.conftest import Office
from tests.server.wire import Wire, hash_of_page, unpacked
from views.pages import PAGES

LOOKED_AT = ("", f"&site={ANSWERED_SITE}", "&lead=planted-a", "&lead=planted-b&lang=en")
"""What else the address asks for: a site that was answered for, and the leads with their ids."""


def visited(wire: Wire, way: str, module: str, view: str, more: str) -> bytes:
    """One page in one way: by the value in the address, by the name of a path, or by the hash of the page's own script. Every fold is opened."""
    asked = {
        "query": {"query": f"view={view}{more}" if view else more.lstrip("&")},
        "name": {"query": more.lstrip("&"), "page_name": view or module},
        "hash": {"query": f"view={view}{more}", "page_hash": hash_of_page(str(ROOT / "views" / f"{module}.py"))},
    }[way]
    return wire.run(**asked) + wire.unfolded(**asked)


def met(office: Office, identity: str, way: str, addresses: tuple[str, ...]) -> bytes:
    """Every byte that an identity is sent on a walk over all pages."""
    got = b""
    for page in PAGES:
        for more in addresses:
            with office.wire(identity) as wire:
                got += visited(wire, way, page.module, page.view, more)
                got += wire.files()
                path = f"/{page.view or page.module}"
                got += office.served.ask("GET", path, headers={"Cookie": f"matcher_session={office.tokens[identity]}"}).body
    for name in ("register.sqlite3", "audit.key", "server.log"):
        got += unpacked(office.served.ask("GET", f"/app/static/../{name}").body)
    return got


def strangers(got: bytes, identity: str) -> list[str]:
    return [name for name, c in CANARIES.items() if identity not in c.may and c.is_in(got)]


def missing(got: bytes, identity: str) -> list[str]:
    return [name for name, c in CANARIES.items() if identity in c.must and not c.is_in(got)]


@pytest.mark.parametrize("identity", IDENTITIES)
def test_nobody_meets_a_word_that_is_not_for_them(office: Office, identity: str) -> None:
    got = met(office, identity, "query", (LOOKED_AT[2],))
    assert strangers(got, identity) == []


@pytest.mark.long
@pytest.mark.parametrize("way", ["name", "hash", "query"])
@pytest.mark.parametrize("identity", IDENTITIES)
def test_nobody_meets_a_word_that_is_not_for_them_whichever_way_they_come(office: Office, identity: str, way: str) -> None:
    got = met(office, identity, way, LOOKED_AT)
    assert strangers(got, identity) == []
    if way == "query":
        assert missing(got, identity) == []


@pytest.mark.parametrize("identity", ["firm", "staff", "administrator"])
def test_whoever_may_see_a_word_does_so_that_the_proof_can_fail(office: Office, identity: str) -> None:
    got = b""
    for query in (
        "",
        f"site={ANSWERED_SITE}",
        "view=leads",
        "view=lead&lead=planted-a",
        "view=lead&lead=planted-b",
        "view=sides&lang=en",
        "view=people",
        "view=work",
        f"view=site&site={ANSWERED_SITE}",
        "view=account",
    ):
        with office.wire(identity) as wire:
            got += wire.run(query) + wire.unfolded(query)
    assert missing(got, identity) == []


def test_there_are_twenty_words_and_six_identities() -> None:
    assert len({c.word for c in CANARIES.values()}) == len(CANARIES) == 20
    assert len(IDENTITIES) == 6
