"""The table of a comparison: a column a site, a row a gate, a criterion or a fact; what differs is marked, and what is best so far is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from matcher.explanation.reasons import cited
from matcher.explanation.records import GateRecord, Match
from matcher.model.catalog import Catalog
from matcher.model.fields import field_label, field_question
from matcher.model.pack import OFFICE_DEFAULT
from matcher.model.text import NOTHING, Lang, Text
from matcher.model.vocabulary import KIND, SITE_STATUS
from matcher.reports.bars import points
from matcher.reports.comparison import Site, facts_known, gate_of
from matcher.reports.on_record import on_record
from matcher.reports.site_words import site_position, site_state
from matcher.rules.registry import GATES
from views.bars import part_bar, range_bar, spread
from views.html import h, join
from views.tables import shortfall
from views.verdict import cite
from views.words import word

ASKED = 4
"""Questions of a site told at most."""
Three = tuple[float, float, float]
"""Lowest, value, highest."""
GLYPH = {"pass": "fits", "fail": "out", "unknown": "ask"}
NONE = h('<span class="muted">—</span>')


@dataclass(frozen=True)
class Row:
    """One line; `differs` says that the sites do not all say the same."""

    label: Markup
    name: str
    cells: tuple[Markup, ...]
    differs: bool


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]


def ahead(values: Sequence[Three | None]) -> tuple[int, bool] | None:
    """(which one is best, whether surely so): surely where its lowest is above every other's highest, so far where only its value is.
    None where fewer than two can be compared, or the best are equal."""
    known = [(i, v) for i, v in enumerate(values) if v is not None]
    if len(known) < 2:
        return None
    best, found = max(known, key=lambda pair: pair[1][1])
    others = [v for i, v in known if i != best]
    if any(points(v[1]) == points(found[1]) for v in others):
        return None
    return best, all(found[0] > v[2] for v in others)


def sections(catalog: Catalog, sites: Sequence[Site], changes: Mapping[str, Text], lang: Lang) -> list[Section]:
    """All rows in the order in which one weighs a site. `changes`: site -> what would put it first, or make it fit."""
    parts = [
        (word("compare_whole", lang), [_score(sites, lang)]),
        (word("compare_gates", lang), list(_gates(sites, lang))),
        (word("contributions", lang), list(_parts(sites, lang))),
        (word("compare_record", lang), list(_facts(catalog, sites, lang))),
        (word("compare_next", lang), list(_next(sites, changes, lang))),
    ]
    return [Section(title, tuple(rows)) for title, rows in parts if rows]


def table(catalog: Catalog, sites: Sequence[Site], found: Sequence[Section], lang: Lang, *, only_different: bool = False) -> Markup:
    heads = join([_head(catalog, n, s, lang) for n, s in enumerate(sites, 1)])
    body = []
    for section in found:
        rows = [r for r in section.rows if r.differs or not only_different]
        if rows:
            body.append(h('<tr class="sec"><th colspan="{}" scope="colgroup"><span>{}</span></th></tr>', len(sites) + 1, section.title))
            body += [_line(r, lang) for r in rows]
    return h(
        '<div class="cmpbox" tabindex="0" role="region" aria-label="{}"><table class="cmp" style="--n:{}"><thead><tr>'
        '<th scope="col" class="corner">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>',
        word("compare_box", lang),
        len(sites),
        word("col_site", lang),
        heads,
        join(body),
    )


def _head(catalog: Catalog, number: int, site: Site, lang: Lang) -> Markup:
    meta = [KIND.label(site.kind), site_state(catalog, site.site_id), site_position(catalog, site.site_id)]
    return h(
        '<th scope="col"><span class="no">{}</span> <b>{}</b><small>{}</small></th>',
        number,
        site.title.say(lang),
        " · ".join(m.say(lang) for m in meta),
    )


def _line(row: Row, lang: Lang) -> Markup:
    mark = h('<small class="dif">≠ {}</small>', word("compare_differs", lang)) if row.differs else Markup("")
    cells = join([h('<td data-l="{} · {}">{}</td>', n, row.name, c) for n, c in enumerate(row.cells, 1)])
    return h('<tr{}><th scope="row">{}{}</th>{}</tr>', Markup(' class="d"') if row.differs else Markup(""), row.label, mark, cells)


def _row(name: str, label: Markup, sites: Sequence[Site], made: Callable[[Site], Markup], said: Callable[[Site], object]) -> Row:
    """A site of which nothing is told in a row (None) makes no difference in it."""
    told = {repr(value) for s in sites if (value := said(s)) is not None}
    return Row(label, name, tuple(made(s) for s in sites), len(told) > 1)


def _status(kind: str, text: str) -> Markup:
    return h('<span class="st st-{}"><i class="g g-{}" aria-hidden="true"></i>{}</span>', kind, kind, text)


def _best(mark: tuple[int, bool] | None, at: int, lang: Lang) -> Markup:
    if mark is None or mark[0] != at:
        return Markup("")
    return h('<span class="best {}">{}</span>', "sure" if mark[1] else "sofar", word("best_sure" if mark[1] else "best_sofar", lang))


def _score(sites: Sequence[Site], lang: Lang) -> Row:
    mark = ahead([(s.low, s.score, s.high) if isinstance(s, Match) else None for s in sites])

    def made(site: Site) -> Markup:
        if not isinstance(site, Match):
            return h("{}<p>{}</p>", _status("out", SITE_STATUS.label("out").say(lang)), word("compare_not_scored", lang))
        status = word(f"status_{site.status}", lang, n=sum(g.outcome == "unknown" for g in site.gates))
        figures = h('<p class="sc"><b>{}</b> <span>{}–{}</span></p>', *(points(v) for v in (site.score, site.low, site.high)))
        rank = h('<span class="muted small">{}</span>', word("rank_list", lang, n=site.rank))
        best = _best(mark, list(sites).index(site), lang)
        return h("{} {}{}{}{}", _status(site.status, status), rank, figures, range_bar(site, lang, small=True), best)

    name = word("compare_score", lang)
    return _row(name, h("{}", name), sites, made, lambda s: (points(s.low), points(s.high)) if isinstance(s, Match) else "out")


def _gates(sites: Sequence[Site], lang: Lang) -> Iterator[Row]:
    for gate in GATES:
        records = {s.site_id: gate_of(s, gate.name) for s in sites}
        there = [r for r in records.values() if r is not None]
        if not there:
            continue
        asked = {r.threshold_text.say(lang) for r in there}
        same = next(iter(asked)) if len(asked) == 1 else ""
        name, told = gate.label.say(lang), word("compare_asked", lang, value=same) if same else ""
        label = h("{}<small>{}</small>", name, told)
        yield _row(
            f"{name} {told}".strip(), label, sites, lambda s, r=records, one=same: _gate(r[s.site_id], bool(one), lang),  # type: ignore[misc]
            lambda s, r=records: (g.outcome, g.value_text.zh) if (g := r[s.site_id]) else None,  # type: ignore[misc]
        )  # fmt: skip


def _gate(gate: GateRecord | None, told: bool, lang: Lang) -> Markup:
    """How a site stands at a gate; `told` says that what is asked for stands in the row's head."""
    if gate is None:
        return NONE
    value = gate.value_text.say(lang)
    held = (
        h('<span class="unk"><span>{}</span></span>', value or word("unknown", lang))
        if gate.outcome == "unknown"
        else h("<b>{}</b>", value)
    )
    parts = [h("<p>{} {}</p>", _status(GLYPH[gate.outcome], word(f"gate_{gate.outcome}", lang)), held)]
    if not told:
        parts.append(h('<p class="small">{}</p>', word("compare_asked", lang, value=gate.threshold_text.say(lang))))
    if gate.margin is not None:
        key = "margin_over" if gate.outcome == "pass" else "margin_short"
        parts.append(
            h('<p class="small">{}</p>', word(key, lang, value=shortfall(gate.model_copy(update={"margin": abs(gate.margin)}), lang)))
        )
    if gate.gate == "availability" and gate.outcome == "fail":
        parts.append(h('<p class="small">{}</p>', gate.sentence.say(lang)))
    own = gate.citation.source == OFFICE_DEFAULT  # that the office set it says nothing about this site
    return h("{}{}", join(parts), "" if own else cite(gate.citation, lang))


