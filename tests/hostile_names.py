"""Names that try to be code, in whatever they may come to stand."""

from __future__ import annotations

HOSTILE = [
    "{{7*7}}", "{{ config }}", "{% raw %}", "{% for x in y %}", "{# note #}", "{{''.__class__}}", "{%", "{{", "}}", "%}",
    "<script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "<svg onload=window.hit=1>", "\"><b onclick=1>x</b>", "'><i>x</i>",
    "</script><script>window.hit=1</script>", "<!-- x -->", "<style>*{display:none}</style>", "<iframe src=javascript:1></iframe>", "<a href=javascript:1>x</a>",
    "${window.hit=1}", "`${1}`", "`;window.hit=1;`", "\\", "\\u0041", "\\`", "'+(window.hit=1)+'", "\"+(window.hit=1)+\"", "&lt;b&gt;", "&#36;{1}",
    "=1+1", "@SUM(1)", "+1", "-1", "$a^2$", "**bold** _it_", "[x](http://example.invalid)", ":red[x]", "# head", "名字‮倒序",
]  # fmt: skip
"""Forty names."""
