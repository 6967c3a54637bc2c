"""The words for what is kept of a site beside its facts: pictures, and what the office keeps to itself."""

from __future__ import annotations

from matcher.model.text import Text

SITES: dict[str, Text] = {
    "pictures": Text("照片和平面图", "Photos and floor plans"),
    "picture_photo": Text("照片", "photo"),
    "picture_plan": Text("平面图", "floor plan"),
    "picture_office": Text("只有镇里能看", "for the office only"),
    "picture_add": Text("添加图片（JPEG、PNG、WebP）", "Add a picture (JPEG, PNG, WebP)"),
    "picture_title": Text("说明（拍的是哪里）", "What it shows"),
    "picture_kind": Text("种类", "Kind"),
    "picture_public": Text("对外公开", "For everybody to see"),
    "picture_send": Text("上传", "Upload"),
    "picture_none": Text("先选一张图片。", "Choose a picture first."),
    "picture_kept": Text("图片已存。位置等附带信息已去掉。", "Kept. What travels with a photo, such as its place, was taken out."),
    "picture_away": Text("撤下", "Take away"),
    "picture_gone": Text("图片已撤下。", "Taken away."),
    "proposals": Text("待核实的情况 {n} 条", "{n} facts to check"),
    "proposals_how": Text("企业登录后提供的情况。采纳后计入匹配，不采纳请写原因。", "Told by enterprises that have signed in. What is taken counts at once; say why something is not."),
    "proposal_line": Text("现有：{now} · 来源：{source}，{day} · {by} 提供", "on record: {now} · source: {source}, {day} · told by {by}"),
    "proposal_unknown": Text("未知", "unknown"),
    "proposal_reason": Text("不采纳的原因", "Why it is not taken"),
    "proposal_take": Text("采纳", "Take"),
    "proposal_refuse": Text("不采纳", "Do not take"),
    "proposal_taken": Text("已采纳，结果已重算。", "Taken; results are redrawn."),
    "proposal_refused": Text("已退回。", "Not taken."),
    "propose_how": Text("您知道的情况可以填在这里，镇里核实后计入。", "What you know of it can be told here; it counts once the town has checked it."),
    "propose_save": Text("交镇里核实", "Tell the town"),
    "proposed": Text("已交镇里核实 {n} 项。", "The town will check {n} facts."),
    "kept_to_office": Text("本镇自留：底价和备注", "For the office only: lowest prices and notes"),
    "kept_how": Text("只有镇里能看，不进数据包和导出，也不写进审计。", "Nobody else sees it; no pack, export or audit holds it."),
    "kept_rent": Text("最低租金（元/㎡·月）", "Lowest rent (yuan/㎡/month)"),
    "kept_land": Text("最低地价（万元/亩）", "Lowest land price (wan yuan/mu)"),
    "kept_purchase": Text("最低售价（元/㎡）", "Lowest purchase price (yuan/㎡)"),
    "kept_note": Text("备注", "Note"),
    "kept_save": Text("保存", "Save"),
    "kept_saved": Text("已保存。", "Saved."),
}  # fmt: skip
