"""An answer as an Excel workbook: the verdict, the ranking, every gate, every contribution, the questions."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from matcher.explanation.records import GateRecord, Result
from matcher.model.fields import field_label
from matcher.model.need import NEED_LABELS
from matcher.model.text import Lang, Text, figure
from matcher.model.vocabulary import SITE_STATUS, VERDICT
from matcher.remedies.deep import Why

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OUTCOME = {"pass": Text("过", "pass"), "fail": Text("不过", "fail"), "unknown": Text("未知", "unknown")}

_SHEETS = {
    "verdict": Text("结论", "Verdict"),
    "ranking": Text("排名", "Ranking"),
    "gates": Text("门槛", "Gates"),
    "points": Text("得分", "Points"),
    "questions": Text("先问", "Ask first"),
    "sure": Text("名次有多稳", "How sure"),
    "helps": Text("怎样才合适", "What would help"),
}
_HEADS: dict[str, tuple[Text, ...]] = {
    "verdict": (Text("项目", "Item"), Text("内容", "Content"), Text("依据", "Source")),
    "ranking": (
        Text("名次", "Rank"), Text("编号", "Id"), Text("名称", "Name"), Text("结论", "Status"), Text("得分", "Score"), Text("最低", "Lowest"),
        Text("最高", "Highest"),
    ),
    "gates": (
        Text("编号", "Id"), Text("名称", "Name"), Text("门槛", "Gate"), Text("结果", "Outcome"), Text("现值", "Value"), Text("要求", "Asked for"),
        Text("差距", "Margin"), Text("单位", "Unit"), Text("说明", "Sentence"), Text("依据", "Source"),
    ),
    "points": (
        Text("编号", "Id"), Text("名称", "Name"), Text("评分项", "Criterion"), Text("权重", "Weight"), Text("得分", "Points"), Text("最低", "Lowest"),
        Text("最高", "Highest"), Text("说明", "Sentence"),
    ),
    "questions": (Text("编号", "Id"), Text("名称", "Name"), Text("字段", "Field"), Text("问题", "Question"), Text("可定程度", "Settles"), Text("可定分数", "Points")),
    "sure": (Text("编号", "Id"), Text("名称", "Name"), Text("排第一", "First"), Text("进前三", "Among three"), Text("说明", "Sentence")),
    "helps": (Text("编号", "Id"), Text("名称", "Name"), Text("说明", "Sentence")),
}  # fmt: skip
_WIDTHS = {"verdict": (18, 90, 40), "ranking": (6, 18, 34, 10, 8, 8, 8), "gates": (16, 30, 14, 8, 22, 22, 10, 12, 60, 34),
           "points": (16, 30, 14, 8, 8, 8, 8, 60), "questions": (16, 30, 16, 44, 10, 10), "sure": (16, 30, 10, 10, 90), "helps": (16, 30, 110)}  # fmt: skip

Cell = str | float | int | None


def workbook(result: Result, lang: Lang, why: Why | None = None) -> bytes:
    """The bytes of an .xlsx, with what stands behind the answer where that is given. Every text is written as text: nothing in it can become a formula or a link."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    title = book.add_format({"bold": True, "font_color": "#9a3033"})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    rows = {"verdict": _verdict(result, lang), "ranking": _ranking(result, lang), "gates": _gates(result, lang), "points": _points(result, lang),
            "questions": _questions(result, lang)}  # fmt: skip
    if why:
        rows |= {"sure": _sure(why, lang), "helps": _helps(why, result, lang)}
    for name, lines in rows.items():
        sheet = book.add_worksheet(_SHEETS[name].say(lang))
        _fill(sheet, name, lines, result.notice.say(lang), lang, (title, head, wrap))
    book.close()
    return out.getvalue()


def _fill(
    sheet: Worksheet, name: str, rows: Iterable[Sequence[Cell]], notice: str, lang: Lang, formats: tuple[Format, Format, Format]
) -> None:
    title, head, wrap = formats
    first = 0
    if notice:
        sheet.write_string(0, 0, notice, title)
        first = 1
    for column, (text, width) in enumerate(zip(_HEADS[name], _WIDTHS[name], strict=True)):
        sheet.write_string(first, column, text.say(lang), head)
        sheet.set_column(column, column, width)
    for line, row in enumerate(rows, first + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, clean(cell), wrap)
            elif cell is not None:
                sheet.write_number(line, column, cell, wrap)
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def clean(text: str) -> str:
    """Text without the characters that a workbook cannot hold, no longer than a cell takes, and never taken for ready-made XML."""
    text = _CONTROL.sub("", text)[:32_000]
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def _verdict(result: Result, lang: Lang) -> list[Sequence[Cell]]:
    w = result.welcome
    said = {
        "town": Text("镇", "Town"), "day": Text("计算日", "As of"), "need": Text("需求", "Need"), "verdict": Text("结论", "Verdict"),
        "also": Text("同时属于", "Also claimed by"), "control": Text("条件", "Condition"), "alternative": Text("替代", "Instead"),
        "not_checked": Text("没有核对", "Not checked"), "caution": Text("注意", "Caution"), "varied": Text("不是默认条件", "Not the plain answer"),
        "pool": Text("存量，不参与排名", "Stock, not ranked"),
    }  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (said["town"].say(lang), result.town.say(lang), ""),
        (said["day"].say(lang), result.on, ""),
        (said["need"].say(lang), result.need.name or result.need.id, ""),
        *((NEED_LABELS[f].say(lang), _stated(result, f), "") for f in NEED_LABELS if result.need.stated(f)),
        *((said["varied"].say(lang), v.say(lang), "") for v in result.varied.told),
        *([(said["caution"].say(lang), caution, "")] if (caution := result.caution.say(lang)) else []),
        (
            said["verdict"].say(lang),
            f"{VERDICT.label(w.verdict).say(lang)}：{w.headline.say(lang)}",
            w.citation.told.say(lang) if w.citation else "",
        ),
    ]
    rows += [(said["also"].say(lang), e.name.say(lang), e.citation.told.say(lang)) for e in w.also]
    for control in w.controls:
        rows.append((said["control"].say(lang), f"{control.name.say(lang)}：{control.sentence.say(lang)}", control.citation.told.say(lang)))
        if control.alternative:
            rows.append((said["alternative"].say(lang), control.alternative.sentence.say(lang), ""))
    rows += _environment(result, lang)
    rows += [(said["not_checked"].say(lang), n.say(lang), "") for n in w.not_checked]
    return rows + [
        (said["pool"].say(lang), f"{p.title.say(lang)}：{p.sentence.say(lang)}", p.citation.told.say(lang)) for p in result.pools
    ]


