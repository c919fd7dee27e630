"""Of a stranger's page only words and their order are left."""

from __future__ import annotations

import re

import pytest

from duibiao.site.security.cleaning import TAGS, cleaned

HOSTILE = (
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>甲</a>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<p style='background:url(http://evil.example)' onclick=alert(1) id=main class=bar>甲</p>",
    "<form action=http://evil.example><input name=x><button>甲</button></form>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "<base href=http://evil.example>",
    "<link rel=stylesheet href=http://evil.example>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<td colspan='2\" onmouseover=alert(1)'>甲</td>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
)


@pytest.mark.parametrize("page", HOSTILE)
def test_nothing_acts_or_loads(page: str) -> None:
    left = cleaned(f"<html><body>{page}<p>某市建成道路12公里</p></body></html>")
    tags = re.findall(r"<\s*/?\s*([a-zA-Z!?][^\s>/]*)([^>]*)>", left)
    assert {name.lower() for name, _ in tags} <= TAGS
    assert all(
        not more.strip(" /") or re.fullmatch(r'(?: (?:col|row)span="[^"<>]*")+', more) for _, more in tags
    )


def test_words_and_tables_stay() -> None:
    page = "<h2>一</h2><table><tr><td colspan=2>道路</td><td>12公里</td></tr></table>"
    assert cleaned(page) == (
        '<h2>一</h2><table><tbody><tr><td colspan="2">道路</td><td>12公里</td></tr></tbody></table>'
    )
