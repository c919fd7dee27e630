"""The worker of the desk: takes jobs one after the other, and publishes what is due."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from duibiao.briefing.editing import read_edits
from duibiao.errors import DuibiaoError, UsageError
from duibiao.site.desk import steps
from duibiao.site.desk.child import Child
from duibiao.site.desk.making import Compose, Composed, File, Read, Tell
from duibiao.site.desk.state import Desk
from duibiao.site.desk.workflow import State, step_of
from duibiao.site.store.audit import note
from duibiao.site.store.jobs import Job

IDLE_SECONDS = 5.0
"""What is due, or was submitted to another process, is seen after so long."""
_LOG = logging.getLogger("duibiao.site.desk")


class Worker:
    """A thread that does the jobs of a desk. ``start`` it once, ``stop`` it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.child = Child()
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Take up again what was under way when the process ended."""
        self.desk.jobs.again()
        self._thread = threading.Thread(target=self._run, name="duibiao-desk", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """What is under way is taken up at the next start."""
        self._ended.set()
        self._wake.set()
        self.child.close()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def wake(self) -> None:
        """Something was submitted."""
        self._wake.set()

    def do_all(self) -> None:
        """Every job that waits, here and now."""
        self._submit_due()
        while (job := self.desk.jobs.take()) is not None and not self._ended.is_set():
            self.do(job)

    def do(self, job: Job) -> None:
        """One job; what goes wrong is told with it."""

        def tell(done: int, of: int, said: str) -> None:
            self.desk.jobs.tell(job.number, done, of, said)

        try:
            _DO[job.asked["kind"]](self, job, tell)
        except DuibiaoError as error:
            if not self._ended.is_set():  # the child was ended, not the job
                self.desk.jobs.fail(job.number, error.line)
        except Exception:  # noqa: BLE001 - a mistake in one job must not end the thread that does them all
            _LOG.exception("job %d", job.number)
            self.desk.jobs.fail(job.number, "程序出错，已经记下")

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wake.clear()
            try:
                self.do_all()
            except DuibiaoError as error:  # the store cannot be reached: the next turn tries again
                _LOG.error("%s", error.line)
            self._wake.wait(IDLE_SECONDS)

    def _submit_due(self) -> None:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        waiting = {job.draft for job in self.desk.jobs.open()}
        for draft in self.desk.drafts.all(states=(State.READY,)):
            if draft.publish_at and draft.publish_at <= moment and draft.number not in waiting:
                planned = [e for e in self.desk.drafts.events(draft.number) if e.step == "schedule"]
                asked = {"kind": "publish", "draft": draft.number, "revision": draft.revision, "why": ""}
                if planned:
                    self.desk.jobs.submit(planned[-1].who, asked, draft.number)
                self.desk.drafts.came_due(draft.number)  # tried once: whether it failed, the chief is told

    # -- the kinds of jobs ---------------------------------------------------------------------------

    def _compose(self, job: Job, tell: Tell) -> None:
        asked = job.asked
        options = {"year": asked["year"], "trusted": asked["trusted"]}
        documents = (asked["report"], *asked["material"])
        made = self._composed(job, documents, asked["place"], options, "", tell)
        desk = self.desk
        with desk.store.writing() as connection:
            number = desk.drafts.create(
                connection, made.slug, made.adcode, made.material, options, made.written, job.who
            )
            draft = desk.drafts.get(number, connection)
            user = desk.people.get(job.who)
            desk.drafts.happened(
                connection, draft, who=user.name, role=user.role, step="compose", after=State.DRAFT, why="",
                revision=1, proof=made.written.proof,
            )  # fmt: skip
            note(connection, user.name, "draft.compose", str(number), {"slug": made.slug})
            desk.jobs.change(connection, job.number, state="done", draft=number, said="已生成初稿")

    def _edit(self, job: Job, tell: Tell) -> None:
        desk, asked = self.desk, job.asked
        draft = desk.drafts.get(asked["draft"])
        made = self._composed(
            job, desk.documents_of(draft), draft.adcode, draft.options, asked["sheet"], tell
        )
        with desk.store.writing() as connection:
            draft = desk.drafts.get(draft.number, connection)
            if (draft.state, draft.revision) != (State.DRAFT, asked["base"]):
                raise UsageError(steps.CHANGED, hint="你的改动没有丢：打开修改页可以接着改")
            revision = desk.drafts.revise(connection, draft.number, made.written, job.who)
            user = desk.people.get(job.who)
            desk.drafts.happened(
                connection, draft, who=user.name, role=user.role, step="edit", after=State.DRAFT, why="",
                revision=revision, proof=made.written.proof,
            )  # fmt: skip
            note(connection, user.name, "draft.edit", str(draft.number), {"revision": revision})
            desk.jobs.change(connection, job.number, state="done", said=f"已存为第{revision}版")

    def _publish(self, job: Job, tell: Tell) -> None:
        desk, asked = self.desk, job.asked
        draft = desk.drafts.get(asked["draft"])
        edition = desk.drafts.revision(draft.number, asked["revision"]).edition
        files = [desk.uploads.get(sha256) for sha256 in edition.documents]
        fresh = tuple(File(f.sha256, f.name, f.data) for f in files if not f.public)
        derived: Any = self.child.run(Read(fresh), tell) if fresh else []
        tell(len(fresh), len(fresh) + 1, "发布")
        step = step_of("publish")
        assert step is not None
        user = desk.people.get(job.who)
        if user.disabled_at:
            raise UsageError("定时的人账号已停用，请由别的总编发布")
        steps.publish(
            desk, user, draft.number, step, asked["why"], asked["revision"], derived, job=job.number
        )

    def _composed(
        self,
        job: Job,
        documents: Sequence[str],
        place: str,
        options: Mapping[str, Any],
        sheet: str,
        tell: Tell,
    ) -> Composed:
        desk = self.desk
        files = [desk.uploads.get(sha256) for sha256 in documents]
        read = [File(f.sha256, f.name.replace("：", "_"), f.data) for f in files]
        asked = Compose(
            read[0], place, tuple(read[1:]), options["year"], options["trusted"], sheet,
            desk.site.settings.publisher, desk.people.get(job.who).shown,
            (desk.site.settings.map_file, desk.site.settings.map_number),
            self._photographs(sheet) if sheet else (),
        )  # fmt: skip
        made = self.child.run(asked, tell)
        assert isinstance(made, Composed)
        return made

    def _photographs(self, sheet: str) -> tuple[File, ...]:
        """The photographs that a sheet names, called as it calls them. Raises ``NotFound``."""
        names = [edit.file for edit in read_edits(sheet).photographs]
        files = [self.desk.uploads.get(name.partition("/")[0]) for name in names]
        return tuple(File(f.sha256, name, f.data) for name, f in zip(names, files, strict=True))


_DO = {"compose": Worker._compose, "edit": Worker._edit, "publish": Worker._publish}
