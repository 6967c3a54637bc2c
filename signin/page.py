"""The pages for signing in, as HTML that needs no script: one shell, and the forms in it. Every text is escaped by the one door for HTML."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from matcher.model.text import Lang, Text
from signin import words
from views.html import h, join

_SHELL = """<!doctype html>
<html lang="{tongue}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title} · {product}</title>
<link rel="icon" href="../app/static/look/icon.png">
<link rel="stylesheet" href="../app/static/look/shape.css">
<link rel="stylesheet" href="../app/static/look/tokens-light.css">
<link rel="stylesheet" href="../app/static/look/tokens-dark.css" media="(prefers-color-scheme: dark)">
<link rel="stylesheet" href="../app/static/look/signin.css">
</head>
<body>
<main>
<header><span class="brand"><img src="../app/static/look/icon.png" width="32" height="32" alt="">{product}</span><a href="?{other}" lang="{other_tongue}">{language}</a></header>
<section>
<h1>{title}</h1>
{body}
</section>
<footer>{foot}</footer>
</main>
</body>
</html>
"""


def page(title: Text, lang: Lang, back: str, body: Markup, foot: Text = words.BACK) -> str:
    """A whole page; `back` is where its foot and the page after it lead, as a query of the app."""
    other: Lang = "en" if lang == "zh" else "zh"
    return h(
        _SHELL,
        tongue="zh-CN" if lang == "zh" else "en",
        other_tongue="zh-CN" if other == "zh" else "en",
        title=title.say(lang),
        product=words.PRODUCT.say(lang),
        other=urlencode({"lang": other, "back": back}),
        language=words.OTHER_LANGUAGE.say(lang),
        body=body,
        foot=h('<a href="../{}">{}</a>', back, foot.say(lang)),
    )


def form(mark: str, lang: Lang, back: str, fields: Sequence[Markup], submit: Sequence[Markup], lead: Markup | None = None) -> Markup:
    """A form that is sent to the page it stands on."""
    hidden = join(h('<input type="hidden" name="{}" value="{}">', n, v) for n, v in (("form", mark), ("lang", lang), ("back", back)))
    return h('{}<form method="post" action="?">{}{}<p class="do">{}</p></form>', lead or h(""), hidden, join(fields), join(submit))


def field(
    name: str, label: Text, lang: Lang, *, value: str = "", kind: str = "text", complete: str, focus: bool = False, hint: Text | None = None
) -> Markup:
    """A field with its label; what is secret is never sent back as its value."""
    told = h('<small id="{}-hint">{}</small>', name, hint.say(lang)) if hint else h("")
    described = h(' aria-describedby="{}-hint"', name) if hint else h("")
    return h(
        '<label for="{0}">{1}</label><input id="{0}" name="{0}" type="{2}" value="{3}" autocomplete="{4}" maxlength="200" required spellcheck="false" '
        'autocapitalize="none"{5}{6}>{7}',
        name, label.say(lang), kind, value if kind != "password" else "", complete, h(" autofocus") if focus else h(""), described, told,
    )  # fmt: skip


def button(label: Text, lang: Lang, *, value: str = "", quiet: bool = False) -> Markup:
    return h('<button type="submit" name="do" value="{}" class="{}">{}</button>', value, "quiet" if quiet else "main", label.say(lang))


def said(text: str, kind: str = "note") -> Markup:
    """A sentence on the page; a refusal is read out at once."""
    return h('<p class="{}" role="{}">{}</p>', kind, "alert" if kind == "refused" else "note", text)


def link(path: str, label: Text, lang: Lang, back: str) -> Markup:
    return h('<p><a href="{}?{}">{}</a></p>', path, urlencode({"lang": lang, "back": back}), label.say(lang))
