"""The sites as GeoJSON in WGS-84, which the file says in the words by which the importer knows it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from matcher.catalog.drawing import outlines_in
from matcher.model.catalog import Catalog
from matcher.model.site import Site
from matcher.model.text import Lang
from matcher.reports.table_columns import Column
from matcher.reports.table_rows import Written
from matcher.reports.tables_out import table_of

CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
"""RFC 7946 takes WGS-84 for granted and gave up the member; maps in China are often in other systems, so it is said all the same."""
_DRAWN = ("lat", "lon")


def sites_geojson(catalog: Catalog, lang: Lang, on: date) -> bytes:
    """One feature a line; a site whose place is not known has no geometry. What the place rests on, and the radius in metres within which
    the site surely lies, stand beside the other properties."""
    table = table_of(catalog, "sites", lang, on)
    head: dict[str, Any] = {"type": "FeatureCollection", "name": table.title.say(lang), "crs": CRS}
    if notice := table.notice.say(lang):
        head["notice"] = notice
    shapes = outlines_in(catalog.drawing)
    rows = zip(catalog.sites, table.rows, strict=True)
    features = ",\n".join(_json(_feature(site, shapes.get(site.id), table.columns, row)) for site, row in rows)
    return f'{_json(head)[:-1]},"features":[\n{features}\n]}}\n'.encode()


def _feature(site: Site, shape: dict[str, Any] | None, columns: tuple[Column, ...], row: tuple[Written, ...]) -> dict[str, Any]:
    """A site with an outline is drawn as that, and its place stands among the properties; one without is drawn as its place."""
    at = site.position
    drawn = () if shape else _DRAWN
    said = {c.title: _figure(cell) for c, cell in zip(columns, row, strict=True) if cell != "" and c.field not in drawn}
    geometry = shape or ({"type": "Point", "coordinates": [at[1], at[0]]} if at else None)
    return {"type": "Feature", "id": site.id, "geometry": geometry, "properties": said}


def _figure(cell: Written) -> Written:
    """A whole figure without `.0`, as other programs write it."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
