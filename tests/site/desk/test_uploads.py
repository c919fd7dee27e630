"""What is uploaded is hostile."""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import time
import zipfile

import pytest

from duibiao.errors import DuibiaoError, JobError, UnreadableSource
from duibiao.site.desk import child as children
from duibiao.site.desk.child import Child
from duibiao.site.desk.doors import PLAIN_MOST
from duibiao.site.desk.making import File, Read
from duibiao.site.security.uploads import NAME_MOST, checked, safe_name
from duibiao.sources import document_from_bytes
from tests.site.desk.conftest import MOST, Office

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "<w:body><w:p><w:r><w:t>某市去年建成道路12公里。</w:t></w:r></w:p></w:body>"
PLAIN = f"<w:document {NS}>{BODY}</w:document>"


def docx(main: str | bytes = PLAIN, **more: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", main)
        for name, data in more.items():
            package.writestr(name, data)
    return made.getvalue()


def nothing(*_: object) -> None:
    """Told how far it is."""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\windows\\system32\\报告.txt", "报告.txt"), ("", "未命名"),
        ("..", "未命名"), ("报告\x00\r\n.txt", "报告___.txt"), ("a\u202egpj.exe.txt", "a_gpj.exe.txt"),
        ("<script>alert(1)</script>.html", "script_.html"), ("a：b.txt", "a_b.txt"), ("/", "未命名"),
        ("～报告（定稿）.docx", "～报告（定稿）.docx"),
    ],
)  # fmt: skip
def test_a_name_is_only_a_name(name: str, shown: str) -> None:
    assert safe_name(name) == shown


def test_a_long_name_keeps_its_ending() -> None:
    assert len(safe_name("报" * 500 + ".docx")) <= NAME_MOST
    assert safe_name("报" * 500 + ".docx").endswith(".docx")


HOSTILE = {
    "empty": b"",
    "blank": b"\xef\xbb\xbf \n\x00\x00",
    "binary": bytes(range(256)) * 40,
    "zip bomb": docx(b"<w:document>" + b" " * 80_000_000 + b"</w:document>"),
    "many small bombs": docx(**{f"word/media/{n}.xml": b"0" * 1_500_000 for n in range(60)}),
    "macros": docx(**{"word/vbaProject.bin": b"\xd0\xcf"}),
    "embedded program": docx(**{"word/embeddings/oleObject1.bin": b"MZ"}),
    "broken zip": docx()[:-30],
    "zip in name only": b"PK\x03\x04" + b"\x00" * 100,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_refused_at_the_door(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        checked("x.docx", data, MOST)


def test_too_large() -> None:
    with pytest.raises(UnreadableSource, match="太大"):
        checked("x.txt", b"x" * 1025, 1024)


READ_AND_REFUSED = {
    "entities": docx('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + PLAIN),
    "external entity": docx('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'),
    "utf-16 entities": docx('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><w:d/>'.encode("utf-16")),
    "not a document": docx().replace(b"word/document.xml", b"xxxx/document.xml"),
    "pdf": b"%PDF-1.7\n" + b"x" * 100,
}  # fmt: skip


@pytest.mark.parametrize("data", READ_AND_REFUSED.values(), ids=READ_AND_REFUSED)
def test_refused_when_it_is_read(data: bytes) -> None:
    upload = checked("x.docx", data, MOST)
    with pytest.raises(DuibiaoError):
        document_from_bytes(upload.data, name=upload.name)


@pytest.fixture(scope="module")
def child() -> Child:
    made = Child(seconds=120)
    yield made
    made.close()


DEEP = {
    "deep xml": docx(f"<w:document {NS}>" + "<w:p>" * 40_000 + "</w:p>" * 40_000 + "</w:document>"),
    "deep html": b"<html><body>" + b"<div>" * 300_000 + "某市建成道路12公里。".encode(),
    "deep tables": b"<html>" + b"<table><tr><td>" * 30_000 + "某市建成道路12公里。".encode(),
    "one long line": "增长".encode() * 400_000,
    "only digits": b"1" * 400_000,
    "only brackets": "（".encode() * 200_000,
    "only commas": "，、".encode() * 200_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("data", DEEP.values(), ids=DEEP)
def test_what_is_deep_or_long_hurts_only_the_child(child: Child, data: bytes) -> None:
    upload = checked("x.txt", data, MOST)
    started = time.monotonic()
    with contextlib.suppress(JobError):  # told for people, and the next one works
        child.run(Read((File("0", upload.name, upload.data),)), nothing)
    assert time.monotonic() - started < 120


@pytest.mark.slow
def test_fuzzed_documents_are_read_or_refused(child: Child) -> None:
    chance = random.Random(20260127)
    page = "<html><body><p>某市2024年生产总值增长5%左右。</p></body></html>".encode()
    for whole in (docx(), page):
        for _ in range(40):
            data = bytearray(whole)
            for _ in range(chance.randrange(1, 12)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                upload = checked("x", bytes(data), MOST)
                child.run(Read((File("0", upload.name, upload.data),)), nothing)
            except DuibiaoError:
                continue


@pytest.mark.slow
def test_a_child_that_dies_is_replaced(child: Child) -> None:
    good = Read(tuple(File("0", "x.txt", "某市去年建成道路12公里。".encode()) for _ in range(500)))
    child.run(good, nothing)
    with pytest.raises(JobError, match="中止"):
        child.run(good, lambda *_: os.kill(child._process.pid, signal.SIGKILL))
    assert child.run(good, nothing)


@pytest.mark.slow
def test_a_child_that_takes_too_long_is_stopped() -> None:
    impatient = Child(seconds=0.05)
    with pytest.raises(JobError, match="没有做完"):
        impatient.run(Read((File("0", "x.txt", b"x"),)), nothing)
    assert impatient._process is None
    assert children.MEMORY_MOST > 0


def test_a_body_that_is_too_large_is_cut_off(office: Office) -> None:
    office.enter("editor")
    long = "x" * (PLAIN_MOST + 10)
    assert office.client.post("/desk/logout", data={**office.mark, "x": long}).status_code == 413

    def pieces() -> object:
        yield b"form_mark=" + office.mark["form_mark"].encode() + b"&x="
        for _ in range(20):
            yield b"x" * (PLAIN_MOST // 10)

    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = office.client.post("/desk/logout", content=pieces(), headers=headers)
    assert answer.status_code == 413


def test_files_where_none_belong_are_refused(office: Office) -> None:
    office.enter("editor")
    files = [("x", ("x.txt", b"x"))]
    assert office.client.post("/desk/logout", data=office.mark, files=files).status_code == 400


def test_a_bad_upload_is_told_on_the_form(office: Office) -> None:
    office.enter("editor")
    files = [("report_file", ("x.docx", HOSTILE["macros"]))]
    data = {**office.mark, "place": "肇庆市"}
    answer = office.client.post("/desk/new", data=data, files=files)
    assert answer.status_code == 400
    assert "文件带有宏" in answer.text
    assert office.desk.uploads.all() == []


def test_what_is_typed_is_never_markup(office: Office) -> None:
    office.enter("editor")
    evil = "<script>alert(1)</script>"
    data = {**office.mark, "place": evil, "report_text": evil, "material_text": "</textarea>" + evil}
    answer = office.client.post("/desk/new", data=data)
    assert answer.status_code == 400
    assert evil not in answer.text
