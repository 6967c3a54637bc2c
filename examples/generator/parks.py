"""The nine invented parks: where they lie, what they are meant for, and which buildings stand in them in which state."""

from __future__ import annotations

from dataclasses import dataclass

from examples.generator.draft import Pair
from examples.generator.ground import Point

UC = "under_construction"


@dataclass(frozen=True)
class Unit:
    """A part of a building that is offered by itself: its storeys, their number, the kind of building, its state."""

    name: Pair
    storeys: int
    kind: str
    status: str


@dataclass(frozen=True)
class Block:
    label: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Park:
    """Blocks stand in rows of `columns` from the south-west corner. `gaps`: how badly its records are kept (1 = usual)."""

    prefix: str
    name: Pair
    village: str
    address: Pair
    middle: Point
    turn: float
    columns: int
    block: tuple[float, float]
    positioned: tuple[str, ...]
    partners: tuple[str, ...]
    tenure: tuple[str, ...]
    accepts: tuple[str, ...]
    refuses: tuple[str, ...]
    features: tuple[str, ...]
    delivery: str
    """When the first building under construction is to be handed over; the others follow."""
    gaps: float
    blocks: tuple[Block, ...]
    shared: tuple[str, ...] = ()


def whole(label: str, kind: str, status: str = "available") -> Block:
    """A building offered as one."""
    return Block(label, (Unit(("", ""), 1, kind, status),))


def storeys(label: str, kind: str, *status: str) -> Block:
    """A building of four storeys offered in three parts, or in four where four states are given."""
    names: tuple[Pair, ...] = (("首层", "ground floor"), ("二层", "2nd floor"), ("三至四层", "3rd and 4th floor"))
    if len(status) == 4:
        names = (*names[:2], ("三层", "3rd floor"), ("四层", "4th floor"))
    kinds = (f"{kind}_ground", *[f"{kind}_upper"] * (len(names) - 1))
    counts = (1, 1, 2) if len(names) == 3 else (1, 1, 1, 1)
    parts = zip(names, counts, kinds, status, strict=True)
    return Block(label, tuple(Unit(n, c, k, s) for n, c, k, s in parts))


def tower(label: str, *status: str) -> Block:
    """An office building of six storeys offered by twos."""
    names = (
        ("一至二层", "1st and 2nd floor"),
        ("三至四层", "3rd and 4th floor"),
        ("五至六层", "5th and 6th floor"),
    )
    kinds = ("office_ground", "office_floor", "office_floor")
    return Block(label, tuple(Unit(n, 2, k, s) for n, k, s in zip(names, kinds, status, strict=True)))


