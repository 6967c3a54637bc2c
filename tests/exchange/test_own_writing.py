"""What the product itself writes into tables is read as it was meant, one form at a time; the whole is held in tests/reports."""

from __future__ import annotations

import json
from datetime import date

import pytest

from matcher.exchange.date_cells import Months, read_months
from matcher.exchange.read_file import read_file
from matcher.exchange.word_cells import several_words
from matcher.model.catalog import Catalog
from matcher.model.values import month_index

DAY = date(2026, 11, 23)


def lead(town: Catalog, head: str, cell: str) -> dict[str, object]:
    found = read_file(f"企业名称,{head}\n甲厂,{cell}\n".encode(), "a.csv", "leads", town, DAY)
    assert [i.told("en") for i in found.issues if i.severity in ("error", "warning")] == []
    return found.leads[0].need.model_dump(exclude_defaults=True, exclude={"name"})


@pytest.mark.parametrize(
    ("said", "low", "high"), [("2027-06..", "2027-06", None), ("..2027-06", None, "2027-06"), ("2027-06..2027-09", "2027-06", "2027-09")]
)
def test_a_range_of_months_keeps_its_open_end(said: str, low: str | None, high: str | None) -> None:
    assert read_months(said, DAY) == Months(low and month_index(low), high and month_index(high))


@pytest.mark.parametrize("head", ["铸件（吨）", "castings (t)", "铸件（吨/年）", "铸件"])
def test_tonnes_are_read_where_the_heading_says_so(head: str, town: Catalog) -> None:
    found = read_file(f"企业名称,{head}\n甲厂,12.5\n".encode(), "a.csv", "leads", town, DAY)
    assert found.leads[0].need.casting_t == 12.5


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("land area (mu)", "land_mu_min"), ("investment (wan yuan)", "investment_wan"), ("jobs (persons)", "jobs"), ("rent (yuan/㎡/month)", "rent_yuan_m2_month_max"),
        ("land price (wan yuan/mu)", "land_price_wan_mu_max"), ("purchase price (yuan/㎡)", "purchase_yuan_m2_max"),
    ],
)  # fmt: skip
def test_english_headings_name_their_units(head: str, field: str, town: Catalog) -> None:
    assert lead(town, head, "50")[field] == 50


def test_names_with_separators_stay_whole_in_a_list(town: Catalog) -> None:
    words = town.vocabularies["industry"]
    names = [w.name.zh for w in words.words]
    assert any("、" in name or "和" in name for name in names)
    found = several_words("；".join(names), words)
    assert (found.has, found.lacks, found.unknown) == (words.tokens, (), ())
    assert several_words("; ".join(w.name.en for w in words.words), words).has == words.tokens


def test_a_word_in_brackets_is_not_the_whole_of_a_list(town: Catalog) -> None:
    words = town.vocabularies["process"]
    found = several_words("金属件（焊接）、冲压、注塑", words)
    assert {words.find("冲压"), words.find("注塑")} <= set(found.has)


def test_a_feature_that_lies_nowhere_is_a_site_without_a_place(town: Catalog) -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"地块名称": "甲", "类别": "土地"}}
    raw = json.dumps(
        {"type": "FeatureCollection", "features": [feature, {**feature, "geometry": {"type": "LineString", "coordinates": []}}]}
    )
    found = read_file(raw.encode(), "a.geojson", "sites", town, DAY)
    assert (found.accepted, found.rejected) == (1, 1)
    assert "lat" not in found.sites[0].cells


def test_only_texts_that_may_have_lines_keep_them(town: Catalog) -> None:
    found = read_file('企业名称,备注\n"甲\n厂","一  二\r\n\r\n三"\n'.encode(), "a.csv", "leads", town, DAY)
    assert (found.leads[0].need.name, found.leads[0].beside["note"]) == ("甲 厂", "一 二\n\n三")


@pytest.mark.parametrize(
    ("said", "basis"), [("仅为示意", "schematic"), ("schematic only", "schematic"), ("已实测", "surveyed"), ("", "approximate")]
)
def test_what_a_place_rests_on_is_read_where_it_is_said(said: str, basis: str, town: Catalog) -> None:
    raw = f"地块名称,类别,经度（WGS-84）,纬度（WGS-84）,位置依据\n甲,土地,113.12,22.65,{said}\n".encode()
    assert read_file(raw, "a.csv", "sites", town, DAY).sites[0].cells["location_basis"] == basis
