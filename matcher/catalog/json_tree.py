"""JSON as the same kind of tree that strict YAML gives: every value as text, so that one reader serves both."""

from __future__ import annotations

import json
from typing import Any

from matcher.catalog.issues import IssueLog
from matcher.catalog.yaml_tree import MAX_DEPTH, Tree
from matcher.model.text import Text


class _Twice(ValueError):
    """A key that stands twice in one object."""


def read_json(text: str, log: IssueLog) -> Tree | None:
    """The document as a tree; None where it is no JSON at all (nothing is logged) or holds what is refused (which is). A null is left out."""
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str)
        return Tree(_as_text(data, 0), {(): 1})
    except _Twice as fault:
        log.error(
            Text("同一个键写了两次。", "the same key stands twice."),
            Text("请合并，或删去一个。", "Merge them, or delete one."),
            field=str(fault),
            line=1,
        )
    except RecursionError:
        log.error(Text("嵌套太深。", "is nested too deeply."), Text("请减少层级。", "Use fewer levels."), line=1)
    except json.JSONDecodeError:
        pass
    return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _as_text(value: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(value, dict):
        return {_whole(k): _as_text(v, depth + 1) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_as_text(v, depth + 1) for v in value if v is not None]
    return ("yes" if value else "no") if isinstance(value, bool) else _whole(str(value))


def _whole(text: str) -> str:
    """Text that can be written again: half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
