"""New leads: one from a need, or many at once from what was pasted or imported; all of them or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.need import Need
from matcher.model.text import Text
from matcher.register.lead_ids import TELEPHONE, new_id
from matcher.register.leads import stated_of, taken_ids
from matcher.register.pipeline import LeadRow, NeedRow, StageRow
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who
from matcher.register.worded import line, prose

FIRST_STAGE = "intent"
MOST_AT_ONCE = 2_000
"""Leads in one transaction; more than this is no list that somebody has looked through."""
_BRIEF = 24
"""Characters of somebody's own words that stand for a name where none was said."""
_STOPS = "，。；,;\n"


@dataclass(frozen=True)
class Draft:
    """A lead that is to be: its name may be empty where the words it came in stand for one."""

    need: Need
    name: str = ""
    own_words: str = ""
    note: str = ""
    name_en: str = ""


def make(
    register: Register, who: Who, town: str, draft: Draft, *, origin: str = "staff", keeper: str = "", today: str, once: str = ""
) -> Result:
    """Takes one lead in and returns its id."""
    made = make_many(register, who, town, [draft], origin=origin, keeper=keeper, today=today, once=once)
    return {"id": made["ids"][0]}


def make_many(
    register: Register, who: Who, town: str, drafts: Iterable[Draft], *, origin: str = "staff", keeper: str = "", today: str, once: str = ""
) -> Result:
    """Takes leads in, in their order, and returns their ids. Raises Refused, and takes none, where one of them cannot be kept."""
    listed = list(drafts)

    def work(change: Change) -> Result:
        _hold_count(listed)
        taken = set(taken_ids(change.session, town))
        ids = []
        for number, draft in enumerate(listed, start=1):
            row = put_lead(
                change, town, draft, taken, origin=origin, keeper=keeper, today=today, place=f"{number}" if len(listed) > 1 else ""
            )
            taken.add(row.id)
            ids.append(row.id)
        change.note(town, ids[0] if len(ids) == 1 else f"{len(ids)} leads", leads=ids, origin=origin, keeper=keeper, stage=FIRST_STAGE)
        return {"ids": ids}

    return register.do(who, "lead.make", work, once=once)


def put_lead(
    change: Change, town: str, draft: Draft, taken: Iterable[str], *, origin: str, keeper: str = "", owner: str = "", today: str,
    place: str = "",
) -> LeadRow:  # fmt: skip
    """Adds a lead with its first need to a change that is under way. Whoever calls tells the audit. Raises Refused."""
    log = IssueLog("lead", ASKER)
    said = line(draft.name or draft.need.name, "name", log, most=200)
    words = prose(draft.own_words, "own_words", log)
    shown = said or brief(words)
    if not shown:
        log.error(
            Text("没有名称。", "has no name."), Text("请写企业或项目名称。", "Write the enterprise's or the project's name."), field="name"
        )
    note = prose(draft.note, "note", log)
    english = line(draft.name_en, "name_en", log, most=200)
    if log.issues:
        raise Refused([replace(issue, record=place) for issue in log.issues])
    row = LeadRow(
        town=town, id=new_id(said, set(taken)), name=shown, name_en=english, stage=FIRST_STAGE, stage_since=today, origin=origin, pack=None,
        note=note, note_en="", owner=owner, keeper=keeper, made_at=change.now,
    )  # fmt: skip
    change.session.add(row)
    change.session.flush()
    by, at = change.who.account, change.now
    change.session.add(NeedRow(lead=row.key, number=1, stated=stated_of(draft.need), own_words=words, given_by=by, given_at=at))
    change.session.add(StageRow(lead=row.key, stage=FIRST_STAGE, planned="", reached=today))
    return row


def brief(words: str) -> str:
    """The first words of a request, where nobody said a name; without any number that may reach a person."""
    first = TELEPHONE.sub("", words).strip(_STOPS + " ")
    cut = min([at for stop in _STOPS if (at := first.find(stop)) > 0] or [len(first)])
    return " ".join(first[: min(cut, _BRIEF)].split())


def _hold_count(drafts: list[Draft]) -> None:
    log = IssueLog("lead", ASKER)
    if not drafts:
        log.error(Text("没有要登记的线索。", "holds no lead."), Text("请先写需求。", "Write a need first."))
    if len(drafts) > MOST_AT_ONCE:
        log.error(
            Text(f"有 {len(drafts)} 条，一次最多 {MOST_AT_ONCE} 条。", f"has {len(drafts)} leads; {MOST_AT_ONCE} is the most at once."),
            Text("请分几次。", "Take them in parts."),
        )
    if log.issues:
        raise Refused(log.issues)
