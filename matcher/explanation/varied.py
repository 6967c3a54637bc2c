"""What was varied beside the need and the day, in sentences, so that such an answer is never taken for the plain one."""

from __future__ import annotations

from matcher.explanation.reasons import cited
from matcher.explanation.records import Assumed, Varied
from matcher.explanation.setting import Put, Setting
from matcher.model.need import NEED_LABELS
from matcher.model.text import Text, figure, joined, named
from matcher.rules.registry import criterion_label

_WEIGHTS = Text("权重不是本镇设定的，而是：{l}", "weights are not the town's own but {l}")
_LATE = Text("假设未到期的交付和工程都晚 {n} 个月", "everything promised and not yet due is taken {n} months late")
_ASSUMED = Text("企业没有说、按行业概况假定：{l} {v}（{p}）", "assumed from the industry's profile, not stated: {l} {v} ({p})")
_NO_PROFILE = Text(
    "没有适用的行业概况，或企业都已说明，没有补全要求",
    "no industry profile applies, or the enterprise has said it all, so nothing is assumed",
)


def told_varied(asked: Put, setting: Setting) -> Varied:
    catalog = asked.catalog
    assumed = tuple(
        Assumed(
            field=field,
            label=NEED_LABELS[field],
            value=getattr(asked.ask.need, field),
            profile=profile.title,
            citation=cited(catalog, profile.citation),
        )
        for field, profile in asked.profiles.items()
    )
    told = []
    if setting.weights:
        by_name = next(
            (w.title for w in catalog.rules.weightings if {n: v for n, v in w.weights.items() if v} == dict(setting.weights)), None
        )
        figures = [Text(f"{criterion_label(n).zh} {figure(w)}", f"{criterion_label(n).en} {figure(w)}") for n, w in setting.weights]
        told.append(_WEIGHTS.fill(l=by_name or joined(figures)))
    if setting.late_months:
        told.append(_LATE.fill(n=figure(setting.late_months)))
    told += [_ASSUMED.fill(l=a.label, v=figure(a.value), p=named(a.profile.zh, a.profile.en)) for a in assumed]
    if setting.assume and not assumed:
        told.append(_NO_PROFILE)
    return Varied(weights=dict(setting.weights), late_months=setting.late_months, assumed=assumed, told=tuple(told))
