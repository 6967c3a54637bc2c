"""What a visit remembers: language, data pack, need and chosen site, all in the address; and the cached reads behind them."""

from __future__ import annotations

import gc
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.catalog.json_tree import read_json
from matcher.catalog.load import load
from matcher.catalog.needs import read_need
from matcher.catalog.yaml_tree import Tree
from matcher.cli.output import default_pack
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import LANGS, Lang, Text
from matcher.register.answers import Given
from matcher.register.base import new_key
from matcher.register.commitments import Locked
from matcher.register.database import database_url
from matcher.register.facts import TownRow
from matcher.register.opening import with_town
from matcher.register.overlay import Laid, laid, seen_by, stand
from matcher.register.register import Register
from matcher.register.who import Who
from views import visit

DEMO = Path(__file__).resolve().parents[1] / "examples" / "demo"
TOWN, DEMO_NAME = "town", "demo"
MAX_NEED_CHARACTERS = 8_000
"""Of a need in the address: every field of the form filled, and room beside; browsers and servers cut off far longer ones anyway."""


def packs() -> dict[str, Path]:
    """The packs one can look at: the town's, and the invented one that shows what the product does once data are in."""
    found = {TOWN: default_pack()}
    if DEMO.exists() and DEMO.resolve() != found[TOWN].resolve():
        found[DEMO_NAME] = DEMO
    return found


def lang() -> Lang:
    asked = st.query_params.get("lang", "zh")
    return asked if asked in LANGS else "zh"


def pack_name() -> str:
    asked = st.query_params.get("pack", TOWN)
    return asked if asked in packs() else TOWN


@dataclass(frozen=True)
class Choice:
    """Which need is on the page: an example or a lead by its id, or one written on the page."""

    kind: str
    id: str


def choice(catalog: Catalog) -> Choice:
    for kind in ("need", "lead", "example"):
        if asked := st.query_params.get(kind):
            return Choice(kind, asked)
    if catalog.examples:
        return Choice("example", catalog.examples[0].need.id)
    return Choice("lead", catalog.leads[0].id) if catalog.leads else Choice("need", "{}")


def chosen_need(catalog: Catalog, chosen: Choice) -> tuple[Need, list[Issue]]:
    """The need on the page; what cannot be read is told, and nothing of it is guessed."""
    if chosen.kind == "need":
        return _addressed_need(catalog, chosen.id)
    known = {x.id: x.need for x in catalog.leads} if chosen.kind == "lead" else {x.need.id: x.need for x in catalog.examples}
    if chosen.id in known:
        return known[chosen.id], []
    log = IssueLog("", ASKER)
    log.error(
        Text("这个数据包里没有这一条。", "is not in this pack."),
        Text("请从列表里选一个，或在下面填写。", "Choose from the list, or write the need in the form below."),
        field=chosen.kind,
        value=chosen.id,
    )
    return Need(), log.issues


def _addressed_need(catalog: Catalog, text: str) -> tuple[Need, list[Issue]]:
    """The need that an address holds as JSON."""
    log = IssueLog("", ASKER)
    if len(text) > MAX_NEED_CHARACTERS:
        log.error(
            Text(f"网址里的需求超过 {MAX_NEED_CHARACTERS} 字。", f"is longer in the address than {MAX_NEED_CHARACTERS} characters."),
            Text("请在下面填写。", "Write it in the form below."),
            field="need",
        )
        return Need(), log.issues
    tree = read_json(text, log)
    if tree is None and not log.issues:
        log.error(
            Text("网址里的需求不完整，或写法不对。", "is cut short in the address, or not in the form of a need."),
            Text("请重新复制整个网址，或在下面填写。", "Copy the whole address again, or write the need in the form below."),
            field="need",
        )
    return (read_need(tree, catalog.vocabularies, log) if tree else None) or Need(), log.issues


def parse_need(catalog: Catalog, stated: dict[str, Any]) -> tuple[Need, list[Issue]]:
    log = IssueLog("", ASKER)
    need = read_need(Tree(_as_text(stated)), catalog.vocabularies, log)
    return need or Need(), log.issues


