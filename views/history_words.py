"""What was done with a lead, in words: one sentence for each row of the audit."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from matcher.model.catalog import Catalog
from matcher.model.fields import field_label
from matcher.model.need import NEED_LABELS
from matcher.model.text import Lang, Text, figure, joined, same
from matcher.model.vocabulary import STAGE
from matcher.register.audit_told import ACTIONS
from matcher.register.difference_words import LABELS
from matcher.register.history import Event
from matcher.register.who import CONSOLE, SYSTEM
from views.html import h, join
from views.words import word

_FIELDS = {**LABELS, "keeper": Text("跟进人", "who follows it"), "owner": Text("企业账号", "enterprise account")}
_OUTCOME = {"chosen": Text("选定", "chose"), "refused": Text("不选", "turned down")}


def told(events: tuple[Event, ...], catalog: Catalog, lead: str, lang: Lang) -> Markup:
    """The newest first, with day and name."""
    rows = [
        h('<li>{}<span class="qw">{} · {}</span></li>', sentence(e, catalog, lead).say(lang), e.at.date().isoformat(), _who(e.who, lang))
        for e in events
    ]
    return h('<ol class="history">{}</ol>', join(rows))


def _who(name: str, lang: Lang) -> str:
    """Whoever it was; what the product does by itself, and what is typed at the machine, have no account."""
    return word(f"by_{name}", lang) if name in (SYSTEM.account, CONSOLE.account) else name


def sentence(event: Event, catalog: Catalog, lead: str) -> Text:
    change = event.change
    match event.action:
        case "lead.make" | "lead.submit":
            return Text("登记了这条线索。", "Took the lead in.")
        case "import.take":
            return Text("随表格登记：{f}。", "Came with a file: {f}.").fill(f=same(change.get("origin", "")))
        case "pack.seed":
            return Text("随数据包登记。", "Came with the pack.")
        case "pack.import":
            names = [_label(d["field"]) for d in change.get("differences", ()) if d["id"] == lead and d["field"]]
            return (
                Text("按数据包更新：{f}。", "Followed the pack: {f}.").fill(f=joined(names))
                if names
                else Text("随数据包登记。", "Came with the pack.")
            )
        case "lead.edit" | "lead.keep" | "lead.close":
            return _edited(change)
        case "lead.stage":
            return _stage(change)
        case "shortlist.write":
            site = change.get("site", "")
            if not site:
                return Text("改了短名单。", "Changed the shortlist.")
            form = (
                Text("把{s}放进短名单。", "Put {s} on the shortlist.")
                if change.get("on")
                else Text("把{s}移出短名单。", "Took {s} off the shortlist.")
            )
            return form.fill(s=catalog.site_title(site))
        case "decision.make":
            return Text("决定：{o}{s}。", "Decided: {o} {s}.").fill(o=_OUTCOME[change["outcome"]], s=catalog.site_title(change["site"]))
        case "decision.withdraw":
            return Text("撤回了对{s}的决定。", "Withdrew the decision on {s}.").fill(s=catalog.site_title(change["site"]))
        case "task.write":
            return _task(change, catalog)
        case "commitment.make" | "commitment.release":
            return _promise(change, catalog)
    return ACTIONS.get(event.action) or same(event.action)


def _label(field: str) -> Text:
    return _FIELDS.get(field) or NEED_LABELS.get(field) or same(field)


def _edited(change: dict[str, Any]) -> Text:
    if "closed" in change:
        return Text("关闭了线索。", "Closed the lead.") if change["closed"] else Text("重新打开了线索。", "Opened it again.")
    names = joined([_label(f) for f in change.get("fields", ())])
    if "need" in change:
        return Text("需求改为第 {n} 版：{f}。", "Version {n} of the need: {f}.").fill(n=str(change["need"]), f=names)
    return Text("改了{f}。", "Changed {f}.").fill(f=names)


def _stage(change: dict[str, Any]) -> Text:
    if "planned" in change:
        days = [Text(f"{STAGE.label(s).zh} {d or '（无）'}", f"{STAGE.label(s).en} {d or '(none)'}") for s, d in change["planned"].items()]
        return Text("计划：{d}。", "Planned: {d}.").fill(d=joined(days))
    return Text("进入“{s}”，自 {d}。", "Entered “{s}”, since {d}.").fill(s=STAGE.label(change["stage"]), d=change["since"])


def _task(change: dict[str, Any], catalog: Catalog) -> Text:
    if "tasks" in change:
        asked = joined([_question(one, catalog) for one in change["tasks"]])
        return Text("把 {n} 个问题列入待办，{d} 之前：{w}。", "Made {n} questions tasks, by {d}: {w}.").fill(
            n=str(len(change["tasks"])), d=change["due"], w=asked
        )
    what = _question(change, catalog)
    if change.get("done"):
        return Text("完成待办：{w}。", "Finished a task: {w}.").fill(w=what)
    if "before" in change:
        return Text("待办改期到 {d}：{w}。", "Put a task off to {d}: {w}.").fill(w=what, d=change["due"])
    return Text("列入待办，{d} 之前：{w}。", "Made a task, by {d}: {w}.").fill(w=what, d=change["due"])


def _question(change: dict[str, Any], catalog: Catalog) -> Text:
    """What a task is about: a site's field, or one of the enterprise's need."""
    site, field = change.get("site", ""), change.get("field", "")
    if site and field:
        return Text("{s} {f}", "{s}, {f}").fill(s=catalog.site_title(site), f=field_label(field))
    if field:
        return Text("问企业：{f}", "ask the enterprise: {f}").fill(f=_label(field))
    return catalog.site_title(site) if site else Text("一件事", "something")


def _promise(change: dict[str, Any], catalog: Catalog) -> Text:
    parts = [Text(f"{figure(change[n])} {u.zh}", f"{figure(change[n])} {u.en}") for n, u in _UNITS.items() if change.get(n)]
    amount = joined(parts) if parts else Text("整处", "the whole site")
    form = Text("解除承诺：{s} {a}。", "Released: {s}, {a}.") if change.get("released") else Text("承诺：{s} {a}。", "Promised: {s}, {a}.")
    return form.fill(s=catalog.site_title(change["site"]), a=amount)


_UNITS = {"land_mu": Text("亩", "mu"), "floor_m2": Text("㎡", "㎡")}
