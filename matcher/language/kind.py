"""Does a text ask for a place, offer one, or do neither? Figures are read only in a text that asks: a number alone is no wish."""

from __future__ import annotations

import re

from matcher.language.page import Page
from matcher.language.reading import Kind

ESTATE = r"厂房|仓库|仓储|库房|车间|写字楼|办公室|办公楼|办公场[地所]|办公空间|商务办公|用地|土地|地块|地皮|厂区|产业园|工业园|标房|物业|用房|厂子?(?=\d)|云仓|冷库|空间"
_EXPLICIT = re.compile(
    r"求租|求购|承租|寻租|急租|诚租|想租|要租|拟租|求(?:一|个|间|厂|仓|地)|租(?:个|一个|间|厂|仓|地)|租赁(?:需求|面积|厂房|仓库)|(?:需求|意向|期望|求租|用地|用房)(?:面积|区域|位置)"
    r"|用地需求|用房需求|厂房需求|选址|意向(?:落户|入驻|投资)|拿地|购地|买地|供地|(?:寻|找)(?:一|个|间|块|处|标准)?[^,。;\n]{0,16}(?:厂房|仓库|仓|土地|用地|地块|办公|写字楼)"
    r"|(?:租|购|买)(?:赁|用|下|置)?[^,。;\n]{0,14}(?:厂房|仓库|土地|用地|地块|写字楼|办公)|入驻贵?园|(?:(?<![主重])要|求|需)[^,。;\n]{0,14}(?:厂房|仓库|标房|(?<![货平持建清满开爆])仓(?![促位储皇鼠惶]))"
)
_DEMAND = re.compile(
    rf"(?:急?需|要|想|拟|求|寻|找|缺|换|希望|计划|打算|考虑|申请|落户|落地)[^。;!\n]{{0,24}}?(?:{ESTATE}|亩|场地)"
    r"|(?:想|要|找)[^。;\n]{0,16}(?:办厂|建厂|设厂)|搬[迁到至]|迁[建至入]|扩[建产]|入驻|落户|希望[^。]{0,10}(?:方便|靠近|有)|最好(?:有|能|带|是|在|靠)|预算|要求[:]"
)
_CHAT = re.compile(r"[想要](?:租|买)(?![菜房车书票票衣])")
_PROJECT = re.compile(
    r"总投资|投资总?额|(?:计划|拟|预计|意向|项目|新增|追加)投资|投资(?:约|¥)?[\d一二两三四五六七八九十].{0,8}[亿万]|固投|固定资产投资|达产|技改|新建|迁扩建|(?:生产|制造|加工|基地|研发|产业化|扩能|改造)项目|项目[^。\n]{0,30}(?:用地|占地|建筑面积|面积)"
    r"|年产[^值出][^。\n]{0,40}(?:拟|用地|占地|建筑面积)|拟建|投产后|(?:预计|计划|拟)[^,。;\n]{0,8}投产|增资扩"
)
_OFFER = re.compile(
    r"招租|转租|出租|业主直[租招售]|一手业主|房东直租|可分租|分租|现房[出招]|旺铺|空出|空置(?:厂房|仓库)|欢迎(?:企业|广大|各类)?[^,。;\n]{0,4}入驻|急售|诚意出[售让]|欢迎(?:看厂|实地看|来电咨询|致电)|(?:厂房|仓库|土地|用地|地块|写字楼|办公楼?|物业)[^,。;\n]{0,10}(?:出售|转让|急转|直租|低价转)"
    r"|(?:出售|转让|低价转|急转|盘出)[^,。;\n]{0,14}(?:厂房|仓库|土地|用地|地块|写字楼|办公|物业)|我(?:有|这里有|手上有)[^,。;\n]{0,12}(?:厂房|仓库|地块?|土地)"
)
_OFFER_DENIED = re.compile(
    r"(?:有没有|有无|哪里有|哪有|想了解|咨询|请问)[^。;\n]{0,24}(?:出租|转让|出售|招租)|(?:求|寻|找|需要?|想要?)[^,。;\n]{0,6}(?:出租|转租|转让|出售)|(?:不|非|再)(?:对外)?(?:出租|转租|分租|转让)"
)
_WORK = re.compile(r"招聘|诚聘|急聘|招工启事|月薪|薪资|底薪|薪酬|五险一金|包吃住|包食宿|岗位职责|任职(?:要求|资格)|求职|简历")
_HOME = re.compile(
    r"[一二两三四1-5]室|卧室|次卧|主卧|合租|民宿|公寓|住宅|学区|押一付|婚房|精装|二手房|首付|月供|房贷|别墅|单间|租房|阳台|客厅|新房|楼盘|户型|买房|购房"
)
_PUBLIC = re.compile(
    r"[全我](?:市|省|国|县|区|镇|州|球|年)(?!境内)|同比|环比|增长|下降|增幅|GDP|gdp|规上|规模以上|统计|财政|国务院|省政府|市政府|市委|省委|发改委|记者|报道|新华|据悉|日电|本报|讯[,:(]|火灾|起火|事故|警方|消防员|伤亡|坍塌|台风|暴雨|地震|洪水|受灾"
    r"|大桥|地铁|高速公路|高铁线|铁路线|机场|水库|水利|学校|校区|校园|大学|中学|小学|幼儿园|医院|公园|体育[馆场]|博物馆|图书馆|展览|展馆|小区|安置房|棚户|景区|景点|旅游|购物中心|商场|酒店|餐厅|隧道|电站|风电|通车"
    r"|森林|草原|湖泊|湿地|绿地|湖面|水面|海域|流域|故宫|古城|遗址|寺|城墙|国土|中国有|乡村|振兴|惠及|床位|旅客|常住人口|下辖|行政村|宗地成交|供应.{0,4}用地"
)
_FARM = re.compile(
    r"水稻|小麦|玉米|大豆|花生|蔬菜|种菜|果园|果树|茶园|鱼塘|养殖|农田|耕地|林地|亩产|大棚|播种|收割|收成|插秧|庄稼|稻田|麦田|菜地|苗木|种植|承包地|荔枝园|菜园|虾塘|蟹塘|山地|棉花|油菜"
)
_GOODS = re.compile(
    r"适用(?:于|面积)|覆盖面积|可覆盖|本机|额定|涂布|每平方米(?:用量|克重)|起订|包邮|型号|规格|参数|净含量|保质期|分辨率|续航|像素|洗衣机|空调机?(?:适|制)|投影|净化器|扫地|吊扇"
)
_FIRST = re.compile(r"求租|求购|承租|寻租|急租|想租|我[司们]|客户|本公司|(?:急?需|想|拟|寻|找)[^,。;\n]{0,12}(?:厂房|仓库|用地|土地)")
_THING = re.compile(
    r"(?:求购|求租|采购|收购|需要?|寻找?|想找)[^,。;\n]{0,12}(?:机|设备|钢|材|料|板|箱|车辆?|叉车|模具|代工|合作|[\d一二三四五六七八九十](?:台|吨|套|件))"
)
_TALE = re.compile(r"[她他]|时候|昨天|昨日|当年|始建|诞生|诗|小说|游客|观众|选手|孩子|已建成|坐落|落成|盘点|封顶")
_WANT = re.compile(r"(?<![主重紧])要(?!求|素|闻)|[想求换](?!职)|(?<!寻)找(?!工作)|寻|需(?!求侧)|缺|租|购|买|客户")
_PLACE = re.compile(r"厂房|厂子|仓库|标准仓|高标仓|车间|标房|用地|土地|地块|写字楼|办公|独院|一楼|首层")
_SHEET = re.compile(r"(?:^|[\n;|])[^:\n;|]{2,12}:")
_NOTICE = re.compile(
    r"注意(?:哪些|什么|事项)|如何|怎么(?:买|算|办|选)|什么区别|有什么不同|一般(?:来说|是|保费|为)|通常|造价|多少钱|招标|中标|公告|公示|拍卖|起拍|成交价|起始价|备案需|提交以下|根据规定|按照?规定|(?:政府|财政|按)[^,。;\n]{0,10}(?:给予|发放|征收)"
)
"""Notices, rules and questions about places in general."""
_STORY = re.compile(
    r"[了被着过曾吗吧呢她他]|去年|前年|正式投产|拥有|已建成|坐落|设有|入驻企业|落成|时候|昨天|昨日|今天|当年|始建|建于|成立于|创办|创建|诞生|诗|小说|游客|居民|村民|市民|观众|选手|学生|老师|孩子"
)
_TRADE = re.compile(rf"{ESTATE}|租金|租期|厂|年产|/年|生产|加工|制造|工艺|配件|五金|建筑面积")
_NOTE_PARTS = re.compile(r"[ ,、/|]+")
_PLAIN_WISH = re.compile(r"求租|求购|求厂|承租|(?:需|(?<![主重])要|寻|找|租)[^,。;\n]{0,16}(?:厂房|仓库|工业用地|车间)")
_WORKS = re.compile(r"厂房|仓库|车间|工业|写字楼")
_ASKER = re.compile(r"求租|求购|承租|寻租|急租|想租|需求面积|意向|需|[急想]|我司|我们|企业|公司")
"""Who asks: news tells of the same things, but not in these words."""
NOTE_LENGTH, SHEET_LABELS = 60, 3


