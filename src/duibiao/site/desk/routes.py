"""All addresses of the desk, in one list, with what the role must allow."""

from __future__ import annotations

from starlette.routing import Route

from duibiao.site.desk import composing, drafting, editing, entering, photographs, progress
from duibiao.site.desk.doors import Door, entrance
from duibiao.site.desk.state import Desk
from duibiao.site.desk.worker import Worker
from duibiao.site.security.roles import May

DOORS: tuple[Door, ...] = (
    Door("GET", "/desk/login", entering.login_page, None),
    Door("POST", "/desk/login", entering.login, None),
    Door("POST", "/desk/logout", entering.logout, May.LOOK),
    Door("GET", "/desk", composing.home, May.LOOK),
    Door("GET", "/desk/account", entering.account, May.LOOK),
    Door("POST", "/desk/account/password", entering.change_password, May.LOOK),
    Door("POST", "/desk/account/tokens", entering.add_token, May.LOOK),
    Door("POST", "/desk/account/tokens/revoke", entering.revoke_token, May.LOOK),
    Door("GET", "/desk/new", composing.new_page, May.WRITE),
    Door("POST", "/desk/new", composing.new, May.WRITE, files=True),
    Door("GET", "/desk/uploads", composing.uploads_page, May.WRITE),
    Door("POST", "/desk/uploads/delete", composing.delete_upload, May.WRITE),
    Door("GET", "/desk/jobs/{number:int}", progress.job_page, May.LOOK),
    Door("GET", "/desk/jobs/{number:int}/state", progress.job_state, May.LOOK),
    Door("GET", "/desk/jobs/{number:int}/events", progress.job_events, May.LOOK),
    Door("GET", "/desk/drafts/{number:int}", drafting.draft_page, May.LOOK),
    Door("POST", "/desk/drafts/{number:int}/steps", drafting.take_step, May.WRITE),
    Door("POST", "/desk/drafts/{number:int}/schedule", drafting.schedule, May.DECIDE),
    Door("GET", "/desk/drafts/{number:int}/compare", drafting.compare, May.LOOK),
    Door("GET", "/desk/drafts/{number:int}/export/{kind}", drafting.export, May.LOOK),
    Door("GET", "/desk/drafts/{number:int}/sources/{source:int}", editing.source_page, May.LOOK),
    Door("GET", "/desk/drafts/{number:int}/edit", editing.edit_page, May.WRITE),
    Door("POST", "/desk/drafts/{number:int}/edit", editing.edit, May.WRITE, files=True),
    Door("POST", "/desk/drafts/{number:int}/figures", editing.figures, May.WRITE),
    Door("GET", "/desk/photographs/{id}.jpg", photographs.show, May.LOOK),
    Door("GET", "/desk/audit", drafting.audit_page, May.AUDIT),
)
"""Steps of the workflow are checked once more, each for what it needs: see ``workflow.STEPS``."""


def routes(desk: Desk, worker: Worker) -> list[Route]:
    """The doors as Starlette routes them."""
    return [Route(d.path, entrance(desk, worker, d), methods=[d.method]) for d in DOORS]
