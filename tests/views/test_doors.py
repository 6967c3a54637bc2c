"""Text reaches HTML through one door and the map through another; the looks have one home; the words are complete."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from views.html import h, show
from views.words import WORDS

ROOT = Path(__file__).resolve().parents[2]
VIEWS = sorted((ROOT / "views").glob("*.py"))


def calls(path: Path) -> list[str]:
    """Dotted names called in a file."""
    return [ast.unparse(n.func) for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: p.stem)
def test_only_the_html_door_puts_html_on_the_page(path: Path) -> None:
    if path.stem != "html":
        assert "st.html" not in calls(path)
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")
    assert "unsafe_allow_javascript" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [p for p in VIEWS if p.stem not in ("html",)], ids=lambda p: p.stem)
def test_markup_is_only_made_from_literals(path: Path) -> None:
    """`Markup(..)` and the form of `h(..)` are written out, never computed from text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Markup", "h") and node.args:
            made_of = {type(n).__name__ for n in ast.walk(node.args[0])}
            assert made_of <= {"Constant", "Add", "BinOp", "Mult", "Call", "Name", "Load"}, ast.unparse(node)
            assert "JoinedStr" not in made_of, ast.unparse(node)


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: p.stem)
def test_no_sentence_goes_through_markdown(path: Path) -> None:
    """Streamlit's boxes make links of addresses and pictures of `:material/..:` in the words of an enterprise."""
    boxes = {
        f"st.{name}" for name in ("error", "warning", "info", "success", "exception", "write", "caption", "title", "header", "subheader")
    }
    assert boxes & set(calls(path)) == set()


def test_a_plain_string_is_not_shown() -> None:
    with pytest.raises(TypeError):
        show("<b>x</b>")  # type: ignore[arg-type]


@given(st.text())
def test_text_in_html_is_escaped_whatever_it_is(text: str) -> None:
    shown = h("<p title='{}'>{}</p>", text, text)
    assert isinstance(shown, Markup)
    inner = str(shown)[len("<p title='") : -len("</p>")]
    assert not re.search(r"[<'\"]", inner.replace("'>", "", 1))


def test_every_word_of_the_pages_is_said_in_both_languages_with_the_same_places() -> None:
    for key, text in WORDS.items():
        assert text.zh.strip(), key
        assert text.en.strip(), key
        assert set(re.findall(r"{(\w+)}", text.zh)) == set(re.findall(r"{(\w+)}", text.en)), key
        assert not re.search(r"[\u4e00-\u9fff]", text.en), key


def test_every_word_is_used_and_every_word_used_exists() -> None:
    source = "\n".join(p.read_text(encoding="utf-8") for p in VIEWS if not p.stem.startswith("words"))
    quoted = set(re.findall(r"""["']([a-z][a-z0-9_]+)["']""", source))
    composed = re.findall(r'f"([a-z_]+_){', source)
    unused = [k for k in WORDS if k not in quoted and not any(k.startswith(c) for c in composed)]
    assert unused == []
    used = set(re.findall(r"""word\(["']([a-z0-9_]+)["']""", source))
    assert used - WORDS.keys() == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_streamlit_and_the_style_sheets_have_the_same_colours(theme: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", (ROOT / "static" / "look" / f"tokens-{theme}.css").read_text(encoding="utf-8")))
    pairs = {
        "primaryColor": "river",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "surface",
        "textColor": "ink",
        "borderColor": "line-2",
    }
    assert {k: config[k] for k in pairs} == {k: tokens[v] for k, v in pairs.items()}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "cite", "river-ink", "fits", "ask", "out"])
@pytest.mark.parametrize("ground", ["surface", "paper", "sunken", "river-soft", "ask-soft", "out-soft"])
def test_text_stands_out_from_every_ground_it_meets(theme: str, ink: str, ground: str) -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", (ROOT / "static" / "look" / f"tokens-{theme}.css").read_text(encoding="utf-8")))
    bright, dark = sorted((luminance(tokens[ink]), luminance(tokens[ground])), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
