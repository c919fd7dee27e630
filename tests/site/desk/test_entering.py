"""Logging in, sessions that end, throttling, tokens."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from duibiao.errors import UsageError
from duibiao.site.desk.entering import _next
from duibiao.site.security import passwords, throttle
from duibiao.site.security.roles import Role, Scope
from duibiao.site.store import audit
from duibiao.site.store.desk_schema import ATTEMPTS, SESSIONS, TOKENS
from tests.site.desk.conftest import PASSWORD, Office


def attempt(office: Office, name: str, password: str, next_: str = "") -> object:
    page = office.client.get("/desk/login")
    found = re.search(r'name="form_mark" value="(\w{64})"', page.text)
    assert found is not None
    data = {"form_mark": found[1], "name": name, "password": password, "next": next_}
    return office.client.post("/desk/login", data=data)


def ago(**how_long: int) -> str:
    return (datetime.now(UTC) - timedelta(**how_long)).isoformat(timespec="seconds")


def test_a_right_password_opens_a_session(office: Office) -> None:
    answer = attempt(office, "editor", PASSWORD, "/desk/new")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/new")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("duibiao_session"))
    assert {"HttpOnly", "Path=/desk", "SameSite=lax"} <= set(cookie.split("; "))
    assert office.client.get("/desk").status_code == 200
    assert "no-store" in office.client.get("/desk").headers["cache-control"]


def test_wrong_and_unknown_are_told_the_same(office: Office) -> None:
    office.desk.people.disable("reader", by="test")
    told = set()
    for name, password in (("editor", "wrong wrong wrong"), ("nobody", PASSWORD), ("reader", PASSWORD)):
        answer = attempt(office, name, password)
        assert answer.status_code == 401
        told.add(re.search(r'role="alert">([^<]+)', answer.text)[1])
    assert told == {"账号或密码不对"}


def test_a_session_ends(office: Office) -> None:
    for column, how_long in (("seen_at", {"hours": 3}), ("created_at", {"hours": 13})):
        office.enter("editor")
        assert office.client.get("/desk").status_code == 200
        with office.desk.store.writing() as connection:
            connection.execute(update(SESSIONS).values({column: ago(**how_long)}))
        assert office.client.get("/desk").status_code == 303


@pytest.mark.parametrize("what", ["disable", "role", "password", "logout"])
def test_what_ends_a_session_at_once(office: Office, what: str) -> None:
    people = office.enter("editor").desk.people
    if what == "disable":
        people.disable("editor", by="test")
    elif what == "role":
        people.set_role("editor", Role.READER, by="test")
    elif what == "password":
        people.set_password("editor", "another good one", by="test")
    else:
        assert office.client.post("/desk/logout", data=office.mark).status_code == 303
        office.client.cookies.set("duibiao_session", office.held, path="/desk")
    assert office.client.get("/desk").status_code == 303


def test_too_many_failures_are_not_heard(office: Office) -> None:
    for _ in range(throttle.BOTH_MOST):
        assert attempt(office, "editor", "wrong wrong wrong").status_code == 401
    answer = attempt(office, "editor", PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 901
    assert attempt(office, "chief", PASSWORD).status_code == 303  # another account is heard
    with office.desk.store.writing() as connection:
        connection.execute(update(ATTEMPTS).values(since=ago(minutes=16)))
    office.client.cookies.clear()
    assert attempt(office, "editor", PASSWORD).status_code == 303


def test_an_address_that_tries_many_accounts_is_stopped(office: Office) -> None:
    for number in range(throttle.ADDRESS_MOST):
        attempt(office, f"guess{number}", "wrong wrong wrong")
    assert attempt(office, "chief", PASSWORD).status_code == 429
    assert office.desk.throttle.wait("chief", "elsewhere") == 0


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/desk/drafts/3", "/desk/drafts/3"), ("/desk", "/desk"), ("https://evil.example", "/desk"),
        ("//evil.example", "/desk"), ("/desk//evil", "/desk"), ("/desk\\evil", "/desk"),
        ("/deskevil", "/desk"),
        ("/desk/\r\nx: y", "/desk"), ("", "/desk"),
    ],
)  # fmt: skip
def test_logging_in_leads_only_into_the_desk(asked: str, given: str) -> None:
    assert _next(asked) == given


def test_changing_the_password(office: Office) -> None:
    office.enter("editor")
    data = {**office.mark, "old": "not it at all", "new": "brand new words", "again": "brand new words"}
    assert office.client.post("/desk/account/password", data=data).status_code == 400
    data |= {"old": PASSWORD, "again": "other new words"}
    assert office.client.post("/desk/account/password", data=data).status_code == 400
    data |= {"again": "brand new words"}
    assert office.client.post("/desk/account/password", data=data).status_code == 303
    assert attempt(office, "editor", PASSWORD).status_code == 401
    assert attempt(office, "editor", "brand new words").status_code == 303


@pytest.mark.parametrize("password", ["short", "x" * 300, "aaaaaaaaaaaaaaa", "editor-password"])
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(UsageError):
        passwords.hashed(password, "editor")


def test_a_token_allows_what_its_owner_may(office: Office) -> None:
    people = office.desk.people
    with pytest.raises(UsageError):
        people.new_token(people.get("editor"), "x", (Scope.METRICS,))
    token = people.new_token(people.get("editor"), "x", (Scope.DRAFTS,))
    assert people.bearer(token) == {Scope.DRAFTS}
    assert people.bearer(token + "x") == frozenset()
    assert token not in str(people.tokens("editor"))
    people.revoke("editor", people.tokens("editor")[0].mark)
    assert people.bearer(token) == frozenset()
    token = people.new_token(people.get("editor"), "x", (Scope.DRAFTS,))
    with office.desk.store.writing() as connection:
        connection.execute(update(TOKENS).values(expires_at=ago(seconds=1)))
    assert people.bearer(token) == frozenset()


def test_a_token_on_the_page_is_shown_once(office: Office) -> None:
    office.enter("chief")
    data = {**office.mark, "label": "数据组", "scope": ["drafts:read", "nothing"]}
    page = office.client.post("/desk/account/tokens", data=data)
    token = re.search(r"duibiao_[\w-]{40,}", page.text)
    assert token is not None
    assert token[0] not in office.client.get("/desk/account").text
    mark = re.search(r'name="mark" value="(\w{64})"', page.text)[1]
    office.enter("editor")  # another's token is not found
    data = {**office.mark, "mark": mark}
    assert office.client.post("/desk/account/tokens/revoke", data=data).status_code == 404
    office.enter("chief")
    data = {**office.mark, "mark": mark}
    assert office.client.post("/desk/account/tokens/revoke", data=data).status_code == 303


def test_no_secret_is_kept_as_it_is_or_logged(office: Office) -> None:
    attempt(office, "editor", "wrong wrong wrong")
    attempt(office, "editor", PASSWORD)
    office.enter("editor")
    log = str(audit.entries(office.desk.store, 100))
    path = Path(office.desk.store.where)
    kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    for secret in (PASSWORD, "wrong wrong wrong", office.held):
        assert secret not in log
        assert secret.encode() not in kept
