"""Ask first, over all open leads at once: which missing facts the office should get, and how many decisions each would settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from matcher.explanation.ask_first import weighed
from matcher.explanation.setting import PLAIN, Put, Setting, put
from matcher.explanation.shortlist import INVENTED
from matcher.model.catalog import Catalog
from matcher.model.fields import FIELDS, field_label, field_question
from matcher.model.need import NEED_LABELS, Lead, Need
from matcher.model.site import Site
from matcher.model.text import NOTHING, Text
from matcher.office.work_records import LeadEffect, LeftOut, OpenLead, Why, WorkItem, WorkList
from matcher.ranking.score import score

Progress = Callable[[int, int], None]
WANTED = {"features": "special", "processes": "processes"}
"""Open lists of a site, of which only the words that somebody asks for are worth a question, and the field of the need that asks."""
_ORDER = {f.fact: i for i, f in enumerate(FIELDS)}
_WHY: dict[Why, Text] = {
    "operating": Text("已投产", "in operation"),
    "shelved": Text("已搁置", "shelved"),
    "settled": Text("已落户", "has settled on a site"),
    "refused": Text("按规划不予引进", "not admitted under the plan"),
    "silent": Text("还没有说明任何需求", "has not said what it needs"),
}


@dataclass
class _Open:
    """An open fact of a site while the leads are gone through."""

    settles: list[LeadEffect] = field(default_factory=list)
    narrows: list[LeadEffect] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    @property
    def value(self) -> float:
        return sum(effect.value for effect in (*self.settles, *self.narrows))


def work_list(catalog: Catalog, leads: Sequence[Lead], on: date, setting: Setting = PLAIN, progress: Progress | None = None) -> WorkList:
    """Every fact that is open about a site that is not ruled out for some open lead, the most settling first.

    What an answer does for one lead depends on that lead alone. `progress(done, total)` is told after each lead.
    """
    found: dict[tuple[str, str], _Open] = {}
    open_leads, left_out = [], []
    for done, lead in enumerate(sorted(leads, key=lambda x: x.id), 1):
        asked, why = _put(catalog, lead, on, setting)
        if asked is None:
            left_out.append(LeftOut(lead=lead.id, title=lead.title, why=why, sentence=_WHY[why]))
        else:
            open_leads.append(OpenLead(lead=lead.id, title=lead.title))
            _gather(found, lead, asked)
        if progress is not None:
            progress(done, len(leads))
    order = sorted(found, key=lambda k: (-len(found[k].settles), -len(found[k].narrows), -round(found[k].value, 4), k[0], _ORDER[k[1]]))
    return WorkList(
        on=on.isoformat(),
        town=catalog.plan.town.title,
        notice=INVENTED if catalog.invented else NOTHING,
        leads=tuple(open_leads),
        left_out=tuple(left_out),
        items=tuple(_item(catalog, rank, *key, found[key]) for rank, key in enumerate(order, 1)),
        total=len(order),
    )


def of_sites(work: WorkList, sites: Sequence[str]) -> WorkList:
    """The part of a work list that concerns some sites; ranks stay those of the whole."""
    items = tuple(i for i in work.items if i.site_id in set(sites))
    return work.model_copy(update={"items": items, "total": len(items)})


def first(work: WorkList, count: int | None) -> WorkList:
    """The first items; all where `count` is None. `total` still says how many there are."""
    return work if count is None else work.model_copy(update={"items": work.items[:count]})


def _put(catalog: Catalog, lead: Lead, on: date, setting: Setting) -> tuple[Put | None, Why]:
    """The lead's need as a question, or why there is none to ask."""
    if lead.stage == "operating" or lead.stage == "shelved":
        return None, lead.stage  # type: ignore[return-value]
    if lead.settled_at:
        return None, "settled"
    if not any(lead.need.stated(name) for name in NEED_LABELS):
        return None, "silent"
    asked = put(catalog, lead.need, on, setting)
    return (None if asked.standing.verdict == "refused" else asked), "refused"


def _gather(found: dict[tuple[str, str], _Open], lead: Lead, asked: Put) -> None:
    """Adds what each open fact would do for one lead."""
    scored = score(asked.ask)
    for w in weighed(asked.catalog, asked.table, scored, [int(r) for r in scored.order()]):
        if not w.question.decides and w.question.settles <= 0:
            continue
        site = asked.catalog.by_id[scored.ask.columns.ids[w.row]]
        fact = found.setdefault((site.id, w.question.field), _Open())
        gates = w.surely or w.question.decides
        effect = LeadEffect(lead=lead.id, title=lead.title, gates=gates, value=w.question.settles)
        (fact.settles if w.surely else fact.narrows).append(effect)
        fact.words |= _unknown_words(site, w.question.field, asked.ask.need)


def _unknown_words(site: Site, fact: str, need: Need) -> set[str]:
    if fact not in WANTED:
        return set()
    known = site.words(fact)
    wanted: set[str] = set(getattr(need, WANTED[fact]))
    return wanted - (known.has | known.lacks) if known else wanted


def _item(catalog: Catalog, rank: int, site_id: str, fact: str, found: _Open) -> WorkItem:
    def told(effects: list[LeadEffect]) -> tuple[LeadEffect, ...]:
        return tuple(sorted(effects, key=lambda e: (-e.value, e.lead)))

    return WorkItem(
        rank=rank,
        site_id=site_id,
        title=catalog.site_title(site_id),
        kind=catalog.by_id[site_id].kind,
        field=fact,
        label=field_label(fact),
        question=field_question(fact),
        words=tuple(sorted(found.words)),
        settles=told(found.settles),
        narrows=told(found.narrows),
        value=round(found.value, 4),
    )
