"""Pictures are made anew and bounded; what the office keeps to itself stays there; the town's contact is everybody's."""

from __future__ import annotations

import io
import json
import struct
import zlib
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import select

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.register.overlay import laid, stand
from matcher.register.picture_bytes import LONGEST_SIDE, MOST_BYTES, clean
from matcher.register.pictures import add, content_of, pictures_of, withdraw
from matcher.register.policy import Denied
from matcher.register.register import Conflict, Register
from matcher.register.site_office import Kept, keep, kept
from matcher.register.towns import TownContact, contact_of, write_contact
from matcher.register.trail import AuditRow
from matcher.register.who import VISITOR, Who
from tests.register.conftest import COLLEAGUE, FIRM, MANAGER, STAFF

TOWN, SITES, TODAY = "hetang", ("wanyang-1", "szkjy-1"), date(2026, 11, 23)
SECRET = b"GPS and the owner's name"


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form, **more)  # type: ignore[arg-type]
    return out.getvalue()


def with_words() -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), 6  # a description, and lying on its side
    return picture(exif=exif.tobytes(), comment=SECRET)


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 900 million points."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 1000)) + part(b"IEND", b"")


def put(register: Register, who: Who = STAFF, raw: bytes | None = None, **more: object) -> str:
    key: str = add(register, who, TOWN, "wanyang-1", raw or picture(), SITES, today=TODAY, **more)["key"]  # type: ignore[arg-type]
    return key


def test_nothing_travels_with_a_picture_and_it_stands_upright() -> None:
    raw = with_words()
    assert SECRET in raw
    made = clean(raw)
    assert SECRET not in made.content
    assert (made.width_px, made.height_px) == (20, 40)
    assert not Image.open(io.BytesIO(made.content)).getexif()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_kind_and_a_large_one_is_made_smaller(form: str) -> None:
    made = clean(picture(form, (LONGEST_SIDE + 500, 100)))
    again = Image.open(io.BytesIO(made.content))
    assert (again.format, again.width) == (form, LONGEST_SIDE)
    assert clean(made.content).media_type == made.media_type


@pytest.mark.parametrize(
    "raw",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"%PDF-1.7\n", picture("GIF"), picture()[:60], bomb(), b"\xff" * (MOST_BYTES + 1), picture("PNG", (9000, 5000))],
    ids=["empty", "svg", "pdf", "gif", "cut", "bomb", "heavy", "wide"],
)  # fmt: skip
def test_what_is_no_picture_or_too_large_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(Refused):
        clean(raw)


def test_a_visitor_sees_the_public_pictures_and_the_office_all(register: Register) -> None:
    inside, outside = put(register), put(register, raw=picture(size=(50, 20)), public=True, kind="plan")
    with register.look() as session:
        assert [p.key for p in pictures_of(session, FIRM, TOWN, "wanyang-1")] == [outside]
        assert {p.key for p in pictures_of(session, STAFF, TOWN, "wanyang-1")} == {inside, outside}
        assert content_of(session, VISITOR, TOWN, inside) is None
        found = content_of(session, STAFF, TOWN, inside)
    assert found is not None
    assert found[1] == "image/jpeg"


def test_the_same_picture_is_kept_once_and_one_that_is_withdrawn_is_shown_to_nobody(register: Register) -> None:
    key = put(register)
    assert put(register, COLLEAGUE) == key
    withdraw(register, STAFF, TOWN, key, 1)
    with register.look() as session:
        assert (pictures_of(session, STAFF, TOWN, "wanyang-1"), content_of(session, STAFF, TOWN, key)) == ((), None)


@pytest.mark.parametrize("wrong", [{"kind": "film"}, {"taken_on": "2027-01-01"}, {"taken_on": "soon"}])
def test_a_picture_that_says_what_cannot_be_is_refused(register: Register, wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        put(register, **wrong)
    with pytest.raises(Denied):
        put(register, FIRM)


def test_the_lowest_price_is_the_offices_alone_and_in_no_catalog_nor_audit(register: Register, town: Catalog) -> None:
    what = Kept(lowest_rent_yuan_m2_month=9.875, note="老板急着租，可再谈")
    keep(register, STAFF, TOWN, "wanyang-1", what, 0)
    assert kept(register, COLLEAGUE, TOWN, "wanyang-1") == (what, 1)
    for who in (VISITOR, FIRM):
        with pytest.raises(Denied):
            kept(register, who, TOWN, "wanyang-1")
    catalog = laid(town, stand(register, TOWN)).catalog
    with register.look() as session:
        told = repr([s.cells for s in catalog.sites]) + json.dumps(
            [r.change for r in session.scalars(select(AuditRow))], ensure_ascii=False
        )
    assert "9.875" not in told
    assert "急着租" not in told


def test_two_people_who_keep_something_about_one_site_meet_as_a_conflict(register: Register) -> None:
    keep(register, STAFF, TOWN, "wanyang-1", Kept(note="甲"), 0)
    for version in (0, 2):
        with pytest.raises(Conflict):
            keep(register, COLLEAGUE, TOWN, "wanyang-1", Kept(note="乙"), version)
    with pytest.raises(Refused):
        keep(register, STAFF, TOWN, "wanyang-1", Kept(lowest_rent_yuan_m2_month=float("inf")), 1)
    assert kept(register, STAFF, TOWN, "wanyang-1")[0].note == "甲"


def test_the_town_contact_is_written_by_a_manager_and_read_by_everybody(register: Register) -> None:
    contact = TownContact("荷塘镇招商办", "0750-000000", "", "镇政府", "工作日 8:30-17:30")
    with pytest.raises(Denied):
        write_contact(register, STAFF, TOWN, contact, 1)
    write_contact(register, MANAGER, TOWN, contact, 1)
    with register.look() as session:
        assert contact_of(session, TOWN) == (contact, 2)
        assert contact_of(session, "elsewhere") == (TownContact(), 0)
    with pytest.raises(Conflict):
        write_contact(register, MANAGER, TOWN, TownContact(), 1)
