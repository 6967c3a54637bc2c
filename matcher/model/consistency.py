"""What the cells of one site can say against each other."""

from __future__ import annotations

from collections.abc import Iterable

from matcher.model.fields import BY_NAME
from matcher.model.site import Site
from matcher.model.text import Text
from matcher.model.vocabulary import GONE, OPEN

TOTALS = (("available_land_mu", "land_mu"), ("available_floor_m2", "floor_m2"), ("min_unit_mu", "land_mu"), ("min_unit_m2", "floor_m2"))
"""A part and the whole it cannot exceed."""
LEFT = {"land": ("available_land_mu",), "facility": ("available_floor_m2",), "renewal": ("available_land_mu", "available_floor_m2")}
"""What counts of a kind of site when one asks whether anything is left of it."""


def contradictions(site: Site) -> Iterable[tuple[Text, Text, str]]:
    """(message, mend, field) for what one site's cells say against each other."""
    for part, whole in TOTALS:
        a, b = site.number(part), site.number(whole)
        if a and b and a.low > b.high:
            yield (
                Text(f"比{BY_NAME[whole].label.zh}还大。", f"is more than the {BY_NAME[whole].label.en}."),
                Text("请核对两个数。", "Check both figures."),
                part,
            )
    left = LEFT.get(site.kind, ())
    amounts = [site.number(name) for name in left]
    if site.text("status") in OPEN and left and all(amount and amount.high <= 0 for amount in amounts):
        yield (
            Text(
                "状态是可供或将供，可供数量却是 0。", "says that nothing is left, while the state says that it is, or will be, to be had."
            ),
            Text("请把状态改为已占用并写明由谁，或核对数量。", "Change the state to taken and say by whom, or check the amount."),
            left[0],
        )
    if site.text("status") in GONE and not site.text("taken_by"):
        yield (
            Text("已占用或已承诺，却没有写由谁。", "is taken or committed, yet by whom is not said."),
            Text("请填写 taken_by。", "Fill in taken_by."),
            "taken_by",
        )
    located = [name for name in ("lat", "lon", "location_basis", "location_accuracy_m") if name in site.cells]
    if 0 < len(located) < 4:
        missing = next(n for n in ("lat", "lon", "location_basis", "location_accuracy_m") if n not in site.cells)
        yield (
            Text("位置的四项要一起填。", "belongs to a position, whose four columns go together."),
            Text("请补齐或都留空。", "Fill all four, or none."),
            missing,
        )
