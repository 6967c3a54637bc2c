"""How a pack and this installation's register come together, for the command line and for the pages."""

from __future__ import annotations

from matcher.model.catalog import Catalog
from matcher.register.earlier import earlier_answers
from matcher.register.overlay import Laid, Stand, laid, stand
from matcher.register.register import Register
from matcher.register.seeding import seed


def with_town(register: Register, catalog: Catalog) -> Register:
    """The register with its tables made and the pack's town taken in. Raises Refused where the database cannot be had or written."""
    register.prepare()
    seed(register, catalog, lambda: earlier_answers(catalog.plan.town.id))
    return register


def as_registered(catalog: Catalog, register: Register, *, promised: bool = True, but_for: str = "") -> Laid:
    """The catalog with what the register says of its town; where wished without what is promised, or without what is promised to `but_for`.

    Looking makes nothing: a town that was never taken in stands as its pack says, unless answers of an earlier version wait to be taken in.
    Raises Refused.
    """
    town = catalog.plan.town.id
    found = stand(register, town) if register.ready() else Stand()
    if not found.seeded and earlier_answers(town):  # also where a process died between making the tables and taking the town in
        found = stand(with_town(register, catalog), town)
    return laid(catalog, found, promised=promised, but_for=but_for)
