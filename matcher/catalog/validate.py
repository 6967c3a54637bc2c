"""Holds a tree against a model and tells every mismatch by file, record, line and field, in both languages."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from matcher.catalog.issues import IssueLog
from matcher.catalog.yaml_tree import Path, Tree
from matcher.model.text import Text

M = TypeVar("M", bound=BaseModel)

_SAYS: dict[str, tuple[Text, Text]] = {
    "missing": (Text("缺少这一项。", "is missing."), Text("请补上。", "Add it.")),
    "extra_forbidden": (
        Text("没有这个字段。", "is no field of this record."),
        Text("请检查拼写，或删去。", "Check the spelling, or delete it."),
    ),
    "float_parsing": (
        Text("不是数字。", "is not a number."),
        Text("请只写数字，单位在字段名里。", "Write the number alone; the unit stands in the field's name."),
    ),
    "int_parsing": (Text("不是整数。", "is not a whole number."), Text("请只写整数。", "Write a whole number.")),
    "bool_parsing": (Text("不是“是”或“否”。", "is neither yes nor no."), Text("请写 yes 或 no。", "Write yes or no.")),
    "finite_number": (Text("不是有限的数字。", "is not a finite number."), Text("请写一个数字。", "Write a number.")),
    "month": (Text("不是“年-月”。", "is not a month."), Text("请写成 2027-06。", "Write it as 2027-06.")),
    "string_type": (Text("应当是一段文字。", "should be text."), Text("请写成一段文字。", "Write it as text.")),
    "tuple_type": (Text("应当是一个列表。", "should be a list."), Text("请写成 [甲, 乙]。", "Write it as [a, b].")),
    "dict_type": (Text("应当是一组字段。", "should be a group of fields."), Text("请按“字段: 值”写。", "Write it as `field: value`.")),
    "two_lines": (
        Text("同时写了 at_least 和 more_than。", "has both at_least and more_than."),
        Text("请只留一个。", "Keep one of them."),
    ),
    "turns_on": (
        Text(
            "应当看工艺（processes、codes）或看用量（amount），二者取一。",
            "should turn on processes (and codes) or on an amount, one of the two.",
        ),
        Text("两样都管的，请分成两条。", "Where both count, make two rules of it."),
    ),
    "no_milder": (
        Text("or_only 与 leads_to 相同。", "has an or_only that is its leads_to."),
        Text("or_only 请写更宽的一档，或删去。", "Let or_only be a milder class, or leave it out."),
    ),
    "model_type": (Text("应当是一组字段。", "should be a group of fields."), Text("请按“字段: 值”写。", "Write it as `field: value`.")),
}


def validate(model: type[M], tree: Tree, log: IssueLog, prefix: Path = ()) -> M | None:
    """The tree as a model, or None after each mismatch was logged."""
    try:
        return model.model_validate(tree.data)
    except ValidationError as fault:
        for detail in fault.errors(include_url=False):
            _tell(detail, tree, log, prefix)
        return None


def _tell(detail: ErrorDetails, tree: Tree, log: IssueLog, prefix: Path) -> None:
    path: Path = (*prefix, *detail["loc"])
    message, mend = _SAYS.get(detail["type"], (None, None))
    context = detail.get("ctx", {})
    if message is None or mend is None:
        message, mend = _limits(detail["type"], context, detail["msg"])
    log.error(
        message, mend,
        record=_record(path, tree.data),
        line=tree.line(path),
        field=".".join(str(p) for p in path[-2:] if not isinstance(p, int)),
        value=str(detail["input"]) if isinstance(detail["input"], str | int | float) else "",
    )  # fmt: skip


def _limits(kind: str, context: dict[str, Any], raw: str) -> tuple[Text, Text]:
    bounds = {"greater_than": "> {gt}", "greater_than_equal": "≥ {ge}", "less_than_equal": "≤ {le}", "less_than": "< {lt}"}
    if kind in bounds:
        limit = bounds[kind].format(**context)
        return Text(f"超出允许的范围（{limit}）。", f"lies outside what is allowed ({limit})."), Text(
            "请核对数值和单位。", "Check the figure and its unit."
        )
    if kind == "least_above_most":
        return Text("{low} 大于 {high}。", "has {low} above {high}.").fill(**context), Text(
            "请把小的写在前面。", "Put the smaller one first."
        )
    if kind == "used_and_not":
        return Text("既写了用、又写了不用：{both}。", "names as used and as not used: {both}.").fill(**context), Text(
            "请从其中一处删去。", "Take it out of one of the two."
        )
    if kind in ("string_too_long", "too_long"):
        most = str(context.get("max_length", ""))
        return Text("超过 {m} 字。", "is longer than {m}.").fill(m=most), Text("请缩短。", "Shorten it.")
    if kind in ("string_too_short", "too_short"):
        least = str(context.get("min_length", ""))
        return Text("少于 {m} 项。", "has fewer than {m}.").fill(m=least), Text("请补足。", "Add what is missing.")
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return Text(f"不是可用的词。可用：{expected}。", f"is not an allowed word. Allowed: {expected}."), Text(
            "请从中选一个。", "Choose one of them."
        )
    if kind == "string_pattern_mismatch":
        return Text("写法不对。", "is not in the expected form."), Text(
            f"应当符合 {context.get('pattern')}。", f"It should match {context.get('pattern')}."
        )
    reason = raw.removeprefix("Value error, ")
    return Text(f"不合要求：{reason}。", f"does not fit: {reason}."), Text("请按说明改正。", "Correct it as described.")


def _record(path: Path, data: Any) -> str:
    """The nearest id (or key) above a path, so that a person finds the record without counting."""
    found = ""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict):
            own = data.get("id") or data.get("token")
            found = str(own) if isinstance(own, str) and own else (str(step) if isinstance(step, str) else found)
    return found
