"""What a text chooses: to rent or to buy, which kind of space, the ground floor, the fire class, waste water."""

from __future__ import annotations

import re

from matcher.language.amounts import Amount
from matcher.language.areas import Areas
from matcher.language.page import Page, told_now
from matcher.language.reading import Found
from matcher.model.text import NOTHING, Text

_OBJECT = r"厂房|仓|车间|土地|用地|地块|地皮|地(?=\d|[一二三四五六七八九十]|约|自?建|,|$)|写字楼|办公|场地|物业|标房|楼|亩|平|㎡|m2|方"
_RENT = re.compile(
    rf"(?P<sure>求租|(?:有没有|有无|哪里?有|想了解)[^。;\n]{{0,24}}出租|承租|寻租|(?<=急)租|诚租|想租|要租|拟租(?:赁|用)?|整租|长租|短租|月租|年租|租金|租期|起租|租价|租赁(?!合同到|住房)|租用|租个|租一|以租|租赁方式|租\s?(?=[^。;\n,]{{0,16}}(?:{_OBJECT}))|(?<=[要想求拟先可以])租|租$|租(?=[,。;\n]| ?[\d一二三五十半]+年))"
)
_BUY = re.compile(
    rf"(?P<sure>求购|(?:寻|找|求|有没有)[^,。;\n]{{0,12}}(?:出售|转让)|购地|买地|拿地|拿(?=[^,。;\n]{{0,6}}亩)|购房|购厂|买厂|买断|购置?(?:土地|地块|用地|厂房)|(?:现金|大量|高价|诚意)收购|受让|竞得|竞拍|摘牌|招拍挂|出让(?:方式|土地|用地|取得)|土地出让|地价|(?:购买|购置|购入|收购|自购|买下?|购)(?![^,。;\n]{{0,4}}(?:设备|机器|材料|原料|服务|菜|家具))(?<!团购)(?=[^。;\n,]{{0,18}}(?:{_OBJECT}))|(?<=[要想求拟可])购(?:买)?|(?<=[要想求拟可或])买(?!菜|家)|(?<=或)购买?)"
)
_NOT_BEFORE = re.compile(r"(?:不|无|非|拒绝|不考虑|不想|不要|不能|不再|免|退|团|采|网|并|回|选|目前|现在?|原|已|到期|之前)$")
_NOT_AFTER = re.compile(r"^.{0,6}?(?:到期|将满|即将到|合同|不续|也太贵|免考虑|都不考虑)")
_EITHER = re.compile(
    r"(?:租|购|买|售)[赁买用]?(?:或|或者|/|、|和|与|及|也|均|都|可租|可)(?:者)?(?:是)?(?:租|购|买|售)[赁买用]?(?:都|均|皆)?(?:可|行|可以)?|可[租售买购]可[租售买购]|租[售购买]皆?均?不限|[租购买]都(?:可|行)|先租后[买购让]|租转售"
)
_LABEL_BEHIND = re.compile(r"\s?(?:方式|类型|意向)?\s?:")
"""租/购：租 is a label with its answer."""
_ONLY = re.compile(r"只(?P<yes>[租购买])不|(?:不(?:租|考虑租赁|要租))[^,。;]{0,3}只?(?P<buy>[买购])")

_WHY_EITHER = Text("租或买都可以，没有取其一。", "Renting or buying are both open; neither was taken.")
_WHY_SPACE = Text("几种空间都可以，没有取其一。", "Several kinds of space are open; none was taken.")
_BY_RENT = Text("由租金要求得知。", "Known from the rent that was asked for.")