def _as_text(stated: dict[str, Any]) -> dict[str, Any]:
    def one(value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return [str(v) for v in value] if isinstance(value, list | tuple) else str(value)

    return {str(k): one(v) for k, v in stated.items()}


def go(**parts: str | None) -> None:
    """Changes the address; None takes a part out. A new need or pack forgets the chosen site, a new pack also the drawn area, and whoever
    else asks, or another pack, those picked for comparison: a need that is only changed keeps them."""
    if {"need", "lead", "example", "pack"} & parts.keys():
        parts.setdefault("site", None)
        st.session_state.pop("before", None)
    if "pack" in parts:
        parts.setdefault("area", None)
    if parts.get("lead") or parts.get("example") or "pack" in parts:
        parts.setdefault("sites", None)
    for name, value in parts.items():
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value


def need_address(need: Need) -> str:
    return json.dumps(need.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Office:
    """A pack as it stands with this installation's register, as far as whoever looks may see it."""

    catalog: Catalog
    who: Who
    answers: tuple[Given, ...]
    """The answers that stand; none for a visitor, whom it does not concern who said what."""
    left_out: tuple[Issue, ...]
    register: Register | None
    """None where it cannot be opened: the pack can still be looked at, and nothing can be kept."""
    fault: tuple[Issue, ...] = ()
    """Why it cannot be opened, or why it takes nothing now although it can be read."""
    pack: Catalog | None = None
    """The pack alone, against which a promise is held."""
    promised: tuple[Locked, ...] = ()
    """What is promised to whom; nothing for whom it does not concern."""
    stamp: str = ""
    """Changes with all that is kept of the town."""

    @property
    def takes(self) -> bool:
        """Whether something can be kept now: forms are only open where it can."""
        return self.register is not None and not self.fault

    @property
    def town(self) -> str:
        return self.catalog.plan.town.id


def office() -> Office:
    """The chosen pack and what the register says of it, read again only when a byte of either has changed. Raises Refused."""
    folder = packs()[pack_name()]
    pack = _pack(str(folder), _stamp(folder))
    try:
        register = _register(database_url(), pack.plan.town.id, pack)
        who = visit.who_visits(register)
        stamp = register.stamp(pack.plan.town.id)
        whole = _laid(pack.version, stamp, register.url, "", True, pack, register)
        shut = register.shut()
    except Refused as refusal:
        who = visit.nobody_known()
        return Office(_seen(everything(pack), who.role, pack, who), who, (), (), None, tuple(refusal.issues))
    catalog = _seen(everything(whole.catalog), who.role, whole.catalog, who)
    if not who.office:
        return Office(catalog, who, (), (), register, shut, pack=pack, stamp=stamp)
    return Office(catalog, who, whole.taken, whole.left_out, register, shut, pack=pack, promised=whole.promised, stamp=stamp)


def for_lead(office: Office, lead: str) -> Office:
    """The same for the one lead whose own promises do not count against it; nothing changes where it has none."""
    if office.register is None or office.pack is None or all(c.lead != lead for c in office.promised):
        return office
    whole = _laid(office.pack.version, office.register.stamp(office.town), office.register.url, lead, True, office.pack, office.register)
    return replace(office, catalog=whole.catalog)


def stated(office: Office) -> Catalog:
    """The catalog without promises, as files hold it: what is promised is no fact of a site, and would come back as one."""
    if office.register is None or office.pack is None:
        return office.catalog
    whole = _laid(office.pack.version, office.register.stamp(office.town), office.register.url, "", False, office.pack, office.register)
    return _seen(everything(whole.catalog), office.who.role, whole.catalog, office.who)


def everything(catalog: Catalog) -> str:
    """Changes with all that a catalog holds, its leads included; what does not look at leads is kept by `version` alone."""
    return f"{catalog.version}:{catalog.leads_version}"


def writable(office: Office) -> Register:
    """The register to write into. Raises Refused where there is none, or it takes nothing now."""
    if office.register is None or office.fault:
        raise Refused(list(office.fault))
    return office.register


def visit_key() -> str:
    """A random name of this visit, which nobody else knows and which says nothing of who it is."""
    name: str = st.session_state.setdefault("visit", new_key())
    return name


def once(counter: str, *parts: str) -> str:
    """Names one filling-in of a form: this visit by a random name, the form, and how often it was saved before, which stands in the
    session under `counter`. Sending it twice then changes nothing."""
    return "\n".join([visit_key(), counter, *parts, str(st.session_state.get(counter, 0))])


@st.cache_resource(max_entries=8, show_spinner=False)
def _register(url: str, town: str, _pack: Catalog) -> Register:
    register = Register(url)
    return register if register.ready() and _known(register, town) else with_town(register, _pack)


def _known(register: Register, town: str) -> bool:
    with register.look() as session:
        return session.get(TownRow, town) is not None


@st.cache_resource(max_entries=8, show_spinner=False)
def _laid(version: str, stamp: str, url: str, but_for: str, promised: bool, _pack: Catalog, _register: Register) -> Laid:  # noqa: ARG001
    return laid(_pack, stand(_register, _pack.plan.town.id), but_for=but_for, promised=promised)


@st.cache_resource(max_entries=16, show_spinner=False)
def _seen(version: str, role: str, _catalog: Catalog, _who: Who) -> Catalog:  # noqa: ARG001
    return seen_by(_catalog, _who)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in files)


@st.cache_resource(max_entries=4, show_spinner=False)
def _pack(folder: str, stamp: tuple[tuple[str, int, int], ...]) -> Catalog:  # noqa: ARG001 - part of the key
    catalog = load(Path(folder))
    gc.freeze()  # a pack has no rings in it: nobody need look through its sites again and again
    return catalog
