"""One way through the house: who may import whom, what stays pure, and how large a file may grow. Read from the source, nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MATCHER, VIEWS, SIGNIN = ROOT / "matcher", ROOT / "views", ROOT / "signin"
MAX_LINES = 300
TABLES_OF_WORDS = {"views/words.py"}
"""May be longer: one table, in which a line is one sentence in two languages."""

MAY_IMPORT = {
    "model": set(),
    "rules": {"model"},
    "ranking": {"model", "rules"},
    "explanation": {"model", "rules", "ranking"},
    "remedies": {"model", "rules", "ranking", "explanation"},
    "office": {"model", "rules", "ranking", "explanation"},
    "catalog": {"model"},
    "language": {"model"},
    "area": {"model"},
    "allocation": {"model", "rules", "ranking"},
    "exchange": {"model", "catalog", "language"},
    "register": {"model", "catalog", "language", "exchange"},
    "reports": {
        "model",
        "rules",
        "ranking",
        "explanation",
        "remedies",
        "office",
        "catalog",
        "language",
        "allocation",
        "exchange",
        "register",
    },
    "cli": {
        "model",
        "rules",
        "ranking",
        "explanation",
        "remedies",
        "office",
        "catalog",
        "language",
        "allocation",
        "exchange",
        "register",
        "reports",
    },
}
"""Room -> the rooms it may use beside itself. A new room takes its place here first."""
ALSO = {"catalog": {"matcher.rules.registry"}}
"""Single modules beyond that: the pack is read against the registry, so that every rule the program knows has its figures."""

PURE = ("model", "rules", "ranking", "explanation", "remedies", "office", "language", "area", "allocation")
IMPURE_MODULES = {
    *("os", "pathlib", "io", "shutil", "tempfile", "glob", "sys", "subprocess", "threading", "asyncio", "logging", "sqlite3"),
    *("socket", "ssl", "http", "urllib", "requests", "httpx", "random", "secrets", "time", "streamlit", "folium", "streamlit_folium"),
}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval"}
CLOCKS = {"now", "today", "utcnow"}
PAGES = ("views", "signin", "app", "server", "streamlit", "folium", "streamlit_folium")
MAPS = ("folium", "streamlit_folium")

NUMBERS = {0, 1, 2, 100, 1000}
"""Nothing, one, a pair, per cent, metres in a kilometre: no rule can hide in these."""
NUMBERS_OF = {
    "ask.py": {3: "the code of a reason, not a figure", 4: "the code of a reason, not a figure"},
    "welcome.py": {3: "the shortest name that is looked for in a text"},
}


def python_files(*folders: Path) -> list[Path]:
    return sorted(p for folder in folders if folder.is_dir() for p in folder.rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def modules_imported(path: Path) -> set[str]:
    """Every module a file imports, in full; `from a import b` counts as `a` and as `a.b`, since b may be a module."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written in full, which this test can follow"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room(path: Path) -> str:
    """The room of a file in matcher/, '' for those at its door."""
    parts = path.relative_to(MATCHER).parts
    return parts[0] if len(parts) > 1 else ""


def rooms_imported(path: Path) -> Iterator[tuple[str, str]]:
    """(room, module) for every import of another part of matcher."""
    for module in modules_imported(path):
        parts = module.split(".")
        if parts[0] == "matcher" and len(parts) > 1 and (MATCHER / parts[1]).is_dir():
            yield parts[1], module


def within(module: str, allowed: set[str]) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in allowed)


def each(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", files, ids=lambda p: str(p.relative_to(ROOT)))


IN_ROOMS = [p for p in python_files(MATCHER) if room(p)]
IN_PURE_ROOMS = [p for p in IN_ROOMS if room(p) in PURE]


def test_there_is_something_to_look_at() -> None:
    """A guard on this file: a moved folder must not leave every other test here empty and green."""
    assert {"model", "rules", "ranking", "explanation", "catalog", "cli"} <= {room(p) for p in IN_ROOMS}
    assert len(IN_PURE_ROOMS) > 20


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room(p) for p in IN_ROOMS} <= MAY_IMPORT.keys()


def test_the_order_has_no_way_back() -> None:
    """If one room may use another, that one may not use it, even through a third."""

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            fresh = MAY_IMPORT[todo.pop()] - seen
            seen |= fresh
            todo += fresh
        return seen

    assert [r for r in MAY_IMPORT if r in reach(r)] == []


@each(IN_ROOMS)
def test_a_room_imports_only_from_the_rooms_before_it(path: Path) -> None:
    own = room(path)
    also = ALSO.get(own, set())
    packages = {module.rpartition(".")[0] for module in also}  # named by `from matcher.rules import registry` beside the module itself
    foreign = [module for other, module in rooms_imported(path) if other not in MAY_IMPORT[own] | {own}]
    assert [m for m in foreign if not within(m, also) and m not in packages] == []


