"""An editor's photographs: read, set anew, printed in every format with what is said of them."""

from __future__ import annotations

import json
import tomllib
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from duibiao.briefing.editing import read_edits
from duibiao.briefing.guard import check
from duibiao.briefing.making import Made, make_brief, render
from duibiao.briefing.pictures.photographs import SMALLEST, WIDEST, developed
from duibiao.errors import GuardError, UnreadableSource, UsageError
from duibiao.examples import path as example
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache
from duibiao.sources import read_document
from duibiao.text import Document

CAPTION, CREDIT = "工人在检查2号机组的转子", "张三 摄"


def photograph(
    wide: int = 800, high: int = 500, kind: str = "JPEG", mode: str = "RGB", **more: object
) -> bytes:
    made = BytesIO()
    Image.linear_gradient("L").resize((wide, high)).convert(mode).save(made, kind, **more)
    return made.getvalue()


def documents() -> list[Document]:
    paths = [example() / "report.txt", *sorted((example() / "evidence").iterdir())]
    return [read_document(path) for path in paths]


def make(sheet: str, photographs: dict[str, bytes]) -> Made:
    report, *local = documents()
    edits = read_edits(sheet) if sheet else None
    return make_brief(
        report, "肇庆市", local, gazetteer=Gazetteer.load(), edits=edits, photographs=photographs,
        cache=Cache.default(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def sheet() -> str:
    return make("", {}).sheet


def block(file: str, chapter: str = "", caption: str = CAPTION, credit: str = "") -> str:
    said = {"file": file, "chapter": chapter, "caption": caption, "credit": credit}
    return "\n[[photograph]]\n" + "".join(f'{key} = "{value}"\n' for key, value in said.items())


# -- the file -------------------------------------------------------------------------------------------


def test_a_photograph_is_made_small_and_keeps_its_shape() -> None:
    made = developed(photograph(4000, 2000), "大.jpg")
    assert (made.width, made.height) == (WIDEST, WIDEST // 2)
    assert developed(photograph(800, 500), "小.jpg").width == 800
    assert developed(photograph(4000, 2000), "大.jpg") == made


def test_what_is_cut_off_is_measured_as_the_photograph_stands() -> None:
    whole = developed(photograph(1000, 600), "原.png")
    cut = developed(photograph(1000, 600), "原.png", (10, 0, 30, 50))
    assert (cut.width, cut.height) == (600, 300)
    assert cut.id != whole.id
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    turned = developed(photograph(1000, 600, exif=exif), "竖.jpg", (0, 40, 0, 0))
    assert (turned.width, turned.height) == (600, 600)


def test_what_is_left_is_the_part_that_was_asked_for() -> None:
    corner = Image.new("RGB", (800, 800), "white")
    corner.paste((200, 0, 0), (400, 0, 800, 400))
    file = BytesIO()
    corner.save(file, "PNG")
    made = Image.open(BytesIO(developed(file.getvalue(), "角.png", (50, 0, 0, 50)).data))
    assert made.size == (400, 400)
    assert all(abs(a - b) < 8 for a, b in zip(made.getpixel((200, 200)), (200, 0, 0), strict=True))  # type: ignore[arg-type]


def test_a_large_photograph_is_cut_before_it_is_made_small() -> None:
    tall = developed(photograph(6000, 3000), "大.jpg", (0, 0, 75, 0))
    assert (tall.width, tall.height) == (WIDEST // 2, WIDEST)
    middle = developed(photograph(6000, 3000), "大.jpg", (40, 40, 40, 40))
    assert (middle.width, middle.height) == (1200, 600)


def test_too_little_left_is_told() -> None:
    with pytest.raises(UnreadableSource, match="裁后太小"):
        developed(photograph(800, 500), "小.jpg", (0, 60, 0, 0))


def test_the_sheet_says_what_is_cut_off(sheet: str) -> None:
    made = make(sheet + block("工地.jpg") + 'crop = "10 0 30 50"\n', {"工地.jpg": photograph(1000, 600)})
    (one,) = made.brief.photographs
    assert (one.width, one.height) == (600, 300)
    for wrong in ("10", "1 2 3", "a b c d", "-1 0 0 0", "60 0 40 0", "0 100 0 0", "1 2 3 4 5"):
        with pytest.raises(UsageError, match="看不懂 crop"):
            read_edits(sheet + block("工地.jpg") + f'crop = "{wrong}"\n')


def test_a_photograph_is_turned_upright_and_says_nothing_of_the_camera() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    made = developed(photograph(800, 500, exif=exif), "竖.jpg")
    assert (made.width, made.height) == (500, 800)
    assert not Image.open(BytesIO(made.data)).getexif()
    assert b"Camera" not in made.data


def test_what_is_transparent_is_white() -> None:
    clear = BytesIO()
    Image.new("RGBA", (400, 300), (0, 0, 0, 0)).save(clear, "PNG")
    made = Image.open(BytesIO(developed(clear.getvalue(), "透明.png").data))
    assert made.getpixel((10, 10)) == (255, 255, 255)
    assert developed(photograph(400, 300, "WEBP"), "a.webp").width == 400


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a picture", "不是照片"),
        (b"", "不是照片"),
        (photograph()[:2000], "不是照片"),
        (photograph(kind="GIF", mode="L"), "不是照片"),
        (photograph(300, SMALLEST - 1), "照片太小"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是照片"),
    ],
)
def test_what_is_no_photograph_is_told(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as told:
        developed(data, "坏.jpg")
    assert told.value.where == "坏.jpg"


def test_a_picture_that_unpacks_to_too_much_is_not_opened() -> None:
    bomb = BytesIO()
    Image.new("1", (12_000, 12_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 50_000
    with pytest.raises(UnreadableSource, match="照片太大"):
        developed(bomb.getvalue(), "炸弹.png")


# -- in the brief ---------------------------------------------------------------------------------------


def test_photographs_stand_where_the_editor_put_them_in_every_format(sheet: str) -> None:
    chapter = tomllib.loads(sheet)["chapter"][1]["id"]
    files = {"开工 现场.jpg": photograph(), "b.png": photograph(600, 900, "PNG")}
    made = make(sheet + block("开工 现场.jpg", credit=CREDIT) + block("b.png", chapter, "车间内景"), files)
    first, second = made.brief.photographs
    assert (first.chapter, first.credit and first.credit.text, second.chapter) == ("", CREDIT, chapter)
    page, text = str(render(made, "html")), str(render(made, "md"))
    assert page.count('<figure class="photograph">') == 2
    assert page.index(CAPTION) < page.index('id="main"') < page.index("车间内景")
    assert "![车间内景](b.png)" in text
    assert "](%E5%BC%80%E5%B7%A5%20%E7%8E%B0%E5%9C%BA.jpg)" in text
    data = json.loads(str(render(made, "json")))["photographs"]
    assert [(one["file"], one["caption"]["text"]) for one in data] == [
        ("开工 现场.jpg", CAPTION),
        ("b.png", "车间内景"),
    ]
    word = zipfile.ZipFile(BytesIO(bytes(render(made, "docx"))))  # type: ignore[arg-type]
    inside = {name: word.read(name) for name in word.namelist() if name.endswith(".jpeg")}
    assert inside == {f"word/media/{one.id}.jpeg": one.data for one in (first, second)}
    assert CAPTION in word.read("word/document.xml").decode()
    article = str(render(made, "wechat"))
    assert article.count("data:image/jpeg") == 2
    assert CREDIT in article
    assert made.sheet.count("\n[[photograph]]") == 2


def test_figures_of_a_caption_are_held_against_the_sources(sheet: str) -> None:
    files = {"a.jpg": photograph()}
    assert not make(sheet + block("a.jpg", caption="22个典型县之一"), files).told
    made = make(sheet + block("a.jpg", caption="投资9876亿元的项目"), files)
    assert any("9876亿元" in line for line in made.told)
    assert "9876亿元" in str(render(made, "md")).split("没有找到", 1)[1]


def test_a_photograph_of_a_dropped_chapter_is_told(sheet: str) -> None:
    chapter = tomllib.loads(sheet)["chapter"][0]["id"]
    made = make(
        sheet.replace("keep = true", "keep = false", 1) + block("a.jpg", chapter), {"a.jpg": photograph()}
    )
    assert not made.brief.photographs
    assert any("a.jpg" in line for line in made.told)


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (block("没有.jpg"), "没有这张照片：没有.jpg"),
        (block("a.jpg", caption=""), "没有 caption"),
        (block("a.jpg") + block("a.jpg"), "已经用了"),
        ('\n[[photograph]]\nfile = "a.jpg"\ncaption = 3\n', "caption 的写法不对"),
        ('\n[photograph]\nfile = "a.jpg"\n', "两层方括号"),
    ],
)
def test_mistakes_name_the_line(sheet: str, added: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as told:
        make(sheet + added, {"a.jpg": photograph()})
    line = int(told.value.where.split("第")[1].split("行")[0])
    assert line > sheet.count("\n")


def test_the_guard_knows_every_photograph(sheet: str) -> None:
    made = make(sheet + block("a.jpg"), {"a.jpg": photograph()})
    known = {one.name: one for one in documents()}
    one = made.brief.photographs[0]
    for wrong in (replace(one, data=photograph(700)), replace(one, chapter="none")):
        with pytest.raises(GuardError):
            check(replace(made.brief, photographs=(wrong,)), known)
    with pytest.raises(GuardError):
        check(replace(made.brief, photographs=(one, one)), known)
    with pytest.raises(GuardError):
        made.checked.check_rendered(str(render(made, "html")).replace(CAPTION, "工人在检查3号机组的转子"))
