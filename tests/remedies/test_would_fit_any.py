"""What would make a site fit, for any sites and any need: each way put to the whole score again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given

from matcher.explanation.setting import Setting, put, scored_need
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import month_index, month_text
from matcher.model.vocabulary import FIRE_CLASS
from matcher.ranking.score import OUT, score
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.change_records import Change
from matcher.remedies.why_not import why_not
from matcher.rules.ask import FAIL
from tests.any_sites import several, some
from tests.remedies.made import ON, any_town, asked, complete, every_way, investing, parked, status_after


@given(parked(), investing())
@some
def test_after_the_changes_the_site_is_not_out_and_is_what_was_told(found: tuple[Site, ...], need: Need) -> None:
    catalog = any_town(found)
    for site, _, way in every_way(catalog, need):
        assert status_after(catalog, need, site, way.changes) == way.status


@given(parked(), investing())
@some
def test_none_of_the_changes_can_be_left_out(found: tuple[Site, ...], need: Need) -> None:
    catalog = any_town(found)
    for site, _, way in every_way(catalog, need):
        for change in way.changes:
            rest = tuple(c for c in way.changes if c is not change)
            assert status_after(catalog, need, site, rest) == "out", change.sentence.en


def less(change: Change, need: Need) -> list[Any]:
    """Values that move a demand by less than told: a step less of a figure, every smaller set of words given up."""
    before, after = change.before, change.after
    if change.field == "needed_by":
        return [month_text(month_index(str(after)) - 1)]
    if change.field in ("special", "processes"):
        assert isinstance(before, tuple)
        assert isinstance(after, tuple)
        gone = [w for w in before if w not in after]
        return [(*after, w) for w in gone]
    if change.field == "fire_class":
        tokens = FIRE_CLASS.tokens
        return list(tokens[tokens.index(str(before)) + 1 : tokens.index(str(after))])
    if isinstance(before, float) and isinstance(after, float):
        step = 0.01 if after < before else -0.01
        nearer = round(after + step, 2)
        return [nearer] if min(before, after) < nearer < max(before, after) else []
    if isinstance(before, float) and after is None:
        return [0.01]
    return []


@given(parked(), investing())
@some
def test_a_change_of_less_than_was_told_leaves_the_site_out(found: tuple[Site, ...], need: Need) -> None:
    catalog = any_town(found)
    for site, _, way in every_way(catalog, need):
        for change in way.changes:
            rest = tuple(c for c in way.changes if c is not change)
            for value in less(change, need) if change.side == "need" else ():
                nearer = change.model_copy(update={"after": value})
                assert status_after(catalog, need, site, (*rest, nearer)) == "out", (change.sentence.en, value)
            if change.side == "site" and change.amount is not None:
                assert status_after(catalog, need, site, way.changes, back=min(1.0, change.amount)) == "out"


@given(parked(), investing())
@some
def test_whoever_has_no_way_is_told_who_stands_in_it_and_the_smallest_way_comes_first(found: tuple[Site, ...], need: Need) -> None:
    catalog = any_town(found)
    scored = scored_need(catalog, need, ON)
    told = asked(catalog, need)
    assert told.keys() == ({i for r, i in enumerate(scored.ask.columns.ids) if scored.status[r] == OUT} if told else told.keys())
    for ident, one in told.items():
        row = scored.ask.columns.ids.index(ident)
        assert one.failed == tuple(g for g, c in scored.gates.items() if c.outcome[row] == FAIL)
        assert bool(one.ways) != bool(one.nobody), "either a way, or those who cannot be moved"
        alone = [w for w in one.ways if w.side != "join"]
        assert [w.size for w in alone] == sorted(w.size for w in alone)
        for way in alone:
            lifted = [g for c in way.changes for g in c.gates]
            assert len(lifted) == len(set(lifted))
            assert set(one.failed) <= set(lifted)
        for text in (one.sentence, *(w.sentence for w in one.ways)):
            assert complete(text, *(s.title.en for s in found), "某企业"), text


@given(several(2, 5), investing())
@some
def test_gates_put_again_say_what_the_whole_score_says(found: tuple[Site, ...], need: Need) -> None:
    """The moved need, put to each gate from memory, against the moved need put to everything anew; also what a gate reads is all told."""
    catalog = any_town(found)
    p = put(catalog, need, ON)
    again = AskedAgain(p.ask)
    for field, values in GRID.items():
        for value in values:
            changed = need.model_copy(update={field: value})
            if changed.land_mu_min and changed.land_mu_max and changed.land_mu_min > changed.land_mu_max:
                continue
            whole = score(replace(p.ask, need=changed))
            for row in range(len(found)):
                assert again.status(changed, row) == whole.status[row]
                assert again.failing(changed, row) == [g for g, c in whole.gates.items() if c.outcome[row] == FAIL]


GRID: dict[str, tuple[Any, ...]] = {
    "floor_m2_min": (None, 100.0, 3000.0), "land_mu_min": (None, 5.0, 20.0), "space": ("land", "factory", None), "tax_wan": (None, 400.0),
    "investment_wan": (None, 100.0, 9000.0), "special": ((), ("gas",)), "discharges_wastewater": (None, False, True),
}  # fmt: skip


def test_an_assumed_demand_rules_nothing_out_so_nothing_has_to_move(town: Catalog) -> None:
    p = put(town, Need(industry="lighting"), ON, Setting(assume=True))
    answer = why_not(p, score(p.ask))
    assert all("availability" in w.failed for w in answer.would_fit.values())


@given(parked(), investing())
@some
def test_nothing_hangs_on_the_order_of_the_file(found: tuple[Site, ...], need: Need) -> None:
    answers = []
    for order in (found, found[::-1]):
        p = put(any_town(order), need, ON)
        answers.append(why_not(p, score(p.ask)).model_dump_json(context={"lang": "zh"}))
    alike = answers[0] == answers[1]
    assert alike