_MIXED = re.compile(
    r"(?:厂房|仓储?|仓库|生产|车间|研发|办公)\s?(?:\+|加|与|和|及|、|带|兼|连)\s?(?:厂房|仓储?|仓库|生产|车间|研发|办公)(?:[^,。;\n]{0,6}一体|[^,。;\n]{0,3}综合)"
    r"|(?:办公|厂房|仓储?|仓库)\s?\+\s?(?:办公|厂房|仓储?|仓库)|厂办一体|产研一体|研产销|前店后厂|前办后[厂仓]|仓办一体|办公仓储一体|综合(?:楼|体|用房|空间)|生产办公一体|研发生产一体"
)
_EITHER_SPACE = re.compile(
    r"(?:厂房|仓库|仓储|土地|用地|地块)(?:[^,。;\n]{0,3}|[\d.]{1,6}万?[亩平㎡方](?:以[上下内]|左右)?)(?:或|或者|/|均可)\s?(?:者)?(?:是)?(?:标准|工业|自建|现成的?)?(?:厂房|仓库|土地|用地|地块)"
)
_WORD = re.compile(
    r"(?P<land>工业用地|建设用地|土地(?!使用税|证|性质)|用地(?!性质|红线|单位)|地块|地皮|净地|熟地|(?<=[买购拿租])地(?=\d|[一二三四五六七八九十约,。;\s自建]|$)|亩地|块地)"
    r"|(?P<factory>厂房|标房|(?<!无尘)(?<!净化)(?<!洁净)车间(?!主任)|(?<=平)厂(?!家|商)|(?<=[租找])厂(?!家|商))"
    r"|(?P<warehouse>仓库|库房|云仓|物流仓|电商仓|冷库|仓储(?!物流(?:企业|公司|行业|业)|业|企业|公司|服务|物流项目|货架)|(?<=[租平找小标准的])仓(?![促位储]))"
    r"|(?P<office>写字楼|办公(?:室|楼|场地|场所|空间|区|用房|面积)|(?<=平)办公|(?<=[租找])办公|研发办公|商务办公)"
)
_VERB = re.compile(r"求租|求购|承租|寻租|急租|急求|急寻|租赁?|购[买置]?|买|需要?|寻找?|找|求|要(?!求)|拿|拟建|拟用")
_CLEAN = re.compile(r"(?:无尘|净化|洁净)(?P<factory>车间)")
_BY_STOREY = Text("由工业区内的楼层得知。", "Known from storeys in an industrial estate.")
_REFUSED = re.compile(r"(?:不要|不租|不考虑|非|不是|无需|不新增|不再新增|不占|不用|不需要?)[^,。;]{0,3}$")
_LOCATED = re.compile(r"(?:拟?建于|位于|设于)[^,。;\n]{2,24}(?:[一二三四五六七八九十\d]{1,2}[层楼])")


def read_tenure(page: Page, found: Found) -> str | None:
    text = page.plain
    if (either := _EITHER.search(text)) and not _LABEL_BEHIND.match(text, either.end()):
        found.leave(either.start(), either.end(), _WHY_EITHER)
        return None
    if only := _ONLY.search(text):
        tenure = "rent" if only["yes"] == "租" else "buy"
        found.put("tenure", tenure, only.start(), only.end())
        return tenure
    best: tuple[int, int, str] | None = None
    for tenure, pattern in (("rent", _RENT), ("buy", _BUY)):
        for hit in pattern.finditer(text):
            head = page.head(hit.start())
            if _NOT_BEFORE.search(head) or _NOT_AFTER.match(text[hit.end() : hit.end() + 8]) or told_now(head):
                continue
            if best is None or hit.start() < best[0]:
                best = (hit.start(), hit.end(), tenure)
            break
    if best:
        found.put("tenure", best[2], best[0], best[1])
        return best[2]
    return None


def imply_tenure(found: Found) -> None:
    """A rent per month that somebody is ready to pay says that they mean to rent."""
    if "tenure" not in found.fields and not any(why is _WHY_EITHER for _, _, why in found.unread):
        for name, start, end, _ in found.spans:
            if name == "rent_yuan_m2_month_max":
                found.put("tenure", "rent", start, end, _BY_RENT)
                return


