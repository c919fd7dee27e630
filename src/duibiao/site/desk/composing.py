"""The desk's first page; choosing report × place × material; what was uploaded."""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlalchemy import or_, select

from duibiao.errors import DuibiaoError, UnreadableSource, UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS
from duibiao.site.answering import Page
from duibiao.site.asking.held import opening
from duibiao.site.desk import steps
from duibiao.site.desk.doors import Goto, Visit
from duibiao.site.desk.progress import described
from duibiao.site.desk.workflow import LINE, REVIEWS, STATE_NAMES, State
from duibiao.site.security.fetching import Fetcher
from duibiao.site.security.roles import May
from duibiao.site.security.uploads import Upload, checked
from duibiao.site.store.drafts import Draft

LISTED = 30
"""Documents of the ledger that the form lists; more are found by asking for them."""
MATERIAL_MOST = 60
"""Documents of local material for one brief at the desk."""
FETCHED_MOST = 5
"""Pages that are fetched for one brief."""
TEXT_MOST = 400_000
"""Code points that may be pasted."""
DRAFTS_SHOWN = 50


def home(visit: Visit) -> Page:
    """``GET /desk``: what waits for me, what is under way, all drafts."""
    desk = visit.desk
    state = visit.request.query_params.get("state", "")
    known = {one.value for one in State}
    states = (state,) if state in known else ()
    after = visit.asked("after")
    drafts = desk.drafts.all(DRAFTS_SHOWN + 1, after=after, states=states)
    return visit.page(
        "home.html",
        title="编辑台",
        mine=_waiting_for(visit),
        drafts=drafts[:DRAFTS_SHOWN],
        more=after + DRAFTS_SHOWN if len(drafts) > DRAFTS_SHOWN else 0,
        state=state if states else "",
        states=STATE_NAMES,
        counts=desk.drafts.counted(),
        jobs=[(job, described(job)) for job in desk.jobs.open()],
        failed=[(job, described(job)) for job in desk.jobs.failed_of(visit.me.name)],
        shown=desk.shown(()),
    )


def _waiting_for(visit: Visit) -> list[tuple[Draft, str]]:
    """Drafts that I can review, publish or write on, and what is to be done."""
    found: list[tuple[Draft, str]] = []
    open_states = tuple(state for state in LINE if state is not State.PUBLISHED)
    for draft in visit.desk.drafts.all(DRAFTS_SHOWN, states=open_states):
        can = [s for s, stopped in steps.possible(visit.desk, visit.me, draft) if not stopped]
        todo = [s for s in can if s.id in REVIEWS or s.id in ("publish", "submit")]
        if todo:
            found.append((draft, todo[0].name.removesuffix("通过")))
    return found


# -- a new brief ---------------------------------------------------------------------------------------


def new_page(visit: Visit, *, wrong: str = "", status: int = 200) -> Page:
    """``GET /desk/new``. ``q``, ``place``: what to list of the ledger."""
    asked = visit.request.query_params
    words = (asked.get("q") or "").strip()[:60]
    place_name = (visit.text("place") or asked.get("place") or "").strip()[:40]
    desk = visit.desk
    place = _place(visit, place_name)
    uploads = desk.uploads.all()
    chosen = set(visit.many("material")) | {visit.text("report")}
    return visit.page(
        "new.html",
        status=status,
        title="新建简报",
        q=words,
        place=place_name,
        year=visit.text("year"),
        trusted=bool(visit.text("trusted")),
        reports=_reports(desk.store, words),
        local=_of_place(desk.store, place) if place else [],
        uploads=uploads,
        chosen=chosen,
        report_text=visit.text("report_text"),
        material_text=visit.text("material_text"),
        report_url=visit.text("report_url"),
        material_url=visit.text("material_url"),
        fetching=desk.site.settings.fetching,
        most=desk.site.settings.upload_bytes // (1024 * 1024),
        wrong=wrong,
    )


def new(visit: Visit) -> Page | Goto:
    """``POST /desk/new``: keep what was uploaded, submit the job."""
    try:
        year = _year(visit.text("year"))
        place = visit.desk.site.gazetteer.resolve(visit.text("place"), year) if visit.text("place") else None
        if place is None:
            raise UsageError("请写明地方", hint="例如 肇庆市")
        reports, material = _taken(visit)
        report = (visit.desk.uploads.put(reports, visit.me.name) or [visit.text("report")])[0]
        if not report:
            raise UsageError("请选一份报告，或者上传、粘贴一份")
        documents = [*visit.desk.uploads.put(material, visit.me.name), *visit.many("material")]
        documents = [one for one in dict.fromkeys(documents) if one != report]
        if len(documents) > MATERIAL_MOST:
            raise UsageError(f"本地材料太多（{len(documents)} 份）", hint=f"一次最多 {MATERIAL_MOST} 份")
        for sha256 in (report, *documents):
            visit.desk.uploads.get(sha256)
        asked = {
            "kind": "compose", "report": report, "place": place.adcode, "material": documents, "year": year,
            "trusted": bool(visit.text("trusted")), "for": place.name,
        }  # fmt: skip
        number = visit.desk.jobs.submit(visit.me.name, asked)
    except DuibiaoError as error:
        return new_page(visit, wrong=error.line, status=400)
    visit.worker.wake()
    return Goto(f"/desk/jobs/{number}")


