"""Weights as people write them, by name or by figure."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.issues import Refused
from matcher.cli.weights import NAMES, read_weights, write_weights
from matcher.explanation.setting import Setting
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need

NEED = Need(gbt4754="3584", space="factory", floor_m2_min=3000, rent_yuan_m2_month_max=15, near=("expressway",))


def test_a_name_of_the_pack_stands_for_its_figures(town: Catalog) -> None:
    assert dict(read_weights(town, "thrifty"))["cost"] == 40
    assert read_weights(town, "成本优先") == read_weights(town, "thrifty")


def test_nothing_written_means_the_packs_own(town: Catalog) -> None:
    assert read_weights(town, " ") == ()
    own = tuple((n, town.rules.criteria[n].weight) for n in NAMES)
    assert write_weights(town, own) == ""


@given(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 100), min_size=1).filter(lambda d: any(d.values())))
def test_what_is_written_is_read_back(town: Catalog, weights: dict[str, int]) -> None:
    given_weights = tuple((n, float(weights[n])) for n in NAMES if weights.get(n))
    said = write_weights(town, given_weights)
    assert read_weights(town, said) == (given_weights if said else ())


@pytest.mark.parametrize(
    "said", ["nobody", "cost", "cost:", "cost:-1", "cost:101", "cost:nan", "cost:inf", "price:3", "cost:0", "cost:0,access:0", ","]
)
def test_what_cannot_be_read_is_refused_with_what_is_known(town: Catalog, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_weights(town, said)
    assert all(i.message.zh and i.mend.en for i in refusal.value.issues)


@given(text=st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(town: Catalog, text: str) -> None:
    with suppress(Refused):
        assert all(0 < w <= 100 for _, w in read_weights(town, text))


def test_all_weight_on_one_criterion_orders_by_it_alone(town: Catalog, today: date) -> None:
    result = shortlist(town, NEED, today, setting=Setting((("readiness", 50.0),)))
    for match in result.matches:
        (counted,) = (c for c in match.contributions if c.weight > 0)
        assert counted.criterion == "readiness"
        assert match.score == pytest.approx(counted.value)


def test_weights_for_what_the_need_is_silent_on_leave_the_packs_own(town: Catalog, today: date) -> None:
    silent = shortlist(town, Need(space="factory"), today, setting=Setting((("cost", 50.0),)))
    plain = shortlist(town, Need(space="factory"), today)
    assert [(m.site_id, m.score) for m in silent.matches] == [(m.site_id, m.score) for m in plain.matches]


def test_weights_change_no_gate_and_no_utility(town: Catalog, today: date) -> None:
    plain = {m.site_id: m for m in shortlist(town, NEED, today).matches}
    for match in shortlist(town, NEED, today, setting=Setting(read_weights(town, "thrifty"))).matches:
        before = plain[match.site_id]
        assert match.gates == before.gates
        for c, b in zip(match.contributions, before.contributions, strict=True):
            assert c.value * b.weight == pytest.approx(b.value * c.weight)
