"""How the pack's files are written: the same data give the same bytes on every computer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

ONE_LINE = 170
"""Records up to about this many characters stand on one line."""


class _Dumper(yaml.SafeDumper):
    """Short records on one line; nothing referred to by an alias, which packs refuse."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = _is_short(mapping)
        return node

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = not any(isinstance(item, dict) for item in sequence)
        return node


def _is_short(record: Mapping[str, Any]) -> bool:
    return len(json.dumps(record, ensure_ascii=False)) <= ONE_LINE


def write_yaml(path: Path, heading: str, data: Mapping[str, Any]) -> None:
    text = yaml.dump(dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000, default_flow_style=False)
    _write(path, f"# {heading}\n{text}")


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header = tuple(columns)
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    _write(path, out.getvalue())


def write_geojson(path: Path, features: list[dict[str, Any]]) -> None:
    """One feature a line, so that a change is seen where it was made."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    _write(path, f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n')


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
