"""A need handed in, as the tests of receipts, contacts and links begin with it."""

from __future__ import annotations

from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.register.contact_form import Contact
from matcher.register.register import Register
from matcher.register.submissions import Submitted, submit
from matcher.register.who import VISITOR, Who

TOWN = "hetang"
PERSON, PHONE, EMAIL = "张金雀", "13800138765", "canary.jin@example.com"
WORDS = "做车灯的，租3000平，请打13912345678找金雀"
NAME = "金雀车灯厂"
CANARIES = (PERSON, PHONE, EMAIL, "13912345678", "金雀")
"""What may be found in no audit, no remembered form, no link and no sentence of a refusal."""
CONTACT = Contact(PERSON, PHONE, EMAIL)
NEED = Need(floor_m2_min=3000, space="factory", tenure="rent")


def hand_in(register: Register, catalog: Catalog, who: Who = VISITOR, *, once: str = "", visit: str = "", name: str = NAME) -> Submitted:
    return submit(register, who, catalog, NEED, name=name, contact=CONTACT, consent=True, own_words=WORDS, once=once, visit=visit)
