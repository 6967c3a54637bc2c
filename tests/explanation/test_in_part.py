"""The answer over many sites, explained only where somebody looks, is the same answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.catalog.load import load
from matcher.explanation.in_part import explained, head, ranked, ruled_out
from matcher.explanation.setting import PLAIN, Setting
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.remedies.deep import lead_and_ladder, why, would_fit_of

ON = date(2026, 11, 23)
INVENTED = load(Path(__file__).resolve().parents[2] / "examples" / "demo")
VARIED = Setting((("cost", 3.0), ("readiness", 1.0)), assume=True, late_months=6)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(INVENTED.leads), st.randoms(), st.sampled_from([PLAIN, VARIED]))
def test_any_sites_are_explained_as_the_whole_answer_explains_them(lead, chance, setting) -> None:  # type: ignore[no-untyped-def]
    whole = shortlist(INVENTED, lead.need, ON, setting=setting)
    part = ranked(INVENTED, lead.need, ON, setting)
    assert part.ids == tuple(m.site_id for m in whole.matches)
    assert part.out_ids == tuple(e.site_id for e in whole.excluded)
    assert part.fits == sum(m.status == "fits" for m in whole.matches)
    some = chance.sample(part.ids, min(len(part.ids), 4))
    assert explained(part, some) == tuple(m for m in whole.matches if m.site_id in some)
    out = chance.sample(part.out_ids, min(len(part.out_ids), 4))
    assert ruled_out(part, out) == tuple(e for e in whole.excluded if e.site_id in out)


@pytest.mark.parametrize("first", [1, 5, 1000])
def test_the_head_is_the_beginning_of_the_whole_answer_and_says_how_much_follows(first: int) -> None:
    need = INVENTED.leads[0].need
    whole = shortlist(INVENTED, need, ON)
    cut = head(ranked(INVENTED, need, ON), first)
    assert cut == whole.model_copy(update={"matches": whole.matches[:first], "excluded": whole.excluded[:first]})
    assert (cut.total, cut.total_out) == (len(whole.matches), len(whole.excluded))


def test_a_site_that_is_asked_for_stands_in_the_head_wherever_it_ranks() -> None:
    found = max((ranked(INVENTED, lead.need, ON) for lead in INVENTED.leads), key=lambda r: min(len(r.ids), len(r.out_ids)))
    last, out = found.ids[-1], found.out_ids[-1]
    cut = head(found, 1, [last, out, "nobody"])
    assert [m.site_id for m in cut.matches] == [found.ids[0], last]
    assert {e.site_id for e in cut.excluded} == {found.out_ids[0], out}


def test_what_stands_behind_a_part_is_what_stands_behind_the_whole() -> None:
    need = INVENTED.leads[0].need
    whole, part = why(INVENTED, need, ON), ranked(INVENTED, need, ON)
    assert whole is not None
    assert lead_and_ladder(part) == (whole.to_lead, whole.why_not.ladder)
    some = part.out_ids[::7]
    assert would_fit_of(part, some) == {i: whole.why_not.would_fit[i] for i in some}


def test_a_need_that_is_refused_or_says_nothing_is_put_like_any_other(town: Catalog) -> None:
    refused = next(e.need for e in town.examples if e.need.id == "example-tanning")
    part = ranked(town, refused, ON)
    assert (part.ids, part.out_ids) == ((), ())
    assert head(part, 5) == shortlist(town, refused, ON)
    assert head(ranked(town, Need(), ON), 3).matches == shortlist(town, Need(), ON).matches[:3]
