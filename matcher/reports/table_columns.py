"""The columns of a table of sites or leads as the product writes it: the headings by which it is read, and how each is to be filled in."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.catalog.needs import LIST_WORDS, ONE_WORD, YES_NO
from matcher.exchange.tables_data import Kind, Read, Target, measures, targets
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME
from matcher.model.need import NEED_LABELS
from matcher.model.text import NOTHING, Lang, Text, same
from matcher.model.vocabulary import Vocabulary

SHEET: dict[Kind, Text] = {"sites": Text("地块和载体", "Sites"), "leads": Text("线索", "Leads")}
ABOUT: dict[Kind, tuple[str, ...]] = {"sites": ("as_of", "told_by", "confirmed_by"), "leads": ("contact", "phone", "as_of", "told_by")}
"""Columns of where a row comes from and whom to reach, for whoever fills in a table. The product writes nothing into them: what it knows of
sources stands in the pack, and contacts never leave the register by a table."""
ENGLISH = ("name_en", "taken_by_en", "address_en", "note_en")
"""Columns that an empty table has no use for: translations are the town's own."""
_RANGES = {"land": Text("用地面积", "land area"), "floor": Text("建筑面积", "floor area")}
_OWN: dict[str, Text] = {
    "id": Text("编号", "id"),
    "name": Text("企业或项目的名称", "name of the enterprise or project"),
    "name_en": Text("英文名", "English name"),
    "stage": Text("阶段", "stage"),
    "stage_since": Text("到这个阶段的时间", "when it reached the stage"),
    "settled_at": Text("已落户的地块编号", "id of the site it has settled on"),
    "contact": Text("联系人", "person to reach"),
    "phone": Text("电话", "telephone"),
    "note": Text("备注", "note"),
    "as_of": Text("这一行是哪天的情况", "the day of which the row speaks"),
    "told_by": Text("谁提供的", "who said so"),
    "confirmed_by": Text("谁核实的", "who confirmed it"),
    **_RANGES,
}
_UNIT = {"lon": Text("度，WGS-84", "degrees, WGS-84"), "lat": Text("度，WGS-84", "degrees, WGS-84")}
_HOW: dict[str, Text] = {
    "range": Text("写一个数，不带单位；不确定时写范围 {r}，只知道下限写 {a}..，只知道上限写 ..{b}。",
                  "One figure without its unit; a range as {r}, or {a}.. and ..{b} where only one end is known."),
    "figure": Text("写一个数，不带单位。", "One figure without its unit."),
    "month": Text("年-月，如 2027-06；不确定时写 2027-06..2027-09。", "Year and month, such as 2027-06, or 2027-06..2027-09."),
    "day": Text("年-月-日，如 2026-11-20。", "Year, month and day, such as 2026-11-20."),
    "since": Text("年-月或年-月-日，如 2026-11。", "A month or a day, such as 2026-11."),
    "word": Text("从下拉里选一个。", "Pick one from the list."),
    "words": Text("可写几个，用“；”隔开。", "One or several, with `;` between."),
    "closed": Text("写出全部，用“；”隔开；确知都没有写“无”。", "Name all, with `;` between; `none` where there surely is none."),
    "open": Text("有的写词，没有的前面加“无”，用“；”隔开；不知道的不写。", "What it has, and `-` before what it has not, with `;` between; leave out the rest."),
    "degrees": Text("十进制度数，WGS-84；不要填高德、百度地图上的坐标。", "Decimal degrees of WGS-84, not those of AMap or Baidu."),
    "text": Text("文字。", "Text."),
    "code": Text("原样填写，按文本保存。", "As it stands, kept as text."),
    "lines": Text("文字，可以换行。", "Text, in several lines if need be."),
}  # fmt: skip
_MUST: dict[Kind, dict[str, Text]] = {
    "sites": {
        "id": Text("已有地块的编号请勿改动；新的可以留空。", "Keep the id of a known site; leave it empty for a new one."),
        "name": Text("必填。", "Required."),
        "kind": Text("必填。", "Required."),
        "location_basis": Text("“仅为示意”的点不参与距离计算。", "A place that is schematic only is used for no distance."),
    },
    "leads": {
        "id": Text("新的留空，登记时自动编号。", "Leave it empty for a new one."),
        "name": Text("必填。", "Required."),
    },
}
_SAID = {
    "leads.name": ("某某照明有限公司", "Sample Lighting Ltd"), "sites.name": ("某某工业园3号厂房", "Workshop 3, Sample park"), "park": ("某某工业园", "Sample park"), "address": ("某某大道8号", "8 Sample Avenue"),
    "taken_by": ("某某制品厂", "Sample Works"), "phone": ("0750-1234567", "0750-1234567"), "industry_text": ("LED 灯具", "LED lamps"),
    "gbt4754": ("3872", "3872"), "lon": ("113.12802", "113.12802"), "lat": ("22.65562", "22.65562"), "location_text": ("靠近高速出入口", "near the expressway"),
}  # fmt: skip
_NARROW, _NORMAL, _WIDE = 12, 16, 30


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `title` is its heading with the unit, by which the importer knows it."""

    field: str
    title: str
    what: Text
    unit: Text
    how: Text
    example: str
    read: Read
    vocabulary: Vocabulary | None
    several: bool
    """Whether a cell may hold several words."""
    width: int

    @property
    def is_figure(self) -> bool:
        return self.read in ("number", "range", "least", "most", "lon", "lat")


def columns(catalog: Catalog, kind: Kind, lang: Lang, *, empty: bool) -> tuple[Column, ...]:
    """The columns of the table to be filled in, or of the one that holds what is on record."""
    listed = [t for t in targets(kind).values() if _written(kind, t.field)]
    left_out = ENGLISH if empty else ABOUT["leads"] if kind == "leads" else ()
    return tuple(_column(catalog, kind, t, lang) for t in listed if t.field not in left_out)


def _written(kind: Kind, field: str) -> bool:
    if field in ABOUT[kind]:
        return True
    if kind == "sites":
        return field in BY_NAME
    ends = {f"{stem}_{end}" for stem in ("land_mu", "floor_m2") for end in ("min", "max")}  # one column says both
    return (field in NEED_LABELS or field in _OWN) and field not in ends


def _column(catalog: Catalog, kind: Kind, target: Target, lang: Lang) -> Column:
    field = target.field
    token = vocabulary_of(kind, field)
    vocabulary = catalog.vocabularies.get(token) if token else None
    measure = measures()[target.measure] if target.measure else None
    unit = measure.unit if measure else _UNIT.get(field, NOTHING)
    return Column(
        field=field,
        title=_title(target, unit, lang),
        what=BY_NAME[field].label if kind == "sites" and field in BY_NAME else NEED_LABELS.get(field) or _OWN[field],
        unit=unit,
        how=_how(kind, target),
        example=_example(kind, target, vocabulary, lang),
        read=target.read,
        vocabulary=vocabulary,
        several=target.read == "words",
        width=_WIDE if target.lines or target.read == "words" or field in ("name", "address") else _NARROW if measure else _NORMAL,
    )


def vocabulary_of(kind: Kind, field: str) -> str:
    """The list that the words of a column come from, '' where there is none."""
    if kind == "sites":
        return BY_NAME[field].vocabulary if field in BY_NAME else ""
    own = {**LIST_WORDS, **ONE_WORD, **dict.fromkeys(YES_NO, "yes_no"), "industry": "industry", "stage": "stage"}
    return own.get(field, "")


def _title(target: Target, unit: Text, lang: Lang) -> str:
    """The first heading of the field; the first English one, or the field's own name, in English."""
    if lang == "zh":
        said = target.titles[0]
        return f"{said}（{unit.zh.removeprefix('度，')}）" if unit.zh else said
    said = next((t for t in target.titles if t.isascii()), target.field)
    return f"{said} ({unit.en.removeprefix('degrees, ')})" if unit.en else said


