"""Every page with what one must be allowed to open it: the one list by which the app opens pages and the frame links to them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from secrets import token_hex

import streamlit as st

from matcher.catalog.issues import Refused
from matcher.model.text import Lang
from matcher.register.policy import may
from matcher.register.who import Who
from views import state
from views.notice import notice, tell
from views.words import word


@dataclass(frozen=True)
class Page:
    """`view` is its value in the address, `module` the file in views/, `action` what the policy must allow, `title` its name among the words;
    without a title no link leads to it."""

    view: str
    module: str
    action: str
    title: str = ""


PAGES = (
    Page("", "find", "site.see", "page_find"),
    Page("land", "land", "office.see", "page_land"),
    Page("leads", "leads", "office.see", "page_leads"),
    Page("lead", "lead", "office.see"),
    Page("sides", "sides", "office.see", "sides_title"),
    Page("work", "work", "office.see", "page_work"),
    Page("site", "site", "office.see", "page_site"),
    Page("intake", "intake", "import.take", "page_intake"),
    Page("people", "people", "account.see", "page_people"),
    Page("audit", "audit", "audit.see", "page_audit"),
    Page("account", "account", "account.self"),
    Page("print", "printed", "site.see"),
    Page("compare", "compare", "site.see"),
    Page("receipt", "receipt", "receipt.open", "page_receipt"),
    Page("shared", "shared", "share.open"),
)


def asked() -> Page:
    """The page that the address asks for; the first where there is none of that name."""
    view = st.query_params.get("view", "")
    return next((p for p in PAGES if p.view == view), PAGES[0])


def linked(who: Who) -> list[Page]:
    """The pages that links lead to for a role."""
    return [p for p in PAGES if p.title and may(who, p.action)]


def show() -> None:
    """Runs the page that the address asks for. It opens the office through the frame, which refuses whom the policy does not allow."""
    with guarded(state.lang()):
        import_module(f"views.{asked().module}").page()


@contextmanager
def guarded(lang: Lang) -> Iterator[None]:
    """What goes wrong unforeseen is told with a number; what it was stands in the server's log under that number, and nowhere else."""
    try:
        yield
    except Refused as refusal:  # the register may become unreachable between two reads of one page
        tell(refusal.issues, lang)
    except Exception:
        number = token_hex(4)
        logging.getLogger("matcher").exception("page %s failed, number %s", asked().view or "find", number)
        notice("refused", word("page_failed", lang, number=number))
