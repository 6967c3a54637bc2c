"""An answer to a question about a site: a value with its basis, source and date, as somebody gave it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """`value` is written as the site table writes it; a position is `latitude,longitude,accuracy in metres[,basis]`."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_max_length=500)

    site: str
    field: str
    value: str
    basis: Literal["plan", "derived", "reported", "assumed"] = "reported"
    source: str
    """A source of sources.yaml, or the words for one that is not in it, such as who said so."""
    clause: str = ""
    as_of: str
    confirmed_by: str = ""
