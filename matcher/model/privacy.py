"""What an enterprise is told before it leaves a name or a number: who keeps it, what for and how long. privacy.yaml of a pack."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from matcher.model.pack import Rule
from matcher.model.text import Text, named

Words = Annotated[str, Field(min_length=1, max_length=300)]


class Keep(Rule):
    """How long the contact of a request is kept, in months from the day on which it was handed in."""

    months: Annotated[int, Field(ge=1, le=120)]


class Privacy(Rule):
    """The words of the form, each in both languages, with the law they answer to."""

    keeper: Words
    keeper_en: Words
    purpose: Words
    purpose_en: Words
    rights: Words
    rights_en: Words
    keep: Keep

    @property
    def who(self) -> Text:
        return named(self.keeper, self.keeper_en)

    @property
    def what_for(self) -> Text:
        return named(self.purpose, self.purpose_en)

    @property
    def may(self) -> Text:
        return named(self.rights, self.rights_en)