def kind(page: Page, words: bool) -> Kind:
    """`words`: whether the text holds words of the pack, such as 货梯."""
    text = page.masked
    if _NOTICE.search(text) and not _FIRST.search(text) and not _PROJECT.search(text):
        return "other"
    if not (_figures(page) or words or _PLACE.search(text) or _TRADE.search(text)) and not _PROJECT.search(text):
        return "other"
    if _THING.search(text) and not _PLACE.search(text) and not _figures(page):
        return "other"
    explicit = _EXPLICIT.search(text) is not None
    if _OFFER.search(_OFFER_DENIED.sub("", text)) and not _asks(text):
        return "offer"
    plain_wish = _PLAIN_WISH.search(text) is not None
    if (_WORK.search(text) or _FARM.search(text) or _GOODS.search(text)) and not plain_wish:
        return "other"
    if _HOME.search(text) and not _WORKS.search(text):
        return "other"
    if explicit and (not _PUBLIC.search(text) or _ASKER.search(text)):
        return "request"
    if explicit or _PUBLIC.search(text):
        return "other"
    if _PROJECT.search(text):
        return "request"
    if _figures(page) and (_CHAT.search(text) or (_WANT.search(text) and _PLACE.search(text) and not _TALE.search(text)) or _sheet(text)):
        return "request"
    if (demand := _DEMAND.search(text)) and not _TALE.search(text[: demand.end()]) and (words or _TRADE.search(text) or _figures(page)):
        return "request"
    return "request" if _note(page, text) else "other"


def _sheet(text: str) -> bool:
    """A form: three labels or more, each with its answer, and one of them of the trade."""
    return len(_SHEET.findall(text)) >= SHEET_LABELS and re.search(r"租|购|用地|用房|厂房|需求|载体", text) is not None


def _asks(text: str) -> bool:
    return (
        re.search(r"求租|求购|承租|寻租|急租|急寻|急求|想租|想要?找|要租|拟租|需要|急需|我(?:司|们|公司)(?:想|需|要)|寻找|需求", text)
        is not None
    )


def _figures(page: Page) -> bool:
    return any(a.dim in ("m2", "land") for a in page.amounts)


def _note(page: Page, text: str) -> bool:
    """A line such as 5000平厂房 虎门: an area beside a word of the trade, and nothing that tells a story."""
    if len(text) > NOTE_LENGTH or _STORY.search(text) or not _figures(page):
        return False
    parts = [p for p in _NOTE_PARTS.split(text.strip()) if p]
    short = len(parts) > 1 and len(text) <= NOTE_LENGTH / 2 and all(len(p) <= 10 for p in parts)
    return short or _TRADE.search(text) is not None
