"""The shapes of plan.yaml: the town, its plan's period, works and targets, what the plan says twice, and what happened when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from matcher.model.pack import Citation, Code, Day, Entry, Finite, Id, Named, Token
from matcher.model.text import Text, named

Positive = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]


class Town(Named):
    id: Id
    product: str
    product_en: str
    invented: Literal["yes", "no"]
    lat: Finite
    lon: Finite
    radius_m: Finite
    citation: Citation


class PlanPeriod(Named):
    begins: Day
    ends: Day
    citation: Citation


class BaseIndustry(Named):
    codes: tuple[Code, ...]
    citation: Citation


class Infrastructure(Named):
    """A work or a connection. `near` names the wish it serves; delivery is the month, or the range of months, it counts from."""

    id: Id
    kind: Literal["port", "expressway", "rail", "road", "bridge", "tunnel", "digital", "power", "water", "flood", "school", "logistics"]
    near: str = ""
    status: Literal["existing", "planned", "under_construction"]
    delivery: str = ""
    lat: Finite | None = None
    lon: Finite | None = None
    accuracy_m: Finite | None = None
    citation: Citation
    location_citation: Citation | None = None


class Actual(Entry):
    """What a year brought, and who says so."""

    year: int
    value: Finite
    citation: Citation


class Target(Named):
    id: Id
    unit: str
    unit_en: str
    base_year: int
    base: Finite
    target_year: int
    target: Finite
    citation: Citation
    actuals: tuple[Actual, ...] = ()
    """Years since the base of which the value is known; none where nobody has told it."""

    @property
    def latest(self) -> Actual | None:
        """The last year that is known."""
        return max(self.actuals, key=lambda a: a.year, default=None)


class TownFigure(Named):
    """An amount of the whole town that belongs to no site. `high` is left out where the source gives only the least; `of` names the figure it is a part of."""

    id: Id
    unit: Annotated[str, Field(min_length=1)]
    unit_en: Annotated[str, Field(min_length=1)]
    low: Positive
    high: Positive | None = None
    of: str = ""
    as_of: Day
    citation: Citation


class Park(Named):
    """What a park has in all, where the areas of its sites are only known together: their sum cannot be more."""

    id: Token
    land_mu: Positive | None = None
    floor_m2: Positive | None = None
    citation: Citation
    note: str = ""
    note_en: str = ""


OF_PARK = {"land_mu": "land_mu", "floor_m2": "floor_m2", "available_land_mu": "land_mu", "available_floor_m2": "floor_m2"}
"""Field of a site -> the figure of its park that bounds it: what the sites of a park have cannot be more than the park has."""


class Event(Entry):
    """Something that happened at a known day, and the state of a site that began with it."""

    when: Day
    site: str = ""
    status: str = ""
    says: Annotated[str, Field(min_length=1)]
    says_en: Annotated[str, Field(min_length=1)]
    citation: Citation

    @property
    def told(self) -> Text:
        return named(self.says, self.says_en)


class Statement(Entry):
    says: str
    says_en: str
    citation: Citation


class Contradiction(Entry):
    id: Id
    about: str
    about_en: str
    statements: Annotated[tuple[Statement, ...], Field(min_length=2)]


class Steps(Entry):
    citation: Citation
    land: tuple[Named, ...]
    facility: tuple[Named, ...]


class MapSettings(Entry):
    zoom: int
    surroundings: Literal["land", "water"] = "land"
    """What lies where the sketch shows nothing."""
    review_number: str
    """The map review number (审图号); '' while there is none, and the map then says it is a sketch."""


class Plan(Entry):
    town: Town
    period: PlanPeriod
    not_checked: tuple[Named, ...]
    base_industries: tuple[BaseIndustry, ...]
    infrastructure: tuple[Infrastructure, ...]
    targets: tuple[Target, ...]
    contradictions: tuple[Contradiction, ...]
    next_steps: Steps
    map: MapSettings
    figures: tuple[TownFigure, ...] = ()
    parks: tuple[Park, ...] = ()
    events: tuple[Event, ...] = ()
