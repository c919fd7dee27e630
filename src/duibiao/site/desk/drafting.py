"""A draft: where it is, what can be done, its history; versions compared; exports."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from starlette.exceptions import HTTPException

from duibiao.errors import DuibiaoError, UsageError
from duibiao.site.answering import Page
from duibiao.site.comparing import compared, lines_of
from duibiao.site.desk import steps
from duibiao.site.desk.doors import Goto, Visit
from duibiao.site.desk.making import KINDS
from duibiao.site.desk.workflow import LINE, STATE_NAMES, STEP_NAMES, step_of
from duibiao.site.store import audit
from duibiao.site.store.reads import CHINA

AUDIT_SHOWN = 100
_PLANS = {"schedule": "定时发布", "unschedule": "取消定时"}
_FILES = {
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "wechat": ("wechat.html", "text/html; charset=utf-8"),
    "md": ("md", "text/markdown; charset=utf-8"),
    "json": ("json", "application/json"),
}

_ACTIONS = {
    "login": "登录", "logout": "退出", "login.failed": "登录失败", "upload": "上传",
    "upload.delete": "删除上传", "token.add": "新建令牌",
    "token.revoke": "作废令牌", "user.add": "开账号", "user.role": "改角色", "user.password": "改密码",
    "user.disable": "停用账号", "user.enable": "恢复账号",
} | {f"draft.{id_}": name for id_, name in (STEP_NAMES | _PLANS).items()}  # fmt: skip
_DETAILS = {
    "revision": "版", "why": "原因", "slug": "地址", "address": "来自", "role": "角色", "sha256": "哈希",
    "bytes": "字节", "by": "上传人", "scopes": "权限", "at": "定于",
}  # fmt: skip


def draft_page(visit: Visit, *, wrong: str = "", status: int = 200) -> Page:
    """``GET /desk/drafts/{number}``. ``revision``: an earlier one to look at."""
    desk = visit.desk
    draft = desk.drafts.get(visit.number)
    shown_revision = visit.asked("revision", draft.revision)
    revision = desk.drafts.revision(draft.number, shown_revision)
    jobs = [job for job in desk.jobs.open() if job.draft == draft.number]
    return visit.page(
        "draft.html",
        status=status,
        title=draft.title,
        styles=("brief.css", "desk.css"),
        draft=draft,
        revision=revision,
        possible=steps.possible(desk, visit.me, draft),
        events=desk.drafts.events(draft.number)[::-1],
        revisions=desk.drafts.revisions(draft.number),
        names=desk.uploads.names(desk.documents_of(draft)),
        documents=desk.documents_of(draft),
        line=[(state.value, STATE_NAMES[state]) for state in LINE],
        state_names=STATE_NAMES,
        step_names=STEP_NAMES | _PLANS,
        kinds=KINDS,
        shown=desk.shown(()),
        jobs=jobs,
        wrong=wrong,
    )


def take_step(visit: Visit) -> Page | Goto:
    """``POST /desk/drafts/{number}/steps``."""
    step = step_of(visit.text("step"))
    if step is None:
        raise HTTPException(400)
    if not visit.me.may(step.needs):
        raise HTTPException(403)
    why, revision = visit.text("why")[:500], visit.asked("revision")
    try:
        if step.id != "publish":
            steps.take(visit.desk, visit.me, visit.number, step, why, revision)
            return Goto(f"/desk/drafts/{visit.number}")
        job = _submit_publishing(visit, why, revision)
    except DuibiaoError as error:
        return draft_page(visit, wrong=error.line, status=409)
    visit.worker.wake()
    return Goto(f"/desk/jobs/{job}")


def _submit_publishing(visit: Visit, why: str, revision: int) -> int:
    desk, draft = visit.desk, visit.desk.drafts.get(visit.number)
    stopped = {step.id: told for step, told in steps.possible(desk, visit.me, draft)}
    if stopped.get("publish", "只有待发布的稿件可以发布") or revision != draft.revision:
        raise UsageError(stopped.get("publish") or steps.CHANGED, where=f"第{draft.number}号稿")
    if any(job.draft == draft.number for job in desk.jobs.open()):
        raise UsageError("这一稿正在处理", hint="请稍等")
    asked = {"kind": "publish", "draft": draft.number, "revision": revision, "why": why}
    return desk.jobs.submit(visit.me.name, asked, draft.number)


def schedule(visit: Visit) -> Page | Goto:
    """``POST /desk/drafts/{number}/schedule``: ``at`` is a time in China; empty takes it back."""
    try:
        given = visit.text("at")
        at = ""
        if given:
            moment = datetime.fromisoformat(given)
            if moment.tzinfo is not None:
                raise UsageError("时间按北京时间填，不带时区")
            at = (moment - CHINA).replace(tzinfo=UTC).isoformat(timespec="seconds")
            if moment - CHINA > datetime.now(UTC).replace(tzinfo=None) + timedelta(days=366):
                raise UsageError("定时发布最多提前一年")
        steps.schedule(visit.desk, visit.me, visit.number, at, visit.asked("revision"))
    except ValueError:
        return draft_page(visit, wrong="看不懂这个时间", status=400)
    except DuibiaoError as error:
        return draft_page(visit, wrong=error.line, status=409)
    return Goto(f"/desk/drafts/{visit.number}")


def compare(visit: Visit) -> Page:
    """``GET /desk/drafts/{number}/compare``: ``old`` and ``new`` are numbers of revisions."""
    drafts = visit.desk.drafts
    draft = drafts.get(visit.number)
    new = visit.asked("new", draft.revision)
    old = visit.asked("old", max(1, new - 1))
    texts = [list(lines_of(drafts.rendering(draft.number, n, "md").decode())) for n in (old, new)]
    return visit.page(
        "compare.html", title=f"第{old}版与第{new}版", draft=draft, old=old, new=new,
        revisions=drafts.revisions(draft.number), hunks=compared(*texts), shown=visit.desk.shown(()),
    )  # fmt: skip


def export(visit: Visit) -> Page:
    """``GET /desk/drafts/{number}/export/{kind}``: as the guard checked it when the revision was saved."""
    kind = visit.request.path_params["kind"]
    if kind not in _FILES:
        raise HTTPException(404)
    draft = visit.desk.drafts.get(visit.number)
    revision = visit.asked("revision", draft.revision)
    data = visit.desk.drafts.rendering(draft.number, revision, kind)
    ending, media_type = _FILES[kind]
    name = quote(f"{draft.title[:40]}-第{revision}版.{ending}")
    plain = f"{draft.slug}-{revision}.{ending}"
    headers = {
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}",
        "cache-control": "no-store",
    }
    return Page(data, media_type, headers=headers)


def audit_page(visit: Visit) -> Page:
    """``GET /desk/audit``: the log, and whether it holds together."""
    rows = audit.entries(visit.desk.store, AUDIT_SHOWN, below=visit.asked("below"))
    chain = audit.verified(visit.desk.store)
    more = rows[-1].number if rows and rows[-1].number > 1 else 0
    return visit.page(
        "audit.html", title="操作日志", rows=rows, chain=chain, more=more, actions=_ACTIONS, details=_DETAILS
    )
