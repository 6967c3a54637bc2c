"""What was read in a text: the fields that it states, where each one stands, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from matcher.model.need import Need
from matcher.model.text import NOTHING, Text, Told

Kind = Literal["request", "offer", "other"]


class Span(BaseModel):
    """The words a field was read from, as places in the text (in characters, the end not included). `note` says what a reader should know."""

    model_config = ConfigDict(frozen=True)

    field: str
    start: int
    end: int
    text: str
    note: Told


class Unread(BaseModel):
    """A part with a number or a wish that no field was made of, and why."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: str
    why: Told


class Reading(BaseModel):
    """One text as it was read. An offer (出租厂房) and a text that asks for nothing state no need."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    need: Need
    spans: tuple[Span, ...]
    unread: tuple[Unread, ...]
    note: Told
    """About the text as a whole, such as that it was cut."""


@dataclass
class Found:
    """Collects fields while a text is read; the first to state a field keeps it."""

    fields: dict[str, Any] = field(default_factory=dict)
    spans: list[tuple[str, int, int, Text]] = field(default_factory=list)
    unread: list[tuple[int, int, Text]] = field(default_factory=list)

    def put(self, name: str, value: Any, start: int, end: int, note: Text = NOTHING) -> None:
        if name not in self.fields:
            self.fields[name] = value
            self.spans.append((name, start, end, note))

    def add(self, name: str, token: str, start: int, end: int) -> None:
        """One more word of a field that holds several."""
        have = self.fields.get(name, ())
        if token not in have:
            self.fields[name] = (*have, token)
            self.spans.append((name, start, end, NOTHING))

    def leave(self, start: int, end: int, why: Text = NOTHING) -> None:
        self.unread.append((start, end, why))

    def covers(self, start: int, end: int) -> bool:
        """Whether any of start..end is told already, as a field or as unread."""
        return any(s < end and start < e for _, s, e, _ in self.spans) or any(s < end and start < e for s, e, _ in self.unread)
