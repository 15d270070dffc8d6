# SPDX-License-Identifier: Apache-2.0
"""One document and what the person answers about it. Every answer goes into `Choices`, and it is examined again."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.places.check_parts.examiner import Document, Examiner
from shieldwiz.gui.places.check_parts.facts import can_leave_out_signature, told_different
from shieldwiz.gui.places.check_parts.page import Answered, CheckPage
from shieldwiz.gui.places.check_parts.talking import Talking
from shieldwiz.gui.session import Session
from shieldwiz.gui.wording import error_words
from shieldwiz.workflow.choices import Choices


class Inquiry(Examiner):
    """Examines, shows on the page, listens to the page."""

    began = Signal()
    """A document was examined for the first time, and is on the page now."""
    shown = Signal()
    unreadable = Signal(object)
    """A document could not be examined at all."""

    def __init__(self, session: Session, page: CheckPage, talking: Talking, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._page = page
        self._talking = talking
        self._taken: frozenset[str] = frozenset()
        self._is_overruled = False
        self.document: Document | None = None
        self.examination: dict[str, Any] | None = None
        self.on_page: dict[str, Any] = {}
        self.answered = self._unanswered("")
        self._connect()

    def open(self, document: Document, expected: str) -> None:
        """Examine another document; `expected` names the kept guardian that it is meant to be newer of."""
        self.document, self.examination, self.on_page = document, None, {}
        self.answered = self._unanswered(expected)
        self._is_overruled = False
        self.begin(document, self.answered.choices)
        self._talking.look_up_names(self._take_names)

    def resume(self) -> None:
        """Go on with a document whose first examination was interrupted."""
        if self.document is not None and self.examination is None:
            self.begin(self.document, self.answered.choices)

    def close(self) -> None:
        """There is no document any more."""
        self.stop()
        self.document, self.examination, self.on_page = None, None, {}

    def take_signer(self, path: str) -> bool:
        """A certificate was dropped. False where nobody asks for one."""
        if self.document is None or not self._page.decide.isVisible():
            return False
        self._page.decide.take_signer(path)
        return True

    def leave_signature_out(self) -> None:
        """Ask, and leave a broken signature out."""
        goes_on = self._talking.may_leave_signature_out()
        self._page.body.signature_check.setChecked(not goes_on)
        if goes_on:
            self._choose(replace(self.answered.choices, ignore_signature=True))

    def _unanswered(self, expected: str) -> Answered:
        return Answered(choices=Choices(expected=expected), first_verdict="", at=self._session.now())

    def _connect(self) -> None:
        decide, body = self._page.decide, self._page.body
        self.examined.connect(self._show_examined)
        self.failed.connect(self._show_failed)
        decide.answered.connect(self._on_answered)
        decide.different_heard.connect(self._on_different_heard)
        decide.request_wanted.connect(lambda: self._talking.copy_request(self.on_page))
        decide.accept_wanted.connect(self._accept_without_proof)
        body.signature_switched.connect(self._on_signature_switched)
        self._page.refused.leave_out_wanted.connect(self.leave_signature_out)
        self._page.settled.again_wanted.connect(self._answer_again)

    # Answers

    def _choose(self, choices: Choices, *, soon: bool = False, reason: str = "") -> None:
        if choices == self.answered.choices and not self._is_overruled:
            return
        self._is_overruled = False
        self.answered = replace(self.answered, choices=choices, at=self._session.now(), reason=reason)
        self.examine(choices, soon=soon)

    def _on_answered(self, is_typing: bool) -> None:
        if self.examination is not None:
            base = replace(self.answered.choices, accept_without_proof=False)
            self._choose(self._page.decide.answers(base), soon=is_typing)

    def _on_signature_switched(self, is_on: bool) -> None:
        if not is_on and self.examination is not None and can_leave_out_signature(self.examination):
            self.leave_signature_out()
        else:
            self._choose(replace(self.answered.choices, ignore_signature=not is_on))

    def _accept_without_proof(self) -> None:
        reason = self._talking.reason_to_accept(self.examination["claimed_name"] if self.examination else "")
        if reason:
            choices = replace(self.answered.choices, accept_without_proof=True, guardian_fingerprint="")
            self._choose(choices, reason=reason)

    def _answer_again(self) -> None:
        if self.examination is not None:
            before = self.answered.choices
            self._choose(Choices(expected=before.expected, ignore_signature=before.ignore_signature))
            self._page.decide.begin(self.examination)

    def _on_different_heard(self) -> None:
        self.stop()
        if self.examination is not None:
            self._is_overruled = True
            self._page.decide.show_different()
            self._show(told_different(self.examination))

    # What came of it

    def _show_examined(self, examination: dict[str, Any]) -> None:
        is_first = self.examination is None
        self.examination = examination
        if is_first and self.document is not None:
            self.document = replace(self.document, data=examination["data"], display_name=examination["display_name"])
            self.answered = replace(self.answered, first_verdict=examination["verdict"])
            self._page.begin(examination)
            self.began.emit()
            changes = examination["library"]["changes"]
            if changes is not None:
                self._talking.look_up_files(changes["name"], self._page.changed.set_files)
        before = self._page.mode
        self._show(examination)
        if is_first or self._page.mode is not before:
            self._page.focus_first()

    def _show(self, examination: dict[str, Any]) -> None:
        self.on_page = examination
        self._page.show_examination(examination, self.answered, taken=self._taken, now=self._session.now())
        self.shown.emit()

    def _show_failed(self, error: ShieldwizError) -> None:
        if self.examination is None:
            self.unreadable.emit(error)
        else:
            head, text = error_words(error)
            self._page.decide.show_problem(f"{head}. {text}")

    def _take_names(self, names: frozenset[str]) -> None:
        self._taken = names
        self._page.settled.set_taken(names)
        self._page.changed.set_taken(names)