def _taken(visit: Visit) -> tuple[list[Upload], list[Upload]]:
    """What was uploaded or pasted: the report, and local material. Raises ``UnreadableSource``."""
    most = visit.desk.site.settings.upload_bytes
    reports = [checked(name, data, most) for field, name, data in visit.files if field == "report_file"]
    material = [checked(name, data, most) for field, name, data in visit.files if field == "material_file"]
    for field, taken in (("report_text", reports), ("material_text", material)):
        text = visit.text(field)
        if len(text) > TEXT_MOST:
            raise UnreadableSource(f"粘贴的文字太长（{len(text)} 字）", hint=f"最多 {TEXT_MOST} 字")
        if text:
            first = text.split("\n", 1)[0][:40]
            taken.append(checked(f"{first}.txt", text.encode(), most))
    if visit.desk.site.settings.fetching:
        for field, taken in (("report_url", reports), ("material_url", material)):
            for url in visit.text(field).split()[:FETCHED_MOST]:
                page = Fetcher(most).fetch(url)
                taken.append(
                    checked(urlsplit(page.url).path.rsplit("/", 1)[-1] or "网页.html", page.data, most)
                )
    if len(reports) > 1:
        raise UsageError("报告只能有一份", hint="上传和粘贴只用一种")
    return reports, material


def _year(given: str) -> int | None:
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and 1949 <= int(given[:6]) <= 2100):
        raise UsageError(f"看不懂年份“{given[:10]}”", hint="例如 2024；不填就从报告里读")
    return int(given)


def _place(visit: Visit, name: str) -> Place | None:
    if not name:
        return None
    try:
        return visit.desk.site.gazetteer.resolve(name)
    except DuibiaoError:
        return None  # told when the form is sent


def _reports(store: Store, words: str) -> list[tuple[str, str]]:
    """``(sha256, title)`` of reports of the ledger, those added last first."""
    asked = select(DOCUMENTS.c.sha256, DOCUMENTS.c.title).where(
        DOCUMENTS.c.kind == "report", DOCUMENTS.c.superseded_by.is_(None)
    )
    for word in words.split():
        like = f"%{word.replace('%', '').replace('_', '')}%"
        asked = asked.where(or_(DOCUMENTS.c.title.like(like), DOCUMENTS.c.place.like(like)))
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(DOCUMENTS.c.number.desc()).limit(LISTED))
        return [(row[0], row[1]) for row in rows]


def _of_place(store: Store, place: Place) -> list[tuple[str, str]]:
    """``(sha256, what it is called)`` of what the ledger has of a place."""
    columns = [DOCUMENTS.c[name] for name in ("sha256", "title", "name", "number")]
    asked = select(*columns).where(DOCUMENTS.c.adcode == place.adcode, DOCUMENTS.c.superseded_by.is_(None))
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(DOCUMENTS.c.number.desc()).limit(MATERIAL_MOST)).all()
    return [
        (sha256, title if title != name else f"{opening(store, number)}（{name}）")
        for sha256, title, name, number in rows
    ]


# -- what was uploaded ---------------------------------------------------------------------------------


def uploads_page(visit: Visit, *, wrong: str = "", status: int = 200) -> Page:
    """``GET /desk/uploads``: what was uploaded and is not public, and which drafts were made from it."""
    uploads = visit.desk.uploads
    with visit.desk.store.reading() as connection:
        used = uploads.used(connection)
    return visit.page(
        "uploads.html",
        status=status,
        title="上传的文件",
        uploads=uploads.all(),
        used=used,
        others=visit.me.may(May.DECIDE),
        shown=visit.desk.shown(()),
        wrong=wrong,
    )


def delete_upload(visit: Visit) -> Page | Goto:
    """``POST /desk/uploads/delete``: one that no draft was made from."""
    try:
        visit.desk.uploads.delete(visit.text("sha256"), visit.me.name, others=visit.me.may(May.DECIDE))
    except DuibiaoError as error:
        return uploads_page(visit, wrong=error.line, status=409)
    return Goto("/desk/uploads")
