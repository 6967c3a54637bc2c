"""The lexicon of trades -> its words. It is the nation's classification in firms' own words, the same for every town, so it is no part of a pack.

The room of language may open no file; so it is read here, by the same strict reader as a pack, and handed in.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from matcher.catalog.issues import IssueLog, Refused
from matcher.catalog.yaml_tree import Tree, read_yaml
from matcher.model.text import Text
from matcher.model.trade import TradeWords

FOLDER = Path(__file__).resolve().parent / "lexicon"
PROCESSES = "processes.yaml"
_CODE = re.compile(r"\d{2,4}")
_DIVISION = re.compile(r"\d{2}")


@cache
def trade_words(folder: Path = FOLDER) -> TradeWords:
    """Every file of the lexicon, once a run. Raises Refused with what is wrong and where."""
    products: dict[str, tuple[str, ...]] = {}
    processes: dict[str, tuple[str, ...]] = {}
    digest = hashlib.blake2b(digest_size=16)
    logs = []
    for path in sorted(folder.glob("*.yaml")):
        log = IssueLog(path.name)
        logs.append(log)
        raw = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + raw + b"\0")
        tree = read_yaml(raw.decode("utf-8"), log)
        if tree is None:
            continue
        if path.name == PROCESSES:
            processes |= _lists(tree, log, key=None, item=_DIVISION)
        else:
            products |= _lists(tree, log, key=_CODE, item=None)
    issues = [issue for log in logs for issue in log.issues]
    if issues:
        raise Refused(issues)
    return TradeWords(products, processes, digest.hexdigest())


def _lists(tree: Tree, log: IssueLog, *, key: re.Pattern[str] | None, item: re.Pattern[str] | None) -> dict[str, tuple[str, ...]]:
    """A mapping of lists of words; a key or an item that must be a code is held against its shape."""
    found: dict[str, tuple[str, ...]] = {}
    data = tree.data if isinstance(tree.data, dict) else {}
    for name, words in data.items():
        good = isinstance(words, list) and words and all(isinstance(w, str) and w.strip() for w in words)
        if not good or (key and not key.fullmatch(name)) or (item and not all(item.fullmatch(w) for w in words)):
            log.error(
                Text(
                    "应当是“代码: [词, 词]”，工艺是“词: [大类, 大类]”。",
                    "should be `code: [word, word]`, or `word: [division, division]` for processes.",
                ),
                Text("请检查这一项。", "Check this entry."),
                record=name,
                line=tree.line((name,)),
            )
            continue
        if len(set(words)) < len(words):
            twice = sorted({w for w in words if words.count(w) > 1})
            log.error(
                Text("同一项里有重复的词。", "holds a word twice."),
                Text("请删去一个。", "Delete one."),
                record=name,
                line=tree.line((name,)),
                value="、".join(twice),
            )
        found[name] = tuple(words)
    return found
