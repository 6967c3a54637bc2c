"""What this test's own installation has been told: its register is read as any program would read it."""

from __future__ import annotations

from matcher.model.answer import Answer
from matcher.register.answers import standing
from matcher.register.register import Register


def answers(town: str = "hetang") -> list[Answer]:
    """The answers that stand, in the order in which they were given; none where nothing was ever kept."""
    register = Register()
    try:
        if not register.ready():
            return []
        with register.look() as session:
            return [given.answer for given in standing(session, town)]
    finally:
        register.close()
