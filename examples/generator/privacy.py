"""What an enterprise is told before it leaves a contact in the invented town."""

from __future__ import annotations

from typing import Any

from examples.generator.sources import OFFICE, cite


def privacy() -> dict[str, Any]:
    """privacy.yaml."""
    held = {"citation": cite(OFFICE), "since": "2026-01", "checked": "2026-11-23"}
    return {
        "keeper": "示例镇招商部门（虚构）",
        "keeper_en": "the investment office of the sample town (invented)",
        "purpose": "就这一条需求与您联系",
        "purpose_en": "to reach you about this request",
        "rights": "凭回执编码，您可以随时查看、更正、取走副本或删除",
        "rights_en": "With the receipt code you can see, correct, copy or delete them at any time",
        **held,
        "keep": {"months": 12, **held},
    }
