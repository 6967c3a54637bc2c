"""Words of the box from which tables are taken away."""

from __future__ import annotations

from matcher.model.text import Text

EXPORT: dict[str, Text] = {
    "export_sites": Text("导出地块和载体", "Take the sites away"),
    "export_sites_how": Text(
        "标题、单位和下拉与导入一致，改好后可再导入。承诺给项目的面积不扣减。",
        "Headings, units and lists are those of the import: it can be changed and read back. Promised area is not taken off.",
    ),
    "export_leads": Text("导出线索", "Take the leads away"),
    "export_leads_how": Text(
        "在办线索的阶段和需求；联系人和电话只在登记库里，不导出。", "The open leads with stage and need. Contacts stay in the register."
    ),
    "export_template": Text("空表（发给别人填）", "An empty table to be filled in"),
}
