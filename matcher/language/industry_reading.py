"""What a description of a business says it does: denials, figures and phrases that are alike in every text are taken out, the rest is weighed.

Nothing here knows a product; that is the lexicon's part. Nothing here fails: any text gives a reading, if only an empty one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_CHARACTERS = 600
"""A business is named early or not at all; the rest of a long text costs time and adds noise."""

FULL, ASIDE, MENTIONED = 1.0, 0.6, 0.25
"""The weight of a part: said outright, said in brackets, named only as what is bought, given out or served."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text between two stops, without the verbs at its end."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    parts: tuple[Part, ...]
    makes: bool
    """It makes or works on something, so that selling and storing only follow from that."""
    sells: bool

    @property
    def plain(self) -> str:
        """The parts as words of their own; those only mentioned are left out where anything else was said."""
        said = [p.text for p in self.parts if p.weight > MENTIONED] or [p.text for p in self.parts]
        return " ".join(said)


_STOP = r"，,。；;:!?！？（）()\[\]【】\n"
_DENIED = re.compile(
    r"除[^" + _STOP + r"]{1,30}?以?外|[^" + _STOP + r"]{1,30}除外|"
    r"(?:不含|不涉及|不涉|不设|不从事|不带|不做|不再|不对外|不包括|不包含|不进行|不生产|不使用|不需|不用|不产生|不排放|不经营|不另|不得|不搞|不新增|"
    r"没有|未设|未涉及|取消|停止|停产|淘汰|拆除|严禁|禁止|"
    r"无(?=电镀|喷漆|喷涂|喷粉|酸洗|磷化|生产|废水|废气|表面|印染|染色|熔|发酵|化学|铸造|焊接|任何|需|须|加工|制造|印刷|注塑|危))[^"
    + _STOP
    + r"]*"
)
"""Up to the next stop; a list with 、 is denied as a whole. 不锈钢, 不粘锅, 不干胶 and 无纺布 are no denials."""
_ROOM = re.compile(
    r"(?:租赁|租用|求租|寻租|求购|寻找|现寻|寻|求|拟租|购置|购买|利用|使用|占用)[^"
    + _STOP
    + r"、]{0,12}?(?:厂房|车间|场地|地块|土地|用房|办公室)[^"
    + _STOP
    + r"、]{0,8}"
)
"""What the firm asks for is not what it does."""
_NUMBER = r"(?<![a-z\d])(?:约|近|共|各)?[\d零一二两三四五六七八九十百千]*\d[\d,.~\-至]*"
_UNIT = (
    r"(?:平方米|立方米|平方|平米|立方|万千瓦|千瓦|吨|件|套|台|只|个|张|条|支|双|副|樘|片|盏|把|辆|艘|千克|公斤|升|瓶|箱|盒|头|羽|亩|人|元|层|栋|座|幢|期|"
    r"年|月|日|号|天|小时|英寸|寸|粒|块|颗|卷|米|组|根|对|枚|幅|份|m2|m3|㎡|m³|kva|kwh|mwh|gwh|kw|mw|gw|kg|mm|cm|t(?![a-z])|m(?![a-z])|%)"
)
_FIGURE = re.compile(_NUMBER + r"\s*[多余]?\s*[万亿千百]?\s*(?:" + _UNIT + r"(?:[/每]?[年月日天]|/?a(?![a-z]))?|(?![a-z\d]))")
"""A figure with its unit. A number that runs into letters is a name: 3D打印, 5G天线, PA66."""
_ALIKE = re.compile(
    r"有限责任公司|股份有限公司|有限公司|个体工商户|一般项目|许可项目|一般经营项目|建设项目|改扩建项目|迁扩建项目|扩建项目|技改项目|项目|"
    r"迁扩建|改扩建|新建|扩建|改建|迁建|技术改造|技改|增资扩产|扩产|年增产|年产量|年产值|年产|日产|月产|年处理量?|年加工|年生产|产能|增产|新增|扩大|"
    r"总投资|投资额?|拟建设|拟建|建设|拟|计划|主要产品为?|主要从事|主要经营|主要生产|主营|主要工艺为?|主要|专业从事|专业|从事|经营范围|我司|我们|我厂|本公司|本项目|"
    r"高性能|高品质|高端|高档|优质|高精密|高精度|新型|高新技术|知名|大型|小型|各类|各种|多种|其他|相关|系列产品|系列|等产品|产品|"
    r"智能化|自动化生产线|生产线|生产基地|基地|生产车间|工业园|智能工厂|工厂|厂区|公司|企业|工序|工艺|配套设施|配套|及其|以及"
)
"""Phrases of notices and licences that stand in texts of every division."""
_SPLIT = re.compile(r"[" + _STOP + r"、/|+&\s]|(?<![饱中温缓柔])和(?!面)|及|与|或|等(?!离子)")
_BESIDE = re.compile(
    r"^(?:外购|委外|外发|外协|委托|采购|来自|利用|以.{1,12}为原料|采用|使用|供应?.{1,10}配套|用于|适用于|应用于|供|货物进出口|技术进出口|国内贸易|年工作|位于)"
)
_MAKES = re.compile(
    r"生产|制造|加工|年产|制作|组装|装配|成型|织造|冶炼|印刷|铸造|酿造|研制|自产|制品厂|定制|产能|封装|灌装|注塑|冲压|压铸|焊接|挤出"
)
_SELLS = re.compile(r"批发|销售|零售|贸易|经销|商贸|进出口|专卖|分销|门店|超市|商城|收购")
_TAIL = re.compile(r"(?:的|研发|开发|设计|生产|制造|加工|制作|销售|安装|组装|装配|等|厂|类|业务|业)+$")
_MAKING_TAIL = re.compile(r"(?:的|研发|开发|生产|制造|加工|制作|组装|装配|等|厂|类|业务)+$")
_HEAD = re.compile(r"^(?:的|研发|开发|生产|制造|加工|制作|销售|组装|经营|各|有|将|是|为|做|产|并|其中|含|包括|如|在)+")


def normal(text: str) -> str:
    """One way to write a character: full-width figures and letters as plain ones, no case."""
    return unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).casefold()


def read(text: str) -> Reading:
    said = _DENIED.sub(" ", normal(text))
    makes, sells = bool(_MAKES.search(said)), bool(_SELLS.search(said))
    said = _FIGURE.sub(" ", _ROOM.sub(" ", said))
    parts: list[Part] = []
    depth = 0
    start = 0
    for found in [*_SPLIT.finditer(said), None]:
        end = found.start() if found else len(said)
        _take(parts, said[start:end], ASIDE if depth else FULL, makes)
        if found:
            depth = max(0, depth + (found[0] in "(（[【") - (found[0] in ")）]】"))
            start = found.end()
    return Reading(tuple(parts), makes, sells)


def _take(parts: list[Part], piece: str, weight: float, makes: bool) -> None:
    beside = _BESIDE.match(piece.strip())
    bare = core(_ALIKE.sub("", piece), makes=makes)
    if bare:
        parts.append(Part(bare, MENTIONED if beside else weight))


def core(piece: str, *, makes: bool = True) -> str:
    """A stretch of text without the verbs around it, so that it ends in its head noun. Who only sells keeps the verb that says so."""
    piece = _HEAD.sub("", piece.strip(" -·—.\"'“”"))
    bare = (_TAIL if makes else _MAKING_TAIL).sub("", piece)
    return bare or piece