def _parts(sites: Sequence[Site], lang: Lang) -> Iterator[Row]:
    matches = [s for s in sites if isinstance(s, Match)]
    if not matches:
        return
    widest = 100 * max((c.weight for c in matches[0].contributions), default=1.0)
    for n, first in enumerate(matches[0].contributions):
        of = {m.site_id: m.contributions[n] for m in matches}
        mark = ahead([(c.low, c.value, c.high) if (c := of.get(s.site_id)) else None for s in sites])

        def made(site: Site, of=of, mark=mark) -> Markup:  # type: ignore[no-untyped-def]
            if site.site_id not in of:
                return NONE
            c = of[site.site_id]
            best = _best(mark, list(sites).index(site), lang)
            told = h('<p class="small">{} {}</p>', c.sentence.say(lang), cite(c.citation, lang))
            return h("<p><b>{}</b>{} {}</p>{}{}", points(c.value), spread(c), best, part_bar(c, widest), told)

        name = first.label.say(lang)
        label = h("{}<small>{}</small>", name, word("compare_most", lang, n=points(100 * first.weight)))

        def said(site: Site, of=of) -> object:  # type: ignore[no-untyped-def]
            return (points(of[site.site_id].low), points(of[site.site_id].high)) if site.site_id in of else None

        yield _row(name, label, sites, made, said)


