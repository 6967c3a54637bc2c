"""All that is kept of a person with one lead, to be handed to that person: as a record, and as a text that can be read."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from matcher.model.text import Lang, Text
from matcher.register import lead_rows
from matcher.register.base import moment_text
from matcher.register.contacts import COPY, OWN, WHAT_FOR, looks_of
from matcher.register.people import ContactAccessRow, ContactRow
from matcher.register.pipeline import NeedRow
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who


class CopiedLook(BaseModel):
    """One look at the contact. Who of the office it was is not told: the office answers for it as a whole."""

    at: str
    by: str
    """office | person"""
    what_for: str


class CopiedWords(BaseModel):
    given_at: str
    text: str


class ContactCopy(BaseModel):
    """Everything personal that is kept with a lead; `kept` is false where nothing is."""

    model_config = ConfigDict(hide_input_in_errors=True)

    lead: str
    enterprise: str
    kept: bool
    person: str = ""
    phone: str = ""
    email: str = ""
    purpose: str = ""
    consent_at: str = ""
    keep_until: str = ""
    own_words: tuple[CopiedWords, ...] = ()
    looks: tuple[CopiedLook, ...] = ()


def copy(register: Register, who: Who, town: str, lead: str, *, holds_code: bool = False) -> ContactCopy | None:
    """The copy, and a row that says it was made. None where there is no such lead. Raises Denied."""
    made: list[ContactCopy] = []

    def work(change: Change) -> Result:
        row = lead_rows.found(change.session, town, lead)
        if row is None:
            return {}
        kept = change.session.scalar(select(ContactRow).where(ContactRow.lead == row.key))
        told = change.session.scalars(select(NeedRow).where(NeedRow.lead == row.key, NeedRow.own_words != "").order_by(NeedRow.number))
        looks = [
            CopiedLook(at=moment_text(x.at), by="office" if x.who and x.who != row.owner else "person", what_for=x.what_for)
            for x in reversed(looks_of(change.session, row))
        ]
        words = tuple(CopiedWords(given_at=moment_text(n.given_at), text=n.own_words) for n in told)
        found = ContactCopy(lead=row.id, enterprise=row.name, kept=kept is not None or bool(words), own_words=words, looks=tuple(looks))
        if kept is not None:
            parts = {
                "person": kept.person,
                "phone": kept.phone,
                "email": kept.email,
                "purpose": kept.purpose,
                "keep_until": kept.keep_until,
            }
            found = found.model_copy(update={**parts, "consent_at": moment_text(kept.consent_at) if kept.consent_at else ""})
        change.session.add(ContactAccessRow(lead=row.key, who=who.account, at=change.now, what_for=COPY))
        change.note(town, lead, what_for=COPY)
        made.append(found)
        return {}

    register.do(who, "contact.see", work, own=holds_code or lead_rows.owns(register, who, town, lead))
    return made[0] if made else None


_PURPOSES = {**WHAT_FOR, OWN: Text("本人查看", "by the person itself"), COPY: Text("取走副本", "a copy was handed out")}
_LABELS = {
    "lead": Text("编号", "Lead"),
    "enterprise": Text("企业", "Enterprise"),
    "person": Text("联系人", "Person"),
    "phone": Text("电话", "Telephone"),
    "email": Text("邮箱", "E-mail"),
    "consent_at": Text("同意的时间", "Consent given at"),
    "keep_until": Text("保存到", "Kept until"),
}
_NOTHING = Text("没有保存任何个人信息。", "No personal data are kept.")
_WORDS = Text("原话（{at}）：{text}", "In their own words ({at}): {text}")
_LOOK = Text("{at} 查看：{what_for}", "Looked at {at}: {what_for}")


def told(found: ContactCopy, lang: Lang) -> str:
    """The copy as text, line by line."""
    colon = "：" if lang == "zh" else ": "
    lines = [f"{label.say(lang)}{colon}{value}" for name, label in _LABELS.items() if (value := getattr(found, name))]
    lines += [_WORDS.say(lang).format(at=w.given_at, text=w.text) for w in found.own_words]
    lines += [_LOOK.say(lang).format(at=x.at, what_for=_PURPOSES[x.what_for].say(lang)) for x in found.looks]
    return "\n".join(lines if found.kept else [*lines, _NOTHING.say(lang)])
