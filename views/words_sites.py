"""The words for what is kept of a site beside its facts: pictures, and what the office keeps to itself."""

from __future__ import annotations

from matcher.model.text import Text

SITES: dict[str, Text] = {
    "pictures": Text("照片和平面图（{n}）", "Photos and floor plans ({n})"),
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
    "kept_to_office": Text("本镇自留：底价和备注", "For the office only: lowest prices and notes"),
    "kept_how": Text("只有镇里能看，不进数据包和导出，也不写进审计。", "Nobody else sees it; no pack, export or audit holds it."),
    "kept_rent": Text("最低租金（元/㎡·月）", "Lowest rent (yuan/㎡/month)"),
    "kept_land": Text("最低地价（万元/亩）", "Lowest land price (wan yuan/mu)"),
    "kept_purchase": Text("最低售价（元/㎡）", "Lowest purchase price (yuan/㎡)"),
    "kept_note": Text("备注", "Note"),
    "kept_save": Text("保存", "Save"),
    "kept_saved": Text("已保存。", "Saved."),
}  # fmt: skip