def _facts(catalog: Catalog, sites: Sequence[Site], lang: Lang) -> Iterator[Row]:
    for fact in facts_known(catalog, sites):
        name = field_label(fact).say(lang)
        yield _row(
            name, h("{}", name), sites, lambda s, f=fact: fact_cell(catalog, s.site_id, f, lang),  # type: ignore[misc]
            lambda s, f=fact: on_record(catalog, catalog.by_id[s.site_id], f).zh,  # type: ignore[misc]
        )  # fmt: skip


def fact_cell(catalog: Catalog, site: str, fact: str, lang: Lang) -> Markup:
    """What is on record of a fact, with its clause, and what another source says instead."""
    told, proof = on_record(catalog, catalog.by_id[site], fact).say(lang), catalog.evidence.get((site, fact))
    if not told or proof is None:
        return h('<span class="unk"><span>{}</span></span>', word("unknown", lang)) if field_question(fact) != NOTHING else NONE
    other = Markup("")
    if proof.other_citation:
        other = h('<p class="small">≠ {} {}</p>', proof.other_value, cite(cited(catalog, proof.other_citation), lang))
    day = h('<span class="muted small">{}</span>', proof.as_of)
    return h("<p>{} {}</p>{} {}", told, day, cite(cited(catalog, proof.citation), lang), other)


def _next(sites: Sequence[Site], changes: Mapping[str, Text], lang: Lang) -> Iterator[Row]:
    def questions(site: Site) -> Markup:
        asked = site.ask_first[:ASKED] if isinstance(site, Match) else ()
        return h('<ol class="qs">{}</ol>', join([h("<li>{}</li>", q.question.say(lang)) for q in asked])) if asked else NONE

    ask = word("ask_first", lang)
    yield _row(ask, h("{}", ask), sites, questions, lambda s: [q.field for q in s.ask_first[:ASKED]] if isinstance(s, Match) else None)
    if any(s.site_id in changes for s in sites):
        name = word("compare_lead", lang)
        none = Text("—", "—")
        yield _row(name, h("{}", name), sites, lambda s: h("{}", changes.get(s.site_id, none).say(lang)), lambda s: changes.get(s.site_id))
