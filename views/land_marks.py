"""How a site is drawn on the land map: its symbol by kind, filled by its state, hatched where the record has grown old; and in words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from matcher.model.catalog import Catalog
from matcher.model.text import Lang, span
from matcher.model.vocabulary import STATUS
from matcher.office.land_sites import LandSite
from matcher.office.land_time import State, is_old, state_in
from views.html import h, join
from views.land_units import m2, unknown
from views.words import word

LEAST_PX, MOST_PX, MU_OF_PX = 20, 44, 0.5
"""A symbol's side on the screen, and how many 亩 one square pixel stands for; a site of unknown size is drawn smallest."""


@dataclass(frozen=True)
class Seen:
    """A site as it was on record in a month."""

    site: LandSite
    number: int
    state: State | None
    old: bool

    @property
    def status(self) -> str:
        return self.state.status if self.state else ""

    @property
    def hatched(self) -> bool:
        return self.old or self.state is None

    @property
    def side_px(self) -> int:
        area = self.site.land_mu
        return LEAST_PX if area is None or not area.exact else round(min(MOST_PX, max(LEAST_PX, (area.high / MU_OF_PX) ** 0.5)))


def seen(catalog: Catalog, site: LandSite, number: int, month: int) -> Seen:
    found = state_in(site.states, month)
    return Seen(site, number, found, found is not None and is_old(catalog, found.at, month))


def classes(one: Seen) -> str:
    return f"ls-{one.site.kind} s-{one.status.replace('_', '-') or 'unknown'}{' ls-old' if one.hatched else ''}"


def symbol(one: Seen) -> Markup:
    return h('<i class="ls {}" aria-hidden="true"><i></i></i>', classes(one))


def state_told(one: Seen, lang: Lang) -> str:
    """The state with the day of its record, and that it has grown old."""
    if one.state is None:
        return word("land_no_record", lang)
    told = word("land_state", lang, state=STATUS.label(one.state.status).say(lang), day=one.state.when)
    return told + word("land_is_old", lang) if one.old else told


def size_told(site: LandSite, lang: Lang) -> Markup:
    """Land and floor with their units; unknown is said."""
    parts = [
        h("{} {}", span(site.land_mu.low, site.land_mu.high), word("land_mu_unit", lang))
        if site.land_mu
        else unknown(word("land_area_unknown", lang))
    ]
    if site.floor_m2:
        parts.append(h("{} {}", *m2(site.floor_m2.low, site.floor_m2.high, lang)))
    return join(parts, " · ")


def size_text(site: LandSite, lang: Lang) -> str:
    return f"{span(site.land_mu.low, site.land_mu.high)} {word('land_mu_unit', lang)}" if site.land_mu else word("land_area_unknown", lang)


def legend(catalog: Catalog, lang: Lang) -> Markup:
    shapes = [(f"ls-{kind} s-planned", word(f"land_shape_{kind}", lang)) for kind in ("land", "facility", "renewal")]
    fills = [
        (f"ls-land s-{status.replace('_', '-')}", STATUS.label(status).say(lang))
        for status in ("available", "running", "under_construction", "acquired", "taken", "planned")
    ]
    fills.append(("ls-land s-unknown ls-old", word("land_hatched", lang)))
    rows = [h('<li><i class="ls {}" aria-hidden="true"><i></i></i>{}</li>', look, text) for look, text in (*shapes, *fills)]
    if any(w.lat is not None for w in catalog.plan.infrastructure):
        rows.append(h('<li><i class="lwg" aria-hidden="true"></i>{}</li>', word("land_shape_work", lang)))
    return h('<ul class="lmlg">{}<li>{}</li></ul>', join(rows), word("land_size_how", lang))
