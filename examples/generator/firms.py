"""Forty invented firms and what each of them asks for. Amounts in 亩, ㎡ and 10 000 yuan; words of the pack's lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from examples.generator.draft import Pair

Stated = str | float | bool | tuple[str, ...]


@dataclass(frozen=True)
class Firm:
    """`since`: the month in which it reached its stage. `settled`: the site it has settled on. `need`: column -> what it stated."""

    id: str
    name: Pair
    stage: str
    since: str
    need: dict[str, Stated]
    settled: str = ""
    note: Pair = ("", "")
    other_investment_wan: float | None = field(default=None)
    """What another paper says of its investment."""


# fmt: off
FIRMS: tuple[Firm, ...] = (
    # welcome, looking for land
    Firm("yuanhang", ("示例远航储能科技", "Sample Yuanhang Energy Storage"), "signed", "2026-06", {
        "industry": "new-energy", "gbt4754": "3841", "space": "land", "tenure": "buy", "land_mu_min": 60, "land_mu_max": 85, "investment_wan": 32000,
        "tax_wan": 1900, "jobs": 380, "power_kva_min": 5000, "discharges_wastewater": False, "land_price_wan_mu_max": 50, "needed_by": "2028-06",
        "near": ("expressway",), "special": ("dual_power",), "processes": ("assembly", "welding")}, "land-eb-5", other_investment_wan=35000),
    Firm("haifeng", ("示例海风塔筒", "Sample Haifeng Wind Towers"), "building", "2026-03", {
        "gbt4754": "3415", "industry_text": "风电塔筒和叶片", "space": "land", "tenure": "buy", "land_mu_min": 60, "land_mu_max": 110, "investment_wan": 41000,
        "tax_wan": 2400, "jobs": 260, "needed_by": "2027-12", "near": ("port",), "special": ("heavy_trucks",), "processes": ("welding", "machining")}, "land-eb-4"),
    Firm("xianda", ("示例鲜达水产", "Sample Xianda Seafood"), "building", "2026-05", {
        "industry": "food", "gbt4754": "1361", "space": "land", "tenure": "buy", "land_mu_min": 25, "land_mu_max": 45, "investment_wan": 9800, "tax_wan": 620,
        "discharges_wastewater": True, "needed_by": "2027-10", "near": ("port",), "special": ("gas",)}, "land-sq-3"),
    Firm("kangying", ("示例康影影像设备", "Sample Kangying Imaging"), "signed", "2026-09", {
        "industry": "medical", "gbt4754": "3581", "space": "land", "tenure": "buy", "land_mu_min": 28, "land_mu_max": 40, "investment_wan": 12500, "tax_wan": 900,
        "jobs": 150, "discharges_wastewater": False, "needed_by": "2028-12", "special": ("dual_power",)}, "land-ns-5"),
    Firm("guoyuan", ("示例果园预制菜", "Sample Guoyuan Ready Meals"), "talks", "2026-08", {
        "industry": "food", "industry_text": "预制菜和果蔬加工", "space": "land", "tenure": "buy", "land_mu_min": 25, "land_mu_max": 40, "investment_wan": 9000,
        "tax_wan": 560, "jobs": 220, "land_price_wan_mu_max": 55, "needed_by": "2028-03", "near": ("expressway", "port"), "special": ("gas",)}),
    Firm("dipan", ("示例底盘件制造", "Sample Chassis Parts"), "talks", "2026-09", {
        "industry": "auto-parts", "gbt4754": "3670", "space": "land", "tenure": "buy", "land_mu_min": 30, "land_mu_max": 50, "investment_wan": 15000,
        "tax_wan": 980, "jobs": 300, "land_price_wan_mu_max": 48, "needed_by": "2028-09", "processes": ("stamping", "welding")}),
    Firm("muju-land", ("示例恒准模具集团", "Sample Hengzhun Moulds Group"), "intent", "2026-10", {
        "industry": "moulds", "gbt4754": "3525", "space": "land", "land_mu_min": 20, "land_mu_max": 20, "investment_wan": 6000, "tax_wan": 420,
        "needed_by": "2029-03", "processes": ("machining",), "discharges_wastewater": False}, note=("只说要 20 亩。", "Said 20 mu and no more.")),
    Firm("gangtong", ("示例港通供应链", "Sample Gangtong Supply Chain"), "talks", "2026-07", {
        "industry": "port-logistics", "gbt4754": "5990", "industry_text": "临港分拨中心", "space": "land", "tenure": "buy", "land_mu_min": 40, "land_mu_max": 80,
        "investment_wan": 18000, "tax_wan": 1500, "needed_by": "2028-06", "near": ("port",), "special": ("heavy_trucks",), "discharges_wastewater": False}),
    # welcome, looking for factory space
    Firm("lanwan", ("示例蓝湾电池箱", "Sample Lanwan Battery Cases"), "operating", "2025-10", {
        "industry": "new-energy", "gbt4754": "3841", "space": "factory", "tenure": "rent", "floor_m2_min": 3000, "floor_m2_max": 5000, "ceiling_height_m_min": 9,
        "floor_load_t_m2_min": 2, "ground_floor": True, "special": ("crane",), "rent_yuan_m2_month_max": 20, "needed_by": "2027-06",
        "processes": ("welding", "assembly")}, "ne-a4", ("已投产，还要一栋扩产。", "In production; wants a second building.")),
    Firm("zhijia", ("示例光伏支架", "Sample Solar Mounts"), "talks", "2026-10", {
        "industry": "new-energy", "gbt4754": "3825", "space": "factory", "tenure": "buy", "floor_m2_min": 4000, "floor_m2_max": 6000, "ceiling_height_m_min": 8,
        "floor_load_t_m2_min": 2, "power_kva_min": 315, "purchase_yuan_m2_max": 4200, "special": ("heavy_trucks",), "processes": ("stamping", "welding")}),
    Firm("nibian", ("示例逆变器", "Sample Inverters"), "intent", "2026-11", {
        "industry": "new-energy", "industry_text": "逆变器", "space": "factory", "tenure": "rent", "floor_m2_min": 1500, "floor_m2_max": 3000,
        "floor_load_t_m2_min": 0.75, "power_kva_min": 200, "special": ("freight_lift",), "rent_yuan_m2_month_max": 17, "needed_by": "2027-09"}),
    Firm("kanghu", ("示例康护器械", "Sample Kanghu Rehabilitation"), "signed", "2026-08", {
        "industry": "medical", "gbt4754": "3586", "space": "factory", "tenure": "rent", "floor_m2_min": 1500, "floor_m2_max": 2500, "special": ("clean_room",),
        "power_kva_min": 160, "discharges_wastewater": False, "needed_by": "2027-03", "processes": ("assembly", "injection")}, "md-a1-1"),
    Firm("yachi", ("示例雅齿义齿", "Sample Yachi Dental"), "operating", "2025-04", {
        "industry": "medical", "gbt4754": "3582", "space": "factory", "tenure": "rent", "floor_m2_min": 800, "floor_m2_max": 1500, "special": ("freight_lift",),
        "rent_yuan_m2_month_max": 20, "fire_class": "ding"}, "md-b2"),
    Firm("haocai", ("示例净源医用耗材", "Sample Jingyuan Medical Supplies"), "talks", "2026-10", {
        "industry": "medical", "gbt4754": "2770", "space": "factory", "tenure": "buy", "floor_m2_min": 1800, "floor_m2_max": 3500,
        "special": ("clean_room", "dual_power"), "purchase_yuan_m2_max": 5000, "fire_class": "bing", "needed_by": "2027-12", "discharges_wastewater": False}),
    Firm("tiaowei", ("示例岭南调味", "Sample Lingnan Seasoning"), "talks", "2026-06", {
        "industry": "food", "gbt4754": "1462", "space": "factory", "tenure": "rent", "floor_m2_min": 3000, "floor_m2_max": 4500, "ceiling_height_m_min": 6,
        "special": ("steam",), "discharges_wastewater": True, "rent_yuan_m2_month_max": 20, "ground_floor": True, "jobs": 120}),
    Firm("hongbei", ("示例麦香烘焙", "Sample Maixiang Bakery"), "intent", "2026-09", {
        "industry": "food", "industry_text": "烘焙食品", "space": "factory", "tenure": "rent", "floor_m2_min": 2000, "floor_m2_max": 3000, "special": ("gas",),
        "discharges_wastewater": False, "rent_yuan_m2_month_max": 18, "needed_by": "2027-01"}),
    Firm("fengce", ("示例芯片封测", "Sample Chip Packaging"), "talks", "2026-09", {
        "industry": "electronics", "gbt4754": "3973", "space": "factory", "tenure": "rent", "floor_m2_min": 1800, "floor_m2_max": 2500,
        "special": ("clean_room", "dual_power"), "ceiling_height_m_min": 4.5, "power_kva_min": 250, "discharges_wastewater": True, "rent_yuan_m2_month_max": 25,
        "needed_by": "2027-06"}),
    Firm("chuangan", ("示例传感器", "Sample Sensors"), "intent", "2026-11", {
        "industry": "electronics", "industry_text": "工业传感器", "space": "factory", "floor_m2_min": 1500, "floor_m2_max": 2500, "ceiling_height_m_min": 4,
        "floor_load_t_m2_min": 0.75, "rent_yuan_m2_month_max": 18}),
    Firm("xianshu", ("示例汽车线束", "Sample Wiring Harness"), "talks", "2026-08", {
        "industry": "auto-parts", "gbt4754": "3670", "space": "factory", "tenure": "rent", "floor_m2_min": 3000, "floor_m2_max": 6000, "special": ("freight_lift",),
        "rent_yuan_m2_month_max": 16, "jobs": 450, "near": ("rail",), "needed_by": "2027-06", "processes": ("assembly",)}),
    Firm("muju", ("示例锐锋模具", "Sample Ruifeng Moulds"), "intent", "2026-10", {
        "industry": "moulds", "gbt4754": "3525", "space": "factory", "tenure": "rent", "floor_m2_min": 1500, "floor_m2_max": 2200, "ground_floor": True,
        "ceiling_height_m_min": 7, "floor_load_t_m2_min": 1.5, "power_kva_min": 160, "rent_yuan_m2_month_max": 22, "processes": ("machining",)}),
    Firm("yazhu", ("示例压铸件", "Sample Die Castings"), "intent", "2026-09", {
        "industry": "auto-parts", "industry_text": "铝合金压铸汽车零部件", "space": "factory", "tenure": "rent", "floor_m2_min": 2500, "floor_m2_max": 4500,
        "processes": ("casting", "machining"), "ceiling_height_m_min": 6, "floor_load_t_m2_min": 1, "rent_yuan_m2_month_max": 15, "special": ("dual_power",)}),
    Firm("shafa", ("示例安居沙发", "Sample Anju Sofas"), "talks", "2026-07", {
        "industry": "furniture", "gbt4754": "2190", "space": "factory", "tenure": "rent", "floor_m2_min": 3000, "floor_m2_max": 5000, "ceiling_height_m_min": 5.5,
        "rent_yuan_m2_month_max": 15, "special": ("heavy_trucks",), "processes": ("assembly",)}),
    Firm("zhenzhi", ("示例云裳针织", "Sample Yunshang Knitwear"), "intent", "2026-10", {
        "industry": "textiles", "gbt4754": "1763", "space": "factory", "tenure": "rent", "floor_m2_min": 1000, "floor_m2_max": 2000, "rent_yuan_m2_month_max": 12,
        "discharges_wastewater": False, "jobs": 90}),
    Firm("zuofang", ("示例巧手工坊", "Sample Qiaoshou Workshop"), "intent", "2026-11", {
        "industry": "furniture", "industry_text": "木作和家具小件", "space": "factory", "tenure": "rent", "floor_m2_min": 400, "floor_m2_max": 700,
        "rent_yuan_m2_month_max": 11, "needed_by": "2026-12"}),
    # welcome, looking for a warehouse or offices
    Firm("gangyun", ("示例港运仓储", "Sample Gangyun Warehousing"), "talks", "2026-09", {
        "industry": "port-logistics", "gbt4754": "5990", "space": "warehouse", "tenure": "rent", "floor_m2_min": 6000, "floor_m2_max": 9500,
        "ceiling_height_m_min": 9, "floor_load_t_m2_min": 2, "special": ("heavy_trucks",), "near": ("port",), "rent_yuan_m2_month_max": 24, "needed_by": "2027-06"}),
    Firm("lenglian", ("示例极鲜冷链", "Sample Jixian Cold Chain"), "intent", "2026-10", {
        "industry": "port-logistics", "gbt4754": "5930", "space": "warehouse", "tenure": "rent", "floor_m2_min": 3500, "floor_m2_max": 7000,
        "special": ("cold_store",), "near": ("port", "expressway"), "rent_yuan_m2_month_max": 28, "needed_by": "2027-12", "power_kva_min": 400}),
    Firm("yuncang", ("示例云仓电商", "Sample Yuncang E-commerce"), "talks", "2026-11", {
        "industry": "port-logistics", "gbt4754": "5990", "space": "warehouse", "tenure": "rent", "floor_m2_min": 30000, "floor_m2_max": 40000,
        "ceiling_height_m_min": 9, "rent_yuan_m2_month_max": 22, "needed_by": "2027-03"}, note=("要整租一栋，镇内没有这么大的。", "Wants one building; none in town is as large.")),
    Firm("ruanjian", ("示例潮起软件", "Sample Chaoqi Software"), "intent", "2026-11", {
        "industry": "design", "gbt4754": "6513", "space": "office", "tenure": "rent", "floor_m2_min": 800, "floor_m2_max": 1500, "rent_yuan_m2_month_max": 27,
        "near": ("rail",), "needed_by": "2027-03"}),
    Firm("zongbu", ("示例海屿工业设计", "Sample Haiyu Design"), "intent", "2026-10", {
        "industry": "design", "gbt4754": "7491", "space": "office", "tenure": "buy", "floor_m2_min": 2500, "floor_m2_max": 4500, "purchase_yuan_m2_max": 5200,
        "needed_by": "2027-12", "jobs": 80}),
    # only by approval
    Firm("shimu", ("示例良木家具", "Sample Liangmu Furniture"), "talks", "2026-08", {
        "industry": "furniture", "gbt4754": "2110", "space": "factory", "tenure": "rent", "floor_m2_min": 4000, "floor_m2_max": 9000, "processes": ("coating", "assembly"),
        "rent_yuan_m2_month_max": 15, "special": ("heavy_trucks",)}),
    Firm("lungu", ("示例轻合金轮毂", "Sample Light Alloy Wheels"), "intent", "2026-10", {
        "industry": "auto-parts", "gbt4754": "3670", "industry_text": "轮毂喷漆和组装", "space": "factory", "tenure": "rent", "floor_m2_min": 4000,
        "processes": ("coating", "machining"), "ceiling_height_m_min": 6, "power_kva_min": 200, "rent_yuan_m2_month_max": 16}),
    Firm("suoju", ("示例固安锁具", "Sample Gu'an Locks"), "signed", "2026-04", {
        "industry": "hardware", "gbt4754": "3351", "space": "factory", "tenure": "rent", "floor_m2_min": 2000, "floor_m2_max": 4500, "processes": ("plating", "stamping"),
        "rent_yuan_m2_month_max": 17, "discharges_wastewater": True, "needed_by": "2027-06"}, "hw-b1-3"),
    Firm("weiyu", ("示例清流卫浴", "Sample Qingliu Bathroom"), "talks", "2026-09", {
        "industry": "hardware", "industry_text": "卫浴五金", "space": "factory", "tenure": "buy", "floor_m2_min": 4000, "floor_m2_max": 6000,
        "processes": ("plating", "coating"), "discharges_wastewater": True, "purchase_yuan_m2_max": 3600}),
    Firm("tuliao", ("示例水性涂料", "Sample Waterborne Paints"), "shelved", "2026-02", {
        "gbt4754": "2641", "space": "land", "tenure": "buy", "land_mu_min": 15, "land_mu_max": 30, "investment_wan": 3500, "tax_wan": 300,
        "processes": ("chemical_synthesis",), "fire_class": "jia", "discharges_wastewater": True, "needed_by": "2028-01"},
        note=("总投资不到单独供地的门槛。", "Its investment is below what separate land asks for.")),
    # not admitted
    Firm("yinran", ("示例锦色印染", "Sample Jinse Dyeing"), "intent", "2026-10", {
        "gbt4754": "1713", "industry_text": "棉布印染", "space": "factory", "tenure": "rent", "floor_m2_min": 5000, "processes": ("dyeing",), "discharges_wastewater": True}),
    Firm("pige", ("示例南方皮革", "Sample Nanfang Leather"), "shelved", "2026-01", {
        "gbt4754": "1910", "industry_text": "皮革鞣制", "space": "land", "land_mu_min": 30, "processes": ("tanning",), "investment_wan": 5000}),
    # the plan is silent, or nobody can tell yet
    Firm("zhixiang", ("示例方正纸箱", "Sample Fangzheng Cartons"), "intent", "2026-09", {
        "gbt4754": "2231", "industry_text": "瓦楞纸箱", "space": "factory", "tenure": "rent", "floor_m2_min": 3000, "floor_m2_max": 4500, "rent_yuan_m2_month_max": 15,
        "special": ("heavy_trucks",)}),
    Firm("dengju", ("示例明灯照明", "Sample Mingdeng Lighting"), "intent", "2026-11", {
        "gbt4754": "3872", "industry_text": "照明灯具", "space": "factory", "tenure": "rent", "floor_m2_min": 1500, "floor_m2_max": 3000, "rent_yuan_m2_month_max": 16,
        "processes": ("assembly", "injection")}),
    Firm("suanli", ("示例海岛算力", "Sample Island Computing"), "intent", "2026-08", {
        "gbt4754": "6450", "industry_text": "数据中心", "space": "factory", "tenure": "rent", "floor_m2_min": 4000, "power_kva_min": 12000, "special": ("dual_power",),
        "needed_by": "2027-12"}),
    Firm("touzi", ("示例启元投资", "Sample Qiyuan Investment"), "intent", "2026-11", {
        "tenure": "rent", "floor_m2_min": 3000, "floor_m2_max": 3000, "needed_by": "2027-06"}, note=("没有说做什么。", "Did not say what for.")),
)
# fmt: on
OTHER_HOLDERS: dict[str, tuple[Pair, str]] = {
    "fu-a5": (("示例匠心橱柜", "Sample Jiangxin Cabinets"), "2024-09"),
    "ol-8": (("示例旧堤纸伞厂", "Sample Old Dyke Umbrella Works"), "2011-05"),
    "renewal-6": (("示例丝路文创园", "Sample Silk Road Culture Park"), ""),
}
"""Who holds what no lead has settled on, and since when."""
