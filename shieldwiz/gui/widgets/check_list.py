# SPDX-License-Identifier: Apache-2.0
"""What was checked, one sentence a line, what went wrong first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from shieldwiz.checks import Outcome
from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Line, Para, foreign

translate = QCoreApplication.translate
_LOOKS = {
    Outcome.FAIL: ("octagon-x", "refused"),
    Outcome.WARN: ("triangle-alert", "decide"),
    Outcome.NOT_EVALUATED: ("circle-dashed", "muted"),
    Outcome.NOTE: ("info", "info"),
    Outcome.PASS: ("check", "text"),
}
_ORDER = tuple(_LOOKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check: a sentence of ours, and a detail that may hold foreign text. `is_open` waits for the person."""

    id: str
    outcome: Outcome
    sentence: str
    detail: str = ""
    about: str = ""
    is_open: bool = False


def outcome_word(outcome: Outcome) -> str:
    """The word that stands beside a check."""
    return {
        Outcome.PASS: translate("CheckRow", "Passed"),
        Outcome.NOTE: translate("CheckRow", "Note"),
        Outcome.WARN: translate("CheckRow", "Warning"),
        Outcome.FAIL: translate("CheckRow", "Failed"),
        Outcome.NOT_EVALUATED: translate("CheckRow", "Not checked"),
    }[outcome]


def heading_of(lines: Sequence[CheckLine]) -> str:
    """The heading that counts: "Checks: 5 passed, 1 warning, 1 note"."""
    counts = Counter(line.outcome for line in lines)
    order = (Outcome.PASS, Outcome.FAIL, Outcome.WARN, Outcome.NOTE, Outcome.NOT_EVALUATED)
    passed, failed, warnings, notes, unchecked = (counts[outcome] for outcome in order)
    texts = {
        Outcome.PASS: translate("CheckList", "%n passed", "", passed),
        Outcome.FAIL: translate("CheckList", "%n failed", "", failed),
        Outcome.WARN: _singular(translate("CheckList", "%n warning(s)", "", warnings), warnings),
        Outcome.NOTE: _singular(translate("CheckList", "%n note(s)", "", notes), notes),
        Outcome.NOT_EVALUATED: translate("CheckList", "%n not checked", "", unchecked),
    }
    said = ", ".join(text for outcome, text in texts.items() if counts[outcome])
    heading = (
        QCoreApplication.translate("CheckList", "Checks: {0}")
        if said
        else QCoreApplication.translate("CheckList", "Checks")
    )
    return heading.format(said)


def _singular(text: str, number: int) -> str:
    # The source language has no file of plurals.
    return text.replace("(s)", "" if number == 1 else "s")


class CheckRow(QAbstractButton):
    """One check: icon, sentence, detail, and the outcome as a word. Enter opens what it means."""

    def __init__(self, line: CheckLine) -> None:
        super().__init__()
        self.line = line
        icon, role = _LOOKS[line.outcome]
        word = outcome_word(line.outcome)
        self.setObjectName(f"check_{line.id}_{line.about}".rstrip("_"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{line.sentence}, {word}")
        self.setAccessibleDescription(foreign(line.detail, 400))
        self.setToolTip(line.id)
        is_bad = line.outcome in (Outcome.FAIL, Outcome.WARN)
        colour = "muted" if line.outcome is Outcome.PASS else role
        self._outcome = Para(word, kind="small-strong" if is_bad else "small", role=colour)
        self._outcome.setWordWrap(False)
        self._lay_out(IconLabel(icon, role, 18), line)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def _lay_out(self, icon: IconLabel, line: CheckLine) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 7, 7, 7)
        row.setSpacing(9)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Para(line.sentence))
        if line.detail:
            words.addWidget(Para(foreign(line.detail, 400), kind="small", role="muted"))
        row.addLayout(words, 1)
        row.addWidget(self._outcome, 0, Qt.AlignmentFlag.AlignTop)

    def set_word_width(self, width: int) -> None:
        """Make the column of the outcome as wide as the widest word in the list."""
        self._outcome.setFixedWidth(width)

    @property
    def word_width(self) -> int:
        """How wide the outcome's word is."""
        return self._outcome.sizeHint().width()

    def as_text(self) -> str:
        """The row as one line of text, for the clipboard."""
        detail = f" ({foreign(self.line.detail, 400)})" if self.line.detail else ""
        return f"{outcome_word(self.line.outcome)}: {self.line.sentence}{detail}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._copy()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy, explain = QAction(self.tr("&Copy"), menu), QAction(self.tr("&Explain"), menu)
        copy.triggered.connect(self._copy)
        explain.triggered.connect(self.click)
        menu.addActions([copy, explain])
        menu.popup(event.globalPos())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(QPen(QColor(c.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.sunken) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())


class CheckList(QWidget):
    """Checks in order: failed, warnings, not checked, notes, passed."""

    help_wanted = Signal(str)
    heading_changed = Signal(str)

    def __init__(self, *, object_name: str = "") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._lines: tuple[CheckLine, ...] = ()
        self._rows: tuple[CheckRow, ...] = ()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2)

    def set_checks(self, lines: Sequence[CheckLine]) -> None:
        """Show these checks instead of what was there."""
        while (item := self._body.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        # What waits for the person comes first among its equals.
        self._lines = tuple(sorted(lines, key=lambda line: (_ORDER.index(line.outcome), not line.is_open)))
        self._rows = tuple(CheckRow(line) for line in self._lines)
        widest = max((row.word_width for row in self._rows), default=0)
        for at, row in enumerate(self._rows):
            if at:
                self._body.addWidget(Line())
            row.set_word_width(widest)
            row.clicked.connect(self._ask_for_help)
            self._body.addWidget(row)
        self._body.addStretch(1)
        self.setAccessibleName(self.heading())
        self.heading_changed.emit(self.heading())

    def heading(self) -> str:
        """How many passed, failed and so on, in words."""
        return heading_of(self._lines)

    def rows(self) -> tuple[CheckRow, ...]:
        """The rows in the order in which they are shown."""
        return self._rows

    def _ask_for_help(self) -> None:
        row = self.sender()
        if isinstance(row, CheckRow):
            self.help_wanted.emit(row.line.id)
