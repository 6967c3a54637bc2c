"""A fault planted in a table of the pack is refused by name: cells, what they say against each other, rows and columns, evidence and leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.planting import (
    CODES,
    LEADS,
    PROOF,
    SITES,
    Fault,
    append,
    both,
    drop_line,
    evidence,
    missing,
    name_of,
    one_cell_short,
    put,
    recoded,
    refused_by_name,
    repeated,
    swap,
    with_column,
    without_column,
)

TAKEN_PROOF = "changqing,taken_by,"

FAULTS = (
    # cells of the site table
    Fault("a figure that is a word", put(SITES, "mumianwei", land_mu="很多"),
          SITES, "mumianwei,", "mumianwei", "land_mu", "很多", "not a number"),
    Fault("full-width digits with a unit", put(SITES, "mumianwei", land_mu="５３４亩"),
          SITES, "mumianwei,", "mumianwei", "land_mu", "５３４亩", "not a number"),
    Fault("a figure outside the possible range", put(SITES, "mumianwei", land_mu="5349600"),
          SITES, "mumianwei,", "mumianwei", "land_mu", "5349600", "outside the possible range"),
    Fault("a negative area", put(SITES, "mumianwei", land_mu="-20"),
          SITES, "mumianwei,", "mumianwei", "land_mu", "-20", "outside the possible range"),
    Fault("a range that runs downwards", put(SITES, "wanyang-1", land_mu="200..100"),
          SITES, "wanyang-1,", "wanyang-1", "land_mu", "200..100", "runs downwards"),
    Fault("a thirteenth month", both(put(SITES, "wanyang-1", delivery="2026-13"), evidence("wanyang-1,delivery,reported,press_2024,,2024")),
          SITES, "wanyang-1,", "wanyang-1", "delivery", "2026-13", "not a month"),
    Fault("a word that no list has", put(SITES, "xiacun", status="sold"),
          SITES, "xiacun,", "xiacun", "status", "sold", "not in the list"),
    Fault("an unknown industry in a list", put(SITES, "lingang", positioned="logistics;unicorns"),
          SITES, "lingang,", "lingang", "positioned", "unicorns", "not in the list"),
    Fault("a text beyond all measure", put(SITES, "shangwei", note="勿" * 501),
          SITES, "shangwei,", "shangwei", "note", "勿", "longer than"),
    Fault("a site without a kind", both(put(SITES, "xiacun", kind=""), drop_line(PROOF, "xiacun,kind,")),
          SITES, "xiacun,", "xiacun", "kind", "", "must not be empty"),
    # what the cells of one site say against each other
    Fault("more to be had than there is", both(put(SITES, "mumianwei", available_land_mu="600"),
                                             evidence("mumianwei,available_land_mu,reported,press_2024,,2024")),
          SITES, "mumianwei,", "mumianwei", "available_land_mu", "600", "more than the land area"),
    Fault("taken, but not by whom", both(put(SITES, "changqing", taken_by=""), drop_line(PROOF, TAKEN_PROOF)),
          SITES, "changqing,", "changqing", "taken_by", "", "by whom is not said"),
    Fault("half a position", put(SITES, "mumianwei", lat=""),
          SITES, "mumianwei,", "mumianwei", "lat", "", "four columns go together"),
    # tables as such
    Fault("a site told twice", repeated(SITES, "mumianwei"),
          SITES, "mumianwei,", "mumianwei", "id", "mumianwei", "repeats line 2"),
    Fault("a ragged row", one_cell_short(SITES, "xiacun"),
          SITES, "xiacun,", "xiacun", "", "", "this row has 42 cells, the header 43"),
    Fault("a column nobody knows", with_column(SITES, "colour"),
          SITES, "id,", "", "colour", "", "no column"),
    Fault("a column that is missing", without_column(SITES, "planning"),
          SITES, "id,", "", "planning", "", "missing column"),
    Fault("a column that stands twice", with_column(SITES, "note"),
          SITES, "id,", "", "note", "", "stands twice"),
    Fault("unpaired quotes", both(put(SITES, "xiacun", note="PLANTED"), swap(SITES, "PLANTED", '"PLANTED')),
          SITES, "xiacun,", "", "", "", "quotes are not paired"),
    Fault("a table in GB18030", recoded(SITES, "gb18030"),
          SITES, "mumianwei,", "", "", "", "not UTF-8"),
    Fault("a table that is missing", missing(LEADS),
          LEADS, "", "", "", "", "cannot be found"),
    Fault("a code listed twice", append(CODES, "1311,C,稻谷加工,Rice milling"),
          CODES, "1311,", "1311", "code", "1311", "repeats line"),
    # evidence
    Fault("a filled cell without evidence", put(SITES, "wanyang-1", power_kva="800"),
          SITES, "wanyang-1,", "wanyang-1", "power_kva", "", "has no evidence"),
    Fault("evidence for an empty cell", evidence("wanyang-1,power_kva,reported,press_2024,,2024"),
          SITES, "wanyang-1,", "wanyang-1", "power_kva", "", "the cell is empty"),
    Fault("a source nobody knows", swap(PROOF, "mumianwei,land_mu,plan,plan,", "mumianwei,land_mu,plan,gossip,"),
          PROOF, "mumianwei,land_mu,", "mumianwei", "source", "gossip", "does not have"),
    Fault("a clause its source lacks", swap(PROOF, "mumianwei,land_mu,plan,plan,C1.1(1)2", "mumianwei,land_mu,plan,plan,C9.9"),
          PROOF, "mumianwei,land_mu,", "mumianwei", "source", "C9.9", "clause"),
    Fault("evidence for no site", evidence("atlantis,land_mu,plan,plan,C3.2,2020-12"),
          PROOF, "atlantis,", "atlantis", "site_id", "atlantis", "no site"),
    Fault("evidence for no field", evidence("mumianwei,mood,plan,plan,C3.2,2020-12"),
          PROOF, "mumianwei,mood,", "mumianwei", "field", "mood", "no field"),
    Fault("a basis of rumour", evidence("wanyang-1,power_kva,rumour,plan,C3.2,2020-12"),
          PROOF, "wanyang-1,power_kva,", "wanyang-1", "basis", "rumour", ""),
    # leads
    Fault("a stage nobody knows", put(LEADS, "xinhe", stage="dreaming"),
          LEADS, "xinhe,", "xinhe", "stage", "dreaming", "no stage"),
    Fault("a lead settled nowhere", put(LEADS, "xinhe", settled_at="atlantis"),
          LEADS, "xinhe,", "xinhe", "settled_at", "atlantis", "no site"),
    Fault("a lead whose investment is a word", put(LEADS, "xinhe", investment_wan="two lots"),
          LEADS, "xinhe,", "xinhe", "investment_wan", "two lots", "not a number"),
    Fault("a lead whose other investment is without end", put(LEADS, "xinhe", investment_other_wan="inf"),
          LEADS, "xinhe,", "xinhe", "investment_other_wan", "inf", "not a number"),
    Fault("a lead with an unknown process", put(LEADS, "xinhe", processes="喷粉;炼金"),
          LEADS, "xinhe,", "xinhe", "processes", "炼金", "not in the list"),
    Fault("a lead needed by a thirteenth month", put(LEADS, "xinhe", needed_by="2026-13"),
          LEADS, "xinhe,", "xinhe", "needed_by", "2026-13", "month"),
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_a_fault_planted_in_a_table_is_refused_by_name(fault: Fault, pack_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused_by_name(fault, pack_copy, capsys)
