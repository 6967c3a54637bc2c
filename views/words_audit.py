"""The words of the page on the audit."""

from __future__ import annotations

from matcher.model.text import Text

AUDIT: dict[str, Text] = {
    "audit_head": Text("谁在什么时候做了什么", "Who did what and when"),
    "audit_how": Text(
        "每一行都封在前一行上，改动或缺失用命令 audit verify 可以查出。时间按这台服务器的时区。",
        "Each row is sealed over the one before; the command audit verify finds what was changed or taken away. Times are in this server's time zone.",
    ),
    "audit_who": Text("谁（姓名或登录名）", "Who (name or login)"),
    "audit_action": Text("做了什么", "What was done"),
    "audit_any": Text("不限", "anything"),
    "audit_record": Text("对象（编号）", "Record (id)"),
    "audit_since": Text("从哪一天", "From the day"),
    "audit_until": Text("到哪一天", "To the day"),
    "audit_none": Text("没有符合条件的记录。", "Nothing is on record for this."),
    "audit_more": Text("更早的 {n} 行", "{n} earlier rows"),
    "audit_csv": Text("导出 CSV", "Export as CSV"),
    "audit_csv_most": Text("导出所选的最近 {n} 行以内。", "At most the last {n} rows of this selection."),
    "col_when": Text("时间", "When"),
    "col_who": Text("谁", "Who"),
    "col_what": Text("做了什么", "What was done"),
    "audit_shown": Text("显示 {n} 行", "{n} rows shown"),
}
