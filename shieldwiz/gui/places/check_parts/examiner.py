# SPDX-License-Identifier: Apache-2.0
"""One document under examination: looked at again after every choice, where only the newest answer is heard."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.session import Session
from shieldwiz.workflow.choices import Choices

if TYPE_CHECKING:
    from shieldwiz.gui.jobs import Job

_PAUSE = 400  # ms after the last key
_EXAMINE = "shieldwiz.workflow.examination:examine"
_EXAMINE_KNOWN = "shieldwiz.workflow.examination:known_examination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is to be examined: a file, bytes that were pasted or fetched, or the metadata of a guardian that is kept."""

    source: str | None = None
    data: bytes | None = None
    display_name: str = ""
    known: str = ""


class Examiner(QObject):
    """Runs the examinations of one document at a time."""

    examined = Signal(object)
    """An examination, as the workflow reports it."""
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._document = Document()
        self._choices = Choices()
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        """Whether an examination is under way."""
        return self._job is not None

    def begin(self, document: Document, choices: Choices) -> None:
        """Examine another document."""
        self._document = document
        self.examine(choices)

    def examine(self, choices: Choices, *, soon: bool = False) -> None:
        """Examine the document again; `soon`: when no more keys are pressed."""
        self._choices = choices
        if soon:
            self._drop_job()
            self._timer.start()
        else:
            self._start()

    def stop(self) -> bool:
        """Stop, and hear nothing more. True where something was under way."""
        was_waiting = self._timer.isActive() or self.is_busy
        self._timer.stop()
        self._drop_job()
        return was_waiting

    def _start(self) -> None:
        self._timer.stop()
        self._drop_job()
        document = self._document
        arguments: dict[str, Any] = {"now": self._session.now(), "choices": self._choices}
        if document.known and document.data is None:
            work, arguments["name"] = _EXAMINE_KNOWN, document.known
        else:
            work = _EXAMINE
            arguments["source"] = document.source if document.data is None else None
            arguments["data"] = document.data
            arguments["display_name"] = document.display_name
        self._job = self._session.start(
            work, arguments, done=self._take, failed=self._refuse, stopped=self._end, owner=self
        )
        self.busy_changed.emit(True)

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.drop()
            self._end()

    def _end(self) -> None:
        self._job = None
        self.busy_changed.emit(False)

    def _take(self, examination: dict[str, Any]) -> None:
        self._end()
        # From now on the bytes as they were received are judged, whatever becomes of the file.
        self._document = Document(
            source=self._document.source,
            data=examination["data"] or None,
            display_name=examination["display_name"],
            known=self._document.known,
        )
        self.examined.emit(examination)

    def _refuse(self, error: ShieldwizError) -> None:
        self._end()
        self.failed.emit(error)