def read_space(page: Page, areas: Areas, tenure: str | None, found: Found) -> None:
    text = page.plain
    mixed = _MIXED.search(text)
    if mixed and not areas.land:
        found.put("space", "mixed", mixed.start(), mixed.end())
        return
    every = list(_WORD.finditer(text))
    words = [m for m in every if not _spoken_of(page, m)]
    if either := _EITHER_SPACE.search(text):
        found.leave(either.start(), either.end(), _WHY_SPACE)
        return
    wanted = _object(page, words)
    storeys = areas.land and areas.land.from_m2 and _LOCATED.search(text)
    if storeys:
        found.put("space", "factory", storeys.start(), storeys.end(), _BY_STOREY)
        return
    if (
        areas.land
        and (areas.land.amount.dim == "land" or not areas.land.from_m2 or _named_land(page, areas))
        and not (tenure == "rent" and wanted and wanted.lastgroup != "land")
    ):
        found.put("space", "land", *_said(every, "land", areas.land.amount))
        return
    if areas.space:
        assert areas.floor is not None
        found.put("space", areas.space, *_said(every, areas.space, areas.floor.amount))
        return
    pick = wanted or (words[0] if words else None)
    if pick is None and areas.floor:  # 现在租的厂房到期了，要6000平的: the same again; or 净化车间 alone
        pick = next((m for m in every if m.lastgroup != "land" and not _REFUSED.search(page.head(m.start()))), _CLEAN.search(text))
    if pick:
        found.put("space", pick.lastgroup, pick.start(), pick.end())
    elif (located := _LOCATED.search(text)) and re.search(r"工业[区园城]|产业园|厂", located[0]):
        found.put("space", "factory", located.start(), located.end(), _BY_STOREY)


def _said(words: list[re.Match[str]], space: str, amount: Amount) -> tuple[int, int]:
    """The word of a kind of space that stands nearest to an amount, or the amount itself: 亩 is land."""
    named = [w for w in words if w.lastgroup == space]
    nearest = min(named, key=lambda w: abs(w.start() - amount.start), default=None)
    return nearest.span() if nearest else (amount.start, amount.end)


def _named_land(page: Page, areas: Areas) -> bool:
    """占地 may be the footprint of a building; 用地 and 土地 are land."""
    assert areas.land is not None
    amount = areas.land.amount
    return re.search(r"用地|土地|供地|地块|[买购拿]地", page.plain[max(0, amount.start - 12) : amount.end + 8]) is not None


def _spoken_of(page: Page, word: re.Match[str]) -> bool:
    """Whether a word of space tells of what is there, or is refused, rather than wished."""
    head = page.head(word.start())
    return bool(told_now(head)) or _REFUSED.search(head) is not None


def _object(page: Page, words: list[re.Match[str]]) -> re.Match[str] | None:
    """The first word of space behind a verb of wishing in the same clause: 求租…厂房."""
    for verb in _VERB.finditer(page.plain):
        end = page.clause(verb.end())[1] if verb.end() < len(page.plain) else verb.end()
        for word in words:
            if verb.start() <= word.start() < end and word.start() - verb.end() <= 28:
                return word
    return None


_GROUND = re.compile(r"首层|一楼|一层(?! ?\d)|1楼|1层(?! ?\d)|底层|底楼|单层|独门独院单层")
_NOT_GROUND_AFTER = re.compile(
    r" ?(?:的)?(?:层高|净高|高度|高\d|承重|荷载|荷重|[0-9.]+米|到|至|-|~|和|、|或|及|也|办公|展厅|面积|每层|单价|租金|价格|也可|不要|不行|皮|建筑面积)"
)
_NOT_GROUND_BEFORE = re.compile(r"(?:不要|不需要?|无需|非|每|共|不限|不是|只有|[二三四五六七八九十]|十|[和、及到至~-])\s?$")
_UPSTAIRS_NO = re.compile(
    r"(?:不要|不考虑|不能|拒绝|不接受)(?:上楼|楼上|二楼|2楼|高层|电梯上楼)|(?:二楼|楼上|2楼)(?:及?以上)?(?:不要|不考虑|不行|免谈)"
)
_ANY_FLOOR = re.compile(r"楼层不限|不限楼层|[一1]楼?[、或/]?二?楼?[都均]可|楼上也?可|二楼(?:也|都|均)|楼上楼下")


