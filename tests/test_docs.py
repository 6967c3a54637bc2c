"""The documents say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from matcher.catalog.load import SCHEMATIC, TABLES
from matcher.model.need import Need
from matcher.rules.registry import CRITERIA, GATES
from tests.browser.tour import SCENES

ROOT = Path(__file__).resolve().parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_page_on_needs_lists_exactly_the_fields_of_a_need() -> None:
    table = "\n".join(line.split("|")[1] for line in read("docs/needs.md").splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", table)) == set(Need.model_fields)


def test_the_page_on_packs_lists_every_file_of_a_pack() -> None:
    text = read("docs/pack.md")
    for name in (
        *TABLES,
        SCHEMATIC,
        *(p.name for p in (ROOT / "data").glob("*.yaml")),
        *(f"map/{p.name}" for p in (ROOT / "data" / "map").iterdir()),
    ):
        assert f"`{name}`" in text, name


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)


def test_every_gate_and_criterion_has_its_rule_in_both_packs_with_a_note_where_it_is_not_in_force() -> None:
    for pack in ("data", "examples/demo"):
        rules = read(f"{pack}/rules.yaml")
        for name in (*(g.name for g in GATES), *(c.name for c in CRITERIA)):
            assert re.search(rf"^  {name}:", rules, re.M), (pack, name)


def test_the_chinese_readme_names_the_same_commands_as_the_english_one() -> None:
    commands = re.findall(r"^    (python3? (?:tasks\.py|-m matcher) \w+)", read("README.md"), re.M)
    assert commands
    for command in commands:
        assert command in read("README.zh.md"), command


def test_the_tour_shows_exactly_the_pictures_that_its_command_takes() -> None:
    shown = set(re.findall(r"\(images/([\w-]+)\.png\)", read("docs/tour.md")))
    assert shown == {scene.name for scene in SCENES}
    assert shown == {path.stem for path in (ROOT / "docs" / "images").glob("*.png")}
