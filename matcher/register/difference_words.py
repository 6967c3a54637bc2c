"""A difference between the pack's leads and the register's in words."""

from __future__ import annotations

from matcher.model.catalog import Catalog
from matcher.model.need import NEED_LABELS
from matcher.model.text import Text, same
from matcher.register.seeding import Difference

LABELS = NEED_LABELS | {
    "name": Text("名称", "name"),
    "name_en": Text("英文名称", "English name"),
    "stage": Text("阶段", "stage"),
    "stage_since": Text("阶段起始", "stage since"),
    "settled_at": Text("落户地块", "settled at"),
    "note": Text("备注", "note"),
    "note_en": Text("英文备注", "English note"),
    "citation": Text("依据", "basis"),
    "investment_other_wan": Text("另一个投资额（万元）", "the other figure of investment (wan yuan)"),
    "investment_other_citation": Text("另一个投资额的依据", "basis of the other figure"),
}
"""Every field in which a lead can differ."""
_NEW = Text("{id}：新线索，{new}。", "{id}: a new lead, {new}.")
_OTHER = Text("{id}：{label}，登记库 {old}，数据包 {new}。", "{id}: {label}, in the register {old}, in the pack {new}.")
_NONE = Text("（空）", "(empty)")


def told(catalog: Catalog, difference: Difference) -> Text:
    if not difference.field:
        return _NEW.fill(id=difference.id, new=difference.new)
    label = LABELS.get(difference.field) or same(difference.field)
    old, new = (_value(catalog, difference.field, value) for value in (difference.old, difference.new))
    return _OTHER.fill(id=difference.id, label=label, old=old, new=new)


def _value(catalog: Catalog, field: str, value: str) -> Text:
    """A value in words; the name of a stage or a word of the pack's lists where it is one."""
    if not value:
        return _NONE
    words = catalog.vocabularies.get(field)
    return words.label(value) if words and value in words.tokens else same(value)
