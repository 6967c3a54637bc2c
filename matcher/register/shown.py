"""What a link may show: a record of its own with these fields and no other, so that nothing else can be put behind a link."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from matcher.model.text import Text

Kind = Literal["need", "lead", "shortlist"]


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Both(Shape):
    """One thing in both languages, as it was said then."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> Both:
        return cls(zh=text.zh, en=text.en)

    @property
    def text(self) -> Text:
        return Text(self.zh, self.en)


class ShownStated(Shape):
    """One thing that the need states, as people read it."""

    label: Both
    value: Both


class ShownReason(Shape):
    """Why, in a sentence, with the clause it rests on ('' where it rests on none that can be named)."""

    outcome: Literal["pass", "fail", "unknown"]
    sentence: Both
    clause: Both


class ShownSite(Shape):
    """A site as it stood: points out of 100 and what they can still become."""

    rank: int
    site: str
    title: Both
    status: Literal["fits", "ask"]
    score: float
    low: float
    high: float
    reasons: tuple[ShownReason, ...]


class Shown(Shape):
    """The whole of what a link shows: the need, the plan's word on it, and the sites in their order on that day."""

    kind: Kind
    title: Both
    on: str
    version: str
    """Of the data."""
    town: Both
    invented: bool
    stated: tuple[ShownStated, ...]
    verdict: Literal["welcome", "conditional", "silent", "refused"]
    headline: Both
    clause: Both
    not_checked: tuple[Both, ...]
    sites: Annotated[tuple[ShownSite, ...], Field(max_length=50)]
    total: int
    """Sites that were left, of which `sites` holds the first."""
