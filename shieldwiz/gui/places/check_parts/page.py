# SPDX-License-Identifier: Apache-2.0
"""Everything that is shown about one document: banner, questions, tabs, and the side that fits the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from shieldwiz.gui.places.check_parts.body import CheckBody
from shieldwiz.gui.places.check_parts.changed import ChangedView
from shieldwiz.gui.places.check_parts.decide import DecidePanel
from shieldwiz.gui.places.check_parts.facts import Mode, can_leave_out_signature, mode_of
from shieldwiz.gui.places.check_parts.refused import RefusedPanel
from shieldwiz.gui.places.check_parts.settled import SettledPanel
from shieldwiz.gui.session import Session
from shieldwiz.gui.widgets.banner import VerdictBanner
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.questions import Answer, Question
from shieldwiz.gui.widgets.text import Heading, Para
from shieldwiz.gui.wording import combined, known_words, open_points, question_words, verdict_words
from shieldwiz.workflow.choices import Choices

_ANSWERS = {
    "yes": Answer.YES,
    "no": Answer.NO,
    "not-known": Answer.OPEN,
    "weak": Answer.WEAK,
    "not-signed": Answer.WEAK,
    "not-checked": Answer.WEAK,
    "accepted": Answer.WEAK,
    "not-asked": Answer.MUTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the person answered so far, and when."""

    choices: Choices
    first_verdict: str
    at: datetime
    reason: str = ""


class CheckPage(QScrollArea):
    """One document, judged."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.mode = Mode.DECIDE
        self.banner = VerdictBanner(object_name="check_verdict_banner")
        self.body = CheckBody()
        if not session.organisation.allows_overrides:
            self.body.lock_signature(session.organisation.contact)
        self.decide = DecidePanel(session)
        self.settled = SettledPanel()
        self.refused = RefusedPanel()
        self.same = Card()
        self.changed = ChangedView()
        self._same_text = Para(kind="small")
        self._make_same()
        for panel in (self.settled, self.refused, self.same, self.decide):
            self.body.show_panel(panel)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("kind", "body")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self.body, 1)
        column.addWidget(self.changed, 1)
        self.setWidget(inner)
        self.changed.changed.connect(self._show_what_is_asked)

    def begin(self, examination: Mapping[str, Any]) -> None:
        """Another document: nothing is answered."""
        self.decide.begin(examination)
        self.settled.begin()
        self.changed.begin()
        self.body.tabs.tabs.setCurrentIndex(0)
        self.body.proof.hide()
        bar = self.verticalScrollBar()
        bar.setValue(bar.minimum())

    def show_examination(
        self, examination: Mapping[str, Any], answered: Answered, *, taken: frozenset[str], now: datetime
    ) -> None:
        """Show what the examination came to."""
        self.mode = mode_of(examination, first_verdict=answered.first_verdict)
        self._show_banner(examination, answered)
        self._show_questions(examination, answered)
        self.body.signature_check.setChecked(not answered.choices.ignore_signature)
        self.body.tabs.show_examination(examination, now=now)
        self.decide.show_examination(examination)
        self._show_sections(examination, answered)
        is_changed = self.mode is Mode.CHANGED
        self.body.setVisible(not is_changed)
        self.changed.setVisible(is_changed)
        if is_changed:
            self.changed.take_panel(self.decide)
            self.changed.show_examination(examination, taken=taken)
        elif self.mode is Mode.SETTLED:
            self.settled.show_examination(examination, taken=taken, now=answered.at.isoformat())
            self.body.show_panel(self.settled)
        elif self.mode is Mode.REFUSED:
            self.refused.offer_leaving_out(can_leave_out_signature(examination))
            self.body.show_panel(self.refused)
        elif self.mode is Mode.SAME:
            self.body.show_panel(self.same)
        else:
            self.body.show_panel(self.decide)

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        if self.mode is Mode.SETTLED:
            self.settled.focus_first()
        elif self.mode is Mode.CHANGED:
            self.changed.choice.cards[0].setFocus()
        elif self.mode is Mode.DECIDE:
            self.decide.focus_first()
        else:
            self.body.tabs.tabs.tabBar().setFocus()

    def _show_what_is_asked(self) -> None:
        """Bring the panel into view that a choice about changed keys waits for."""
        if self.changed.needs_proof():
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.decide, 0, 12))

    def _make_same(self) -> None:
        self.same.setObjectName("check_same_panel")
        self.same.add(Heading(self.tr("Nothing to do")))
        self._same_text.setText(
            self.tr("The keys in this file are the keys that you have. Files that you made for them stay as they are.")
        )
        self.same.add(self._same_text)
        self.same.body.addStretch(1)

    def _show_banner(self, examination: Mapping[str, Any], answered: Answered) -> None:
        if self.mode is Mode.SAME:
            words = known_words(examination["library"]["same_as"])
        else:
            name = examination["claimed_name"] or self.tr("the hoster")
            words = verdict_words(examination, name=name, at=answered.at, reason=answered.reason)
        head, text, values = combined(words.head, words.text)
        self.banner.set_verdict(words.tone, head, text, values=values, icon=words.icon)

    def _show_questions(self, examination: Mapping[str, Any], answered: Answered) -> None:
        found = question_words(
            examination, name=examination["claimed_name"], switched_off=answered.choices.ignore_signature
        )
        proved = examination["verdict"] == "trusted" and self.mode is not Mode.SAME
        questions = []
        for words in found:
            outcome = _ANSWERS[words.answer]
            if words.number == 3 and outcome is Answer.YES and proved:
                outcome = Answer.PROVED
            if words.answer == "not-checked" and examination["verdict"] == "refused":
                outcome = Answer.MUTED
            question, text, values = combined(words.question, words.text)
            questions.append(
                Question(
                    number=words.number,
                    question=question,
                    answer=words.answer_word,
                    outcome=outcome,
                    text=text,
                    values=values,
                )
            )
        self.body.questions.set_questions(questions)

    def _show_sections(self, examination: Mapping[str, Any], answered: Answered) -> None:
        points = open_points(examination)
        expired = "expired" in points or answered.choices.allow_expired
        only_expired = points == ("expired",)
        self.decide.ask_for(
            expired=expired,
            whose=not only_expired or examination["verdict"] != "decide",
            signature=not answered.choices.ignore_signature,
            can_accept=self.mode is Mode.DECIDE
            and examination["verdict"] == "decide"
            and not answered.choices.ignore_signature
            and not examination["library"]["same_as"],
        )
