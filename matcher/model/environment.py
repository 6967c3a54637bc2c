"""The shape of environment.yaml: which processes and tonnages lead to which class of environmental impact assessment (EIA)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from matcher.model.need import Tonnes
from matcher.model.pack import Code, Entry, Id, Rule, Token

EiaClass = Literal["none", "form", "report"]
"""From the mildest to the strictest; the words stand in vocabulary.EIA_CLASS."""
Tonnage = Literal["solvent_paint_t", "low_voc_paint_t", "solvent_glue_t", "casting_t"]
"""The fields of a need that hold tonnes a year."""


class Reach(Entry):
    """What an amount must come to: at least, or more than, so many tonnes a year. With neither the line is not in the pack."""

    field: Tonnage
    at_least: Tonnes | None = None
    more_than: Tonnes | None = None
    unit: Literal["t/a"]

    @model_validator(mode="after")
    def _one_line(self) -> Self:
        if self.at_least is not None and self.more_than is not None:
            raise PydanticCustomError("two_lines", "two lines")
        return self


class EiaRule(Rule):
    """One line of the catalogue: what it turns on, and the class it leads to.

    It applies where an amount reaches its line; or where one of `processes` is used or the industry's code lies at or below one of `codes`. What nobody stated is asked only of `trades` (codes; of all where empty); what is stated counts in any trade.
    """

    id: Id
    leads_to: Literal["form", "report"]
    or_only: Literal["none", "form"] | None = None
    """Set where the pack cannot tell which of two classes it is."""
    processes: tuple[Token, ...] = ()
    others: Literal["yes", "no"] = "no"
    """Whether a process that no list names would count here."""
    codes: tuple[Code, ...] = ()
    trades: tuple[Code, ...] = ()
    amount: Reach | None = None
    says: Annotated[str, Field(min_length=1)]
    says_en: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _turns_on_one_thing(self) -> Self:
        if bool(self.processes) == (self.amount is not None) or (self.codes and self.amount):
            raise PydanticCustomError("turns_on", "processes or amount")
        if self.or_only == self.leads_to:
            raise PydanticCustomError("no_milder", "or_only")
        return self


class Usage(Entry):
    """A tonnage, and the process without which it is nothing."""

    field: Tonnage
    process: Token
    question: Annotated[str, Field(min_length=1)]
    question_en: Annotated[str, Field(min_length=1)]


class Otherwise(Rule):
    """What is said where no rule applies: the mildest class."""

    says: Annotated[str, Field(min_length=1)]
    says_en: Annotated[str, Field(min_length=1)]


class Environment(Entry):
    sections: Annotated[tuple[Annotated[str, Field(pattern=r"^[A-T]$")], ...], Field(min_length=1)]
    """The sections of GB/T 4754 that the rules speak of."""
    confirm: Annotated[str, Field(min_length=1)]
    confirm_en: Annotated[str, Field(min_length=1)]
    """Who confirms; said every time."""
    amounts: tuple[Usage, ...]
    rules: Annotated[tuple[EiaRule, ...], Field(min_length=1)]
    otherwise: Otherwise
