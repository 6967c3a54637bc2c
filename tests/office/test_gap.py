"""The gap between what a lead ranks first and whom the site ranks first: figures, sentences, and nothing where there is nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher.model.catalog import Catalog
from matcher.model.text import LANGS
from matcher.model.vocabulary import TIER_RANK
from matcher.office.both_sides import matrix, tenants
from matcher.office.gaps import gaps
from tests.office.by_hand import ON, answers, own_order, ranked


def test_each_gap_is_what_both_orders_say(catalog: Catalog) -> None:
    found = answers(catalog)
    told = gaps(catalog, catalog.leads, ON)
    titles = {lead.id: lead for lead in catalog.leads}
    refused = {i for i, a in found.items() if a.welcome.verdict == "refused"}
    assert {g.lead_id for g in told.leads} == found.keys() - refused
    assert set(told.refused) == refused
    for gap in told.leads:
        matches = found[gap.lead_id].matches
        if not matches:
            assert (gap.choice, gap.best, gap.agreed, gap.of) == (None, None, False, 0)
            continue
        order = own_order(catalog, found, matches[0].site_id)
        assert gap.choice
        assert gap.best
        assert (gap.choice.site_id, gap.choice.score) == (matches[0].site_id, matches[0].score)
        assert (gap.place, gap.of, gap.best.lead_id) == (order.index(gap.lead_id) + 1, len(order), order[0])
        assert gap.agreed == (order[0] == gap.lead_id)
        best = next(m for m in found[order[0]].matches if m.site_id == matches[0].site_id)
        assert gap.points == pytest.approx(best.score - matches[0].score, abs=1e-5)
        tiers = [TIER_RANK.index(found[i].welcome.tier) for i in (gap.lead_id, order[0])]
        assert gap.tiers == tiers[0] - tiers[1] >= 0
        assert titles[order[0]].name in gap.sentence.zh
    agreed = {(g.lead_id, g.choice.site_id) for g in told.leads if g.agreed and g.choice}
    assert {(p.lead_id, p.site_id) for p in told.agreed} == agreed
    assert agreed == {(s.best.lead_id, s.site_id) for s in told.sites if s.agreed}


def test_each_site_says_how_its_best_tenant_ranks_it(catalog: Catalog) -> None:
    found = answers(catalog)
    told = gaps(catalog, catalog.leads, ON)
    assert {s.site_id for s in told.sites} | set(told.no_tenant) == set(ranked(catalog))
    for site in told.sites:
        assert site.best.lead_id == own_order(catalog, found, site.site_id)[0]
        matches = found[site.best.lead_id].matches
        assert (site.rank, site.of) == (next(m.rank for m in matches if m.site_id == site.site_id), len(matches))
        assert (site.elsewhere and site.elsewhere.site_id) == (None if site.rank == 1 else matches[0].site_id)


def test_what_decides_is_the_first_key_that_differs(demo: Catalog) -> None:
    for gap in gaps(demo, demo.leads, ON).leads:
        if gap.decided_by == "tier":
            assert gap.tiers
        elif gap.decided_by is not None:
            assert gap.tiers == 0
        if gap.decided_by == "score":
            assert gap.points
            assert gap.points > 0


def test_every_sentence_is_whole_in_both_languages(catalog: Catalog) -> None:
    told = gaps(catalog, catalog.leads, ON)
    spoken = [told.sentence, *(g.sentence for g in told.leads), *(s.sentence for s in told.sites)]
    spoken += [t.sentence for t in tenants(catalog, catalog.leads, told.sites[0].site_id, ON).tenants]
    for lang in LANGS:
        for text in spoken:
            assert text.say(lang).endswith("。" if lang == "zh" else "."), text
            assert "{" not in text.say(lang)
            assert "  " not in text.say(lang)


def test_without_leads_there_is_nothing_to_tell_and_nothing_breaks(town: Catalog) -> None:
    assert gaps(town, (), ON).leads == ()
    assert matrix(town, (), ON).rows == ()
    assert tenants(town, (), ranked(town)[0], ON).tenants == ()
    nothing = replace(town, sites=())
    told = gaps(nothing, town.leads, ON)
    assert all(g.choice is None for g in told.leads)
    assert (told.sites, told.no_tenant) == ((), ())