OK = "available"
# fmt: off
PARKS: tuple[Park, ...] = (
    Park("ne", ("示例新能源产业园", "Sample New Energy Park"), "sample_bay", ("示例湾大道 8 号", "8 Sample Bay Avenue"),
         (2030, 780), 10, 3, (115, 80), ("new-energy", "auto-parts"), ("new-energy", "auto-parts", "electronics"), ("rent", "buy"),
         ("assembly", "welding", "stamping", "machining"), ("plating", "dyeing", "tanning"), ("dual_power", "heavy_trucks"), "2026-12", .25,
         (whole("A1", "steel_hall"), whole("A2", "steel_hall"), whole("A3", "steel_hall", UC), whole("A4", "steel_hall", "taken"),
          storeys("B1", "factory", OK, OK, OK), storeys("B2", "factory", UC, UC, UC))),
    Park("mo", ("示例智造城", "Sample Maker City"), "sample_shoal", ("示例智造路 20 号", "20 Sample Maker Road"),
         (860, 1130), 0, 3, (95, 75), ("moulds", "auto-parts", "electronics"), ("moulds", "hardware", "auto-parts"), ("rent", "buy"),
         ("assembly", "injection", "machining", "stamping"), ("coating", "plating", "tanning"), ("dormitory",), "2027-03", .45,
         (storeys("A1", "factory", OK, OK, OK), storeys("A2", "factory", OK, OK, "running"), storeys("A3", "factory", UC, UC, UC),
          storeys("A4", "factory", "planned", "planned", "planned"), whole("B1", "steel_hall"))),
    Park("md", ("示例医械园", "Sample MedTech Park"), "sample_shoal", ("示例康健路 3 号", "3 Sample Health Road"),
         (-430, 1290), -8, 2, (90, 75), ("medical",), ("medical", "electronics"), ("rent", "buy"),
         ("assembly", "injection"), ("coating", "plating", "casting", "dyeing"), ("dormitory",), "2027-06", .25,
         (storeys("A1", "clean", "committed", OK, OK, OK), storeys("A2", "clean", UC, UC, UC, UC), whole("B1", "workshop"),
          whole("B2", "workshop", "taken"))),
    Park("fo", ("示例食品园", "Sample Food Park"), "sample_landing", ("示例丰味路 11 号", "11 Sample Flavour Road"),
         (820, -1170), 5, 4, (115, 85), ("food",), ("food", "port-logistics"), ("rent", "buy"),
         ("assembly",), ("coating", "plating", "casting", "chemical_synthesis"), ("steam", "gas"), "2027-04", .4,
         (whole("A1", "food_hall"), whole("A2", "food_hall"), whole("A3", "food_hall"), whole("A4", "food_hall", "running"),
          whole("A5", "food_hall", UC), whole("C1", "cold_store"), whole("C2", "cold_store", UC), storeys("B1", "factory", OK, OK, OK))),
    Park("lo", ("示例临港物流园", "Sample Quayside Logistics Park"), "sample_bay", ("示例港前路 1 号", "1 Sample Quay Road"),
         (2460, -740), -12, 3, (170, 100), ("port-logistics",), ("port-logistics", "food"), ("rent",),
         (), ("coating", "plating", "casting"), ("heavy_trucks",), "2027-02", .3,
         (whole("W1", "warehouse"), whole("W2", "warehouse"), whole("W3", "warehouse"), whole("W4", "warehouse", "running"),
          whole("W5", "warehouse", UC), whole("W6", "warehouse", UC), whole("C1", "cold_store"),
          Block("R1", (Unit(("首层", "ground floor"), 1, "warehouse", OK), Unit(("二层", "2nd floor"), 1, "warehouse_upper", OK))),
          whole("S1", "office_ground"))),
    Park("fu", ("示例家居园", "Sample Home Furnishing Park"), "sample_polder", ("示例匠木路 6 号", "6 Sample Joinery Road"),
         (-1480, 550), 0, 4, (100, 80), ("furniture", "hardware"), ("furniture", "hardware", "textiles"), ("rent", "buy"),
         ("coating", "assembly", "machining"), ("plating", "dyeing", "tanning"), ("heavy_trucks",), "2027-09", .6,
         (whole("A1", "workshop"), whole("A2", "workshop"), whole("A3", "workshop"), whole("A4", "workshop"),
          whole("A5", "workshop", "taken"), whole("A6", "workshop", "running"), storeys("B1", "factory", OK, OK, OK),
          whole("P1", "workshop", "running")), ("coating",)),
    Park("hw", ("示例五金园", "Sample Metalware Park"), "sample_creek", ("示例锻造路 15 号", "15 Sample Forge Road"),
         (-580, -580), 15, 4, (100, 75), ("hardware", "auto-parts"), ("hardware", "moulds"), ("rent",),
         ("plating", "pickling", "machining", "stamping", "welding", "casting"), ("dyeing", "tanning"), ("dual_power",), "2027-09", .6,
         (whole("A1", "workshop"), whole("A2", "workshop"), whole("A3", "workshop"), whole("A4", "workshop"), whole("A5", "workshop"),
          whole("A6", "workshop", "running"), storeys("B1", "factory", OK, OK, "committed"), whole("P1", "workshop", "running")),
         ("plating", "pickling")),
    Park("el", ("示例科创园", "Sample Innovation Park"), "sample_hill", ("示例创新路 2 号", "2 Sample Innovation Road"),
         (160, 310), 0, 2, (85, 70), ("electronics", "design"), ("electronics", "design", "medical"), ("rent", "buy"),
         ("assembly",), ("coating", "plating", "casting", "stamping"), ("dual_power", "dormitory"), "2026-12", .45,
         (tower("T1", OK, OK, OK), tower("T2", OK, OK, "running"), tower("T3", UC, UC, UC), whole("P1", "clean_ground"))),
    Park("ol", ("示例老工业区", "Sample Old Industrial Area"), "sample_polder", ("示例旧堤路 40 号", "40 Sample Old Dyke Road"),
         (-2260, 550), -5, 4, (65, 52), ("textiles",), ("textiles", "furniture"), ("rent",),
         ("machining", "stamping", "injection", "assembly"), ("coating", "dyeing", "tanning"), (), "2027-09", 2.6,
         (whole("1", "old_workshop"), whole("2", "old_workshop"), whole("3", "old_workshop"), whole("4", "old_workshop"),
          whole("5", "old_workshop"), whole("6", "old_workshop", "running"), whole("7", "old_workshop", "running"),
          whole("8", "old_workshop", "taken"))),
)
# fmt: on
