"""What one enterprise asks for, and the lead it belongs to. A field that is absent was not stated, and raises no demand."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from matcher.model.pack import Citation
from matcher.model.text import Text, named
from matcher.model.values import month_index


def _month(value: str) -> str:
    try:
        month_index(value)
    except ValueError:
        raise PydanticCustomError("month", "not a month") from None
    return value


Amount = Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]
Tonnes = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
"""Tonnes a year; 0 says that none are used."""
Month = Annotated[str, AfterValidator(_month)]


BUILDING_FIGURES: tuple[tuple[str, str], ...] = (
    ("ceiling_height_m", "ceiling_height_m_min"),
    ("floor_load_t_m2", "floor_load_t_m2_min"),
    ("power_kva", "power_kva_min"),
)
"""(field of the site, field of the need) of the technical figures, which are gates, and slack among the criteria."""


class Need(BaseModel):
    """Units stand in the names: mu is 亩, wan is 10 000 yuan. Words are tokens of the closed lists and of the pack's words.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_max_length=2000)

    id: str = ""
    name: str = ""
    industry: str | None = None
    gbt4754: Annotated[str, Field(pattern=r"^\d{2,4}$")] | None = None
    industry_text: str | None = None
    processes: tuple[str, ...] = ()
    processes_not: tuple[str, ...] = ()
    processes_all: bool | None = None
    solvent_paint_t: Tonnes | None = None
    low_voc_paint_t: Tonnes | None = None
    solvent_glue_t: Tonnes | None = None
    casting_t: Tonnes | None = None
    discharges_wastewater: bool | None = None
    space: Literal["land", "factory", "warehouse", "office", "mixed"] | None = None
    tenure: Literal["buy", "rent"] | None = None
    land_mu_min: Amount | None = None
    land_mu_max: Amount | None = None
    floor_m2_min: Amount | None = None
    floor_m2_max: Amount | None = None
    investment_wan: Amount | None = None
    fixed_investment_wan: Amount | None = None
    output_wan: Amount | None = None
    tax_wan: Amount | None = None
    jobs: Amount | None = None
    ceiling_height_m_min: Amount | None = None
    floor_load_t_m2_min: Amount | None = None
    power_kva_min: Amount | None = None
    ground_floor: bool | None = None
    fire_class: Literal["jia", "yi", "bing", "ding", "wu"] | None = None
    rent_yuan_m2_month_max: Amount | None = None
    land_price_wan_mu_max: Amount | None = None
    purchase_yuan_m2_max: Amount | None = None
    needed_by: Month | None = None
    near: tuple[str, ...] = ()
    location_text: str | None = None
    special: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _ranges_run_upwards(self) -> Self:
        for low, high in (("land_mu_min", "land_mu_max"), ("floor_m2_min", "floor_m2_max")):
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                raise PydanticCustomError("least_above_most", "{low} > {high}", {"low": f"{low} {least:g}", "high": f"{high} {most:g}"})
        return self

    @model_validator(mode="after")
    def _a_process_is_used_or_it_is_not(self) -> Self:
        if both := [p for p in self.processes if p in self.processes_not]:
            raise PydanticCustomError("used_and_not", "{both}", {"both": ", ".join(both)})
        return self

    def stated(self, field: str) -> bool:
        return getattr(self, field) not in (None, "", ())

    def answers(self, field: str) -> bool:
        """Whether it states what a question about `field` asks, by this field or by one that says the same."""
        return any(self.stated(f) for f in _SAME.get(field, (field,)))


_AREAS = ("land_mu_min", "land_mu_max", "floor_m2_min", "floor_m2_max")
_SAME = {"industry": ("industry", "gbt4754", "industry_text"), "land_mu_min": _AREAS, "floor_m2_min": _AREAS}
"""Field -> those of which any answers a question about it."""


class Example(BaseModel):
    """An invented need to try the product with."""

    model_config = ConfigDict(frozen=True)

    name: str
    name_en: str
    need: Need

    @property
    def title(self) -> Text:
        return named(self.name, self.name_en)


class Lead(BaseModel):
    """An enterprise with a need and a stage, as leads.csv holds it."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    name_en: str = ""
    stage: str
    stage_since: str = ""
    settled_at: str = ""
    """The site it has settled on, where the plan says so."""
    citation: Citation
    investment_other_wan: float | None = None
    investment_other_citation: Citation | None = None
    note: str = ""
    note_en: str = ""
    need: Need

    @property
    def title(self) -> Text:
        return named(self.name, self.name_en)


NEED_LABELS: dict[str, Text] = {
    "industry": Text("行业", "industry"),
    "gbt4754": Text("行业代码", "GB/T 4754 code"),
    "industry_text": Text("主要产品或业务", "products or business"),
    "processes": Text("工艺", "processes"),
    "processes_not": Text("不用的工艺", "processes not used"),
    "processes_all": Text("工艺已列全", "list of processes is complete"),
    "solvent_paint_t": Text("溶剂型涂料（吨/年，含稀释剂）", "solvent-based paint (t a year, with thinner)"),
    "low_voc_paint_t": Text("非溶剂型低 VOCs 涂料（吨/年）", "low-VOC paint without solvent (t a year)"),
    "solvent_glue_t": Text("溶剂型胶粘剂（吨/年）", "solvent-based glue (t a year)"),
    "casting_t": Text("铸件（吨/年）", "castings (t a year)"),
    "discharges_wastewater": Text("是否排放生产废水", "industrial waste water"),
    "space": Text("要土地还是空间", "kind of space"),
    "tenure": Text("租还是买", "rent or buy"),
    "land_mu_min": Text("用地不少于（亩）", "land at least (mu)"),
    "land_mu_max": Text("用地不多于（亩）", "land at most (mu)"),
    "floor_m2_min": Text("面积不少于（㎡）", "floor at least (㎡)"),
    "floor_m2_max": Text("面积不多于（㎡）", "floor at most (㎡)"),
    "investment_wan": Text("总投资（万元）", "total investment (wan yuan, 1 wan = 10 000)"),
    "fixed_investment_wan": Text("固定资产投资（万元）", "fixed-asset investment (wan yuan, 1 wan = 10 000)"),
    "output_wan": Text("年产值（万元）", "yearly output (wan yuan, 1 wan = 10 000)"),
    "tax_wan": Text("年税收（万元）", "yearly tax (wan yuan, 1 wan = 10 000)"),
    "jobs": Text("用工（人）", "jobs"),
    "ceiling_height_m_min": Text("首层层高不低于（m）", "ground-floor height at least (m)"),
    "floor_load_t_m2_min": Text("承重不低于（t/㎡）", "floor load at least (t/㎡)"),
    "power_kva_min": Text("配电不低于（kVA）", "power at least (kVA)"),
    "ground_floor": Text("要首层", "ground floor needed"),
    "fire_class": Text("生产的火灾危险性类别", "fire hazard class"),
    "rent_yuan_m2_month_max": Text("租金不高于（元/㎡·月）", "rent at most (yuan/㎡/month)"),
    "land_price_wan_mu_max": Text("地价不高于（万元/亩）", "land price at most (wan yuan/mu)"),
    "purchase_yuan_m2_max": Text("售价不高于（元/㎡）", "purchase price at most (yuan/㎡)"),
    "needed_by": Text("最迟何时要用（年-月）", "needed by (YYYY-MM)"),
    "near": Text("希望靠近", "near to"),
    "location_text": Text("意向位置", "wished place"),
    "special": Text("特别要求", "special needs"),
}
