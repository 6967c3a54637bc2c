"""Rows of the explained answer over the town pack's own sites: every sentence, question and clause, as the page shows it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from benchmarks._rows import Row, held
from benchmarks._sites import ON, town
from matcher.explanation.shortlist import shortlist
from matcher.model.need import Need

LIMIT = "<= 20"
TURNS = 7
TOLD = "Processor time of `shortlist` over all sites of data/, every site explained, the table warm; the median of its turns."


def rows() -> Iterator[Row]:
    leads = {lead.name: _median_ms(lead.need) for lead in town().leads}
    examples = {example.name: _median_ms(example.need) for example in town().examples}
    typical = statistics.median(leads.values())
    yield Row(f"explained answer [ms]: the middle one of {len(leads)} leads", typical, None, typical, LIMIT, held(typical, LIMIT), TOLD)
    for what, times in ((f"the slowest of {len(leads)} leads", leads), (f"the slowest of {len(examples)} examples", examples)):
        slowest = max(times.values())
        yield Row(f"explained answer [ms]: {what}", slowest, None, slowest, LIMIT, held(slowest, LIMIT), TOLD)


def _median_ms(need: Need) -> float:
    shortlist(town(), need, ON)
    taken = []
    for _ in range(TURNS):
        start = time.process_time()
        shortlist(town(), need, ON)
        taken.append(time.process_time() - start)
    return 1000 * statistics.median(taken)