def read_ground(page: Page, found: Found) -> None:
    text = page.plain
    if _ANY_FLOOR.search(text):
        return
    if upstairs := _UPSTAIRS_NO.search(text):
        found.put("ground_floor", True, upstairs.start(), upstairs.end())
        return
    for hit in _GROUND.finditer(text):
        head = text[page.clause(hit.start())[0] : hit.start()]
        behind = text[hit.end() : hit.end() + 8]
        if not (_NOT_GROUND_AFTER.match(behind) or _NOT_GROUND_BEFORE.search(head) or told_now(head)):
            found.put("ground_floor", True, hit.start(), hit.end())
            return


_FIRE = re.compile(r"(?P<c>[甲乙丙丁戊])(?P<more>[、/和或及]?[甲乙丙丁戊])?(?:[一二12]|i{1,2}|Ⅰ|Ⅱ)?(?:类|(?<=丙[一二12]))")
_FIRE_WORD = re.compile(r"消防|火灾|防火|厂房|仓|车间|类别|生产|验收|危险")
_CLASS = {"甲": "jia", "乙": "yi", "丙": "bing", "丁": "ding", "戊": "wu"}
_DENIED = re.compile(r"(?:不|无|非|不涉及|不含|没有|不属于|不是|除|禁止|不生产|不做|不产生)[^,。;]{0,3}$")
_WHY_CLASSES = Text("说了几个类别，没有取其一。", "Several classes were told; none was taken.")


def read_fire(page: Page, found: Found) -> None:
    hits = []
    for hit in _FIRE.finditer(page.plain):
        low = page.clause(hit.start())[0]
        if (hit["c"] in "丙丁戊" or _FIRE_WORD.search(page.plain)) and not _DENIED.search(page.plain[low : hit.start()]):
            hits.append(hit)
    if not hits:
        return
    classes = {h["c"] for h in hits} | {h["more"][-1] for h in hits if h["more"]}
    if len(classes) > 1:
        found.leave(hits[0].start(), hits[-1].end(), _WHY_CLASSES)
    else:
        found.put("fire_class", _CLASS[hits[0]["c"]], hits[0].start(), hits[0].end())


_NO_WASTE = re.compile(
    r"(?:无|没有|不产生|不排放?|不会?产生|不外排|不涉及|不含|零排|无需排放)(?:任何)?(?:工业|生产|外排)?(?:废水|污水)(?:排放|产生|外排)?|(?:废水|污水)(?:的)?(?:零排放|不外排|全部回用|循环使用不外排|排放[:]?\s?(?:无|否|不涉及))|零废水|(?:只有|仅有?)生活(?:污水|废水)|(?:是否)?(?:有)?(?:生产)?废水[:]\s?(?:无|否|没有)"
)
_WASTE = re.compile(
    r"(?:有|产生|排放|外排|日排|排)(?:少量|一定|部分|大量|工业|生产)*(?:废水|污水)(?!处理|纳管|管网|接驳|收集)|(?:废水|污水)(?:排放量?|产生量?)(?=[^,。;\n]{0,6}\d)|(?:工业|生产)?废水[:]\s?(?:有|是)|需要?排污(?:指标|许可)?|日?排污水?(?:量)?(?=[^,。;\n]{0,3}\d)|废水(?:需|要|经)[^,。;\n]{0,6}(?:处理|排放)"
)


def read_waste(page: Page, found: Found) -> None:
    if no := _NO_WASTE.search(page.plain):
        found.put("discharges_wastewater", False, no.start(), no.end(), NOTHING)
    elif yes := _WASTE.search(page.plain):
        found.put("discharges_wastewater", True, yes.start(), yes.end(), NOTHING)
