"""What the rows of the audit note, in words: each part by its name, and the values that are codes of the program."""

from __future__ import annotations

from collections.abc import Mapping

from matcher.model.fields import BY_NAME, field_label
from matcher.model.need import NEED_LABELS
from matcher.model.text import Text
from matcher.model.vocabulary import BASIS, STAGE, Vocabulary
from matcher.register.contacts import COPY, OWN, WHAT_FOR
from matcher.register.who import ROLE_NAMES

PARTS: dict[str, Text] = {
    "number": Text("编号", "number"),
    "numbers": Text("编号", "numbers"),
    "site": Text("地块", "site"),
    "field": Text("字段", "field"),
    "value": Text("值", "value"),
    "source": Text("来源", "source"),
    "as_of": Text("日期", "as of"),
    "origin": Text("文件", "file"),
    "state": Text("状态", "state"),
    "reason": Text("理由", "reason"),
    "confirmed": Text("已核实", "confirmed"),
    "answers": Text("答案", "answers"),
    "leads": Text("项目", "leads"),
    "lead": Text("项目", "lead"),
    "differences": Text("差异", "differences"),
    "old": Text("原值", "was"),
    "new": Text("新值", "is"),
    "id": Text("编号", "id"),
    "land_mu": Text("用地（亩）", "land [mu]"),
    "floor_m2": Text("面积（㎡）", "floor area [m2]"),
    "whole": Text("整个地块", "the whole site"),
    "since": Text("起", "from"),
    "until": Text("止", "until"),
    "commitment": Text("承诺", "promise"),
    "released": Text("已解除", "released"),
    "session": Text("会话", "session"),
    "sessions": Text("会话", "sessions"),
    "role": Text("身份", "role"),
    "stage": Text("阶段", "stage"),
    "due": Text("期限", "due"),
    "outcome": Text("结果", "outcome"),
    "kind": Text("种类", "kind"),
    "version": Text("版本", "version"),
    "rows": Text("行数", "rows"),
    "made_at": Text("生成于", "made at"),
    "sha256": Text("校验值", "checksum"),
    "renamed": Text("已改名", "renamed"),
    "before": Text("此前", "before"),
    "closed": Text("已关闭", "closed"),
    "one_time_password": Text("一次性口令", "one-time password"),
    "own_password": Text("本人换了口令", "own password set"),
    "what_for": Text("用途", "what for"),
    "added": Text("新增", "added"),
    "keep_until": Text("保存到", "kept until"),
    "deleted": Text("已删除", "deleted"),
    "changed": Text("改动", "changed"),
    "fields": Text("改动", "changed"),
    "seen": Text("当时页面所示", "what the page said"),
    "score": Text("得分", "points"),
    "low": Text("最低", "lowest"),
    "high": Text("最高", "highest"),
    "rank": Text("名次", "place"),
    "withdrawn": Text("已撤回", "withdrawn"),
    "first_code": Text("开通码", "one-time code"),
    "tries": Text("第几次尝试", "tries"),
    "tried": Text("尝试", "tried"),
    "usable": Text("账号可用", "account usable"),
    "ended": Text("结束的会话", "sessions ended"),
    "need": Text("需求版本", "version of the need"),
    "keeper": Text("跟进人", "followed by"),
    "owner": Text("所属企业账号", "account of the enterprise"),
    "mended": Text("录入时更正", "corrected when taken in"),
    "line": Text("行", "line"),
    "title": Text("栏", "column"),
    "was": Text("原文", "stood there"),
    "now": Text("改为", "was read as"),
    "outline": Text("边界", "outline"),
    "outlines": Text("边界", "outlines"),
    "area_m2": Text("图形面积（㎡）", "area drawn [m2]"),
    "picture": Text("图片", "picture"),
    "public": Text("公开", "public"),
    "share": Text("链接", "link"),
    "links_revoked": Text("收回的链接", "links revoked"),
    "expires_at": Text("有效至", "valid until"),
    "revoked": Text("已收回", "revoked"),
    "shortlist": Text("候选清单", "shortlist"),
    "sites": Text("地块", "sites"),
    "on": Text("在清单上", "on the list"),
    "planned": Text("计划", "planned"),
    "task": Text("待办", "task"),
    "tasks": Text("待办", "tasks"),
    "done": Text("已完成", "done"),
    "contacts": Text("联系方式", "contacts"),
    "looks": Text("查阅记录", "looks at contacts"),
    "forms": Text("表单记录", "forms"),
    "links": Text("链接", "links"),
    "brakes": Text("限次记录", "brakes"),
}
"""Every part that a service notes; a test holds it to what they write."""

_FORMS: dict[str, Text] = {
    "name": Text("名称", "name"),
    "name_en": Text("英文名称", "name in English"),
    "note": Text("备注", "note"),
    "note_en": Text("英文备注", "note in English"),
    "settled_at": Text("已定地块", "site settled at"),
    "person": Text("联系人", "person"),
    "phone": Text("电话", "telephone"),
    "email": Text("邮箱", "e-mail"),
    "contact_name": Text("联系部门", "name of the office"),
    "contact_phone": Text("联系电话", "telephone"),
    "contact_email": Text("联系邮箱", "e-mail"),
    "contact_address": Text("地址", "address"),
    "contact_hours": Text("办公时间", "hours"),
    "lowest_rent_yuan_m2_month": Text("最低租金", "lowest rent"),
    "lowest_land_price_wan_mu": Text("最低地价", "lowest price of land"),
    "lowest_purchase_yuan_m2": Text("最低售价", "lowest price of rooms"),
}
"""Fields of forms: of a lead, a contact, the town, the office's own of a site."""
_STATES = {
    "proposed": Text("待核实", "proposed"),
    "stands": Text("有效", "stands"),
    "refused": Text("未采纳", "refused"),
    "withdrawn": Text("已撤回", "withdrawn"),
    "chosen": Text("选中", "chosen"),
}


def _words(vocabulary: Vocabulary) -> dict[str, Text]:
    return {token: vocabulary.label(token) for token in vocabulary.tokens}


_STAGES = _words(STAGE)
_ROLES: dict[str, Text] = {role: name for role, name in ROLE_NAMES.items()}  # noqa: C416 - roles are words here
VALUES: Mapping[str, Mapping[str, Text]] = {
    "state": _STATES,
    "outcome": _STATES,
    "basis": _words(BASIS),
    "stage": _STAGES,
    "before": {**_STAGES, **_ROLES},
    "role": _ROLES,
    "what_for": {**WHAT_FOR, OWN: Text("本人查看", "by the person itself"), COPY: Text("取走副本", "a copy was handed out")},
    "first_code": {"made": Text("已生成", "made"), "used": Text("已用", "used"), "wrong": Text("不对", "wrong")},
    "origin": {
        "staff": Text("办公室登记", "taken in by the office"),
        "public": Text("公开表单", "the public form"),
        "enterprise": Text("企业账号", "an enterprise's account"),
        "file": Text("表格", "a file"),
    },
    "kind": {
        "photo": Text("照片", "photo"),
        "plan": Text("平面图", "floor plan"),
        "need": Text("需求", "need"),
        "lead": Text("项目", "lead"),
        "shortlist": Text("候选清单", "shortlist"),
    },
}
"""Part -> its codes in words."""


def part(name: str) -> Text:
    """What a part is called, or a field of a form; itself where nothing is known of it, as in a row that somebody wrote by hand."""
    for words in (PARTS, _STAGES, _FORMS, NEED_LABELS):
        if name in words:
            return words[name]
    return field_label(name) if name in BY_NAME else Text(name, name)
