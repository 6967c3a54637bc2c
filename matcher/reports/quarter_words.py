"""The words of the quarterly report."""

from __future__ import annotations

from matcher.model.text import Text
from matcher.model.vocabulary import STAGE

W: dict[str, Text] = {
    "quarter": Text("{y} 年第 {n} 季度", "Q{n} {y}"),
    "so_far": Text("（到 {d}）", " (up to {d})"),
    "short": Text("摘要", "In short"),
    "short_sites": Text("登记地块和载体 {n} 处，另有不参与排名的存量 {p} 处。", "{n} sites on record, and {p} stocks without a plot."),
    "short_land": Text("可供用地：{a} 亩；{of} 处中有 {known} 处有数，其余未知，没有计入。", "Land to be had: {a} mu; {known} of {of} sites have a figure, the rest is unknown and not counted."),
    "short_floor": Text("可供建筑面积：{a} ㎡；{of} 处中有 {known} 处有数，其余未知，没有计入。", "Floor to be had: {a} ㎡; {known} of {of} sites have a figure, the rest is unknown and not counted."),
    "short_land_unknown": Text("可供用地：未知，{of} 处都没有数。", "Land to be had: unknown; none of {of} sites has a figure."),
    "short_floor_unknown": Text("可供建筑面积：未知，{of} 处都没有数。", "Floor to be had: unknown; none of {of} sites has a figure."),
    "short_leads": Text("在册项目 {n} 个，逾期事项 {late} 件；已关闭 {closed} 个。", "{n} leads on record, {late} matters overdue; {closed} closed."),
    "stock": Text("地块和载体", "Sites"),
    "state_unknown": Text("状态未知", "unknown"),
    "pools": Text("另有 {n} 处存量没有具体地块，不在表中。", "{n} more stocks have no plot and are not in the table."),
    "left": Text("还能供应多少", "What can still be had"),
    "left_how": Text("可供只看没有被占用、没有整块承诺出去的。区间为登记的下限至上限。空置比例只算总数和可供数都有的，已占用或整块承诺的按可供 0 计。", "To be had: over sites that are neither taken nor promised as a whole. Ranges are as on record. The vacant share is over sites of which both figures are known; what is taken or promised counts there as 0 left."),
    "mu": Text("用地（亩）", "land (mu)"),
    "m2": Text("建筑面积（㎡）", "floor (㎡)"),
    "mu_short": Text("亩", "mu"),
    "unknown": Text("未知", "unknown"),
    "of": Text("{of} 处中 {known} 处有数", "{known} of {of} have a figure"),
    "per_mu": Text("亩均", "Per mu"),
    "per_mu_without": Text("算不出亩均的项目 {n} 个：用地或金额没有登记。", "For {n} leads nothing can be told per mu: their land, or every amount, is not on record."),
    "per_mu_more": Text("另有 {n} 个未列出。", "{n} more are not listed."),
    "per_mu_how": Text("金额和用地都按项目自己报的数；规划内两说的取区间。这里不作达标判断。", "Amounts and land as the leads state them; where the plan has two figures, a range. Nothing is judged here."),
    "whole_site": Text("落户地块全部用地，项目可能只占一部分", "the whole site it settled on; it may use a part"),
    "asked_land": Text("项目所要用地", "land it asks for"),
    "pipeline": Text("项目进展", "Pipeline"),
    "all": Text("合计", "All"),
    "stage_unknown": Text("阶段未知", "stage unknown"),
    "overdue": Text("逾期 {n} 件", "Overdue: {n}"),
    "overdue_none": Text("没有登记为逾期的事项；没有定过计划日期的不会逾期。", "Nothing is overdue on record; what has no planned day is never overdue."),
    "overdue_more": Text("另有 {n} 件未列出。", "{n} more are not listed."),
    "days": Text("{n} 天", "{n} days"),
    "changes": Text("本季做了什么", "What was done"),
    "event": Text("事项", "Event"),
    "no_audit": Text("{q}：登记库当时还没有启用，没有记录，不等于没有发生。", "{q}: the register was not yet in use, so there is no record; that does not mean nothing happened."),
    "audit_since": Text("{q}：登记库自 {d} 起才有记录，此前的没有计入。", "{q}: the register's record begins on {d}; what came before is not counted."),
    "targets": Text("规划的目标", "Targets of the plan"),
    "targets_how": Text("实绩没有人提供的写未知，不推算。", "What was reached is unknown where nobody has told it; nothing is extrapolated."),
    "target_in": Text("{y} 年 {v}", "{v} in {y}"),
    "missing": Text("卡在哪里：先补这几项数据", "What stands in the way: get these facts first"),
    "missing_how": Text("全部未补的 {n} 项见“补数据”页；按答完能定案的项目多少排列。", "All {n} missing facts stand on the page of missing data, those that settle most leads first."),
    "limits": Text("这些数字说明不了什么", "What these figures do not say"),
    "limit_1": Text("库存、可供量和阶段按生成时的登记；以往各季度末的库存没有留存，因此不作环比。", "Stock, what can be had and stages are as on record when this was made; earlier quarters' stock is not kept, so it is not compared."),
    "limit_2": Text("“本季做了什么”数的是登记的动作和登记的日期，不是实际发生的日期；随数据包载入的项目不算新增。", "What was done is counted by what was recorded and when, not by when it happened; leads that came with the data pack are not new."),
    "limit_3": Text("未知不等于没有，也没有按 0 计入合计。", "Unknown is not none, and is not counted as 0 in any sum."),
    "limit_4": Text("规划点名的存量（如村集体物业）没有具体地块，没有计入可供量。", "Stocks that the plan names without a plot, such as village property, are not counted among what can be had."),
}  # fmt: skip

