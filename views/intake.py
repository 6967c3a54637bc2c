"""导入: a file of sites or leads is read, told and shown; mended on the page or in the file; and taken as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from matcher.catalog.issues import Refused
from matcher.exchange.crs import DEGREES, NAMES
from matcher.exchange.imported import Imported
from matcher.exchange.mapping import Mapping, read_mapping
from matcher.exchange.mends import Mend
from matcher.exchange.read_file import read_file
from matcher.exchange.tables_data import KINDS, Kind
from matcher.model.text import Lang
from matcher.register.imports import take
from views import frame, intake_columns, intake_told, state
from views.html import h, show
from views.notice import notice, tell
from views.words import word

TYPES = ("xlsx", "xls", "csv", "txt", "json", "geojson")
TAKEN = "intake-taken"
MENDS = "intake-mends"


@dataclass(frozen=True)
class Asked:
    """A file and how it is to be read."""

    raw: bytes
    name: str
    digest: str
    kind: Kind
    crs: str
    mapping: Mapping

    @property
    def key(self) -> str:
        return f"{self.digest}-{self.kind}"


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    show(h('<section class="workhead"><h1>{}</h1><p>{}</p></section>', word("intake_head", lang), word("intake_how", lang)))
    with st.container(key="workcols"):
        left, right = st.columns([464, 800], gap="medium")
        with left, st.container(key="intakeside"):
            asked = _asked(lang)
        with right:
            if asked is None:
                notice("note", word("intake_empty_head", lang), [word("intake_empty", lang)])
            else:
                _shown(office, asked, today, lang)
    show(frame.foot(office.catalog, today, lang))


def _asked(lang: Lang) -> Asked | None:
    with st.container(border=True, key=f"panel-intake-{lang}"):
        count = st.session_state.get(TAKEN, 0)
        names = {"sites": word("intake_sites", lang), "leads": word("intake_leads", lang)}
        kind = st.segmented_control(
            word("intake_kind", lang), KINDS, default=KINDS[0], format_func=lambda k: names[k], key=f"intake-kind-{lang}"
        )
        file = st.file_uploader(word("intake_pick", lang), type=list(TYPES), key=f"intake-file-{state.pack_name()}-{count}")
        crs = st.selectbox(
            word("intake_crs", lang), ["", *DEGREES, "cgcs2000"],
            format_func=lambda c: NAMES[c].say(lang) if c else word("intake_crs_auto", lang), key=f"intake-crs-{lang}",
        )  # fmt: skip
        kept = st.file_uploader(word("intake_mapping", lang), type=["json"], key=f"intake-mapping-{count}")
    if file is None or kind is None:
        return None
    raw = file.getvalue()
    asked = Asked(raw, file.name, hashlib.sha256(raw).hexdigest(), kind, crs, Mapping())
    try:
        mapping = read_mapping(kept.getvalue().decode("utf-8-sig", "replace"), kept.name, kind) if kept else Mapping()
    except Refused as refusal:
        tell(refusal.issues, lang)
        return None
    own = st.session_state.get(intake_columns.COLUMNS, {}).get(asked.key)
    return replace(asked, mapping=own or mapping)


def _key(office: state.Office, asked: Asked, today: date) -> tuple[str, str, str, date]:
    how = f"{asked.name}\n{asked.crs}\n{asked.mapping.model_dump_json()}\n{_mends(asked)!r}"
    return state.stated(office).version, asked.key, hashlib.sha256(how.encode("utf-8", "replace")).hexdigest(), today


@st.cache_resource(max_entries=4, show_spinner=False)
def _shelf(version: str, file: str, how: str, on: date) -> dict[str, Imported | None]:  # noqa: ARG001 - the key
    """Where a file that was read is kept, so that the progress can be shown while it is read first."""
    return {}


def _mends(asked: Asked) -> tuple[Mend, ...]:
    wished: dict[tuple[int, str], str] = st.session_state.get(MENDS, {}).get(asked.key, {})
    return tuple(Mend(line, title, text) for (line, title), text in sorted(wished.items()))


def _shown(office: state.Office, asked: Asked, today: date, lang: Lang) -> None:
    try:
        found = _read(office, asked, today, lang)
    except Refused as refusal:
        tell(refusal.issues, lang, word("intake_refused", lang))
        return
    intake_told.counts(found, lang)
    intake_told.findings(office, found, lang, _mend(asked))
    intake_columns.panel(found, asked.key, lang)
    intake_told.preview(office.catalog, found, lang)
    _take(office, asked, found, today, lang)


def _read(office: state.Office, asked: Asked, today: date, lang: Lang) -> Imported:
    """The file as it is read, with progress and a way to stop while that takes long. Raises Refused."""
    shelf = _shelf(*_key(office, asked, today))
    kept = shelf.get("found")
    if kept is not None:
        return kept
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, text=word("intake_opening", lang))
        st.button(word("intake_stop", lang), key="intake-stop", on_click=_begin_anew)

    def progress(done: int, total: int) -> None:
        if total:
            bar.progress(done / total, text=word("intake_reading", lang, done=done, total=total))
        else:
            bar.progress(0.0, text=word("intake_opening", lang))

    try:
        found = read_file(
            asked.raw, asked.name, asked.kind, state.stated(office), today, asked.mapping, asked.crs or None, progress, _mends(asked)
        )
    finally:
        place.empty()
    shelf["found"] = found
    return found


def _begin_anew() -> None:
    """The file is put away: the next one begins with nothing of it."""
    st.session_state[TAKEN] = st.session_state.get(TAKEN, 0) + 1
    st.session_state.pop(MENDS, None)
    st.session_state.pop(intake_columns.COLUMNS, None)


def _mend(asked: Asked) -> Callable[[dict[tuple[int, str], str]], None]:
    def kept(cells: dict[tuple[int, str], str]) -> None:
        all_kept = st.session_state.setdefault(MENDS, {})
        all_kept[asked.key] = {**all_kept.get(asked.key, {}), **cells}
        st.rerun()

    return kept


def _take(office: state.Office, asked: Asked, found: Imported, today: date, lang: Lang) -> None:
    if found.rejected:
        notice("caution", word("intake_faults", lang, n=found.rejected))
        return
    if not found.accepted:
        notice("note", word("intake_nothing", lang))
        return
    if not office.takes:
        return
    if st.button(word("intake_take", lang, n=found.accepted), type="primary", key="intake-take", width="stretch"):
        try:
            taken = take(state.writable(office), office.who, state.stated(office), found, today, once=state.once(TAKEN, asked.key))
        except Refused as refusal:
            tell(refusal.issues, lang)
            return
        _begin_anew()
        st.session_state["toast"] = word("intake_taken", lang, s=taken.sites, n=taken.new_sites, l=taken.leads, o=taken.outlines)
        st.rerun()
