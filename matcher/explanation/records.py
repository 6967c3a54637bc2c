"""What an answer consists of. docs/schema/match.schema.json is made from these, and a test holds it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from matcher.model.environment import EiaClass
from matcher.model.need import Need
from matcher.model.text import Told

Outcome = Literal["pass", "fail", "unknown"]
Because = Literal["missing", "range", "approval", "assumed"]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class Cited(Record):
    """A citation with the words in which people read it."""

    source: str
    clause: str
    told: Told
    basis: str | None = None
    """plan, derived, reported or assumed, where it backs a value of a site."""
    as_of: str | None = None


class Ends(Record):
    """Both ends of a value: numbers in the gate's unit, or months; null where the value is not a number."""

    low: float | str | None
    high: float | str | None


class GateRecord(Record):
    gate: str
    label: Told
    outcome: Outcome
    because: Because | None
    value: Ends
    value_text: Told
    threshold: float | str | None
    threshold_text: Told
    unit: str
    margin: float | None
    """Signed, in the unit: the surest slack of a pass, the smallest shortfall of a fail, null while unknown."""
    sentence: Told
    citation: Cited


class Contribution(Record):
    """Points out of 100: weight x utility x 100, with the lowest and highest it can still become."""

    criterion: str
    label: Told
    weight: float
    value: float
    low: float
    high: float
    sentence: Told
    citation: Cited | None


class Question(Record):
    field: str
    question: Told
    settles: float
    """0..1: mean of the share of what is unsettled (range and open gates) that an answer settles, and of the share of answers that change
    the order at the top."""
    points: float
    """Points of the site's range that an answer closes, mean over the answers tried."""
    decides: tuple[str, ...]
    """Gates that are open because of this field."""
    changes_top: float
    """Share of the answers tried that change who is among the first three."""


class Match(Record):
    site_id: str
    title: Told
    kind: str
    rank: int
    status: Literal["fits", "ask"]
    score: float
    low: float
    high: float
    gates: tuple[GateRecord, ...]
    contributions: tuple[Contribution, ...]
    not_asked: tuple[str, ...]
    ask_first: tuple[Question, ...]


class Excluded(Record):
    site_id: str
    title: Told
    kind: str
    failed: tuple[GateRecord, ...]


class Pool(Record):
    """A stock without a plot: told beside the ranking, never in it."""

    site_id: str
    title: Told
    sentence: Told
    citation: Cited


class Alternative(Record):
    """What the plan prefers instead of a controlled process, and the sites known to have it."""

    sentence: Told
    sites: tuple[str, ...]


class ControlRecord(Record):
    id: str
    name: Told
    effect: Literal["withdrawn", "approval"]
    sentence: Told
    citation: Cited
    alternative: Alternative | None


class Entry(Record):
    """An entry of the plan that claims the need."""

    id: str
    name: Told
    tier: str
    citation: Cited
    note: Told


class Threshold(Record):
    name: str
    sentence: Told
    in_force: bool
    citation: Cited


class Welcome(Record):
    tier: str
    tier_name: Told
    industry: Entry | None
    also: tuple[Entry, ...]
    industry_stated: bool
    verdict: Literal["welcome", "conditional", "silent", "refused"]
    headline: Told
    controls: tuple[ControlRecord, ...]
    thresholds: tuple[Threshold, ...]
    base: tuple[Told, ...]
    """The town's main industries of which the need is one; the same for every site, so it is said here."""
    not_checked: tuple[Told, ...]
    citation: Cited | None


class EiaReason(Record):
    """A rule that applies, and the class or classes it leads to."""

    id: str
    sentence: Told
    classes: tuple[EiaClass, ...]
    confirmed: bool
    citation: Cited


class EiaAnswer(Record):
    """An answer to a question, and the classes that would be left after it."""

    says: Told
    classes: tuple[EiaClass, ...]
    alone: tuple[EiaClass, ...]
    """The classes left after it if nothing else that is unknown is used."""
    told: Told


class EiaQuestion(Record):
    field: str
    """The field of the need that the answer fills in."""
    question: Told
    answers: tuple[EiaAnswer, ...]


class EiaForecast(Record):
    """The class of the environmental assessment as far as the need tells. It scores nothing and refuses nobody."""

    standing: Literal["decided", "open", "unstated", "outside"]
    """One class left; several; nothing was stated that decides it; the rules do not speak of this industry."""
    classes: tuple[EiaClass, ...]
    """Every class still possible, the mildest first."""
    low: EiaClass
    high: EiaClass
    classes_told: Told
    headline: Told
    reasons: tuple[EiaReason, ...]
    questions: tuple[EiaQuestion, ...]
    notes: tuple[Told, ...]
    """What a reader should know: what contradicts itself, what was not asked."""
    confirm: Told


class WaterZones(Record):
    """What the drinking-water zones mean for this need, over all sites that can be ranked; from the same gate as each site's own."""

    out: tuple[str, ...]
    """Sites ruled out by their zone."""
    doubtful: tuple[str, ...]
    """Sites whose zone is known and allows it only without discharge, which the need does not tell."""
    unknown: int
    """Sites of which the zone is not known well enough."""
    told: tuple[Told, ...]
    rule: Told
    citation: Cited


class EnvironmentRecord(Record):
    eia: EiaForecast | None
    """None where the pack has no rules on it."""
    water: WaterZones | None
    """None where the plan refuses the need, so that no site is looked at, and where the gate is not in force."""


class NeedQuestion(Record):
    """Something the enterprise has not stated."""

    field: str
    label: Told


class Assumed(Record):
    """A demand that nobody stated and a profile filled in."""

    field: str
    label: Told
    value: float
    profile: Told
    citation: Cited


class Varied(Record):
    """What was varied beside the need and the day."""

    weights: dict[str, float]
    """Set by hand; empty where the pack's own hold."""
    late_months: int
    assumed: tuple[Assumed, ...]
    told: tuple[Told, ...]
    """In sentences; none where the answer is the plain one."""


class Result(Record):
    need: Need
    on: str
    varied: Varied
    town: Told
    notice: Told
    """Invented data say so here; '' otherwise."""
    welcome: Welcome
    environment: EnvironmentRecord
    matches: tuple[Match, ...]
    excluded: tuple[Excluded, ...]
    pools: tuple[Pool, ...]
    ask_enterprise: tuple[NeedQuestion, ...]
    caution: Told
    """Told where the need lets so few criteria be scored that the order means little; '' otherwise."""
    total: int
    """Sites that are not out, of which `matches` holds the first."""
    total_out: int
    """Sites that are out, of which `excluded` holds the first by id."""
