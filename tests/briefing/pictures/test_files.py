"""Pictures in Word documents and WeChat articles, and what the command says about borders."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from duibiao.briefing.making import Made, render
from duibiao.briefing.pictures import png
from duibiao.cli.brief import command
from duibiao.errors import DuibiaoError, GuardError

drawable = pytest.mark.skipif(bool(png.missing()), reason=png.missing() or "drawable")


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(of: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in of.items():
            archive.writestr(name, data)
    return made.getvalue()


def word(made: Made) -> bytes:
    document = render(made, "docx")
    assert isinstance(document, bytes)
    return document


@drawable
def test_a_word_document_has_every_picture_and_names_it(made: Made) -> None:
    inside = parts(word(made))
    body, named = inside["word/document.xml"].decode(), inside["word/_rels/document.xml.rels"].decode()
    ids = [p.id for p in made.brief.pictures]
    assert sorted(n for n in inside if n.startswith("word/media/")) == sorted(
        f"word/media/{i}.png" for i in ids
    )
    for picture in made.brief.pictures:
        assert f'r:embed="p-{picture.id}"' in body
        assert f'Id="p-{picture.id}"' in named
        assert f'descr="{picture.title}"' in body


@drawable
def test_another_picture_in_a_word_document_is_caught(made: Made) -> None:
    inside = parts(word(made))
    first, second = (f"word/media/{p.id}.png" for p in made.brief.pictures[:2])
    inside[first] = inside[second]
    with pytest.raises(GuardError, match="Word"):
        made.checked.check_rendered(packed(inside))


@drawable
def test_another_picture_in_an_article_is_caught(made: Made) -> None:
    article = render(made, "wechat")
    assert isinstance(article, str)
    drawn = re.findall("<img [^>]*>", article)
    assert len(drawn) == len(made.brief.pictures)
    with pytest.raises(GuardError, match="图与简报不符"):
        made.checked.check_rendered(article.replace(drawn[0], drawn[0].replace("base64,iV", "base64,iW")))


def test_without_a_renderer_the_tables_remain(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "missing", lambda: "没有安装")
    again = replace(made)
    article = render(again, "wechat")
    assert isinstance(article, str)
    assert "<img" not in article
    assert "5.5%" in article
    assert "示意图" not in article
    assert not [name for name in parts(word(again)) if "media" in name]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--map-number", "GS（2030）1号"], "--map-number 要和 --map 一起用"),
        (["--map", "none.geojson"], "读不了地图文件"),
    ],
)
def test_borders_that_cannot_be_used(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(command, ["--example", "--out", str(tmp_path), *arguments])
    assert isinstance(result.exception, DuibiaoError)
    assert said in str(result.exception)
    assert not list(tmp_path.iterdir())
