"""What the page says on its own account: refused, beware, or good to know. Plain text throughout, since Streamlit's own boxes would read
the words of an enterprise as Markdown and make links and pictures of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from matcher.catalog.issues import Issue
from matcher.model.text import Lang
from views.html import h, join, show
from views.words import word

Tone = Literal["refused", "caution", "note"]
SHOWN = 20
"""Sentences told at once: more than these nobody reads, and a browser draws them slowly."""
ROLES: dict[Tone, str] = {"refused": "alert", "caution": "alert", "note": "status"}
"""How a screen reader takes it: an alert is read out at once."""


def notice(tone: Tone, text: str, lines: Iterable[str] = ()) -> None:
    """One block: a sentence, and beneath it what belongs to it, line by line."""
    listed = join([h("<li>{}</li>", line) for line in lines])
    head = h("<p>{}</p>", text) if text else ""
    show(h('<div class="notice {}" role="{}">{}{}</div>', tone, ROLES[tone], head, h("<ul>{}</ul>", listed) if listed else ""))


def tell(issues: Sequence[Issue], lang: Lang, head: str = "", tone: Tone = "refused") -> None:
    """What was refused, or left out, sentence by sentence; of very many the first and how many follow."""
    told = list(dict.fromkeys(issue.told(lang) for issue in issues))
    more = [word("and_more", lang, n=len(told) - SHOWN)] if len(told) > SHOWN else []
    notice(tone, head, [*told[:SHOWN], *more])
