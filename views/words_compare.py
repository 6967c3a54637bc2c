"""Words of picking sites, of the comparison, and of passing on a link."""

from __future__ import annotations

from matcher.model.text import Text

COMPARE: dict[str, Text] = {
    "pick_on": Text("加入对比", "Compare"),
    "pick_off": Text("移出对比", "Compared: remove"),
    "pick_full": Text("最多并列 {n} 处，先移出一处。", "At most {n} stand side by side; take one out first."),
    "picked": Text("对比 {n}/{most}：", "To compare, {n} of {most}:"),
    "pick_compare": Text("并列比较", "Compare them"),
    "pick_none": Text("清空", "Clear"),
    "compare": Text("并列比较", "Side by side"),
    "compare_which": Text("对比哪几处（最多 {most} 处）", "Which sites (at most {most})"),
    "compare_choose": Text("选地块或载体", "Choose sites"),
    "compare_only": Text("只看不同的行", "Only what differs"),
    "compare_back": Text("回到结果", "Back to results"),
    "compare_box": Text("并列比较表，可以左右滚动", "The comparison; scroll it sideways"),
    "compare_whole": Text("总的来看", "On the whole"),
    "compare_score": Text("结论和得分", "Status and score"),
    "compare_gates": Text("门槛", "Gates"),
    "compare_record": Text("登记的情况", "On record"),
    "compare_next": Text("下一步", "What next"),
    "compare_lead": Text("怎样才排第一，或才合适", "What would put it first, or make it fit"),
    "compare_asked": Text("要求 {value}", "asked: {value}"),
    "compare_most": Text("满分 {n}", "at most {n}"),
    "compare_differs": Text("不同", "differs"),
    "compare_not_scored": Text("不符，不计分", "ruled out, not scored"),
    "compare_one": Text("只有一处；再选一处才能对照。", "Only one site; choose another to hold it against."),
    "compare_empty": Text("没有可以比较的地块或载体。", "There are no sites to compare."),
    "compare_refused": Text("规划不予引进，没有可以比较的地块。", "The plan refuses it, so there are no sites to compare."),
    "compare_how": Text(
        "条形：实色为已确定，斜纹为未知，竖针为得分。“确定最高”：最低也高过别处的最高；“目前最高”：还有未知，可能会变。≠ 为各处不同的行。不符的地块只列未过的门槛。",
        "Bar: solid is certain, hatch is unknown, the needle is the score. “Surely best”: its lowest is above the others' highest; “best so far”: the unknown may still change it. ≠ marks rows that differ. Of a site that is ruled out only the gates it fails are listed.",
    ),
    "best_sure": Text("确定最高", "surely best"),
    "best_sofar": Text("目前最高", "best so far"),
    "gate_pass": Text("过", "passes"),
    "gate_fail": Text("不过", "fails"),
    "gate_unknown": Text("待核实", "to ask"),
    "margin_over": Text("余 {value}", "{value} to spare"),
    "margin_short": Text("差 {value}", "{value} short"),
    "copy_link": Text("复制链接", "Copy the link"),
    "copy_link_how": Text("打开就是这一页。链接里带着需求内容，不带联系方式；发给谁，谁就能看。", "It opens this very page. It holds the need and no contact; whoever has it can look."),
    "copy_link_lead": Text("打开就是这一页。这是镇里的线索，只有登录的同事能打开。", "It opens this very page. It is a lead of the office, so only colleagues who have signed in can open it."),
    "copy_link_print": Text("要打印或存为 PDF，用浏览器的打印功能，控件不会印出来。", "To print it or save it as PDF, use the browser's own print; controls are left out."),
}  # fmt: skip
