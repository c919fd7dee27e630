"""Every route of the desk for every role; every form without its mark."""

from __future__ import annotations

import re

import pytest

from duibiao.site.desk.making import Composed
from duibiao.site.desk.routes import DOORS, Door
from duibiao.site.desk.workflow import STEPS, Stand, State, refusal
from duibiao.site.security.roles import Role
from duibiao.site.store.people import User
from tests.site.desk.conftest import Office

TABLE = """
route                                         reader editor reviewer chief admin
POST /desk/logout                             x      x      x        x     x
GET  /desk                                    x      x      x        x     x
GET  /desk/account                            x      x      x        x     x
POST /desk/account/password                   x      x      x        x     x
POST /desk/account/tokens                     x      x      x        x     x
POST /desk/account/tokens/revoke              x      x      x        x     x
GET  /desk/new                                -      x      x        x     -
POST /desk/new                                -      x      x        x     -
GET  /desk/uploads                            -      x      x        x     -
POST /desk/uploads/delete                     -      x      x        x     -
GET  /desk/jobs/{number:int}                  x      x      x        x     x
GET  /desk/jobs/{number:int}/state            x      x      x        x     x
GET  /desk/jobs/{number:int}/events           x      x      x        x     x
GET  /desk/drafts/{number:int}                x      x      x        x     x
POST /desk/drafts/{number:int}/steps          -      x      x        x     -
POST /desk/drafts/{number:int}/schedule       -      -      -        x     -
GET  /desk/drafts/{number:int}/compare        x      x      x        x     x
GET  /desk/drafts/{number:int}/export/{kind}  x      x      x        x     x
GET  /desk/drafts/{number:int}/sources/{source:int}  x x    x        x     x
GET  /desk/drafts/{number:int}/edit           -      x      x        x     -
POST /desk/drafts/{number:int}/edit           -      x      x        x     -
POST /desk/drafts/{number:int}/figures        -      x      x        x     -
GET  /desk/photographs/{id}.jpg               x      x      x        x     x
GET  /desk/audit                              -      -      -        x     x
"""
STEPS_TABLE = """
step         from                      reader editor reviewer chief admin
submit       draft                     -      x      x        x     -
pass_first   first                     -      -      x        x     -
pass_second  second                    -      -      x        x     -
pass_final   final                     -      -      -        x     -
publish      ready                     -      -      -        x     -
recall       first                     -      x      x        x     -
back         first,second,final,ready  -      -      x        x     -
correct      published                 -      -      -        x     -
keep         draft                     -      -      -        x     -
withdraw     published                 -      -      -        x     -
drop         draft                     -      x      x        x     -
"""
ROLES = [role.value for role in Role]


def rows(table: str) -> list[list[str]]:
    return [re.split(r"\s+", line.strip()) for line in table.strip().splitlines()[1:]]


ALLOWED = {(row[0], row[1]): dict(zip(ROLES, row[2:], strict=True)) for row in rows(TABLE)}
GUARDED = [door for door in DOORS if door.may is not None]


def address(door: Door) -> str:
    path = door.path.replace("{number:int}", "1").replace("{source:int}", "0").replace("{kind}", "md")
    return path if "jobs" not in path else path.replace("1", "99")


def test_the_table_has_every_route_that_needs_somebody() -> None:
    assert set(ALLOWED) == {(door.method, door.path) for door in GUARDED}
    assert {door.path for door in DOORS if door.may is None} == {"/desk/login"}


@pytest.mark.parametrize("role", ROLES)
def test_every_route_for_every_role(office: Office, composed: Composed, role: str) -> None:
    office.put(composed)
    for door in GUARDED:
        office.enter(role)
        sent = {"data": office.mark} if door.method == "POST" else {}
        answer = office.client.request(door.method, address(door), **sent)
        allowed = ALLOWED[door.method, door.path][role] == "x"
        assert (answer.status_code == 403) is not allowed, (door.path, answer.status_code)
        assert answer.status_code < 500, door.path
        assert answer.status_code != 401


def test_nobody_is_sent_to_log_in(office: Office) -> None:
    for door in GUARDED:
        answer = office.client.request(door.method, address(door))
        if door.method == "GET":
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/desk/login?next=/desk")
        else:
            assert answer.status_code == 401, door.path


@pytest.mark.parametrize("door", [d for d in DOORS if d.method == "POST"], ids=lambda d: d.path)
def test_a_form_that_is_not_ours_does_nothing(office: Office, composed: Composed, door: Door) -> None:
    office.put(composed)
    office.enter("chief")
    stranger = {**office.mark}
    for data, headers in (
        ({}, {}),
        ({"form_mark": "0" * 64}, {}),
        ({"form_mark": "é"}, {}),
        (stranger, {"origin": "https://elsewhere.example"}),
        (stranger, {"origin": "null"}),
        (stranger, {"sec-fetch-site": "cross-site"}),
        (stranger, {"sec-fetch-site": "same-site"}),
    ):
        if door.may is None and headers == {}:
            office.client.cookies.clear()
        answer = office.client.post(address(door), data=data, headers=headers)
        assert answer.status_code == 403
        assert "表单已过期" in answer.text


def test_the_mark_of_another_session_is_not_taken(office: Office) -> None:
    theirs = office.enter("editor").mark
    office.enter("chief")
    assert office.client.post("/desk/logout", data=theirs).status_code == 403


@pytest.mark.parametrize("row", rows(STEPS_TABLE), ids=lambda row: row[0])
def test_every_step_for_every_role_and_state(row: list[str]) -> None:
    step = next(step for step in STEPS if step.id == row[0])
    for role, allowed in zip(ROLES, row[2:], strict=True):
        user = User("somebody", "", Role(role), "", "")
        for state in State:
            published = step.published if step.published is not None else False
            stand = Stand(state, published, frozenset({"writer"}), frozenset(), ())
            free = refusal(step, user, stand, "reason") == ""
            assert free is (allowed == "x" and state in row[1].split(",")), (role, state)


def test_the_table_has_every_step() -> None:
    assert [row[0] for row in rows(STEPS_TABLE)] == [step.id for step in STEPS]


@pytest.mark.parametrize("role", ROLES)
def test_steps_are_refused_by_address_too(office: Office, composed: Composed, role: str) -> None:
    office.put(composed)
    for row in rows(STEPS_TABLE):
        office.enter(role)
        data = {**office.mark, "step": row[0], "revision": "1", "why": ""}
        answer = office.client.post("/desk/drafts/1/steps", data=data)
        allowed = dict(zip(ROLES, row[2:], strict=True))[role] == "x"
        assert (answer.status_code == 403) is not allowed, row[0]
        if row[0] == "submit":
            break  # the draft is elsewhere now


def test_three_reviews_are_of_three_people_none_of_them_the_writer() -> None:
    first, second, final = (
        next(s for s in STEPS if s.id == f"pass_{n}") for n in ("first", "second", "final")
    )
    chief = User("chief", "", Role.CHIEF, "", "")
    for step, state in ((first, State.FIRST), (second, State.SECOND), (final, State.FINAL)):
        assert refusal(step, chief, Stand(state, False, frozenset({"chief"}), frozenset(), ()))
        assert refusal(step, chief, Stand(state, False, frozenset(), frozenset({"chief"}), ()))
        assert refusal(step, chief, Stand(state, False, frozenset({"a"}), frozenset({"b"}), ())) == ""
        assert "99亿元" in refusal(step, chief, Stand(state, False, frozenset(), frozenset(), ("99亿元",)))
