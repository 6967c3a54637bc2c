"""A text in one way of writing, character for character, so that places in it are places in what was written."""

from __future__ import annotations

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Full-width letters, figures and signs."""
_CAPITALS = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_WIDE_CAPITALS = {code + 0xFEE0: small for code, small in _CAPITALS.items()}

_SIGNS: dict[int, str] = str.maketrans(
    {
        **dict.fromkeys("\u3000\xa0\u2002\u2003\t", " "),
        **dict.fromkeys("\u2009\u202f", ","),  # the narrow space between thousands, which this program itself writes
        **dict.fromkeys("–—―－‐‑−﹣─━", "-"),
        **dict.fromkeys("～〜∼˜", "~"),
        **dict.fromkeys("•・∙⋅●", "·"),
        **dict.fromkeys("【〔［「『《", "("),
        **dict.fromkeys("】〕］」』》", ")"),
        **dict.fromkeys("﹐،", ","),
        "￥": "¥", "²": "2", "³": "3", "〇": "零", "○": "零", "\r": "\n", "⩾": "≥", "≧": "≥", "⩽": "≤", "≦": "≤", "∶": ":", "︰": ":",
        "⁄": "/", "＋": "+", "﹢": "+", "．": ".",
    }
)  # fmt: skip

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟貳參陸兩萬億點俩", "一二三四五六七八九十百千二三六两万亿点两")
"""Figures as contracts and cheques write them."""

_TRADITIONAL = str.maketrans(
    "畝廠倉庫買賣購積層電標準廣業產項資達員區鎮園號樓務預計劃劑辦無噴塗鑄鍍銷營稅納於從車間單價獨棟歲經濟規額設備個約為內進專門貨梯現樣餘頃鐵東帶場碼頭",
    "亩厂仓库买卖购积层电标准广业产项资达员区镇园号楼务预计划剂办无喷涂铸镀销营税纳于从车间单价独栋岁经济规额设备个约为内进专门货梯现样余顷铁东带场码头",
)
"""The traditional characters a request is likely to hold; owners from Hong Kong, Macau and Taiwan write them."""

_TABLE: dict[int, int | str | None] = {**_WIDE, **_CAPITALS, **_WIDE_CAPITALS, **_FORMAL, **_TRADITIONAL, **_SIGNS}


def plain(said: str) -> str:
    """The text with one width, one case, one kind of dash, and simple characters. It is as long as what was said."""
    return said.translate(_TABLE)
