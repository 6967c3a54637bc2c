"""Why not, and what then: what would make each site fit that is out, and what the need could give way on where few are left."""

from __future__ import annotations

from matcher.explanation.setting import Put
from matcher.ranking.score import Scored
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.change_records import WhyNot
from matcher.remedies.relax import relax
from matcher.remedies.would_fit import would_fit

_REFUSED = "refused"


def why_not(asked: Put, scored: Scored) -> WhyNot:
    """The answer for a whole need. `scored` is the score of `asked.ask`. A need that the plan refuses is given no false hope."""
    if asked.standing.verdict == _REFUSED:
        return WhyNot(would_fit={}, ladder=None)
    again = AskedAgain(scored.ask)
    found = would_fit(asked, scored, again, range(scored.ask.columns.size))
    return WhyNot(would_fit={w.site_id: w for w in sorted(found.values(), key=lambda w: w.site_id)}, ladder=relax(scored, again))
