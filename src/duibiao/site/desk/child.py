"""A process of its own for reading and composing: bounded in memory and time, replaced when it dies."""

from __future__ import annotations

import resource
import signal
import threading
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from duibiao.errors import DuibiaoError, JobError
from duibiao.site.desk.making import Tell, work

MEMORY_MOST = 3 * 1024**3
"""Bytes of address space; a brief from twelve documents takes 0.6 GB of it."""
SECONDS_MOST = 600
"""Longest time for one job; the largest brief of the corpus takes about 20 seconds."""
JOBS_MOST = 50
"""After so many jobs a fresh process takes over, so that memory stays flat."""


class Child:
    """Does one thing at a time, in a process that is started when it is needed. ``close`` it."""

    def __init__(self, seconds: float = SECONDS_MOST) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0

    def run(self, asked: object, tell: Tell) -> object:
        """What ``making.work`` gives. Raises its ``DuibiaoError``, and ``JobError`` when the process died."""
        with self._lock:
            pipe = self._started()
            self._jobs += 1
            end = time.monotonic() + self.seconds
            try:
                pipe.send(asked)
                while pipe.poll(max(0.0, end - time.monotonic())):
                    kind, value = pipe.recv()
                    if kind == "tell":
                        tell(*value)
                    elif kind == "failed":
                        raise value
                    else:
                        return value
            except (EOFError, OSError) as error:
                self._end()
                hint = "文件可能有问题：请另存为 .docx 或文本后再试"
                raise JobError("处理这些文件时程序中止了", hint=hint) from error
            self._end()
            raise JobError(f"超过 {self.seconds:.0f} 秒没有做完，已停止", hint="请减少材料后再试")

    def close(self) -> None:
        """End the process."""
        process = self._process
        if process is not None:
            process.kill()  # it holds nothing that could be lost
        with self._lock:
            self._end()

    def _started(self) -> Connection:
        alive = self._process is not None and self._process.is_alive()
        if self._pipe is None or not alive or self._jobs >= JOBS_MOST:
            self._end()
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
            self._jobs = 0
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process, self._pipe = None, None


def _serve(pipe: Connection) -> None:
    """The child: one thing after the other until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the work
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MOST, MEMORY_MOST))

    def tell(done: int, steps: int, said: str) -> None:
        pipe.send(("tell", (done, steps, said)))

    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(("done", work(asked, tell)))
        except DuibiaoError as error:
            pipe.send(("failed", JobError(error.what, where=error.where, hint=error.hint)))
        except (MemoryError, RecursionError):
            hint = "文件可能有问题：请另存为 .docx 或文本后再试"
            pipe.send(("failed", JobError("这些文件处理起来太大", hint=hint)))
