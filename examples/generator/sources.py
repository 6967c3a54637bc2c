"""The invented sources, and how the rest of the pack cites them."""

from __future__ import annotations

from typing import Any

PLAN, SURVEY, OWNER, OFFICE, CODES = "sample_plan", "sample_survey", "sample_owner", "office_default", "gbt4754"


def cite(source: str, clause: str = "") -> dict[str, str]:
    return {"source": source, "clause": clause} if clause else {"source": source}


def sources() -> dict[str, Any]:
    """sources.yaml."""
    note = {
        "note": "虚构，仅供演示。没有这样一份文件。",
        "note_en": "Invented for demonstration; there is no such document.",
    }
    plan = {
        "scope": ("第一章 规划期", "ch. 1, period"),
        "industries": ("第二章 产业目录", "ch. 2, industry catalogue"),
        "access": ("第三章 环保准入", "ch. 3, environmental access"),
        "land": ("第四章 用地与园区", "ch. 4, land and parks"),
        "thresholds": ("第四章 用地门槛", "ch. 4, thresholds for land"),
        "works": ("第五章 基础设施", "ch. 5, infrastructure"),
        "targets": ("第六章 主要指标", "ch. 6, main indicators"),
        "projects": ("第七章 项目清单", "ch. 7, list of projects"),
        "water": ("第八章 水源保护", "ch. 8, protection of drinking water"),
    }
    survey = {
        "outlines": ("边界测量", "outlines measured"),
        "buildings": ("厂房普查", "census of buildings"),
        "visits": ("企业走访", "visits to firms"),
    }
    owner = {
        "rooms": ("房源登记表", "register of rooms"),
        "terms": ("租售报价", "offers of rent and price"),
        "state": ("状态回报", "reports of state"),
    }
    return {
        "sources": {
            PLAN: {
                "name": "示例规划（虚构）",
                "name_en": "Sample Plan (invented)",
                "kind": "invented",
                "publisher": "示例镇（虚构）",
                "period": "2026-2030",
                **note,
                "clauses": _clauses("示例规划", "Sample Plan", plan),
            },
            SURVEY: {
                "name": "示例调查（虚构）",
                "name_en": "Sample Survey (invented)",
                "kind": "invented",
                "period": "2023-2026",
                **note,
                "clauses": _clauses("示例调查", "Sample Survey", survey),
            },
            OWNER: {
                "name": "示例业主（虚构）",
                "name_en": "Sample Owners (invented)",
                "kind": "invented",
                **note,
                "clauses": _clauses("示例业主", "Sample Owners", owner),
            },
            CODES: {
                "name": "国民经济行业分类 GB/T 4754-2017（2019 年修改）",
                "name_en": "Industrial classification for national economic activities GB/T 4754-2017 (amended 2019)",
                "kind": "standard",
                "published": "2017",
            },
            OFFICE: {
                "name": "镇招商办自行设定（初始值）",
                "name_en": "set by the office (starting value)",
                "kind": "office",
                "note": "没有外部出处；由镇招商办调整并负责。",
                "note_en": "No outside source; the office adjusts it and answers for it.",
            },
        }
    }


def _clauses(zh: str, en: str, clauses: dict[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """A clause is shown without its source, so each names it."""
    return {key: {"zh": f"{zh} {c[0]}", "en": f"{en}, {c[1]}"} for key, c in clauses.items()}
