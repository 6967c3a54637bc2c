"""Which column is which field, as somebody corrected and kept it: a small JSON file that a table of the same make is read with again."""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from matcher.exchange.amount_cells import heading_unit
from matcher.exchange.refusals import refused
from matcher.exchange.tables_data import Kind, folded, targets
from matcher.model.text import Text

IGNORE = ""
"""The field of a column that is not to be read."""
Said = Annotated[str, Field(max_length=300)]


class Mapping(BaseModel):
    """`columns`: title as it stands in the table -> field, '' where the column is to be left out. `units`: title -> unit, where no heading says it.
    `sheet` and `header` (the line of the headings, from 1) where they are not to be looked for; `crs` as --crs takes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheet: Said = ""
    header: Annotated[int, Field(ge=0, le=1000)] = 0
    columns: Annotated[dict[Said, Said], Field(max_length=1000)] = {}
    units: Annotated[dict[Said, Said], Field(max_length=1000)] = {}
    crs: Said = ""

    def written(self) -> str:
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=2) + "\n"

    def field(self, title: str) -> str | None:
        """The field of a title, IGNORE, or None where nothing is said of it."""
        key = folded(title)
        return next((field for said, field in self.columns.items() if folded(said) == key), None)

    def unit(self, title: str) -> str:
        key = folded(title)
        return next((unit for said, unit in self.units.items() if folded(said) == key), "")


def read_mapping(text: str, file: str, kind: Kind) -> Mapping:
    """Raises Refused for what is no mapping, and for fields and units that there are not."""
    form = Text("请照 --save-mapping 存下的样子写。", "Write it as --save-mapping does.")
    try:
        found = Mapping.model_validate(json.loads(text))
    except (ValueError, RecursionError, ValidationError):
        raise refused(file, Text("不是列的对照表。", "is no mapping of columns."), form) from None
    known = targets(kind)
    for title, field in found.columns.items():
        if field and field not in known:
            raise refused(
                file,
                Text("“{t}”对应的字段 {f} 不存在。", 'maps "{t}" to {f}, which is no field.').fill(t=title, f=field),
                Text("字段见 docs/files.md。", "The fields are listed in docs/files.md."),
            )
    for title, unit in found.units.items():
        if heading_unit(unit) is None:
            raise refused(
                file,
                Text("“{t}”的单位 {u} 认不得。", 'gives "{t}" the unit {u}, which is not known.').fill(t=title, u=unit),
                Text("例如 亩、㎡、万元、元/㎡·月。", "For example 亩, ㎡, 万元, 元/㎡·月."),
            )
    return found
