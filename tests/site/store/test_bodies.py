"""The words of articles: what is indexed of a page, and that it is found to the character."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from duibiao.errors import UsageError
from duibiao.site.settings import Settings
from duibiao.site.state import Site
from duibiao.site.store import bodies
from tests.site.store.test_articles import EDITION

BODY = """
<nav class="toc"><ol><li>目录里的字</li></ol></nav>
<article class="chapter" id="c-1"><p class="no">1</p><h3 id="t-1">修一条路</h3>
<div class="why"><ul><li>写到本地</li></ul></div>
<blockquote><p><span>全省新建</span><mark>公路</mark><span>12公里。</span><a class="cite">来源[1]</a></p>
</blockquote>
<p class="place"><a class="to-text">看原文</a></p>
<ul><li><p>县里的路通了。</p></li></ul></article>
<section class="sources"><ol><li>某报</li></ol></section>
"""


def test_what_is_indexed_of_a_page() -> None:
    parts = list(bodies.parts_of("题目", "<p>开头</p>", BODY))
    assert [(part.anchor, part.section, part.text) for part in parts] == [
        ("", "", "题目"),
        ("", "", "开头"),
        ("c-1", "修一条路", "修一条路"),
        ("c-1", "修一条路", "全省新建公路12公里。"),
        ("c-1", "修一条路", "县里的路通了。"),
    ]


def found(site: Site, words: str, **how: object) -> list[tuple[str, list[str]]]:
    hits = bodies.search(site.store, words, **how)  # type: ignore[arg-type]
    return [(slug, [mark.of(one.part.text) for one in parts for mark in one.marks]) for slug, parts in hits]


def test_words_are_found_to_the_character(fresh: Site) -> None:
    fresh.articles.publish("2031-1-441200-a", "a" * 64, "441200", replace(EDITION, body=BODY))
    fresh.articles.publish("2032-1-441200-a", "a" * 64, "441284", replace(EDITION, body="<p>路</p>"))
    assert found(fresh, "公路１２公里") == [("2031-1-441200-a", ["公路12公里"])]
    assert found(fresh, "新建 公里") == [("2031-1-441200-a", ["新建", "公里"])]
    assert found(fresh, "里公") == found(fresh, "目录里的字") == found(fresh, "某报") == []
    assert len(found(fresh, "路")) == 2
    resolve = fresh.gazetteer.resolve
    assert [slug for slug, _ in found(fresh, "路", place=resolve("四会市"))] == ["2032-1-441200-a"]
    assert len(found(fresh, "路", place=resolve("肇庆市"))) == 2
    assert [slug for slug, _ in found(fresh, "路", year=2031)] == ["2031-1-441200-a"]
    assert len(found(fresh, "路", limit=1)) == 1
    with pytest.raises(UsageError):
        found(fresh, " ")


def test_only_the_current_version_is_found(fresh: Site) -> None:
    fresh.articles.publish("one", "a" * 64, "441200", replace(EDITION, body=BODY))
    fresh.articles.correct("one", replace(EDITION, body="<p>铁路通了</p>", note="改正"))
    assert found(fresh, "公路") == []
    assert found(fresh, "铁路") == [("one", ["铁路"])]
    fresh.articles.withdraw("one", "撤")
    assert found(fresh, "铁路") == []


def test_articles_from_before_there_was_an_index_are_found(tmp_path: Path) -> None:
    settings = Settings(str(tmp_path / "ledger.sqlite"))
    site = Site.open(settings)
    site.articles.publish("one", "a" * 64, "441200", replace(EDITION, body=BODY))
    with site.store.writing() as connection:
        later = ("site_shown", "site_photographs", "site_passages_runs", "site_passages_pairs")
        for table in ("site_passages", *later):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE site_version SET version_num = '0002'"))
    site.close()
    again = Site.open(settings)
    assert found(again, "公路") == [("one", ["公路"])]
    again.close()
