"""Makes the invented town's pack: `python -m examples.generate [--seed N] [--out DIR]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from examples.generator.pack import write_pack

SEED = 20260701
DEMO = Path(__file__).parent / "demo"


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m examples.generate", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help=f"another seed is another town (default {SEED})")
    parser.add_argument("--out", type=Path, default=DEMO, help="the folder to write to (default examples/demo)")
    options = parser.parse_args(argv)
    print(write_pack(options.out, options.seed).told())


if __name__ == "__main__":
    main()
