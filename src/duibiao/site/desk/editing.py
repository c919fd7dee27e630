"""Editing a brief beside its sources, every figure that the editor writes checked against them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from starlette.exceptions import HTTPException

from duibiao.briefing.editing import read_edits, unsupported
from duibiao.errors import DuibiaoError, UnreadableSource, UsageError
from duibiao.site.answering import Page
from duibiao.site.asking.held import headed
from duibiao.site.desk import photographs, sheets
from duibiao.site.desk.doors import Goto, Visit
from duibiao.site.desk.state import Desk
from duibiao.site.desk.workflow import State
from duibiao.site.security.cleaning import cleaned
from duibiao.site.store.drafts import Draft
from duibiao.sources import document_from_bytes
from duibiao.sources.encoding import decode, decode_page
from duibiao.sources.html import is_page
from duibiao.text import Document

LIVE_MOST = 8000
"""Code points that are checked while somebody types."""
DOCUMENTS_KEPT = 128


def edit_page(
    visit: Visit, *, sheet: str = "", base: int = 0, wrong: str = "", status: int = 200, checked: bool = False
) -> Page:
    """``GET /desk/drafts/{number}/edit``. ``job``: one that failed, whose edits are to be gone on with;
    ``base``: the revision that the edits were begun on."""
    draft = _open_draft(visit)
    revision = visit.desk.drafts.revision(draft.number, draft.revision)
    first = visit.desk.drafts.revision(draft.number, 1)
    if not sheet and visit.asked("job"):
        job = visit.desk.jobs.get(visit.asked("job"))
        if job.draft == draft.number and job.asked.get("kind") == "edit":
            sheet, wrong = job.asked["sheet"], job.said
    form = sheets.shown(first.edition.brief, sheet or revision.sheet)
    found = _checked(visit.desk, draft, sheet or revision.sheet)
    return visit.page(
        "edit.html",
        status=status,
        title=f"修改：{draft.title}",
        draft=draft,
        base=base or draft.revision,
        form=replace(form, wrong=found),
        photographs=photographs.rows(sheet or revision.sheet, revision.edition.brief),
        free=photographs.free(),
        sides=photographs.SIDES,
        names={chapter.id: chapter.title for chapter in form.chapters},
        sources=[(n, document) for n, document in enumerate(_documents(visit.desk, draft)) if n],
        headed=headed,
        told=revision.told,
        wrong=wrong,
        checked=checked,
        limits={
            "title": sheets.TITLE_MOST,
            "intro": sheets.INTRO_MOST,
            "caption": photographs.CAPTION_MOST,
            "credit": photographs.CREDIT_MOST,
        },
    )


def edit(visit: Visit) -> Page | Goto:
    """``POST /desk/drafts/{number}/edit``: save as a new revision, or only check the figures."""
    draft = _open_draft(visit)
    base = visit.asked("base")
    first = visit.desk.drafts.revision(draft.number, 1)
    before = visit.desk.drafts.revision(draft.number, draft.revision)
    ids = sheets.chapter_ids(first.edition.brief)
    sheet = sheets.sheet_of(ids, before.sheet, visit.text, visit.many, read_edits(before.sheet).photographs)
    try:
        hung = photographs.taken(visit, ids, before.sheet)
        sheet = sheets.sheet_of(ids, before.sheet, visit.text, visit.many, hung.edits)
        read_edits(sheet)
        if hung.wrong:
            return edit_page(visit, sheet=sheet, base=base, wrong=hung.wrong[0], status=400)
        if visit.text("only_check"):
            return edit_page(visit, sheet=sheet, base=base, checked=True)
        if base != draft.revision:
            raise UsageError(
                "别人刚刚存了新的一版",
                hint=f"你从第{base}版改起，现在是第{draft.revision}版；再存一次就以你的为准",
            )
        asked = {"kind": "edit", "draft": draft.number, "base": base, "sheet": sheet}
        number = visit.desk.jobs.submit(visit.me.name, asked, draft.number)
    except DuibiaoError as error:
        return edit_page(visit, sheet=sheet, wrong=error.line, status=409)
    visit.worker.wake()
    return Goto(f"/desk/jobs/{number}")


def figures(visit: Visit) -> Page:
    """``POST /desk/drafts/{number}/figures``: the figures of ``text`` that no source of the draft has."""
    draft = visit.desk.drafts.get(visit.number)
    text = visit.text("text")[:LIVE_MOST]
    texts = (document.text for document in _documents(visit.desk, draft))
    return visit.data({"unsupported": list(unsupported(text, texts))})


def source_page(visit: Visit) -> Page:
    """``GET /desk/drafts/{number}/sources/{source}``: a document sentence by sentence; 0 is the report.
    ``view=page``: what came as a web page with its headings and tables."""
    draft = visit.desk.drafts.get(visit.number)
    hashes = visit.desk.documents_of(draft)
    at = int(visit.request.path_params["source"])
    if at >= len(hashes):
        raise HTTPException(404)
    document = _documents(visit.desk, draft)[at]
    as_page = _as_page(visit.desk, hashes[at])
    return visit.page(
        "source.html",
        title=headed(document),
        draft=draft,
        document=document,
        at=at,
        as_page=as_page,
        paged=bool(as_page) and visit.request.query_params.get("view") == "page",
    )


def _as_page(desk: Desk, sha256: str) -> str:
    """The HTML of a document that came as a web page, cleaned; '' for any other."""
    data = desk.uploads.get(sha256).data
    if data.startswith(b"PK"):
        return ""
    try:
        text = decode_page(data, sha256) if b"<html" in data[:1024].lower() else decode(data, sha256)
    except UnreadableSource:
        return ""
    return cleaned(text) if is_page(text) else ""


def _open_draft(visit: Visit) -> Draft:
    draft = visit.desk.drafts.get(visit.number)
    if draft.state != State.DRAFT:
        raise UsageError("这一稿不在起草，不能修改", hint="请先退回、撤回或更正")
    return draft


def _checked(desk: Desk, draft: Draft, sheet: str) -> dict[str, tuple[str, ...]]:
    """Figures that no source has, by field of the form."""
    texts = [document.text for document in _documents(desk, draft)]
    found = {
        name: unsupported(text, texts) for name, text in sheets.written_fields(read_edits(sheet)).items()
    }
    return {name: figures_ for name, figures_ in found.items() if figures_}


def _documents(desk: Desk, draft: Draft) -> list[Document]:
    """The report and the local material, named as edits name them."""
    names: set[str] = set()
    found: list[Document] = []
    for sha256 in desk.documents_of(draft):
        document = _document(desk.uploads, sha256)
        plain, number = document.name, 2
        name = plain
        while name in names:
            name, number = f"{plain}#{number}", number + 1
        names.add(name)
        found.append(document if name == plain else replace(document, name=name))
    return found


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _document(uploads: object, sha256: str) -> Document:
    # each was read in the child before it came into a draft: it is no danger here
    file = uploads.get(sha256)  # type: ignore[attr-defined]
    return document_from_bytes(file.data, name=file.name.replace("：", "_"))
