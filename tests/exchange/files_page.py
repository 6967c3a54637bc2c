"""The tables of docs/files.md, made from the data that the program reads by. `python -m tests.exchange.files_page` writes them anew."""

from __future__ import annotations

from pathlib import Path

from matcher.exchange.tables_data import KINDS, Kind, entries, limit, measures, targets
from matcher.model.fields import BY_NAME
from matcher.model.need import NEED_LABELS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "files.md"
HOW = {
    "text": "text", "code": "text, no digit lost", "phone": "text, no digit lost", "number": "figure or range", "range": "figure or range",
    "least": "figure; of a range the lower end", "most": "figure; of a range the upper end", "area": "figure with its unit", "month": "month",
    "day": "day", "word": "one word of its list", "words": "words of its list", "lon": "degrees", "lat": "degrees", "pair": "place in one cell",
    "plane": "metres", "ignored": "not read",
}  # fmt: skip
BESIDE = {
    "building": "栋号", "storey": "楼层", "area": "面积", "pair": "坐标", "x": "横坐标", "y": "纵坐标", "floor_number": "层数", "as_of": "资料日期", "told_by": "来源",
    "confirmed_by": "确认人", "contact": "联系人", "phone": "电话", "owner": "权属人或运营方", "credit_code": "统一社会信用代码", "stage": "阶段", "stage_since": "阶段起始",
    "settled_at": "已定地块", "land": "用地面积", "floor": "建筑面积", "followed_by": "跟进人", "note": "备注", "id": "编号", "name": "名称", "name_en": "英文名",
}  # fmt: skip


def label(kind: Kind, field: str) -> str:
    if kind == "sites" and field in BY_NAME:
        return BY_NAME[field].label.zh
    return NEED_LABELS[field].zh if field in NEED_LABELS else BESIDE[field]


def table(kind: Kind) -> list[str]:
    lines = ["| field | | read as | unit | headings |", "|---|---|---|---|---|"]
    for name, target in targets(kind).items():
        unit = measures()[target.measure].unit.zh if target.measure else "亩 / ㎡" if target.read == "area" else ""
        said = "、".join(target.titles) + (f"；其次 {'、'.join(target.second)}" if target.second else "")
        lines.append(f"| `{name}` | {label(kind, name)} | {HOW[target.read]} | {unit} | {said} |")
    return lines


def units() -> list[str]:
    lines = ["| measure | unit | a bare figure | example of a heading |", "|---|---|---|---|"]
    for measure in measures().values():
        bare = f"{measure.least:g} to {measure.most:g}: {measure.usual}" if measure.usual else "refused: 亩 or ㎡"
        lines.append(f"| {measure.name} | {measure.unit.zh} | {bare} | {measure.write.zh} |")
    return lines


def limits() -> list[str]:
    lines = ["| limit | value | unit | of what |", "|---|---|---|---|"]
    return lines + [f"| `{name}` | {limit(name):g} | {e['unit']} | {e['why_en']} |" for name, e in entries("limits.yaml").items()]


def parts() -> dict[str, list[str]]:
    return {**{kind: table(kind) for kind in KINDS}, "units": units(), "limits": limits()}


def page(text: str) -> str:
    """The page with each made part between its marks."""
    for name, lines in parts().items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        head, _, rest = text.partition(begin)
        _, _, tail = rest.partition(end)
        text = head + begin + "\n".join(lines) + "\n" + end + tail
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
