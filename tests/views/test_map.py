"""What the map hands to the browser, looked at without one: no foreign host, no text that any of its readers could run, and who sees what."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import streamlit_folium
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from matcher.area.shape import Shape
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from tests.hostile_names import HOSTILE
from views import map as site_map
from views import map_base, map_tiles, visit
from views.map import packed, show_map
from views.map_marks import GLYPHS, Done, Look, Mark, done, lettered, rest, split

LOOKS = {"fits": Look("gl-fits", "适合", "circle", "fits"), "out": Look("gl-out", "不符", "cross", "out")}


class Sent:
    """What the component was last given."""

    given: dict[str, Any]

    def __call__(self, **given: Any) -> dict[str, Any]:
        self.given = given
        return {}

    def record(self) -> dict[str, Any]:
        return read(self.given["feature_group"].split("siteMap.live('")[1])

    def start(self) -> dict[str, Any]:
        return read(self.given["script"].split("siteMap.start(")[1].split("'", 1)[1])


def read(script: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.b64decode(script.split("'")[0]))
    return found


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    component = Sent()
    monkeypatch.setattr(streamlit_folium, "_component_func", component)
    return component


@pytest.fixture(autouse=True)
def _doors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(visit, "_doors", True)
    map_tiles.key.cache_clear()
    yield
    map_tiles.key.cache_clear()


def draw(catalog: Catalog, marks: list[Mark], chosen: str | None = None, **more: Any) -> None:
    show_map(catalog, LOOKS, marks, chosen, "light", lang="zh", key="m", on_done=lambda _: None, **more)


def placed(town: Catalog) -> list[str]:
    return list(map_base.made(town, "zh").ids)


@given(st.text())
def test_text_for_the_map_survives_two_renderings_and_comes_back_whole(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    safe = packed({"t": text})
    assert Template(Template(safe).render()).render() == safe
    assert not set("\\`${}<>\"'\n\r_") & set(safe)
    assert json.loads(base64.b64decode(safe)) == {"t": text}


def test_every_asset_comes_from_the_app_and_no_name_stands_in_a_script(town: Catalog, sent: Sent) -> None:
    draw(town, [Mark(s, name, name, "fits", "1") for s, name in zip(placed(town), HOSTILE, strict=False)])
    links = [*sent.given["js_links"], *sent.given["css_links"]]
    assert all(link.startswith("../../app/static/") for link in links)
    assert "http" not in " ".join(links)
    for script in (sent.given["script"], sent.given["feature_group"]):
        for name in ("${", "{{", "{%", "<img", "<script", "hit=1"):
            assert name not in script
    assert [g["title"] for g in sent.record()["glyphs"]] == HOSTILE[: len(sent.record()["glyphs"])]


def test_a_change_of_what_is_shown_leaves_the_frame_as_it_is(town: Catalog, sent: Sent) -> None:
    first, second, *_ = placed(town)
    draw(town, [Mark(first, "a", "b", "fits")])
    before = sent.given
    draw(town, [Mark(second, "a", "b", "out")], second, drawn=Shape(((22.6, 113.1),), 500.0))
    assert (before["key"], before["script"]) == (sent.given["key"], sent.given["script"])
    assert before["feature_group"] != sent.given["feature_group"]


def test_few_marks_are_elements_and_of_many_only_those_with_a_number(town: Catalog, sent: Sent) -> None:
    base = map_base.made(town, "zh")
    ids = [f"s{i}" for i in range(GLYPHS + 1)]
    wide = replace(base, ids=tuple(ids), row={s: i for i, s in enumerate(ids)})
    marks = [Mark(s, s, "", "fits" if i % 3 else "out", "1" if i < 4 else "") for i, s in enumerate(ids)]
    few, none = split(wide, LOOKS, marks[:GLYPHS])
    assert (len(few), none) == (GLYPHS, None)
    few, many = split(wide, LOOKS, marks)
    assert [m.number for m in few] == ["1"] * 4
    assert many is not None
    assert many.count == len(ids)
    assert read_letters(many.letters, len(ids)) == [1 if i % 3 else 2 for i in range(len(ids))]


def read_letters(letters: str, size: int) -> list[int]:
    """As the browser reads them."""
    packed = base64.b64decode(letters[1:])
    if letters[0] == "8":
        return list(packed)
    return [packed[i // 2] & 15 if i % 2 else packed[i // 2] >> 4 for i in range(size)]


@given(st.lists(st.integers(0, 15)), st.integers(1, 250))
def test_looks_are_read_back_as_they_were_written(numbers: list[int], looks: int) -> None:
    assert read_letters(lettered(bytes(numbers), looks), len(numbers)) == numbers


def test_very_many_sites_cost_less_than_a_byte_each(town: Catalog) -> None:
    base = map_base.made(town, "zh")
    ids = [f"s{i}" for i in range(50_000)]
    wide = replace(base, ids=tuple(ids), row={s: i for i, s in enumerate(ids)})
    assert len(rest(wide, LOOKS, dict.fromkeys(ids, "fits")).letters) < len(ids)


def test_the_file_that_anybody_can_fetch_holds_public_fields_only(town: Catalog) -> None:
    hidden = Text("内部备注", "an inner note").zh
    site = next(s for s in town.sites if s.kind != "pool")
    told = site.with_cells({"note": hidden, "taken_by": hidden})
    catalog = replace(town, sites=tuple(told if s is site else s for s in town.sites))
    inline = map_base.made(catalog, "zh").inline()
    assert isinstance(inline, dict)
    assert set(inline) == {"ids", "names", "la", "lo", "vague", "outlines", "sketch", "labels"}
    assert hidden not in json.dumps(inline, ensure_ascii=False)
    assert map_base.made(catalog, "zh").name == map_base.made(town, "zh").name, "what is not public names no other file"


def test_a_site_that_only_the_office_sees_is_not_in_the_file_and_comes_with_the_run(
    town: Catalog, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = placed(town)[0]
    monkeypatch.setattr(map_base, "seen_by", lambda c, _: replace(c, sites=tuple(s for s in c.sites if s.id != secret)))
    monkeypatch.setattr(map_base, "_made", lambda _version, lang, catalog: map_base.made(catalog, lang))
    draw(town, [Mark(secret, "x", "y", "fits")])
    assert secret not in map_base.made(town, "zh").ids
    (glyph,) = sent.record()["glyphs"]
    assert (glyph["id"], glyph["i"]) == (secret, -1)
    assert len(glyph["at"]) == 2


def test_without_a_server_around_it_the_places_travel_with_the_run(town: Catalog, sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "_doors", False)
    draw(town, [])
    assert sent.record()["base"]["inline"]["ids"] == placed(town)


def test_the_shelf_forgets_the_oldest_file_and_knows_no_other(town: Catalog) -> None:
    base = map_base.made(town, "zh")
    shelf = map_base.Shelf(most=2 * len(base.body))
    for name in ("a", "b", "c"):
        shelf.lay(replace(base, name=name))
    assert [shelf.take(name) is not None for name in ("a", "b", "c", "d", "../a")] == [False, True, True, False, False]


KNOWN = {"s1": 0}


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"site": "s1", "n": 1}, Done(site="s1")), ({"site": "extra"}, Done(site="extra")), ({"site": "s2"}, None), ({"site": ["s1"]}, None),
        ({"point": [22.5, 113.1]}, Done(point=(22.5, 113.1))), ({"point": [22.5]}, None), ({"point": [1e9, 0]}, None), ({"point": ["1", "2"]}, None),
        ({"point": [float("nan"), 1.0]}, None), ({"lift": True}, Done(lifted=True)), ({"lift": "yes"}, None),
        ({"shape": {"points": [[22.6, 113.1]], "radius": 500}}, Done(shape=Shape(((22.6, 113.1),), 500.0))),
        (None, None), ([], None), ("x", None), ({}, None),
    ],
)  # fmt: skip
def test_what_a_browser_sends_is_held_against_what_can_be(value: object, found: Done | None) -> None:
    assert done(value, KNOWN, frozenset({"extra"})) == found


@pytest.mark.parametrize(
    "shape", [{}, {"points": "x"}, {"points": [[1, 2]] * 5000}, {"points": [[22.6, 113.1]], "radius": -1}, {"points": [], "radius": 1e999}]
)
def test_a_shape_that_is_none_is_told_and_not_taken(shape: dict[str, object]) -> None:
    found = done({"shape": shape}, KNOWN, frozenset())
    assert found is not None
    assert found.shape is None
    assert found.refused is not None


def test_no_other_host_is_named_without_a_key_and_only_for_pictures_with_one(
    town: Catalog, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    from signin.headers import map_policy

    draw(town, [])
    assert sent.start()["tiles"] is None
    assert "http" not in map_policy(map_tiles.hosts())
    monkeypatch.setenv(map_tiles.KEY, "0123456789abcdef0123456789abcdef")
    map_tiles.key.cache_clear()
    draw(town, [])
    assert "tk=0123456789abcdef" in sent.start()["tiles"]["ground"]
    parts = [p for p in map_policy(map_tiles.hosts()).split("; ") if "http" in p]
    assert [p.split()[0] for p in parts] == ["img-src"]


@pytest.mark.parametrize("key", ["short", "with space 0123456789", "<script>alert(1)</script>", "0" * 65])
def test_what_has_not_the_form_of_a_key_is_not_used_and_is_told(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(map_tiles.KEY, key)
    map_tiles.key.cache_clear()
    assert map_tiles.tiles() is None
    assert map_tiles.malformed()


def test_a_look_is_plain_class_words() -> None:
    with pytest.raises(ValueError, match="plain class words"):
        Look('x" onclick="y', "w")
    assert site_map.HEIGHT == 400
