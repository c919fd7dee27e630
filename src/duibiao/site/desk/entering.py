"""Logging in and out; one's own password and tokens."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from duibiao.errors import DuibiaoError
from duibiao.site.answering import Page
from duibiao.site.desk.doors import FORM, SESSION, Goto, Visit
from duibiao.site.security import passwords
from duibiao.site.security.roles import SCOPE_NAMES, SCOPES, Scope
from duibiao.site.store.articles import now
from duibiao.site.store.audit import note

WRONG = "账号或密码不对"
"""The same for an account that is not there or closed: nobody learns which accounts there are."""


def login_page(visit: Visit) -> Page | Goto:
    """``GET /desk/login``."""
    if visit.user is not None:
        return Goto("/desk")
    return visit.page(
        "login.html", title="登录编辑台", next=_next(visit.request.query_params.get("next", ""))
    )


def login(visit: Visit) -> Page | Goto:
    """``POST /desk/login``: throttled by account and address; a right password opens a new session."""
    name, desk = visit.text("name").lower(), visit.desk
    address = visit.request.client.host if visit.request.client else ""
    wait = desk.throttle.wait(name, address)
    if wait:
        told = f"试的次数太多，请过 {wait // 60 + 1} 分钟再试"
        page = visit.page("login.html", status=429, title="登录编辑台", next="", wrong=told)
        page.headers["retry-after"] = str(wait)
        return page
    given = visit.form.get("password", "")
    password = given if isinstance(given, str) else ""
    if not passwords.right(desk.people.kept_password(name), password):
        desk.throttle.failed(name, address)
        with desk.store.writing() as connection:
            note(connection, "", "login.failed", name, {"address": address})
        to = _next(visit.text("next"))
        return visit.page("login.html", status=401, title="登录编辑台", next=to, wrong=WRONG)
    desk.throttle.succeeded(name, address)
    held = desk.people.log_in(name)
    return Goto(_next(visit.text("next")), {SESSION: held, FORM: ""})


def logout(visit: Visit) -> Goto:
    """``POST /desk/logout``."""
    visit.desk.people.log_out(visit.held, visit.me.name)
    return Goto("/desk/login", {SESSION: ""})


def account(visit: Visit, *, wrong: str = "", told: str = "", token: str = "", status: int = 200) -> Page:
    """``GET /desk/account``. ``token``: one that was just made, shown this once."""
    scopes = [(scope, SCOPE_NAMES[scope]) for scope in Scope if visit.me.may(SCOPES[scope])]
    tokens = visit.desk.people.tokens(visit.me.name)
    return visit.page(
        "account.html", status=status, title="我的账号", scopes=scopes, scope_names=SCOPE_NAMES,
        tokens=tokens, wrong=wrong, told=told, token=token, moment=now(),
    )  # fmt: skip


def change_password(visit: Visit) -> Page | Goto:
    """``POST /desk/account/password``: all sessions of the account end."""
    people, me = visit.desk.people, visit.me
    old, new, again = (str(visit.form.get(name, "")) for name in ("old", "new", "again"))
    address = visit.request.client.host if visit.request.client else ""
    if visit.desk.throttle.wait(me.name, address):
        return account(visit, wrong="试的次数太多，请稍后再试", status=429)
    if not passwords.right(people.kept_password(me.name), old):
        visit.desk.throttle.failed(me.name, address)
        return account(visit, wrong="现在的密码不对", status=400)
    if new != again:
        return account(visit, wrong="两遍新密码不一样", status=400)
    try:
        people.set_password(me.name, new, by=me.name)
    except DuibiaoError as error:
        return account(visit, wrong=error.line, status=400)
    return Goto("/desk/login", {SESSION: ""})


def add_token(visit: Visit) -> Page:
    """``POST /desk/account/tokens``."""
    known = {scope.value for scope in Scope}
    scopes = tuple(Scope(name) for name in dict.fromkeys(visit.many("scope")) if name in known)
    try:
        token = visit.desk.people.new_token(visit.me, visit.text("label"), scopes)
    except DuibiaoError as error:
        return account(visit, wrong=error.line, status=400)
    return account(visit, token=token, told="令牌只显示这一次，请现在抄下")


def revoke_token(visit: Visit) -> Goto:
    """``POST /desk/account/tokens/revoke``."""
    mark = visit.text("mark")
    if len(mark) != 64:
        raise HTTPException(400)
    visit.desk.people.revoke(visit.me.name, mark)
    return Goto("/desk/account")


def _next(path: str) -> str:
    """Where to go after logging in: only within the desk."""
    inside = path.startswith("/desk") and path[5:6] in ("", "/") and "\\" not in path and "//" not in path
    return path if inside and path.isprintable() else "/desk"
