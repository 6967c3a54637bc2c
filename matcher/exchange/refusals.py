"""A file that cannot be taken at all, with the one sentence that says why and the one that says how to mend it."""

from __future__ import annotations

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.model.text import Text

SAVE_AS_XLSX = Text(
    "请用 Excel 或 WPS 打开后另存为 .xlsx 工作簿再导入。", "Open it in Excel or WPS, save it as an .xlsx workbook and import that."
)
SPLIT = Text("请分成几个文件，或删去空白的行列后另存。", "Split it into several files, or delete empty rows and columns and save it anew.")


def refused(file: str, message: Text, mend: Text) -> Refused:
    return Refused([Issue("error", file, "", 0, "", "", message, mend, ASKER)])
