"""Several answers given at once: all are taken or none, in an order in which each can stand beside what is already there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matcher.catalog.answering import answered
from matcher.catalog.issues import Issue, Refused
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog


def laid_together(
    catalog: Catalog, answers: Sequence[Answer], today: date | None = None
) -> tuple[Catalog, list[int], dict[int, list[Issue]]]:
    """The catalog with the answers over it, the indexes of the answers in the order they were laid, and index -> why it cannot be.

    Answers that hang together (a whole and its part, a state and by whom a site is taken) may come in any order.
    """
    order: list[int] = []
    pending = list(range(len(answers)))
    while pending:
        faults: dict[int, list[Issue]] = {}
        for index in pending:
            try:
                catalog = answered(catalog, answers[index], today)
                order.append(index)
            except Refused as refusal:
                faults[index] = refusal.issues
        if len(faults) == len(pending):
            return catalog, order, faults
        pending = list(faults)
    return catalog, order, {}