@each(python_files(MATCHER))
def test_the_matcher_knows_no_page(path: Path) -> None:
    assert [m for m in modules_imported(path) if m.split(".")[0] in PAGES] == []


@each(IN_PURE_ROOMS)
def test_a_pure_room_reaches_for_no_file_clock_network_or_chance(path: Path) -> None:
    assert [m for m in modules_imported(path) if m.split(".")[0] in IMPURE_MODULES] == []
    calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    named = {f.id for f in calls if isinstance(f, ast.Name)} & IMPURE_CALLS
    clocks = {f.attr for f in calls if isinstance(f, ast.Attribute)} & CLOCKS
    assert (named, clocks) == (set(), set())


@each(IN_PURE_ROOMS)
def test_a_pure_room_knows_a_date_only_as_a_type(path: Path) -> None:
    imported = {m for m in modules_imported(path) if m.split(".")[0] in ("datetime", "calendar", "zoneinfo")}
    assert imported <= {"datetime", "datetime.date"}
    direct = [alias.name for node in ast.walk(parsed(path)) if isinstance(node, ast.Import) for alias in node.names]
    assert "datetime" not in direct, "write `from datetime import date`"


@each(python_files(SIGNIN))
def test_the_pages_for_signing_in_know_no_page_of_the_app_and_no_rule(path: Path) -> None:
    """They use the register, words in two languages, and the one door for HTML."""
    may = {"matcher.register", "matcher.model.text", "matcher.catalog.issues", "views.html", "signin"}
    ours = {m for m in modules_imported(path) if m.split(".")[0] in ("matcher", "views", "signin")}
    whole = {m for m in ours if not within(m, may) and not any(one.startswith(f"{m}.") for one in may)}
    assert whole == set()


@each(python_files(VIEWS))
def test_the_pages_of_the_app_know_only_the_cookie_of_signing_in(path: Path) -> None:
    assert [m for m in modules_imported(path) if m.split(".")[0] == "signin" and not within(m, {"signin.cookie"}) and m != "signin"] == []


@each([p for p in (*python_files(MATCHER, VIEWS, SIGNIN), ROOT / "app.py", ROOT / "server.py") if p.is_file()])
def test_only_the_map_draws_maps(path: Path) -> None:
    uses = any(m.split(".")[0] in MAPS for m in modules_imported(path))
    assert not uses or path == VIEWS / "map.py"


@each(python_files(MATCHER, VIEWS, SIGNIN))
def test_every_file_says_what_it_is_and_stays_small(path: Path) -> None:
    assert ast.get_docstring(parsed(path)), "a module begins by saying what it holds"
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES or path.relative_to(ROOT).as_posix() in TABLES_OF_WORDS


def test_no_file_of_tests_is_longer_either() -> None:
    assert [p.name for p in python_files(ROOT / "tests") if len(p.read_text("utf-8").splitlines()) > MAX_LINES] == []


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "common.py"}
    assert [p for p in python_files(MATCHER, VIEWS, SIGNIN) if p.name in drawers] == []


def numbers(path: Path) -> Iterator[tuple[int, float]]:
    """(line, number) for each number in a file; the place in a tuple or a slice of text is no figure."""
    tree = parsed(path)
    places = {id(n) for sub in ast.walk(tree) if isinstance(sub, ast.Subscript) for n in ast.walk(sub.slice)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
            and id(node) not in places
        ):
            yield node.lineno, node.value


@each(python_files(MATCHER / "rules"))
def test_a_rule_holds_no_threshold_of_its_own(path: Path) -> None:
    """Every figure an answer depends on stands in rules.yaml, with its unit, dates and clause."""
    allowed = NUMBERS | NUMBERS_OF.get(path.name, {}).keys()
    assert [(line, value) for line, value in numbers(path) if value not in allowed] == []


def test_every_number_that_is_let_through_is_still_there() -> None:
    used = {name: {v for _, v in numbers(MATCHER / "rules" / name)} for name in NUMBERS_OF}
    assert {name: set(allowed) - used[name] for name, allowed in NUMBERS_OF.items()} == {name: set() for name in NUMBERS_OF}


def unannotated(path: Path) -> list[str]:
    """Functions that do not say what they take or give; a method's own self or cls needs no type."""
    missing = []
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, *(a for a in (node.args.vararg, node.args.kwarg) if a)]
        untyped = [a.arg for a in taken if a.annotation is None and a.arg not in ("self", "cls")]
        if untyped or node.returns is None:
            missing.append(f"{node.name} (line {node.lineno}): {', '.join(untyped) or 'what it returns'}")
    return missing


@each([p for p in IN_ROOMS if room(p) in ("rules", "ranking", "explanation")])
def test_every_function_says_what_it_takes_and_gives(path: Path) -> None:
    assert unannotated(path) == []


def test_no_two_files_of_tests_have_one_name() -> None:
    """pytest takes them for one module."""
    names = [p.name for p in (ROOT / "tests").rglob("test_*.py")]
    assert [n for n in names if names.count(n) > 1] == []
