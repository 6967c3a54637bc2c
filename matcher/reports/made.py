"""Reports as files, for the pages and for the command line: which record, which reader, which form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from matcher.explanation.in_part import MANY, answer
from matcher.explanation.setting import Setting
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import Lang
from matcher.register.overlay import seen_by
from matcher.register.register import Register
from matcher.register.who import VISITOR, Who
from matcher.remedies.deep import Why, why
from matcher.reports.blocks import Paper
from matcher.reports.comparison import chosen, comparison
from matcher.reports.proposal import proposal
from matcher.reports.sections import title_of

ReportKind = Literal["proposal", "comparison", "quarter"]
FORMS = {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".pdf": "application/pdf"}
"""How the name of a file ends -> what it is."""


def proposal_file(catalog: Catalog, need: Need, on: date, setting: Setting, form: str, lang: Lang) -> bytes:
    """Made of what a visitor may see, whoever asks: it is handed to the enterprise, and must not name others or tell the office's notes."""
    title = title_of(catalog, need, lang)
    public = seen_by(catalog, VISITOR)
    paper = proposal(public, answer(public, need, on, setting), _why(public, need, on, setting), title, lang)
    return _written(paper, form)


def comparison_file(catalog: Catalog, need: Need, on: date, setting: Setting, sites: Sequence[str], form: str, lang: Lang) -> bytes:
    """Made of what `catalog` holds: it stays where it was asked for. Raises NoSuchSite."""
    result = answer(catalog, need, on, setting, sites)
    paper = comparison(catalog, result, _why(catalog, need, on, setting), chosen(result, sites), title_of(catalog, need, lang), lang)
    return _written(paper, form)


def quarter_file(register: Register, who: Who, catalog: Catalog, on: date, form: str, lang: Lang) -> bytes:
    """Raises Denied for whom the audit is not open."""
    from matcher.reports.quarter import quarter
    from matcher.reports.quarter_figures import quarter_figures

    return _written(quarter(catalog, quarter_figures(register, who, catalog, on), lang), form)


def _why(catalog: Catalog, need: Need, on: date, setting: Setting) -> Why | None:
    """Nothing where the sites are so many that an answer is explained only in part."""
    return why(catalog, need, on, setting) if len(catalog.sites) <= MANY else None


def _written(paper: Paper, form: str) -> bytes:
    """`form` is one of FORMS. The writers are only loaded here, since they take longer than all else and most runs need neither."""
    if form == ".docx":
        from matcher.reports.paper_docx import paper_docx

        return paper_docx(paper)
    from matcher.reports.paper_pdf import paper_pdf

    return paper_pdf(paper)
