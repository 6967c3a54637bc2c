"""The words of the page on which files come in."""

from __future__ import annotations

from matcher.model.text import Text

INTAKE: dict[str, Text] = {
    "page_intake": Text("导入", "Import"),
    "intake_head": Text("导入地块和线索", "Sites and leads from a file"),
    "intake_how": Text(
        "先读给您看，存不存由您定。认得 xlsx、xls、csv、GeoJSON 和 [地块坐标] TXT；表头不必照模板，存入时要么全部、要么一条也不存。",
        "It is read and shown first; you decide whether it is kept. Excel, csv, GeoJSON and the TXT of land offices are understood, headings need no "
        "template, and either everything is kept or nothing.",
    ),
    "intake_kind": Text("表里是", "The file lists"),
    "intake_sites": Text("地块和载体", "sites"),
    "intake_leads": Text("意向企业", "leads"),
    "intake_pick": Text("选择文件，或拖到这里", "Choose a file, or drop it here"),
    "intake_crs": Text("坐标系", "Coordinates"),
    "intake_crs_auto": Text("自动识别", "as the file says"),
    "intake_mapping": Text("上次存下的列对照（可选）", "Columns kept from last time (optional)"),
    "intake_reading": Text("正在读 {done} / {total}", "Reading {done} of {total}"),
    "intake_opening": Text("正在打开……", "Opening…"),
    "intake_stop": Text("停止", "Stop"),
    "intake_refused": Text("这份文件读不了", "This file cannot be read"),
    "intake_empty_head": Text("还没有选文件", "No file yet"),
    "intake_empty": Text(
        "把手头的台账直接放进来试试：先看哪些列认得、哪些格有问题，再决定存不存。",
        "Try the list you have: see which columns are known and which cells are wrong, then decide.",
    ),
    "intake_rows": Text("{name}：共 {rows} 行", "{name}: {rows} rows"),
    "intake_accepted": Text("可用 {n}", "{n} can be taken"),
    "intake_rejected": Text("有误 {n}", "{n} with faults"),
    "intake_skipped": Text("跳过 {n}", "{n} skipped"),
    "intake_read_as": Text("读作 {e}", "read as {e}"),
    "intake_findings": Text("要处理的问题", "What is to be seen to"),
    "intake_no_findings": Text("没有发现问题。", "Nothing was found wrong."),
    "intake_remarks": Text("说明 {n} 条", "{n} remarks"),
    "intake_line": Text("第 {n} 行", "line {n}"),
    "intake_whole": Text("整个文件", "whole file"),
    "intake_mend": Text("就地更正", "Mend here"),
    "intake_mend_how": Text(
        "改了的格会记下原来写的是什么，来源也会注明录入时更正。", "What stood in the file is kept in the audit, and the source says that it was mended."
    ),
    "intake_mend_again": Text("按更正重读", "Read again with this"),
    "intake_mended": Text("已更正 {n} 格", "{n} cells mended"),
    "intake_marked": Text("下载标出问题的表格", "Download with the faults marked"),
    "intake_more": Text("另有 {n} 条，见标出问题的表格。", "{n} more: see the table with the faults marked."),
    "intake_columns": Text("每一列读作什么", "What each column is read as"),
    "intake_columns_how": Text(
        "认错的列在这里改；改好后可以存下来，下次同样的表直接用。", "Correct what was taken wrongly; keep it, and use it for the next table of this make."
    ),
    "intake_unread": Text("不读", "not read"),
    "intake_column": Text("第 {n} 列读作", "column {n} is read as"),
    "intake_reread": Text("按这样重读", "Read it like this"),
    "intake_keep": Text("存下列对照", "Keep these columns"),
    "intake_preview": Text("将要存入", "What will be kept"),
    "intake_known": Text("更新", "update"),
    "intake_new": Text("新增", "new"),
    "intake_first": Text("显示前 {n} 条，共 {total} 条。", "The first {n} of {total}."),
    "intake_take": Text("存入 {n} 条", "Keep these {n}"),
    "intake_faults": Text(
        "还有 {n} 行有误：改好之前一条也不存。可以就地更正，或下载标出问题的表格改好再来。",
        "{n} rows still have faults: nothing is kept until they are mended, here or in the file.",
    ),
    "intake_nothing": Text("没有可以存入的内容。", "There is nothing that can be kept."),
    "intake_taken": Text(
        "已存入：更新地块 {s} 处，新地块 {n} 处，线索 {l} 条，边界 {o} 处。", "Kept: {s} sites updated, {n} new sites, {l} leads, {o} outlines."
    ),
}  # fmt: skip
