"""What an address can ask for: a need that is read, or told to be wrong in a few sentences, however long or broken it is."""

from __future__ import annotations

import json
import time

import pytest

from matcher.catalog.issues import Issue
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from views.state import MAX_NEED_CHARACTERS, Choice, chosen_need, need_address


def asked(catalog: Catalog, kind: str, text: str) -> tuple[Need, list[Issue]]:
    return chosen_need(catalog, Choice(kind, text))


def test_a_need_written_into_an_address_is_read_back_from_it(town: Catalog) -> None:
    for example in town.examples:
        assert asked(town, "need", need_address(example.need)) == (example.need, [])


def test_a_word_said_often_counts_once(town: Catalog) -> None:
    need, issues = asked(town, "need", json.dumps({"near": ["port", "码头", "port", " 码头 "]}))
    assert (need.near, issues) == (("port",), [])
    _, issues = asked(town, "need", json.dumps({"near": ["nowhere"] * 50}))
    assert [i.value for i in issues] == ["nowhere"]


def test_a_need_of_thousands_of_words_is_refused_with_one_sentence(town: Catalog) -> None:
    begun = time.monotonic()
    need, issues = asked(town, "need", json.dumps({"near": [f"x{i}" for i in range(6000)]}))
    assert need == Need()
    assert [i.told("en") for i in issues] == [
        f"need: is longer in the address than {MAX_NEED_CHARACTERS} characters. Write it in the form below."
    ]
    need, issues = asked(town, "need", json.dumps({"near": [f"x{i}" for i in range(600)]}))
    assert ["names 600 words; 63 is the most." in i.told("en") for i in issues] == [True]
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "text",
    ["{broken", '{"near": ["port"', "port", '"x"', "[1]", "7", "true", '{"land_mu_min": {"a": 1}}', "[" * 5000, '{"name": 1, "name": 2}'],
)
def test_a_need_of_another_shape_is_told_to_be_wrong(town: Catalog, text: str) -> None:
    need, issues = asked(town, "need", text)
    assert need == Need()
    assert issues


@pytest.mark.parametrize("kind", ["lead", "example"])
def test_a_lead_or_an_example_that_is_not_there_is_told(town: Catalog, kind: str) -> None:
    need, issues = asked(town, kind, "nobody")
    assert need == Need()
    assert [(i.field, i.value) for i in issues] == [(kind, "nobody")]
    assert "没有" in issues[0].told("zh")
