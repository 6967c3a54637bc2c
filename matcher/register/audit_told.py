"""A row of the audit as a sentence: what was done in words, and what it changed, with no code that only the program knows."""

from __future__ import annotations

import re
from typing import Any

from matcher.model.fields import BY_NAME, field_label
from matcher.model.text import Lang, Text
from matcher.register.audit_parts import VALUES, part
from matcher.register.audit_reading import Done
from matcher.register.who import CONSOLE, ROLE_NAMES, SYSTEM

ACTIONS: dict[str, Text] = {
    "site.see": Text("查看地块", "looked at a site"),
    "site.see_office": Text("查看内部底价和备注", "looked at the office's own prices and notes"),
    "site.write_office": Text("修改内部底价或备注", "changed the office's own prices or notes"),
    "site.withdraw": Text("撤回登记的地块", "took back an added site"),
    "import.take": Text("导入表格", "took in a file"),
    "answer.propose": Text("提交待核实的答案", "proposed an answer"),
    "answer.give": Text("记下答案", "gave an answer"),
    "answer.decide": Text("审核答案", "decided on an answer"),
    "answer.withdraw": Text("撤回答案", "took back an answer"),
    "outline.draw": Text("画地块边界", "drew the outline of a site"),
    "outline.withdraw": Text("撤回地块边界", "took back an outline"),
    "picture.add": Text("上传图片", "added a picture"),
    "picture.withdraw": Text("撤下图片", "withdrew a picture"),
    "lead.submit": Text("提交需求", "submitted a need"),
    "lead.make": Text("登记项目", "took in a lead"),
    "lead.keep": Text("安排跟进人", "said who follows a lead"),
    "lead.withdraw": Text("撤回需求", "took back a need"),
    "receipt.open": Text("用回执码查看", "opened a receipt"),
    "share.open": Text("打开分享链接", "opened a shared link"),
    "account.self": Text("查看自己的账号", "looked at their own account"),
    "session.attempt": Text("尝试登录", "tried to sign in"),
    "lead.see": Text("查看项目", "looked at a lead"),
    "lead.edit": Text("修改项目", "changed a lead"),
    "lead.stage": Text("改变项目阶段", "moved a lead to another stage"),
    "lead.close": Text("关闭项目", "closed a lead"),
    "shortlist.write": Text("修改候选清单", "wrote a shortlist"),
    "decision.make": Text("作出选址决定", "made a decision"),
    "decision.withdraw": Text("撤回选址决定", "withdrew a decision"),
    "task.write": Text("修改任务", "wrote a task"),
    "commitment.make": Text("承诺用地或厂房", "promised area"),
    "commitment.release": Text("解除承诺", "released a promise"),
    "contact.see": Text("查看联系方式", "looked at a contact"),
    "contact.edit": Text("更正联系方式", "corrected a contact"),
    "contact.delete": Text("删除联系方式", "deleted a contact"),
    "contact.accesses": Text("查看联系方式的查阅记录", "looked at who read a contact"),
    "share.make": Text("生成分享链接", "made a link to share"),
    "share.revoke": Text("收回分享链接", "revoked a link"),
    "office.see": Text("查看办公页面", "looked at the office's pages"),
    "town.contact": Text("修改本镇联系方式", "changed the town's contact"),
    "account.see": Text("查看账号", "looked at accounts"),
    "account.make": Text("新建账号", "made an account"),
    "account.edit": Text("修改账号", "changed an account"),
    "account.password": Text("更换口令", "changed a password"),
    "session.open": Text("登录", "signed in"),
    "session.end": Text("退出登录", "signed out"),
    "audit.see": Text("查看审计记录", "looked at the audit"),
    "pack.seed": Text("首次载入数据包", "took in a pack for the first time"),
    "pack.import": Text("再次导入数据包", "took in a pack again"),
    "pack.export": Text("导出数据包", "wrote a pack"),
    "retention.run": Text("删除到期的个人信息", "deleted personal data that were due"),
    "register.backup": Text("备份", "made a backup"),
    "register.restore": Text("从备份恢复", "restored a backup"),
}
"""Every action of the policy in words; a test holds it to the policy's table."""

_KEY = re.compile("[0-9a-f]{32}")
_YES, _NO = Text("是", "yes"), Text("否", "no")
LONGEST = 400
"""Characters of a change that are told in one line; the export has no such end."""


def person(done: Done, lang: Lang) -> str:
    """Who did it: the name of the account as it is now, or what stands in its place."""
    if done.who in (CONSOLE.account, SYSTEM.account):
        return {CONSOLE.account: Text("本机命令行", "the command line"), SYSTEM.account: Text("系统", "the system")}[done.who].say(lang)
    role = next((name.say(lang) for key, name in ROLE_NAMES.items() if key == done.role), str(done.role))
    return f"{done.name or done.who}（{role}）" if lang == "zh" and (done.name or done.who) else _plain(done, role)


def _plain(done: Done, role: str) -> str:
    return f"{done.name or done.who} ({role})" if done.name or done.who else role


def action(done: Done, lang: Lang) -> str:
    return ACTIONS[done.action].say(lang) if done.action in ACTIONS else str(done.action)


def changed(done: Done, lang: Lang, longest: int | None = LONGEST) -> str:
    """What was changed, part by part."""
    told = _told(done.change, lang)
    return told if longest is None or len(told) <= longest else told[: longest - 1] + "…"


def record(done: Done) -> str:
    """What it was done to; '' where that is the person who did it, who stands there already."""
    return "" if done.record == done.who else _short(str(done.record))


def moment(done: Done) -> str:
    """The moment in this machine's time zone, to the second, with its distance from UTC."""
    return done.here.isoformat(" ", "seconds") if done.here else str(done.at)


def sentence(done: Done, lang: Lang, longest: int | None = LONGEST) -> str:
    """One row in one sentence."""
    what = changed(done, lang, longest)
    on = f" {record(done)}" if record(done) else ""
    if lang == "zh":
        return f"{moment(done)} {person(done, lang)}：{action(done, lang)}{on}{f'；{what}' if what else ''}。"
    return f"{moment(done)} {person(done, lang)} {action(done, lang)}{on}{f': {what}' if what else ''}."


def _told(value: Any, lang: Lang, name: str = "") -> str:
    if isinstance(value, dict):
        pairs = [(part(str(n)).say(lang), _told(v, lang, n)) for n, v in value.items()]
        return ("，" if lang == "zh" else ", ").join(f"{label} {told}" for label, told in pairs if told)
    if isinstance(value, list):
        return ("；" if lang == "zh" else "; ").join(_told(v, lang, name) for v in value)
    if isinstance(value, bool):
        return (_YES if value else _NO).say(lang)
    if value is None:
        return ""
    return _word(name, str(value), lang)


def _word(name: str, value: str, lang: Lang) -> str:
    """A value that is a code of the program, in words."""
    if name == "field" and value in BY_NAME:
        return field_label(value).say(lang)
    if name in ("fields", "changed"):
        return part(value).say(lang)
    found = VALUES.get(name, {}).get(value)
    return found.say(lang) if found else _short(value)


def _short(value: str) -> str:
    """A key of 32 random digits by its beginning, which tells it apart from the others."""
    return f"{value[:8]}…" if _KEY.fullmatch(value) else value
