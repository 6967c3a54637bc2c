"""environment.yaml held against the rest of the pack: its processes, codes and amounts are ones that a need can state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matcher.catalog.citations import SPELLING
from matcher.catalog.crosscheck import NO_CODE, REPEATED
from matcher.catalog.issues import IssueLog
from matcher.catalog.yaml_tree import Path, Tree
from matcher.model.environment import Environment
from matcher.model.pack import WordLists
from matcher.model.text import Text

NO_PROCESS = Text("没有这个工艺。", "names a process that words.yaml does not have.")
NO_USAGE = Text("amounts 里没有这项用量。", "turns on an amount that `amounts` does not name.")
NAME_IT = Text("请在 amounts 里写明它属于哪个工艺、怎么问。", "Name it there, with its process and its question.")
STATED_TWICE = Text("这项用量写了两次。", "names an amount twice.")
KEEP_ONE = Text("请只留一次。", "Keep one of them.")


def hold_environment(found: Environment, words: WordLists, codes: frozenset[str], tree: Tree, log: IssueLog) -> None:
    processes = {w.token for w in words.processes}
    known: set[str] = set()
    for i, usage in enumerate(found.amounts):
        place = _place(usage.field, ("amounts", i), tree)
        if usage.field in known:
            log.error(STATED_TWICE, KEEP_ONE, field="field", value=usage.field, **place)
        known.add(usage.field)
        _hold(log, NO_PROCESS, "process", (usage.process,), processes, place)
    seen: set[str] = set()
    for i, rule in enumerate(found.rules):
        place = _place(rule.id, ("rules", i), tree)
        if rule.id in seen:
            log.error(*REPEATED, field="id", value=rule.id, **place)
        seen.add(rule.id)
        _hold(log, NO_PROCESS, "processes", rule.processes, processes, place)
        _hold(log, NO_CODE, "codes", rule.codes, codes, place)
        _hold(log, NO_CODE, "trades", rule.trades, codes, place)
        if rule.amount and rule.amount.field not in known:
            log.error(NO_USAGE, NAME_IT, field="amount", value=rule.amount.field, **place)


def _place(record: str, path: Path, tree: Tree) -> dict[str, Any]:
    return {"record": record, "line": tree.line(path)}


def _hold(log: IssueLog, fault: Text, field: str, said: Iterable[str], allowed: Iterable[str], place: dict[str, Any]) -> None:
    for one in said:
        if one not in allowed:
            log.error(fault, SPELLING, field=field, value=one, **place)