HEADS: dict[str, tuple[Text, ...]] = {
    "stock": (Text("类别", "Kind"), Text("合计", "All")),
    "left": (Text("类别", "Kind"), Text("总数", "In all"), Text("可供", "To be had"), Text("空置比例", "Vacant share")),
    "per_mu": (
        Text("项目", "Lead"), Text("用地", "Land"), Text("投资（万元/亩）", "Investment (wan yuan/mu)"), Text("年产值（万元/亩）", "Output (wan yuan/mu)"),
        Text("年税收（万元/亩）", "Tax (wan yuan/mu)"),
    ),
    "targets": (Text("指标", "Indicator"), Text("基年", "Base"), Text("目标", "Target"), Text("实绩", "Reached"), Text("依据", "Clause")),
    "overdue": (Text("项目", "Lead"), Text("事项", "Matter"), Text("应于", "Due"), Text("逾期", "Late")),
    "missing": (Text("次序", "No."), Text("地块或载体", "Site"), Text("要问的", "Question"), Text("能定案", "Settles"), Text("能收窄", "Narrows")),
}  # fmt: skip

OVERDUE: dict[str, Text] = {
    "task": Text("任务：{what}", "task: {what}"),
    "stage": Text("应进入“{what}”阶段", "should have reached: {what}"),
    "commitment": Text("承诺到期：{site}", "promise past its day: {site}"),
    "closed": Text("项目已关闭，{site} 仍为它保留", "closed, and {site} is still kept for it"),
}

EVENT: dict[str, Text] = {
    "leads": Text("新登记项目（个）", "Leads taken in"),
    **{f"stage_{w.token}": Text(f"进入“{w.name.zh}”阶段（次）", f"Moved to stage: {w.name.en}") for w in STAGE.words},
    "closed": Text("关闭项目（个）", "Leads closed"),
    "chosen": Text("选定地块的决定（次）", "Decisions for a site"),
    "refused": Text("否定地块的决定（次）", "Decisions against a site"),
    "answers": Text("补上的数据（项）", "Facts filled in"),
    "sites": Text("新登记地块（处）", "Sites added"),
    "promised": Text("承诺用地或厂房（次）", "Promises of area"),
    "promised_mu": Text("其中用地（亩）", "of these, land (mu)"),
    "promised_m2": Text("其中建筑面积（㎡）", "of these, floor (㎡)"),
    "released": Text("解除承诺（次）", "Promises released"),
    "released_mu": Text("其中用地（亩）", "of these, land (mu)"),
    "released_m2": Text("其中建筑面积（㎡）", "of these, floor (㎡)"),
}
"""What the audit counts, in words; a test holds it to what is counted."""
