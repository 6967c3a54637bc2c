"""Words of the map: its buttons, what is drawn on it, and the area that limits what is shown."""

from __future__ import annotations

from matcher.model.text import Text

MAP: dict[str, Text] = {
    "map_crowd": Text("# 处", "# sites"),
    "map_polygon": Text("画范围", "Draw an area"),
    "map_circle": Text("画圆", "Draw a circle"),
    "map_outline": Text("画边界", "Draw the outline"),
    "map_done": Text("完成", "Done"),
    "map_undo": Text("退一点", "Last corner back"),
    "map_cancel": Text("不画了", "Stop"),
    "map_lift": Text("去掉所画", "Remove it"),
    "map_first_point": Text("点一下，定第一个角", "Click for the first corner"),
    "map_next_point": Text("再点下一个角", "Click for the next corner"),
    "map_last_point": Text("继续点，或点第一个角收口", "Go on, or click the first corner to close"),
    "map_drag": Text("按住圆心，拖出半径", "Press at the middle and drag"),
    "map_let_go": Text("松开即完成", "Let go to finish"),
    "map_radius": Text("半径", "Radius"),
    "map_crossed": Text("边不能交叉", "Edges must not cross"),
    "map_sketch": Text("示意图", "Sketch"),
    "map_tiles": Text("天地图", "Tianditu"),
    "map_tiles_by": Text("底图：天地图", "Ground: Tianditu"),
    "map_office_key": Text(
        "天地图密钥 MATCHER_TIANDITU_KEY 的写法不对：应为 16 到 64 个字母和数字。地图只用示意图。",
        "MATCHER_TIANDITU_KEY has not the form of a key, 16 to 64 letters and digits. The map stays a sketch.",
    ),
    "area_some": Text(
        "只看所画范围内 {n} 处，共 {m} 处。名次和得分不变。",
        "Only {n} of {m} sites are shown, those in the drawn area. Ranks and scores stay.",
    ),
    "area_perhaps": Text(
        "其中 {k} 处的位置只是示意或不够准，可能在内，所以留着。",
        "{k} of them are not placed well enough to tell; they may lie within, so they stay.",
    ),
    "area_none": Text(
        "所画范围内没有可谈的地块。请取消范围，或画大一些。",
        "No site in the drawn area is open to talk about. Lift the area, or draw a larger one.",
    ),
    "area_lift": Text("看全部", "Show all"),
    "area_refused": Text("没有按范围筛选：", "The area was not used:"),
    "area_near": Text("只看离所选地块几公里内", "Only within so many km of the chosen site"),
    "area_near_go": Text("只看附近", "Only near it"),
    "legend_crowd": Text("数字圈：几处挨在一起，点一下放大", "ringed number: several sites close together, click to zoom in"),
    "page_back": Text("上一页", "Back"),
    "page_on": Text("下一页", "Next"),
    "page_at": Text("第 {n} 页，共 {m} 页", "Page {n} of {m}"),
    "excel_first": Text("Excel（前 {n} 处）", "Excel (first {n})"),
}
