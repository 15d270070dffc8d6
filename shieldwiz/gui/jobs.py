# SPDX-License-Identifier: Apache-2.0
"""Slow work, in worker processes: started here, heard of by callbacks in the window's thread, and stopped here.

A page that goes away hears nothing more. Two workers stay warm; more are started while more work is under way.
"""

import atexit
import threading
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.messages import STOP, Order, Outcome, Ready, Step

PRELOAD = ("shieldwiz.workflow.metadata", "shieldwiz.workflow.shielding", "shieldwiz.workflow.owners")
_WARM = 2  # workers that are kept when they have nothing to do
_PATIENCE = 150  # ms that work has to stop by itself before its process is ended
_PATIENCE_WRITING = 2_000  # likewise where a file may be half written

_Done = Callable[[Any], None]
_Failed = Callable[[ShieldwizError], None]
_Progress = Callable[[int, int, str], None]


class _Worker:
    """One process and our end of the pipe to it."""

    def __init__(self) -> None:
        from shieldwiz.gui.worker import serve  # noqa: PLC0415 - what starts processes waits for the first paint
        from shieldwiz.other_processes import spawn_context  # noqa: PLC0415

        context = spawn_context()
        self.pipe, there = context.Pipe()
        # No daemon: those may not start processes, and a PFX is opened in one. So its end is seen to here.
        self._process = context.Process(target=serve, args=(there, PRELOAD), daemon=False, name="shieldwiz worker")
        self._process.start()
        atexit.register(self._process.kill)
        there.close()
        self._sending = threading.Lock()

    def send(self, message: object, *, wait: bool) -> bool:
        """Send a message; without `wait` only where no other is being sent. False where it was not sent."""
        if not self._sending.acquire(blocking=wait):
            return False
        try:
            self.pipe.send(message)
        except OSError:
            return False  # it has ended by itself; whoever listens hears of that
        finally:
            self._sending.release()
        return True

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.join()
        atexit.unregister(self._process.kill)
        self.pipe.close()


class Job(QObject):
    """One piece of work under way. Its signals arrive in the window's thread."""

    stepped = Signal(int, int, str)
    ended = Signal(object)  # an Outcome

    def __init__(self, runner: "JobRunner", *, writes: bool) -> None:
        super().__init__(runner)
        self.worker: _Worker | None = None
        self.is_stopping = False
        self._writes = writes
        self._is_dropped = False
        self.ended.connect(lambda outcome: runner._finish(self, outcome))  # noqa: SLF001 - its one other half

    @property
    def is_dropped(self) -> bool:
        """Whether nobody waits for its end any more."""
        return self._is_dropped

    def stop(self) -> None:
        """Ask it to stop; a while later its process is ended. Its callback `stopped` is called either way."""
        if self.is_stopping or self.worker is None:
            return
        self.is_stopping = True
        has_heard = self.worker.send(STOP, wait=False)
        patience = 0 if not has_heard else _PATIENCE_WRITING if self._writes else _PATIENCE
        QTimer.singleShot(patience, self, self._lose_patience)

    def drop(self) -> None:
        """Stop it and hear nothing more of it: its page went away."""
        self._is_dropped = True
        self.stop()

    def _lose_patience(self) -> None:
        if self.worker is not None:
            self.worker.end()  # the listening thread sees the pipe close, and reports that


class JobRunner(QObject):
    """Owns all jobs and worker processes, as long as the program lives."""

    crashed = Signal(str)  # the words of a bug in a worker

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._idle: list[_Worker] = []
        self._jobs: dict[Job, tuple[_Done, _Failed | None, Callable[[], None] | None]] = {}
        self._held: list[tuple[Job, Order]] | None = None

    def hold(self) -> None:
        """Start nothing before `release`: until the first paint, processes would only be in its way."""
        self._held = []

    def release(self) -> None:
        """Start what was held, and from now on everything at once."""
        held, self._held = self._held or [], None
        for job, order in held:
            self._begin(job, order)

    def warm_up(self) -> None:
        """Start a worker in advance, so that the first job need not wait for its imports."""
        if not self._idle:
            self._idle.append(_Worker())

    def start(
        self,
        work: str,
        arguments: Mapping[str, Any],
        *,
        done: _Done,
        failed: _Failed | None = None,
        stopped: Callable[[], None] | None = None,
        progress: _Progress | None = None,
        owner: QObject | None = None,
        writes: bool = False,
    ) -> Job:
        """Run `work`, "module:function" of the workflow, with picklable arguments.

        Exactly one of `done(result)`, `failed(error)` and `stopped()` is called in the window's thread, none where
        `owner` was destroyed before. A bug goes to `crashed`. `writes` work gets time to finish its file.
        """
        job = Job(self, writes=writes)
        self._jobs[job] = (done, failed, stopped)
        if progress is not None:
            job.stepped.connect(lambda *step: None if job.is_dropped else progress(*step))
        if owner is not None:
            owner.destroyed.connect(job.drop)
        order = Order(work=work, arguments=arguments)
        if self._held is None:
            self._begin(job, order)
        else:
            self._held.append((job, order))
        return job

    def _begin(self, job: Job, order: Order) -> None:
        if job.is_dropped:
            self._finish(job, Outcome(was_cancelled=True))
            return
        job.worker = self._idle.pop() if self._idle else _Worker()
        threading.Thread(target=_listen, args=(job, job.worker, order), daemon=True).start()

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._jobs)

    def close(self) -> None:
        """End all workers. Work under way is lost; files are whole, because they are written whole."""
        for job in list(self._jobs):
            job.drop()
            if job.worker is not None:
                job.worker.end()
        for worker in self._idle:
            worker.end()
        self._idle.clear()

    def _finish(self, job: Job, outcome: Outcome) -> None:
        done, failed, stopped = self._jobs.pop(job, (None, None, None))
        worker, job.worker = job.worker, None
        if worker is not None:
            if outcome.bug or outcome.was_cancelled or job.is_stopping or len(self._idle) >= _WARM:
                worker.end()
            else:
                self._idle.append(worker)
        job.deleteLater()
        if job.is_dropped or done is None:
            return
        if outcome.was_cancelled or (job.is_stopping and outcome.bug):
            if stopped is not None:
                stopped()
        elif outcome.bug:
            self.crashed.emit(outcome.bug)
            if stopped is not None:
                stopped()
        elif outcome.error is not None:
            if failed is not None:
                failed(outcome.error)
        else:
            done(outcome.result)


def _listen(job: Job, worker: _Worker, order: Order) -> None:
    """In a thread of its own: hand the order over, and pass on what comes back."""
    try:
        worker.send(order, wait=True)
        while True:
            message = worker.pipe.recv()
            if isinstance(message, Outcome):
                job.ended.emit(message)
                return
            if isinstance(message, Step):
                job.stepped.emit(message.done, message.total, message.activity)
            elif not isinstance(message, Ready):
                job.ended.emit(Outcome(bug=f"unknown message {type(message).__name__}"))
                return
    except (EOFError, OSError) as error:  # the process is gone: ended here, or by the system
        job.ended.emit(Outcome(bug=f"the worker ended: {type(error).__name__}"))
    except RuntimeError:
        return  # the window is gone