def _how(kind: Kind, target: Target) -> Text:
    field, read = target.field, target.read
    if read in ("number", "range"):
        whole = measures()[target.measure].example
        low, _, high = whole.partition("..")
        how = _HOW["range"].fill(r=same(whole), a=same(low), b=same(high))
    elif read in ("least", "most"):
        how = _HOW["figure"]
    elif read == "words":
        how = _HOW[BY_NAME[field].type if kind == "sites" else "words"]
    elif field == "stage_since":
        how = _HOW["since"]
    else:
        how = _HOW[{"month": "month", "day": "day", "word": "word", "lon": "degrees", "lat": "degrees", "code": "code", "phone": "code"}.get(read, "lines" if target.lines else "text")]  # fmt: skip
    must = _MUST[kind].get(field)
    return Text(f"{must.zh}{how.zh}", f"{must.en} {how.en}") if must else how


def _example(kind: Kind, target: Target, vocabulary: Vocabulary | None, lang: Lang) -> str:
    if vocabulary is not None:
        several = vocabulary.words[:2] if target.read == "words" else vocabulary.words[:1]
        return ("；" if lang == "zh" else "; ").join(w.name.say(lang) for w in several)
    if target.measure:
        low, _, _ = measures()[target.measure].example.partition("..")
        return low
    if target.read in ("month", "day"):
        return "2027-06" if target.read == "month" else "2026-11-20"
    zh, en = _SAID.get(f"{kind}.{target.field}") or _SAID.get(target.field, ("", ""))
    return zh if lang == "zh" else en
