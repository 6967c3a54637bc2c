"""What the tests of the reports share: reading both kinds of file back, as a reader would."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def folded(text: str) -> str:
    """Text without any white space, since lines break where they have to."""
    return re.sub(r"\s", "", text)


def pdf_text(data: bytes) -> str:
    """What pdftotext gives back, without white space. Where it is missing the test is left out, in CI it fails."""
    program = shutil.which("pdftotext")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no pdftotext found: apt-get install poppler-utils")
        pytest.skip("no pdftotext found: apt-get install poppler-utils")
    done = subprocess.run([program, "-raw", "-", "-"], input=data, capture_output=True, check=True, timeout=60)
    return folded(done.stdout.decode("utf-8"))


def docx_text(data: bytes) -> str:
    """Every text of a Word file in its order, the tables' and the footer's too, without white space."""
    document = Document(io.BytesIO(data))
    parts = [document.element.body, document.sections[0].footer._element]
    return folded("".join(t.text or "" for part in parts for t in part.iter(f"{W}t")))


def docx_parts(data: bytes) -> dict[str, ElementTree.Element]:
    """Every XML part of a Word file by its name; one that is no XML is a mistake."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))}
