"""The shapes of a town pack's YAML files: every rule a value with its unit, its dates and the clause it comes from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from matcher.model.text import Text, named
from matcher.model.values import Interval, month_index

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
Token = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
Day = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Code = Annotated[str, Field(pattern=r"^\d{2,4}$")]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Entry(BaseModel):
    """Any record of a pack: frozen, and a field it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Named(Entry):
    name: Annotated[str, Field(min_length=1)]
    name_en: Annotated[str, Field(min_length=1)]

    @property
    def title(self) -> Text:
        return named(self.name, self.name_en)


class Citation(Entry):
    """Where a value comes from: a source of sources.yaml and one of its clauses ('' = the source as a whole)."""

    source: str
    clause: str = ""


OFFICE_DEFAULT = "office_default"
"""The source of a value that the office itself sets; the screen says so."""


class Clause(Entry):
    zh: str
    en: str


class Source(Named):
    kind: Literal["plan", "press", "law", "standard", "data", "office", "draft", "reported", "invented"]
    publisher: str = ""
    published: str = ""
    period: str = ""
    licence: str = ""
    note: str = ""
    note_en: str = ""
    clauses: dict[str, Clause] = {}


class Sources(Entry):
    sources: dict[Token, Source]


class Rule(Entry):
    """What every rule carries: its clause, since when it holds, when someone last checked, and whether it is in force."""

    citation: Citation
    since: Day
    checked: Day
    status: Literal["active", "unconfirmed"] = "active"
    note: str = ""
    note_en: str = ""


class PossibleRange(Rule):
    """The values a field can take at all; an unknown cell lies somewhere within."""

    low: str
    high: str
    unit: str

    def interval(self) -> Interval:
        """Both ends; months (`2027-06`) as month indexes. Raises ValueError where an end is neither a number nor a month."""
        return Interval(*(float(month_index(end)) if "-" in end[1:] else float(end) for end in (self.low, self.high)))


class Amount(Rule):
    value: Finite
    unit: str


class GateRule(Rule):
    threshold: Finite | None = None
    unit: str = ""


class CriterionRule(Rule):
    """A piecewise-linear curve on a fixed scale: [[x, utility], ..], x rising, in `unit`."""

    weight: Annotated[float, Field(gt=0, le=100)]
    prior: Annotated[float, Field(ge=0, le=1)]
    unit: str
    curve: Annotated[tuple[tuple[Finite, Annotated[float, Field(ge=0, le=1)]], ...], Field(min_length=2)]


class ZoneRule(Rule):
    """Drinking-water zones that admit nothing unrelated to supply, and those that admit nothing that discharges."""

    refuse_all: tuple[str, ...]
    refuse_discharge: tuple[str, ...]


class Weighting(Named, Rule):
    """A named set of weights that somebody may choose instead of the pack's own; criteria that are left out weigh nothing."""

    id: Token
    weights: Annotated[dict[str, Annotated[float, Field(ge=0, le=100)]], Field(min_length=1)]


class Rules(Entry):
    possible: dict[str, PossibleRange]
    bare_area_tolerance: Amount
    gates: dict[str, GateRule]
    criteria: dict[str, CriterionRule]
    water_zones: ZoneRule
    record_age: Amount | None = None
    """After how many months a record counts as old, be it the state of a site, the stage of a lead or any fact; without it nothing grows old."""
    weightings: tuple[Weighting, ...] = ()


Figure = Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]


class Profile(Named, Rule):
    """What production of a kind usually asks of a building, for needs that do not say. `fills`: need field -> usual figure."""

    id: Id
    codes: Annotated[tuple[Code, ...], Field(min_length=1)]
    fills: Annotated[dict[str, Figure], Field(min_length=1)]


class Profiles(Entry):
    profiles: tuple[Profile, ...] = ()


class Industry(Named):
    """An entry of the plan's list, or of its text."""

    id: Id
    tier: Literal["encouraged", "traditional", "supported"]
    codes: tuple[Code, ...]
    words: tuple[str, ...]
    partners: tuple[Id, ...] = ()
    """Industries of this list that work along the same chain."""
    citation: Citation
    also: tuple[Citation, ...] = ()
    note: str = ""
    note_en: str = ""


class Control(Named):
    """A condition on an industry or a process: withdrawn from the town, or only by approval."""

    id: Id
    effect: Literal["withdrawn", "approval"]
    codes: tuple[Code, ...] = ()
    words: tuple[str, ...] = ()
    processes: tuple[Token, ...] = ()
    says: str
    says_en: str
    alternative: str = ""
    alternative_en: str = ""
    shared_process: str = ""
    """The process for which a shared plant is the way the plan prefers."""
    citation: Citation
    since: Day
    checked: Day


class Industries(Entry):
    industries: tuple[Industry, ...]
    controls: tuple[Control, ...]


class PackWord(Named):
    token: Token
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Synonyms that name only a part of it: 不喷漆 says nothing of powder."""
    spaces: tuple[Literal["land", "factory", "warehouse", "office", "mixed"], ...] = ()
    """Of a use: the kinds of space somebody can ask for that it serves."""
    sections: tuple[Annotated[str, Field(pattern=r"^[A-T]$")], ...] = ()
    """Of a use: the sections of GB/T 4754 (门类) for which land of this use is meant."""


class WordLists(Entry):
    uses: tuple[PackWord, ...]
    processes: tuple[PackWord, ...]
    special: tuple[PackWord, ...]
    near: tuple[PackWord, ...]
    villages: tuple[PackWord, ...] = ()


class ExampleEntry(Named):
    """An invented need to try the product with; `need` is written as a need file is."""

    need: dict[str, Any]


class Examples(Entry):
    examples: tuple[ExampleEntry, ...] = ()
