"""What the address asks for on the pages beside the one of matches: whose need, on what day, with which setting, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matcher.explanation.records import Result
from matcher.explanation.setting import Setting
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need
from matcher.model.text import Lang
from views import address, answers, state
from views.answers import Answer
from views.notice import tell
from views.words import word


@dataclass(frozen=True)
class Asked:
    """One answer with all that it follows from. `office` is the one in which a lead's own promises do not count against it."""

    office: state.Office
    chosen: state.Choice
    need: Need
    on: date
    setting: Setting
    answer: Answer

    @property
    def result(self) -> Result:
        """Of many sites the first alone; any other is explained when it is asked for."""
        return self.answer.result

    @property
    def catalog(self) -> Catalog:
        return self.office.catalog

    @property
    def lead(self) -> Lead | None:
        """The lead whose need it is."""
        return next((x for x in self.catalog.leads if (self.chosen.kind, self.chosen.id) == ("lead", x.id)), None)


def read(office: state.Office, today: date, lang: Lang) -> Asked | None:
    """The answer that the address asks for; what cannot be read is told, and without a need there is none."""
    chosen = state.choice(office.catalog)
    if chosen.kind == "lead":
        office = state.for_lead(office, chosen.id)
    need, issues = state.chosen_need(office.catalog, chosen)
    if issues:
        tell(issues, lang, word("need_refused", lang))
        return None
    setting, unread = address.setting(office.catalog, today)
    if unread:
        tell(unread, lang, word("setting_refused", lang))
    on = address.day(today)
    return Asked(office, chosen, need, on, setting, answers.of(office.catalog, need, on, setting))
