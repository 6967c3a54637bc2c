"""What stays in the writer's own words: the business, and the place that is wished for."""

from __future__ import annotations

import re

from matcher.language.page import Page, told_now
from matcher.language.reading import Found

MOST = 60
_RUN = r"[^,。;!?\n|\x00]"
_BUSINESS = (
    re.compile(rf"(?:所属行业|行业类型|行业类别|所属产业|产业类型|主要产品(?:及工艺)?|产品类型|业务类型|经营范围|经营项目|主营(?:业务|产品)?|行业|产品|业务|用途)\s?(?:[:]|为|是|\s)\s?(?P<what>{_RUN}{{2,60}})"),
    re.compile(r"(?:主要|专业|专门|计划|拟|用于|准备)?(?:从事|生产|加工|制造|经营|研发)(?!线|性|废|用|基地|车间|项目|企业|厂|规模|工艺|能力|面积|型|周期|设备|总值|中心|办公|用房|和办公|、办公|和仓)(?:和?(?:销售|研发|制造|加工|生产))?(?:的是)?(?P<what>[^,。;!?\n|\x00\d]{2,40})"),
    re.compile(r"(?:我们?|我司|公司|老板|客户|本人)?(?:是|想)?(?:做|搞)(?P<what>[^,。;!?\n|\x00\d的]{2,20})(?:的|生意|这块|行业|加工|,|，|$)"),
    re.compile(r"(?:^|[,。;\n:)一家个某的])(?P<what>[^,。;!?\n|\x00\d:()]{2,20}?)(?:研发)?(?:生产|制造|加工)?(?:企业|公司|厂家|工厂|厂商|厂)(?=[,\s]|急?[需求寻想拟欲计租购找])"),
    re.compile(r"(?:^|[,。;\n:)])(?P<what>[^,。;!?\n|\x00\d:()]{2,24}?)(?:产学研|研发|智能)?(?:生产|制造|加工)?(?:基地)?(?:招商引资|建设|新建|技改|迁扩建|扩建|改扩建)?项目"),
)  # fmt: skip
_TRIM = re.compile(
    r"^(?:的|是|为|:|,|\s|一家|一个|某|本|我司|我们|企业|公司|年产|我|本公司|是一家|例如?:?|如|[“”]|新建|计划|拟建|拟|建设|引进)++|(?:的|等|等产品|产品|为主|,|\s|企业|公司|项目|生产|业务|招商引资|的公司|的企业|和)++$"
)
_STOP = re.compile(r"(?:求租|求购|需要?|急|想|拟|欲|,|招|寻|用地|占地|租|厂房|仓库|现|目前|计划|总投资|面积|预算|联系人?|电话)")
_PLACE_BEFORE = re.compile(
    r"(?:意向(?:区域|位置|地点|地区|落户地|选址)|需求(?:区域|城市|地点|地区)|求租区域|选址(?:区域|要求|意向)?|目标(?:选址|区域)|期望(?:区域|位置|地点)|地点|位置|区域|地区)(?:要求|偏好)?\s?(?:[:]|为|是|在|\s)\s?(?P<where>[^,。;!?\n|\x00]{2,40})"
    r"|(?:拟建于|拟选址(?:于|在)?|拟落户(?:于|在)?|选址(?:于|在)|落户(?:于|在|到)?|落地(?:于|在)?|搬迁?(?:到|至)|迁(?:往|至|到)|希望在|想在|要在|最好在|计划在|有意(?:在|落户))(?P<where2>(?:[^,。;!?\n|\x00\d]{2,24}?)(?=建|租|购|买|找|附近|周边|一带|区域|内|投资|设|落|新|办|[,。;!?\n]|\d|$)(?:附近|周边|一带|区域)?)"
    r"|(?:(?<=[,。;\n需找寻租急求在])|^)(?P<where3>[\u4e00-\u9fff]{2,16}?(?:附近|周边|一带))"
)
_LEAD = re.compile(r"^(?:寻租人|我司|客户)?(?:急寻|寻找?|急求|求租|求购|急租|找|需要?|在|想|要)+")
_NOT_PLACE = re.compile(r"^(?:企业|项目|公司|人|客户|不限|面议|待定|无|暂无|好|优越|方便)|地铁|交通|配套")


def read_own_words(page: Page, villages: re.Pattern[str] | None, found: Found) -> None:
    _business(page, found)
    _place(page, villages, found)


def _business(page: Page, found: Found) -> None:
    for form in _BUSINESS:
        for hit in form.finditer(page.plain):
            start, end = hit.span("what")
            said = page.plain[start:end]
            head = page.plain[page.clause(start)[0] : hit.start("what")]
            if stop := _STOP.search(said):
                end = start + stop.start()
            while (trim := _TRIM.search(page.plain[start:end])) and trim.end() > trim.start():
                if trim.start() == 0:
                    start += trim.end()
                else:
                    end = start + trim.start()
            said = page.plain[start:end]
            if (
                2 <= len(said) <= MOST
                and re.search(r"[\u4e00-\u9fffa-z]{2}", said)
                and not re.search(r"[不无非没]$", head)
                and not _empty(said)
            ):
                found.put("industry_text", page.said[start:end].strip(), start, end)
                return


def _empty(said: str) -> bool:
    return (
        re.fullmatch(
            r"(?:一|二|三|两|几|多|大型|小型|中型|外地|本地|外资|民营|知名|龙头|上市|世界|这|那|该|其|其他|某|台资|港资|大|小|新|有意|投资|和|与|及|企业|公司|工业|产业|招商|合作|需求|不限|面议|东莞|广州|深圳|佛山|江门|中山|珠海|惠州|强|年|万|台|套|有|个|家|业|的|办公|仓储|仓库|车间|厂房|技改|扩能|增资|扩产|迁建|搬迁|扩建|新建|研发|高新|技术|产业园|堆场|自用|建厂|办厂|港口镇|龙头|[\s])++",
            said,
        )
        is not None
    )


def _place(page: Page, villages: re.Pattern[str] | None, found: Found) -> None:
    for hit in _PLACE_BEFORE.finditer(page.plain):
        group = next(g for g in ("where", "where2", "where3") if hit[g] is not None)
        start, end = hit.span(group)
        if lead := re.match(_LEAD, page.plain[start:end]):
            start += lead.end()
        said = page.plain[start:end].strip(" :在")
        head = page.plain[page.clause(start)[0] : start]
        if (
            len(said) >= 2
            and not _NOT_PLACE.search(said)
            and not (told_now(head) and group == "where3")
            and not re.fullmatch(r"[\d.\s-]+", said)
        ):
            found.put("location_text", page.said[start:end].strip(" :：在　"), start, end)
            return
    village = villages.search(page.plain) if villages else None
    if village and not told_now(page.plain[page.clause(village.start())[0] : village.start()]):
        found.put("location_text", page.said[village.start() : village.end()], village.start(), village.end())
