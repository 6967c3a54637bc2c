"""How fast one need is put to many sites, against pandas, polars, pymcdm and scikit-criteria: `python -m benchmarks.scoring [--json]`.

A peer that is not installed gives a row that says so. A target that is missed is told as missed; the exit status is 0 all the same.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from benchmarks import _core, _explained, _whole
from benchmarks._rows import Row, printed


def rows(sizes: tuple[int, ...] = _whole.SIZES) -> Iterator[Row]:
    yield from _whole.rows(sizes)
    yield from _whole.growth()
    yield from _core.rows()
    yield from _core.acceptability_rows()
    yield from _explained.rows()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scoring", description=__doc__)
    parser.add_argument("--json", action="store_true", help="rows [{what, ours, peer, ratio, target, met, note}], times in ms")
    options = parser.parse_args()
    found = []
    for row in rows():
        found.append(row)
        print(f"measured: {row.what}", file=sys.stderr, flush=True)
    print(printed(found, options.json))
    return 0


if __name__ == "__main__":
    sys.exit(main())
