"""The land map: symbols by kind, filled by state, hatched where the record has grown old, works beside them; on paper the same as a picture."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.catalog.drawing import place
from matcher.model.catalog import Catalog
from matcher.model.plan import Infrastructure
from matcher.model.text import Lang
from matcher.model.vocabulary import KIND, STATUS
from matcher.office.land_sites import Wanted
from matcher.office.land_time import work_state
from matcher.reports.land_picture import Sign, land_picture
from views import map_base, state
from views.html import h
from views.land_labels import Side, Spot, sides
from views.land_listing import Listing
from views.land_marks import MOST_PX, Seen, size_text, state_told
from views.land_state import KINDS
from views.map import show_map
from views.map_marks import GLYPHS, Done, Form, Look, Mark, Rest, rest
from views.theme import theme
from views.words import word

HEIGHT, NAMED, EM = 540, 24, "\u2003"
"""Pixels; sites up to which names stand beside the symbols; and what parts a number from a name, so wide that a narrow map can cut there."""
ROOM, NEAREST, TILE = (700, 500), (9, 16), 256
"""Pixels within which all sites should lie, how far and how near the map may begin, and the width of the world at zoom 0."""
WIDE, TALL, LARGEST = 178.0, 118.0, 7.0
"""The picture on paper and its largest symbol [mm]."""
DRAWN = 400
"""Symbols on the picture, at most; the list names them all."""
FORMS: dict[str, Form] = {"land": "square", "facility": "house", "renewal": "circle"}
INKS = {
    "available": "seq-4",
    "running": "seq-5",
    "under_construction": "seq-3",
    "acquired": "seq-2",
    "taken": "line-2",
    "committed": "line-2",
}
WORK, WORK_PX = "~", 16
"""What begins the id of a mark that is a work, which no id of a site does; and how large it is."""


def look_of(one: Seen) -> str:
    return f"{one.site.kind}/{one.status}/{'old' if one.hatched else ''}"


def looks(lang: Lang) -> dict[str, Look]:
    """Every symbol there can be: shape by kind, colour by state, hatched or not."""
    found: dict[str, Look] = {}
    for kind in KINDS:
        for status in (*STATUS.tokens, ""):
            for old in ("old", ""):
                css = f"lm lm-{kind} s-{status.replace('_', '-') or 'unknown'}{' old' if old else ''}"
                told = f"{KIND.label(kind).say(lang)} {STATUS.label(status).say(lang) if status else word('unknown', lang)}"
                hollow = bool(old) or status not in INKS
                ink = "hatch-ink" if old else INKS.get(status, "ink-2")
                for side, more in (("", ""), ("/left", " ltr-left")):
                    found[f"{kind}/{status}/{old}{side}"] = Look(css + more, told, FORMS[kind], ink, hollow, "lm-outline")
    for now in ("existing", "due", "within", "ahead", "silent"):
        found[f"{WORK}{now}"] = Look(f"lw w-{now}", word(f"land_work_{now}", lang), "diamond", "river", now != "existing")
    return found


def draw(
    catalog: Catalog,
    sites: Listing,
    listed: Sequence[Seen],
    works: Sequence[Infrastructure],
    chosen: str,
    months: tuple[int, int],
    lang: Lang,
) -> None:
    """The live map. `listed`: those on the open page of the list, which alone have a number when there are very many; `months`: the one looked at, and now."""
    shown = sites.shown
    many = _rest(state.everything(catalog), sites.same, lang, catalog, shown) if len(shown) > GLYPHS else None
    near = [*(shown if many is None else listed)]
    if chosen in sites.ids and all(s.site.id != chosen for s in near):
        near.append(sites.by_id[chosen])
    zoom = _zoom(catalog.version, catalog)
    named = _named(state.everything(catalog), sites.same, lang, near[0].number, len(near), catalog, near, zoom)
    marks = [_mark(s, named.get(s.site.id), len(near) <= NAMED, chosen, lang) for s in near] + [
        m for w in works if (m := _work(catalog, w, *months, lang))
    ]

    def on_done(done: Done) -> None:
        if done.site in catalog.by_id and done.site != chosen:
            state.go(site=done.site)

    show_map(
        catalog, looks(lang), marks, chosen or None, theme(), lang=lang, key=f"landmap-{state.pack_name()}-{theme()}-{lang}", on_done=on_done, height=HEIGHT, rest=many, zoom=zoom
    )  # fmt: skip


@st.cache_resource(max_entries=8, show_spinner=False)
def _zoom(version: str, _catalog: Catalog) -> int:  # noqa: ARG001 - part of the key
    """How near the map begins so that every site is on it; 0 where none has a place."""
    at = [found for s in _catalog.sites if (found := place(_catalog, s.id))]
    if not at:
        return 0
    middle = _catalog.plan.town
    across = max(abs(lon - middle.lon) for _, lon in at) * 2
    tall = max(abs(lat - middle.lat) for lat, _ in at) * 2 / math.cos(math.radians(middle.lat))
    return max(NEAREST[0], min(NEAREST[1], math.floor(math.log2(min(ROOM[0] / max(across, 1e-6), ROOM[1] / max(tall, 1e-6)) * 360 / TILE))))


@st.cache_resource(max_entries=16, show_spinner=False)
def _rest(version: str, same: tuple[date, int, Wanted], lang: Lang, _catalog: Catalog, _shown: tuple[Seen, ...]) -> Rest:  # noqa: ARG001
    return rest(map_base.of(_catalog, lang), looks(lang), {s.site.id: look_of(s) for s in _shown})


@st.cache_resource(max_entries=64, show_spinner=False)
def _named(
    version: str, same: tuple[date, int, Wanted], lang: Lang, first: int, count: int, _catalog: Catalog, _near: Sequence[Seen], _zoom: int  # noqa: ARG001 - parts of the key
) -> dict[str, Side]:  # fmt: skip
    """Site -> on which side its name stands, or where there are many its number, for those that have room for it."""
    placed = [(s, at) for s in _near if (at := place(_catalog, s.site.id))]
    spots = [Spot(*at, s.side_px, s.site.title.say(lang) if count <= NAMED else "") for s, at in placed]
    return {s.site.id: side for (s, _), side in zip(placed, sides(spots, _zoom or _catalog.plan.map.zoom), strict=True) if side}


def _mark(one: Seen, side: Side | None, named: bool, chosen: str, lang: Lang) -> Mark:
    told = f"{KIND.label(one.site.kind).say(lang)} · {size_text(one.site, lang)} · {state_told(one, lang)}"
    on = one.site.id == chosen
    above = 900 if on else MOST_PX - one.side_px  # the smaller ones lie above the larger
    name, number = one.site.title.say(lang), str(one.number)
    shown = number if side or on else ""
    if named and side:
        shown = f"{number}{EM}{name}" if side == "right" else f"{name}{EM}{number}"
    look = look_of(one) + ("/left" if side == "left" else "")
    return Mark(one.site.id, name, told, look, shown, one.side_px, above)


def _work(catalog: Catalog, work: Infrastructure, month: int, now: int, lang: Lang) -> Mark | None:
    """None for one of which no more is known than that it lies in the town: a mark would say more."""
    if work.lat is None or work.lon is None or work.accuracy_m is None or work.accuracy_m >= catalog.plan.town.radius_m:
        return None
    found = work_state(work, month, now)
    when = "" if found == "existing" else " " + work.delivery.replace("..", "–")
    told = f"{word(f'land_kind_{work.kind}', lang)} · {word(f'land_work_{found}', lang)}{when}"
    return Mark(f"{WORK}{work.id}", work.title.say(lang), told, f"{WORK}{found}", size=WORK_PX, at=(work.lat, work.lon))


def picture(catalog: Catalog, shown: Sequence[Seen], lang: Lang) -> Markup:
    signs = [Sign(s.site.id, s.site.kind, s.status, str(s.number), s.side_px / MOST_PX * LARGEST, s.hatched) for s in shown[:DRAWN]]
    made = land_picture(catalog, signs, WIDE, TALL, lang)
    if made is None:
        return h('<p class="muted small">{}</p>', word("land_no_place", lang))
    # In the page itself, as an image: an image runs nothing
    source = "data:image/svg+xml;base64," + base64.b64encode(made.svg.encode()).decode("ascii")
    return h('<img class="lmpic" src="{}" alt="{}">', source, made.told)
