"""Every lead against every site as a table: status by colour, shape and word, the first choice in a thick frame."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from matcher.model.text import Lang
from matcher.model.vocabulary import SITE_STATUS
from matcher.office.sides_records import Cell, Matrix, MatrixRow, MatrixSite
from matcher.reports.bars import points
from matcher.rules.registry import gate_label
from views import site_marks
from views.html import h, join
from views.words import word

COLUMNS = 40
"""Sites drawn at most, where there are more."""
DEEPEST = 10
"""How far down the leads' rankings one looks for sites to draw."""
STRONG = 60
"""From so many points on an open cell is drawn in the stronger amber, as on the map."""
WIDE = 60
"""A range of so many points or more says too little, and is hatched."""


def shown_sites(matrix: Matrix, chosen: str) -> tuple[list[int], int]:
    """(columns to draw, how deep): all where they are few, else those among the first so many of some lead; the chosen site always.

    The sites that most leads like best come first.
    """
    firsts = Counter(i for row in matrix.rows for i, cell in enumerate(row.cells) if cell.rank == 1)
    served = Counter(i for row in matrix.rows for i, cell in enumerate(row.cells) if cell.rank)
    every = range(len(matrix.sites))
    deep, drawn = 0, set(every)
    if len(matrix.sites) > COLUMNS:
        within = {k: {i for row in matrix.rows for i, c in enumerate(row.cells) if c.rank and c.rank <= k} for k in range(1, DEEPEST + 1)}
        deep = max((k for k, found in within.items() if len(found) <= COLUMNS), default=1)
        drawn = within[deep] | {i for i in every if matrix.sites[i].site_id == chosen}
    return sorted(drawn, key=lambda i: (-firsts[i], -served[i], matrix.sites[i].site_id)), deep


def table(matrix: Matrix, columns: list[int], chosen: str, lang: Lang) -> Markup:
    head = join(
        h(
            '<th scope="col"{}><a href="{}" target="_self">{}</a></th>',
            Markup(' class="on"') if matrix.sites[i].site_id == chosen else Markup(""),
            site_marks.address(matrix.sites[i].site_id),
            matrix.sites[i].title.say(lang),
        )
        for i in columns
    )
    return h(
        '<div class="mxbox" tabindex="0" role="region" aria-label="{}"><table class="mx"><thead><tr><th scope="col" class="corner">{}</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        word("sides_box", lang),
        word("sides_who", lang),
        head,
        join(_row(row, matrix.sites, columns, lang) for row in matrix.rows),
    )


def cell_address(lead_id: str, site_id: str) -> str:
    """The address of a lead's ranking with one site open."""
    return site_marks.address(site_id, "", lead=lead_id)


def lead_link(lead_id: str, name: str) -> Markup:
    """A lead's name that opens its own ranking, in the same language and pack."""
    kept = {k: v for k in ("lang", "pack") if (v := st.query_params.get(k))}
    return h('<a href="?{}" target="_self">{}</a>', urlencode({**kept, "lead": lead_id}), name)


def tier_tag(tier: str, name: str) -> Markup:
    return h('<span class="tg tg-{}">{}</span>', tier, name)


def _row(row: MatrixRow, sites: tuple[MatrixSite, ...], columns: list[int], lang: Lang) -> Markup:
    tier = row.tier_name.say(lang)
    if row.verdict == "conditional":
        tier += " · " + word("by_approval", lang)
    head = h('<th scope="row">{}<small>{}</small></th>', lead_link(row.lead_id, row.name.say(lang)), tier)
    if not row.cells:
        said = h("<span>{} {}</span>", tier_tag(row.tier, row.tier_name.say(lang)), word("sides_refused_row", lang))
        return h('<tr>{}<td colspan="{}"><div class="none">{}</div></td></tr>', head, max(1, len(columns)), said)
    return h("<tr>{}{}</tr>", head, join(_cell(row, sites[i], row.cells[i], lang) for i in columns))


def _cell(row: MatrixRow, site: MatrixSite, cell: Cell, lang: Lang) -> Markup:
    parts = {"lead": row.name.say(lang), "site": site.title.say(lang)}
    if cell.status == "out":
        gates = ("、" if lang == "zh" else ", ").join(gate_label(g).say(lang) for g in cell.failed)
        title = word("sides_cell_out", lang, **parts, gates=gates)
        if "availability" in cell.failed:
            return h('<td><div class="c gone" title="{}">{}</div></td>', title, word("sides_gone", lang))
        out = SITE_STATUS.label("out").say(lang)
        return h(
            '<td><div class="c out" title="{}"><a href="{}" target="_self"><i class="g g-out" aria-hidden="true"></i><span class="sr">{}</span></a></div></td>',
            title,
            cell_address(row.lead_id, site.site_id),
            out,
        )
    assert cell.score is not None
    assert cell.low is not None
    assert cell.high is not None
    status = SITE_STATUS.label(cell.status).say(lang)
    figures = {"score": points(cell.score), "low": points(cell.low), "high": points(cell.high)}
    link = cell_address(row.lead_id, site.site_id)
    title = word("sides_cell", lang, **parts, **figures, status=status, rank=cell.rank, place=cell.place)
    return h(
        '<td><div class="c {}{}" title="{}"><a href="{}" target="_self"><b>{}</b><small>{}–{}</small><span class="sr">{}</span></a></div></td>',
        cell.status if cell.status == "fits" else f"ask {shade(cell.score, cell.low, cell.high)}",
        " best" if cell.rank == 1 else "",
        title,
        link,
        figures["score"],
        figures["low"],
        figures["high"],
        status,
    )


def shade(score: float, low: float, high: float) -> str:
    """How an open cell is drawn: hatched where the range is wide, else in one of two ambers."""
    if high - low >= WIDE:
        return "q0"
    return "q2" if score >= STRONG else "q1"


def legend(lang: Lang) -> Markup:
    cross = h('<i class="g g-out" aria-hidden="true"></i>')
    rows = [
        ("fits", "", word("sides_key_fits", lang)),
        ("ask q2", "", word("sides_key_q2", lang, n=STRONG)),
        ("ask q1", "", word("sides_key_q1", lang, n=STRONG)),
        ("ask q0", "", word("sides_key_q0", lang, n=WIDE)),
        ("out", cross, word("sides_key_out", lang)),
        ("gone", "", word("sides_key_gone", lang)),
        ("best", "", word("sides_key_best", lang)),
    ]
    return h(
        '<ul class="mxlg">{}</ul>', join(h('<li><span class="c {}">{}</span>{}</li>', look, inside, said) for look, inside, said in rows)
    )
