# SPDX-License-Identifier: Apache-2.0
"""The three questions about metadata, each with one answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Line, Para, plain


class Answer(StrEnum):
    """How a question was answered. `PROVED` alone is green; a yes that the file gives about itself is not."""

    YES = "yes"
    PROVED = "proved"
    OPEN = "open"
    WEAK = "weak"
    NO = "no"
    MUTED = "muted"


_LOOKS = {
    Answer.YES: ("check", "text"),
    Answer.PROVED: ("shield-check", "trusted"),
    Answer.OPEN: ("circle-question-mark", "decide"),
    Answer.WEAK: ("triangle-alert", "decide"),
    Answer.NO: ("octagon-x", "refused"),
    Answer.MUTED: ("circle-dashed", "muted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, its answer in a word or two, and a line below; {0} are foreign `values`."""

    number: int
    question: str
    answer: str
    outcome: Answer
    text: str
    values: tuple[str, ...] = ()


class QuestionList(Card):
    """A card with the questions below each other."""

    def __init__(self, *, object_name: str = "") -> None:
        super().__init__(margins=15)
        self.setObjectName(object_name)
        self._rows: list[QWidget] = []

    def set_questions(self, questions: Sequence[Question]) -> None:
        """Show these questions instead of what was there."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for question in questions:
            if self._rows:
                self._put(Line())
            self._put(_row(question))

    def _put(self, row: QWidget) -> None:
        self._rows.append(row)
        self.body.addWidget(row)


def _row(question: Question) -> QWidget:
    icon, role = _LOOKS[question.outcome]
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addWidget(IconLabel(icon, role, 20), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    top = QHBoxLayout()
    asked = Para(kind="strong")
    asked.set_marked(f"{question.number}.  {question.question}", *question.values)
    answer = Para(question.answer, kind="strong", role=role)
    answer.set_at_end()
    answer.setWordWrap(False)
    top.addWidget(asked, 1)
    top.addWidget(answer, 0, Qt.AlignmentFlag.AlignTop)
    below = Para(kind="small", role="muted")
    below.set_marked(question.text, *question.values)
    words.addLayout(top)
    words.addWidget(below)
    line.addLayout(words, 1)
    row.setAccessibleName(f"{asked.accessibleName()} {question.answer}. {plain(question.text, *question.values)}")
    return row