def _environment(result: Result, lang: Lang) -> list[Sequence[Cell]]:
    """The forecast with its reasons and questions, and the water zones; none of it for a need that is refused."""
    said = {
        "eia": Text("环评类别（预判）", "Environmental assessment (forecast)"), "reason": Text("环评：由什么决定", "Assessment: what decides it"),
        "ask": Text("环评：问什么能定", "Assessment: what would settle it"), "note": Text("环评：请核对", "Assessment: please check"),
        "water": Text("水源保护区", "Drinking-water zones"),
    }  # fmt: skip
    eia, water = result.environment.eia, result.environment.water
    rows: list[Sequence[Cell]] = []
    if eia and result.welcome.verdict != "refused":
        rows.append((said["eia"].say(lang), f"{eia.headline.say(lang)} {eia.confirm.say(lang)}", ""))
        rows += [(said["reason"].say(lang), r.sentence.say(lang), r.citation.told.say(lang)) for r in eia.reasons]
        for question in eia.questions:
            answers = ("；" if lang == "zh" else "; ").join(a.told.say(lang) for a in question.answers)
            rows.append((said["ask"].say(lang), f"{question.question.say(lang)} {answers}".rstrip(), ""))
        rows += [(said["note"].say(lang), n.say(lang), "") for n in eia.notes]
    if water:
        rows.append(
            (said["water"].say(lang), ("" if lang == "zh" else " ").join(t.say(lang) for t in water.told), water.citation.told.say(lang))
        )
    return rows


def _stated(result: Result, field: str) -> str:
    value = getattr(result.need, field)
    return ", ".join(value) if isinstance(value, tuple) else figure(value) if isinstance(value, float) else str(value)


def _ranking(result: Result, lang: Lang) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [
        (m.rank, m.site_id, m.title.say(lang), SITE_STATUS.label(m.status).say(lang), round(m.score, 1), round(m.low, 1), round(m.high, 1))
        for m in result.matches
    ]
    return rows + [(None, e.site_id, e.title.say(lang), SITE_STATUS.label("out").say(lang), None, None, None) for e in result.excluded]


def _gates(result: Result, lang: Lang) -> list[Sequence[Cell]]:
    rows = [(m.site_id, m.title, g) for m in result.matches for g in m.gates]
    rows += [(e.site_id, e.title, g) for e in result.excluded for g in e.failed]
    return [(site, title.say(lang), *_gate(g, lang)) for site, title, g in rows]


def _gate(g: GateRecord, lang: Lang) -> tuple[Cell, ...]:
    texts = (g.label.say(lang), _OUTCOME[g.outcome].say(lang), g.value_text.say(lang), g.threshold_text.say(lang))
    return (*texts, g.margin, g.unit, g.sentence.say(lang), g.citation.told.say(lang))


def _points(result: Result, lang: Lang) -> list[Sequence[Cell]]:
    return [
        (
            m.site_id,
            m.title.say(lang),
            c.label.say(lang),
            round(c.weight, 4),
            *(round(v, 2) for v in (c.value, c.low, c.high)),
            c.sentence.say(lang),
        )
        for m in result.matches
        for c in m.contributions
    ]


def _questions(result: Result, lang: Lang) -> list[Sequence[Cell]]:
    return [
        (m.site_id, m.title.say(lang), field_label(q.field).say(lang), q.question.say(lang), q.settles, q.points)
        for m in result.matches
        for q in m.ask_first
    ]


def _sure(why: Why, lang: Lang) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [(s.site_id, s.title.say(lang), s.first, s.top, s.sentence.say(lang)) for s in why.robustness.sites]
    return [*rows, *(("", "", None, None, note.say(lang)) for note in (why.robustness.sentence, why.robustness.convention))]


def _helps(why: Why, result: Result, lang: Lang) -> list[Sequence[Cell]]:
    """What would put a ranked site first, what would make the others fit, and what to relax where little is left."""
    titles = {m.site_id: m.title.say(lang) for m in result.matches}
    rows: list[Sequence[Cell]] = [(s, titles.get(s, s), lead.sentence.say(lang)) for s, lead in why.to_lead.items()]
    rows += [(w.site_id, w.title.say(lang), w.sentence.say(lang)) for w in why.why_not.would_fit.values()]
    if ladder := why.why_not.ladder:
        told = [ladder.sentence, *(c.sentence for c in ladder.conflicts), *(step.sentence for step in ladder.steps)]
        rows += [("", "", sentence.say(lang)) for sentence in told]
    return rows
