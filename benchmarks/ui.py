"""How soon the pages answer, in Chromium: `python -m benchmarks.ui [--json] [--sizes 1000,10000,50000] [--few]`.

From a click on a site to a map that stands, what a rerun sends and what it costs the server, the first page, and the imports; beside a full
remount of CircleMarkers and `st.map` on the same sites. Without a Chromium it says so. A target that is missed is told as missed; the exit
status is 0 all the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Error

from benchmarks import _ui_peers
from benchmarks._rows import Row, held, printed
from benchmarks._sessions import many_sessions
from benchmarks._ui_browser import chromium, clicked
from benchmarks._ui_pack import write_pack
from benchmarks._ui_server import cpu
from tests.browser.running import token_for
from tests.running import ROOT, running

SIZES = (1_000, 10_000, 50_000)
CLICK = {1_000: 300, 10_000: 300, 50_000: 500}
"""Sites -> most milliseconds from a click to a map that stands."""
KEPT_BYTES, BYTES_A_SITE, CPU_MS, FIRST_MS, IMPORTS = 20_000, 2, 40, 2_000, "<= 1.5"
VISITED = [
    f"example={need}{more}{lang}"
    for need in ("example-lighting", "example-medical", "example-automation")
    for more in ("", "&site=wanyang-1", "&site=szkjy-1", "&on=2027-12-31")
    for lang in ("", "&lang=en")
]
"""What the many go through on the town's own pack: other needs, sites, days and languages."""
HOW = "Median of 15 clicks on ever other sites of the canvas, from the mouse going down to the second frame after the map was drawn with the answer."
SENT = "Bytes that the connection brings for such a click: the whole page, of which the map is a part. In bytes, not in ms."
USED = "Processor time of the server for such a click, the mean, beyond {idle:.1f} ms a second that it uses while a page is open and nobody clicks."
FIRST = (
    "A browser's first visit with nothing in its cache, the median of 5; the server has answered the need before. Until foot and map stand."
)
THEIRS = "import streamlit, pandas, folium and streamlit_folium against everything that the first page imports; the best of 5 in turns, compiled before."


def rows(sizes: Sequence[int] = SIZES, *, many: bool = True) -> Iterator[Row]:
    yield imports()
    with tempfile.TemporaryDirectory() as folder:
        if many:
            with running(Path(folder) / "home-many") as server:
                yield from many_sessions(server, VISITED)
        with chromium() as browser:
            for size in sizes:
                yield from of_size(browser, Path(folder), size)


def of_size(browser: Browser, folder: Path, size: int) -> Iterator[Row]:
    pack = write_pack(folder / f"pack-{size}", size)
    with running(folder / f"home-{size}", MATCHER_PACK=str(pack)) as server:
        found = clicked(browser, server.address, partial(cpu, server.pid))
        staff = clicked(browser, server.address, partial(cpu, server.pid), token_for(server.home, "staff"))
    share, bytes_most = f"{size:,} sites", KEPT_BYTES + BYTES_A_SITE * size
    yield _one(f"{share}: click to a map that stands [ms]", found.click, CLICK.get(size, 500), HOW)
    yield _one(f"{share}: payload of a rerun [bytes]", found.sent, bytes_most, SENT)
    if found.cpu is not None:
        yield _one(f"{share}: processor time of a rerun [ms]", found.cpu, CPU_MS, USED.format(idle=found.idle))
    yield _one(f"{share}: first page, warm [ms]", found.first, FIRST_MS, FIRST)
    yield _one(f"{share}: click of one of the office [ms]", staff.click, CLICK.get(size, 500), HOW)
    yield _one(f"{share}: payload of such a rerun [bytes]", staff.sent, bytes_most, SENT)
    yield from _ui_peers.rows(browser, folder, pack, size, found.click)


def _one(what: str, value: float, most: float, note: str) -> Row:
    return Row(what, value, None, value, f"<= {most}", held(value, f"<= {most}"), note)


def imports() -> Row:
    theirs = "import streamlit, pandas, folium, streamlit_folium"
    ours = "import views.pages, views.find, signin.routes, signin.headers, views.map_base"
    times: dict[str, list[float]] = {theirs: [], ours: []}
    as_anywhere = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(6):
        for code, taken in times.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=as_anywhere, check=True, capture_output=True)
            taken.append(1000 * (time.perf_counter() - start))
    mine, other = (min(taken[1:]) for taken in (times[ours], times[theirs]))
    return Row(
        "imports of the app, against those of its libraries (ours / peer)",
        mine,
        other,
        mine / other,
        IMPORTS,
        held(mine / other, IMPORTS),
        THEIRS,
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ui", description=__doc__)
    parser.add_argument("--json", action="store_true", help="rows [{what, ours, peer, ratio, target, met, note}]")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="sites of the invented packs, with commas between")
    parser.add_argument("--few", action="store_true", help="without the many sessions, which take four minutes")
    options = parser.parse_args()
    found = []
    try:
        for row in rows([int(s) for s in options.sizes.split(",") if s], many=not options.few):
            found.append(row)
            print(f"measured: {row.what}: {row.ours}, peer {row.peer}", file=sys.stderr, flush=True)
    except (RuntimeError, Error) as fault:
        print(f"stopped: {fault}", file=sys.stderr)
    print(printed(found, options.json))
    return 0


if __name__ == "__main__":
    sys.exit(main())
