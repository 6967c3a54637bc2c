"""Every service of the register in one table, and how to find any that is not in it.

A service is a public function in matcher/register that takes a register. A new one takes its line in one of the tables below, and is then
failed and killed at its statements and called by every role; or its line says that it only reads, which is held against it too.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from matcher.register import accounts
from tests.register import services_of_accounts, services_of_leads, services_of_people, services_of_sites, services_of_the_whole
from tests.register.stage import Service

TABLES = (services_of_sites, services_of_leads, services_of_people, services_of_accounts, services_of_the_whole)
SERVICES: tuple[Service, ...] = tuple(service for table in TABLES for service in table.SERVICES)
"""Those that can change something."""
READERS: tuple[Service, ...] = tuple(service for table in TABLES for service in table.READERS)
"""Those that take a register and change nothing in it."""


def found() -> Iterator[tuple[str, bool]]:
    """Every function there is that takes a register, by its module and name; and whether it is told who asks."""
    for path in sorted(Path(accounts.__file__).parent.glob("*.py")):
        if path.stem == "__init__":
            continue
        module = import_module(f"matcher.register.{path.stem}")
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
                taken = inspect.signature(function).parameters
                if "Register" in [p.annotation for p in taken.values()]:
                    yield f"{path.stem}.{name}", "who" in taken
