"""A need as somebody wrote it -> a Need: words found in the pack's lists, figures checked, nothing guessed."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping
from typing import Any

from matcher.catalog.issues import IssueLog
from matcher.catalog.validate import validate
from matcher.catalog.yaml_tree import Tree
from matcher.model.need import Need
from matcher.model.text import Text
from matcher.model.vocabulary import MOST_WORDS, Vocabulary

LIST_WORDS = {"processes": "process", "processes_not": "process", "near": "near", "special": "special"}
ONE_WORD = {"space": "space", "tenure": "tenure", "fire_class": "fire_class"}
YES_NO = ("discharges_wastewater", "processes_all", "ground_floor")
NEED_FIELDS = tuple(Need.model_fields)
FREE_TEXT = ("id", "name", "industry_text", "location_text")
UNSTATED: tuple[Any, ...] = ("", None, [], "null", "~")
"""What a file writes for a field that it leaves open."""


def read_need(tree: Tree, vocabularies: Mapping[str, Vocabulary], log: IssueLog) -> Need | None:
    """The need in a tree of strings, or None after every mismatch was logged."""
    if not isinstance(tree.data, dict):
        log.error(
            Text("应当是一组“字段: 值”。", "should be a group of `field: value`."),
            Text("例如 land_mu_min: 20。", "For example land_mu_min: 20."),
            line=1,
        )
        return None
    before = len(log.issues)
    data: dict[str, Any] = {k: _plain(k, v) for k, v in tree.data.items() if v not in UNSTATED}
    for field, value in list(data.items()):
        where: dict[str, Any] = {"line": tree.line((field,)), "field": field}
        if field in LIST_WORDS:
            items = (
                value
                if isinstance(value, list)
                else [p.strip() for p in str(value).replace("，", ";").replace("、", ";").replace(",", ";").split(";")]
            )
            said = list(dict.fromkeys(str(i).strip() for i in items if str(i).strip()))
            if len(said) > MOST_WORDS:
                log.error(
                    Text(f"列了 {len(said)} 个词，最多 {MOST_WORDS} 个。", f"names {len(said)} words; {MOST_WORDS} is the most."),
                    Text("请只留要紧的。", "Keep those that matter."),
                    **where,
                )
                continue
            data[field] = tuple(dict.fromkeys(_token(s, vocabularies[LIST_WORDS[field]], log, where) for s in said))
        elif field in ONE_WORD and isinstance(value, str):
            data[field] = _token(value, vocabularies[ONE_WORD[field]], log, where)
        elif field in YES_NO and isinstance(value, str):
            data[field] = vocabularies["yes_no"].find(value) == "yes" if vocabularies["yes_no"].find(value) else value
        elif field == "industry" and isinstance(value, str):
            data[field] = _token(value, vocabularies["industry"], log, where)
        elif field in NEED_FIELDS and not isinstance(value, str):
            log.error(Text("应当只有一个值。", "takes one value."), Text("请只写一个值。", "Write one value."), **where)
    for field in (f for f in data if f not in NEED_FIELDS):
        close = difflib.get_close_matches(field, NEED_FIELDS, 1)
        log.error(
            Text("需求里没有这个字段。", "is no field of a need."),
            Text(f"是不是 {close[0]}？", f"Did you mean {close[0]}?") if close else Text("字段见 docs/needs.md。", "The fields are listed in docs/needs.md."),
            line=tree.line((field,)), field=field,
        )  # fmt: skip
    if len(log.issues) > before:
        return None
    return validate(Need, Tree(data, tree.lines), log)


def _plain(field: str, value: Any) -> Any:
    """Full-width figures and letters as plain ones, except in what somebody wrote in their own words."""
    return unicodedata.normalize("NFKC", value) if isinstance(value, str) and field not in FREE_TEXT else value


def _token(said: str, vocabulary: Vocabulary, log: IssueLog, where: dict[str, Any]) -> str:
    token = vocabulary.find(said)
    if token is None:
        allowed = [f"{w.token}（{w.name.zh}）" for w in vocabulary.words]
        allowed_en = [f"{w.token} ({w.name.en})" for w in vocabulary.words]
        log.error(
            Text("不在词表里。", "is not in the list."),
            Text(f"可用：{'、'.join(allowed)}。", f"Allowed: {', '.join(allowed_en)}."),
            value=said, **where,
        )  # fmt: skip
        return said
    return token
