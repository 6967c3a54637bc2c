"""Strict YAML: every scalar stays the text it was written as, and every place remembers its line.

Refused: duplicate keys, anchors and aliases, tags, and in a pack a bare `no` or `0111`, which other readers would turn into a
truth value or another number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from matcher.catalog.issues import IssueLog
from matcher.model.text import Text

Path = tuple[str | int, ...]
MAX_DEPTH = 20
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where the wheel carries it: ten times faster, and it gives '' where the other gives None for a plain style."""

_AMBIGUOUS = re.compile(r"(?i)^(y|n|yes|no|on|off|true|false|null|~|0\d+|0x[0-9a-f]+|0o[0-7]+|[-+]?\d[\d_]*_\d+|\d+:\d\d(:\d\d)?)$")


@dataclass
class Tree:
    """A document as nested dicts, lists and strings, and the line on which each path begins (from 1)."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest place above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, log: IssueLog, *, refuse_ambiguous: bool = True) -> Tree | None:
    """The document as a tree, or None after an error was logged."""
    before = len(log.issues)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                log.error(
                    Text("嵌套太深。", "is nested too deeply."),
                    Text("请减少层级。", "Use fewer levels."),
                    line=event.start_mark.line + 1 if event.start_mark else 0,
                )
                return None
            if isinstance(event, yaml.events.AliasEvent) or getattr(event, "anchor", None):
                log.error(
                    Text("用了锚点或别名（& 或 *）。", "uses an anchor or alias (& or *)."),
                    Text(
                        "请把内容直接写出来；以 * 或 & 开头的文字请加引号。", "Write the content out; quote text that begins with * or &."
                    ),
                    line=event.start_mark.line + 1 if event.start_mark else 0,
                )
                return None
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        log.error(
            Text("这里的写法不是有效的 YAML。", "this is not valid YAML here."),
            Text("请检查缩进、冒号后的空格和引号是否成对。", "Check the indentation, the space after colons, and that quotes are paired."),
            line=mark.line + 1 if mark else 0,
            value=fault.problem or "",
        )
        return None
    except (yaml.YAMLError, RecursionError):
        log.error(
            Text("这个文件不是可读的 YAML 文本。", "this file is not readable YAML text."),
            Text("请另存为 UTF-8 文本。", "Save it as UTF-8 text."),
        )
        return None
    if root is None:
        log.error(Text("文件是空的。", "the file is empty."), Text("请填写内容。", "Fill it in."))
        return None
    tree = Tree()
    tree.data = _walk(root, (), tree, log, refuse_ambiguous)
    return None if len(log.issues) > before else tree


def _walk(node: yaml.Node, path: Path, tree: Tree, log: IssueLog, refuse_ambiguous: bool) -> Any:
    line = node.start_mark.line + 1
    tree.lines.setdefault(path, line)
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(getattr(key_node, "value", ""))
            at = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or key == "<<":
                log.error(Text("键必须是文字。", "a key must be a plain word."), Text("请改成一个词。", "Make it one word."), line=at)
            elif key in out:
                log.error(
                    Text("同一个键写了两次。", "the same key stands twice."),
                    Text("请合并，或删去一个。", "Merge them, or delete one."),
                    line=at, field=key,
                )  # fmt: skip
            else:
                tree.lines[(*path, key)] = at
                out[key] = _walk(value_node, (*path, key), tree, log, refuse_ambiguous)
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_walk(item, (*path, i), tree, log, refuse_ambiguous) for i, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    value = str(node.value)
    if refuse_ambiguous and not node.style and _AMBIGUOUS.match(value):
        log.error(
            Text("没有加引号，别的程序会把它读成别的意思。", "stands without quotes; other programs would read it as something else."),
            Text(f"请写成 '{value}'。", f"Write '{value}'."),
            line=line, field=next((p for p in reversed(path) if isinstance(p, str)), ""), value=value,
        )  # fmt: skip
    return value
