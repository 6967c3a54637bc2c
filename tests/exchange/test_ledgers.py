"""Tables with all the sins of real ones: what can be told is read, what cannot is named with its cell, and every row is counted once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from matcher.catalog.issues import Issue, Refused
from matcher.exchange.imported import Imported
from matcher.exchange.mapping import Mapping, read_mapping
from matcher.exchange.read_file import read_file
from matcher.exchange.tables_data import Kind
from matcher.model.catalog import Catalog
from tests.exchange.ledgers import FORM, LAND, PROJECTS, REGISTER, WORKSHOPS
from tests.exchange.messy import Made, text_table, xlsx

DAY = date(2026, 11, 23)
Reading = Callable[..., Imported]


@pytest.fixture
def read(town: Catalog) -> Reading:
    def reading(raw: bytes, kind: Kind, mapping: Mapping | None = None, name: str = "table") -> Imported:
        return read_file(raw, name, kind, town, DAY, mapping)

    return reading


def counts(found: Imported) -> tuple[int, int, int, int]:
    return found.rows, found.accepted, found.rejected, found.skipped


def faults(found: Imported) -> set[tuple[int, str]]:
    """(line, title) of every cell that rejects its record."""
    return {(i.line, i.field) for i in found.issues if i.severity == "error"}


def told(found: Imported, words: str) -> list[Issue]:
    return [i for i in found.issues if words in i.message.zh]


def test_two_rows_of_headings_are_joined_and_every_faulty_cell_is_named(read: Reading) -> None:
    found = read(xlsx(Made("填表说明", [["说明"], ["请按要求填写"]]), REGISTER), "leads")
    assert counts(found) == (10, 3, 2, 5)
    assert faults(found) == {
        (7, "联系方式 / 电话"), (10, "用地（用房）需求 / 面积"), (10, "投资情况 / 总投资 （万元）"),
    }  # fmt: skip
    needs = {lead.record: lead.need for lead in found.leads}
    land = needs["江门市甲照明有限公司"]
    assert (land.land_mu_min, land.space, land.investment_wan, land.tax_wan, land.needed_by) == (20, "land", 5000, 300, "2027-06")
    floor = needs["江门市乙五金制品厂"]
    assert (floor.floor_m2_min, floor.floor_m2_max, floor.land_mu_min, floor.tax_wan) == (3000, 3000, None, None)
    assert needs["丁食品有限公司"].floor_m2_min == 3000
    assert found.leads[0].beside["phone"] == "13800138000"
    assert told(found, "工作表“填表说明”没有表头")


def test_a_list_of_land_gives_places_areas_and_months_and_leaves_a_month_that_may_be_two(read: Reading) -> None:
    found = read(xlsx(LAND), "sites")
    assert counts(found) == (6, 2, 1, 3)
    assert faults(found) == {(4, "供地时间")}
    high, north = found.sites
    assert (high.cells["land_mu"], high.cells["land_price_wan_mu"], high.cells["delivery"]) == ("49.9995", "30", "2026-12")
    assert (north.cells["land_mu"], north.cells["kind"], north.cells["uses"]) == ("120", "land", "industry")
    assert "land_price_wan_mu" not in north.cells
    assert abs(float(high.cells["lat"]) - 22.6542) < 1e-3
    assert abs(float(north.cells["lon"]) - 113.1341) < 1e-3
    assert [i.field for i in told(found, "同一件事")] == ["净用地面积（亩）"]


def test_a_csv_that_lost_its_merged_cells_is_read_as_far_as_it_says_anything(read: Reading) -> None:
    found = read(text_table(WORKSHOPS).encode("gb18030"), "sites")
    assert found.encoding == "gb18030"
    assert counts(found) == (6, 2, 2, 2)
    assert faults(found) == {(4, "厂房名称"), (4, "承重"), (5, "层高（米）"), (5, "电量（KVA）")}
    assert found.sites[0].cells["name"] == "吕步村第三工业区A栋首层"
    assert {k: found.sites[0].cells[k] for k in ("floor_m2", "rent_yuan_m2_month", "floor_load_t_m2")} == {
        "floor_m2": "1200", "rent_yuan_m2_month": "15", "floor_load_t_m2": "2",
    }  # fmt: skip
    assert "rent_yuan_m2_month" not in found.sites[1].cells


def test_what_a_form_exports_is_text_also_where_it_looks_like_a_formula(read: Reading) -> None:
    found = read(text_table(FORM).encode("utf-8-sig"), "leads")
    assert counts(found) == (3, 3, 0, 0)
    first, second, third = found.leads
    assert (first.need.gbt4754, first.need.tenure, first.need.floor_m2_min, first.as_of) == ("3872", "rent", 3000, "2026-11-03")
    assert (second.need.ceiling_height_m_min, second.need.floor_m2_min, second.need.floor_m2_max) == (None, 500, 800)
    assert third.need.name == '=HYPERLINK("http://x","a")'
    assert third.beside["credit_code"] == "914407030000000001"


def test_a_ledger_with_sections_and_repeated_headings_is_read(read: Reading) -> None:
    found = read(xlsx(PROJECTS), "leads")
    assert counts(found) == (12, 2, 3, 7)
    assert faults(found) == {(8, "消防类别"), (9, "计划投资额"), (11, "更新日期")}
    robots, washing = found.leads
    assert (robots.need.name, robots.need.gbt4754, robots.need.investment_wan, robots.need.fixed_investment_wan) == (
        "壬公司",
        "3491",
        20000,
        15000,
    )
    assert robots.need.special == ("crane", "freight_lift")
    assert robots.need.processes == ()
    assert (washing.need.processes, washing.need.power_kva_min, washing.need.jobs, washing.need.special) == (("coating",), 1600, 100, ())
    assert (robots.as_of, washing.as_of) == ("2026-10-05", "2026-10-08")


def test_two_columns_for_one_field_are_named_both_and_neither_is_read(read: Reading) -> None:
    rows = [["企业名称", "用地面积（亩）", "拿地面积（亩）", "总投资（万元）"], ["甲公司", "20", "30", "5000"]]
    found = read(text_table(rows).encode(), "leads")
    (fault,) = [i for i in found.issues if i.severity == "error"]
    assert fault.field == "用地面积（亩） / 拿地面积（亩）"
    assert found.leads[0].need.land_mu_min is None
    again = read(text_table(rows).encode(), "leads", Mapping(columns={"拿地面积（亩）": ""}))
    assert again.good
    assert again.leads[0].need.land_mu_min == 20


def test_a_mapping_says_what_no_heading_does_and_can_be_kept(read: Reading) -> None:
    rows = [["谁", "多大", "何时"], ["甲公司", "20", "2027.6"]]
    with pytest.raises(Refused, match="no headings"):
        read(text_table(rows).encode(), "leads")
    mapping = Mapping(columns={"谁": "name", "多大": "land", "何时": "needed_by"}, units={"多大": "亩"})
    found = read(text_table(rows).encode(), "leads", mapping)
    assert (found.leads[0].need.name, found.leads[0].need.land_mu_max, found.leads[0].need.needed_by) == ("甲公司", 20, "2027-06")
    kept = read_mapping(found.mapping.written(), "m.json", "leads")
    assert read(text_table(rows).encode(), "leads", kept).leads == found.leads


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"columns": {"谁": "nobody"}}', '{"units": {"谁": "蒲式耳"}}', '{"column": {}}', "[" * 100_000]
)
def test_a_mapping_that_is_none_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_mapping(text, "m.json", "leads")
    assert len(refusal.value.issues) == 1


def test_merged_cells_are_filled_and_told_and_a_shared_figure_is_warned_of(read: Reading) -> None:
    rows = [["载体名称", "所在村", "建筑面积（㎡）"], ["A栋", "霞村", 3000], ["B栋", "", ""], ["C栋", "", 500]]
    found = read(xlsx(Made(rows=rows, merged=[(1, 1, 3, 1), (1, 2, 2, 2)])), "sites")
    assert [s.cells.get("village") for s in found.sites] == ["xiacun"] * 3
    assert [s.cells.get("floor_m2") for s in found.sites] == ["3000", "3000", "500"]
    assert [i.severity for i in told(found, "合并单元格")] == ["info", "warning"]


def test_error_values_and_formulas_without_a_value_are_named_and_never_read_as_empty(read: Reading) -> None:
    rows = [["载体名称", "建筑面积（㎡）"], ["A栋", ("=1/0", "#DIV/0!")], ["B栋", ("=1+2", 3)], ["C栋", "#N/A"]]
    found = read(xlsx(Made(rows=rows)), "sites")
    assert faults(found) == {(2, "建筑面积（㎡）"), (4, "建筑面积（㎡）")}
    assert found.sites[0].cells["floor_m2"] == "3"


def test_the_sheet_with_records_is_read_and_the_others_are_told(read: Reading) -> None:
    empty = Made("模板", [["载体名称", "建筑面积（㎡）", "租金", "层高"]])
    hidden = Made("旧表", [["载体名称", "建筑面积（㎡）", "租金", "层高"], ["旧", 1000, 15, 6]], hidden=True)
    shown = Made("台账", [["载体名称", "建筑面积（㎡）"], ["新", 1000]])
    found = read(xlsx(empty, hidden, shown), "sites")
    assert [s.record for s in found.sites] == ["新"]
    assert len(told(found, "没有读取。")) == 2
    other = read(xlsx(empty, hidden, shown), "sites", Mapping(sheet="旧表"))
    assert [s.record for s in other.sites] == ["旧"]


@pytest.mark.parametrize(
    ("row", "why"),
    [("甲厂,3000,15,x", "多出 1 格"), ("甲厂,3,000,15", "多出 1 格"), ("甲厂", "少了 2 格")],
)
def test_a_row_whose_cells_may_have_moved_is_refused(read: Reading, row: str, why: str) -> None:
    found = read(f"载体名称,建筑面积（㎡）,租金\n{row}\n乙厂,1000,\n丙厂,1000,12".encode(), "sites")
    assert counts(found) == (3, 2, 1, 0)
    assert told(found, why)


def test_one_word_of_a_list_that_is_unknown_is_warned_of_where_it_may_stay_open(read: Reading) -> None:
    text = "载体名称,建筑面积（㎡）,产业定位,配套设施,消防类别\n甲厂,1000,五金、飞船,行车、泳池,丙二类\n乙厂,1000,,,三级"
    found = read(text.encode(), "sites")
    assert counts(found) == (2, 1, 1, 0)
    assert found.sites[0].cells["features"] == "crane"
    assert "positioned" not in found.sites[0].cells
    assert found.sites[0].cells["fire_class"] == "bing"
    assert faults(found) == {(3, "消防类别")}


def test_where_nobody_names_a_firm_or_a_site_the_contact_or_the_address_stands_for_it(read: Reading) -> None:
    leads = read("称呼,手机,求租面积,租金预算\n陈先生,13800138000,500平,15元/平\n李小姐,13800138001,800㎡,面议".encode(), "leads")
    assert [(lead.need.name, lead.need.floor_m2_min) for lead in leads.leads] == [("陈先生", 500), ("李小姐", 800)]
    sites = read("坐落,空置面积（㎡）\n中兴路8号,500\n中兴路9号,800".encode(), "sites")
    assert [s.cells["name"] for s in sites.sites] == ["中兴路8号", "中兴路9号"]


def test_the_day_of_a_table_is_the_day_of_its_records(read: Reading) -> None:
    rows = [
        ["闲置厂房统计表"],
        ["填报单位：吕步村委会    填报时间：2026.10.15"],
        ["厂房名称", "空置面积（㎡）", "更新日期"],
        ["A", 500, ""],
        ["B", 600, "2026-11-02"],
    ]
    found = read(text_table(rows).encode(), "sites")
    assert [s.as_of for s in found.sites] == ["2026-10-15", "2026-11-02"]


def test_a_formula_that_gives_nothing_is_empty_and_one_that_was_never_worked_out_is_named(read: Reading) -> None:
    rows = [["载体名称", "建筑面积（㎡）", "备注"], ["A栋", 500, ('=IF(B2="","","")', "")], ["B栋", 600, ""]]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(Made(rows=rows)))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():  # as Excel itself writes it
            new.writestr(name, old.read(name).replace(b'<c r="C2"><f>', b'<c r="C2" t="str"><f>'))
    assert read(out.getvalue(), "sites").accepted == 2
    book = openpyxl.Workbook()
    for row in (["载体名称", "建筑面积（㎡）"], ["A栋", "=1+2"], ["B栋", 600]):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue(), "sites")
    assert faults(found) == {(2, "建筑面积（㎡）")}


def test_colour_to_the_end_of_a_sheet_is_no_content(read: Reading) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["载体名称", "建筑面积（㎡）"], ["A栋", 500]):
        sheet.append(row)
    for far in ("XFD1", "XFD2", "A1048576"):
        sheet[far].fill = PatternFill("solid", fgColor="FFFF00")
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue(), "sites").rows == 1


def test_a_column_without_a_heading_that_holds_something_is_told(read: Reading) -> None:
    found = read("企业名称,,用地面积(亩)\n甲公司,江门市某路1号,20\n乙公司,,30".encode(), "leads")
    assert found.accepted == 2
    assert [i.severity for i in told(found, "第 2 列没有标题，有 1 格")] == ["warning"]


def test_a_word_under_a_heading_that_may_mean_something_else_leaves_the_field_open(read: Reading) -> None:
    found = read("地块名称,用地面积(亩),现状\n甲地,20,鱼塘\n乙地,30,闲置".encode(), "sites")
    assert [s.cells.get("status") for s in found.sites] == [None, "available"]
    strict = read("地块名称,用地面积(亩),供应状态\n甲地,20,鱼塘".encode(), "sites")
    assert faults(strict) == {(2, "供应状态")}


def test_a_range_that_runs_downwards_is_named_at_its_upper_end(read: Reading) -> None:
    found = read("企业名称,最小面积（㎡）,最大面积（㎡）\n甲,5000,3000".encode(), "leads")
    assert faults(found) == {(2, "最大面积（㎡）")}
