"""The one door through which an import is taken: everything it holds, or nothing.

Today only facts of known sites have a home, as answers with the file as their source. New sites and leads are told as accepted, and refused here
until there is a register to keep them.
"""

from __future__ import annotations

from dataclasses import dataclass

from matcher.catalog.answer_store import AnswerStore
from matcher.catalog.issues import ASKER, Issue, Refused, errors
from matcher.exchange.imported import Imported
from matcher.exchange.refusals import refused
from matcher.exchange.site_answers import answers_of
from matcher.model.text import Text

_NO_HOME = Text(
    "有 {s} 处新地块、{l} 条企业需求现在还没有地方存放，所以什么都没有存。",
    "holds {s} new sites and {l} leads for which there is no place yet, so nothing was stored.",
)
_DRY_RUN = Text(
    "请用 --dry-run 检查；已有地块的更新请单独成表。", "Use --dry-run to check; put updates of known sites into a table of their own."
)
_NOTHING = Text("没有可以存的内容，什么都没有存。", "holds nothing that can be stored; nothing was.")
_ADD = Text("请检查表格。", "Check the table.")


@dataclass(frozen=True, slots=True)
class Taken:
    """How much was stored."""

    sites: int
    facts: int


def take(found: Imported, store: AnswerStore) -> Taken:
    """Stores an import in one write. Raises Refused, with every reason, where any part of it cannot be stored; then nothing was."""
    faults = errors(list(found.issues))
    if faults:
        raise Refused(faults)
    new = sum(not s.known for s in found.sites)
    if new or found.leads:
        raise refused(found.source, _NO_HOME.fill(s=str(new), l=str(len(found.leads))), _DRY_RUN)
    answers = [a for site in found.sites for a in answers_of(site, found.source)]
    if not answers:
        raise Refused([Issue("error", found.source, "", 0, "", "", _NOTHING, _ADD, ASKER)])
    store.add_all(answers)
    return Taken(len(found.sites), len(answers))
