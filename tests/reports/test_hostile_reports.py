"""Names that try to be code are only read: no markup, field, link, script or broken file comes of them, in Word or in PDF."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from matcher.explanation.setting import PLAIN
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.reports.blocks import drawings, plain
from matcher.reports.made import comparison_file, proposal_file
from matcher.reports.proposal import proposal
from tests.hostile_names import HOSTILE
from tests.reports.papers import W, docx_parts, docx_text, folded, pdf_text

MORE = [
    "#link(\"http://example.invalid\")[x]", "#import \"@preview/x:1.0.0\"", "#image(\"/etc/passwd\")", "#read(\"/etc/passwd\")", "$ x $ @ref <label>", "= 标题",
    "{ HYPERLINK \"http://example.invalid\" }", "\\{ INCLUDEPICTURE x \\}", "http://example.invalid/x", "../../etc/passwd", "&amp;<w:p/>", "]]>",
    "𠮷㙟\U0001f600", "\ud800", "\ufffe\uffff", "a\u200bb\u2066c", "".join(map(chr, range(33))), "\x7f\x85\x9f\u2028\u2029",
]  # fmt: skip
NAMES = [*HOSTILE, *MORE]
NEED = Need(industry="metal-products", industry_text="x", location_text="x")


def hostile(town: Catalog) -> Catalog:
    """The town with such names for its sites, one after the other."""
    named = (s.with_cells({"name": NAMES[n % len(NAMES)], "name_en": NAMES[n % len(NAMES)]}) for n, s in enumerate(town.sites))
    return replace(town, sites=tuple(named))


def asking(name: str) -> Need:
    """The name wherever an enterprise can put words of its own; as it stands there, whatever would have been done to it at the door."""
    return NEED.model_copy(update={"name": name, "industry_text": name, "location_text": name})


@pytest.fixture(scope="module", params=range(len(NAMES)), ids=lambda n: f"name-{n}")
def name(request: pytest.FixtureRequest) -> str:
    return NAMES[request.param]


def test_a_word_file_shows_the_name_and_does_nothing_with_it(town: Catalog, today: date, name: str) -> None:
    data = proposal_file(hostile(town), asking(name), today, PLAIN, ".docx", "zh")
    assert folded(plain(name)) in docx_text(data)
    _holds_only_text(docx_parts(data))


def test_a_pdf_shows_the_name_and_does_nothing_with_it(town: Catalog, today: date, name: str) -> None:
    data = proposal_file(hostile(town), asking(name), today, PLAIN, ".pdf", "zh")
    found = pdf_text(data)
    if all(ord(c) < 0x10000 for c in name):  # what no font here can write is a box
        assert folded(plain(name)) in found
    _holds_no_action(data)


def test_a_word_that_is_longer_than_a_line_is_broken_and_comes_back_whole(town: Catalog, today: date) -> None:
    long = "http://example.invalid/" + "Ab1" * 100
    assert long in pdf_text(proposal_file(town, asking(long), today, PLAIN, ".pdf", "zh"))


def test_a_comparison_of_such_sites_holds_only_text(town: Catalog, today: date) -> None:
    spoilt = hostile(town)
    _holds_only_text(docx_parts(comparison_file(spoilt, asking(NAMES[0]), today, PLAIN, (), ".docx", "zh")))
    _holds_no_action(comparison_file(spoilt, asking(NAMES[0]), today, PLAIN, (), ".pdf", "en"))


def test_no_word_of_a_need_or_of_a_site_is_in_any_drawing(town: Catalog, today: date) -> None:
    spoilt = hostile(town)
    for drawing in drawings(proposal(spoilt, shortlist(spoilt, asking("机密名称"), today), None, "机密名称", "zh")):
        assert "机密名称" not in drawing.svg
        texts = [e.text or "" for e in ElementTree.fromstring(drawing.svg).iter("{http://www.w3.org/2000/svg}text")]
        assert not set(texts) & set(NAMES)


def test_a_name_of_the_map_that_tries_to_be_code_stays_a_name(town: Catalog, today: date) -> None:
    label = {**town.drawing["labels.geojson"]["features"][0], "properties": {"kind": "town", "name": "<script>x</script>&\"'"}}
    spoilt = replace(town, drawing={**town.drawing, "labels.geojson": {"type": "FeatureCollection", "features": [label]}})
    paper = proposal(spoilt, shortlist(spoilt, NEED, today), None, "甲", "zh")
    svg = next(d.svg for d in drawings(paper) if "script" in d.svg)
    root = ElementTree.fromstring(svg)
    assert [e for e in root.iter() if e.tag.endswith("script")] == []
    assert "<script>x</script>&\"'" in [e.text for e in root.iter()]


def _holds_only_text(parts: dict[str, ElementTree.Element]) -> None:
    """No link and no field but the number of the page; nothing that lies outside the file, no macro, no embedded object."""
    for name, root in parts.items():
        if name.endswith(".rels"):
            assert [r.attrib for r in root if r.get("TargetMode") == "External"] == []
            assert not any("oleObject" in r.get("Type", "") or "vbaProject" in r.get("Type", "") for r in root)
        tags = {e.tag.removeprefix(W) for e in root.iter()}
        assert not tags & {"hyperlink", "instrText", "fldChar", "altChunk", "object", "subDoc"}
        assert {e.get(f"{W}instr") for e in root.iter(f"{W}fldSimple")} <= {"PAGE", "NUMPAGES"}


def _holds_no_action(data: bytes) -> None:
    """Looks into every stream of a PDF: no script, no address, no launch, no file within, no form."""
    streams = [data]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            streams.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    for stream in streams:
        if b"/Type" in stream:  # objects; what is drawn holds names as text
            assert not re.search(rb"/(JavaScript|JS|URI|Launch|EmbeddedFile|AcroForm|OpenAction|AA|GoToR|SubmitForm|RichMedia)\b", stream)
    assert b"/FontFile" in b"".join(streams)
