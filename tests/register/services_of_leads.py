"""The services of the pipeline: leads, their needs, stages and shortlists, decisions, and tasks."""

from __future__ import annotations

from datetime import date

from matcher.model.need import Need
from matcher.register import asking, decisions, history, lead_edits, lead_making, lead_record, lead_rows, shortlists, stages, tasks
from matcher.register.pipeline import LeadRow
from matcher.register.register import Result
from matcher.register.who import SYSTEM, Who
from tests.register.stage import DAY, TOWN, Service, Stage, lead, nothing

TODAY = date.fromisoformat(DAY)
SITE = "wanyang-1"
LAND = Need(space="land", land_mu_min=20)
SEEN = {"score": 81.5, "low": 70.0, "high": 90.0, "rank": 1, "version": "x"}


def draft(s: Stage, n: int = 0) -> lead_making.Draft:
    return lead_making.Draft(LAND, f"灯饰厂{s.n}-{n}", own_words="买地20亩", note="来过一次")


def closed(s: Stage, record: str) -> tuple[LeadRow, int]:
    row = lead(s, record)
    lead_edits.close(s.register, SYSTEM, TOWN, row.id, row.version)
    return row, row.version + 1


def listed(s: Stage, record: str) -> LeadRow:
    row = lead(s, record)
    shortlists.put(s.register, SYSTEM, TOWN, row.id, SITE, s.sites)
    return row


def decide(s: Stage, who: Who, row: LeadRow, once: str = "") -> Result:
    return decisions.decide(s.register, who, TOWN, row.id, SITE, "chosen", "离码头近", SEEN, s.sites, once=once)


def decided(s: Stage, _record: str) -> str:
    return str(decide(s, SYSTEM, lead(s))["key"])


def make_task(s: Stage, who: Who, row: LeadRow, once: str = "") -> Result:
    return tasks.make(
        s.register, who, TOWN, "问变压器", "2026-12-01", s.sites, lead=row.id, site=SITE, field="power_kva", once=once
    )  # fmt: skip


def ask(s: Stage, who: Who, row: LeadRow, once: str = "") -> Result:
    asked = [asking.Asked("power_kva", "问变压器", SITE), asking.Asked("tenure", "问企业：租还是买")]
    return asking.ask(s.register, who, TOWN, row.id, asked, "2026-12-01", s.sites, once=once)


def task(s: Stage, _record: str) -> str:
    return str(make_task(s, SYSTEM, lead(s))["key"])


SERVICES = (
    Service("lead_making.make", "lead.make", nothing, lambda s, who, _: lead_making.make(s.register, who, TOWN, draft(s), today=DAY, once="f")),
    Service(
        "lead_making.make_many", "lead.make", nothing,
        lambda s, who, _: lead_making.make_many(s.register, who, TOWN, [draft(s, 1), draft(s, 2)], today=DAY, once="form"),
    ),
    Service(
        "lead_edits.edit", "lead.edit", lead,
        lambda s, who, row: lead_edits.edit(s.register, who, TOWN, row.id, row.version, s.sites, name="改名", once="form"), owned=True,
    ),
    Service(
        "lead_edits.edit", "lead.keep", lead,
        lambda s, who, row: lead_edits.edit(s.register, who, TOWN, row.id, row.version, s.sites, name="改名", note="改过", settled_at=SITE),
        owned=True, also="of the office",
    ),
    Service(
        "lead_edits.renew_need", "lead.edit", lead,
        lambda s, who, row: lead_edits.renew_need(s.register, who, TOWN, row.id, 1, Need(land_mu_min=30), own_words="30亩", once="form"),
        owned=True,
    ),
    Service(
        "lead_edits.close", "lead.close", lead, lambda s, who, row: lead_edits.close(s.register, who, TOWN, row.id, row.version, once="f"),
        owned=True,
    ),
    Service(
        "lead_edits.reopen", "lead.keep", closed,
        lambda s, who, made: lead_edits.reopen(s.register, who, TOWN, made[0].id, made[1], once="form"), owned=True,
    ),
    Service(
        "shortlists.save", "shortlist.write", lead,
        lambda s, who, row: shortlists.save(s.register, who, TOWN, row.id, [SITE, "szkjy-1"], s.sites, title="备选", once="form"), owned=True,
    ),
    Service(
        "shortlists.put", "shortlist.write", lead,
        lambda s, who, row: shortlists.put(s.register, who, TOWN, row.id, SITE, s.sites, once="form"), owned=True,
    ),
    Service(
        "shortlists.take_off", "shortlist.write", listed,
        lambda s, who, row: shortlists.take_off(s.register, who, TOWN, row.id, SITE, once="form"), owned=True,
    ),
    Service("decisions.decide", "decision.make", lead, lambda s, who, row: decide(s, who, row, "form"), owned=True),
    Service("decisions.withdraw", "decision.withdraw", decided, lambda s, who, key: decisions.withdraw(s.register, who, TOWN, key, 1, once="f")),
    Service(
        "stages.set_stage", "lead.stage", lead,
        lambda s, who, row: stages.set_stage(s.register, who, TOWN, row.id, row.version, "talks", DAY, today=TODAY, once="form"), owned=True,
    ),
    Service(
        "stages.plan", "lead.stage", lead,
        lambda s, who, row: stages.plan(s.register, who, TOWN, row.id, {"talks": ("2027-01", 0), "signed": ("2027-06", 0)}, once="form"),
        owned=True,
    ),
    Service("asking.ask", "task.write", lead, lambda s, who, row: ask(s, who, row, "form"), owned=True),
    Service("tasks.make", "task.write", lead, lambda s, who, row: make_task(s, who, row, "form"), owned=True),
    Service("tasks.finish", "task.write", task, lambda s, who, key: tasks.finish(s.register, who, TOWN, key, 1, "问到了", once="form")),
    Service("tasks.put_off", "task.write", task, lambda s, who, key: tasks.put_off(s.register, who, TOWN, key, 1, "2027-01-05", once="form")),
)  # fmt: skip

READERS = (
    Service("history.history", "office.see", lead, lambda s, who, row: history.history(s.register, who, TOWN, row.id), owned=True),
    Service("lead_record.inbox", "office.see", lead, lambda s, who, _: lead_record.inbox(s.register, who, TOWN, TODAY)),
    Service("lead_rows.owns", "", lead, lambda s, who, row: lead_rows.owns(s.register, who, TOWN, row.id)),
)
