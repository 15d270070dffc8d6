# SPDX-License-Identifier: Apache-2.0
"""Questions, signature switch and tabs on the left, and one panel on the right, or below the questions."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.gui.places.check_parts.tabs import CheckTabs
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.locked import LockedNote
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.questions import QuestionList

_NARROW = 860  # pixels of content
_SIDE = 352


class CheckBody(QWidget):
    """What is known about one file."""

    signature_switched = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.questions = QuestionList(object_name="check_questions")
        self.signature_check = QCheckBox(self.tr("Check the communications &signature"))
        self.signature_check.setObjectName("check_signature_check")
        self.signature_check.setChecked(True)
        self.prove_button = LinkButton(self.tr("What does it prove?"), object_name="check_prove_button")
        self.proof = InlineNotice(
            Tone.INFO,
            self.tr(
                "It proves who served this file and that nobody changed it on the way, to someone who knows the "
                "signer's certificate from elsewhere. It does not prove that the keys are good."
            ),
            object_name="check_proof_notice",
        )
        self.proof.hide()
        self.tabs = CheckTabs()
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._switch = self._switch_line()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._is_narrow: bool | None = None
        self._arrange(is_narrow=False)
        self.signature_check.clicked.connect(self.signature_switched)
        self.prove_button.clicked.connect(lambda: self.proof.setVisible(self.proof.isHidden()))

    def lock_signature(self, contact: str) -> None:
        """The organisation does not let the signature be set aside."""
        note = LockedNote(contact=contact, object_name="check_signature_locked")
        note.lock(self.signature_check)
        self._switch_column.insertWidget(1, note)

    def show_panel(self, panel: QWidget) -> None:
        """Show one panel on the right, instead of the others."""
        if self._side_column.indexOf(panel) < 0:
            self._side_column.addWidget(panel)
        for at in range(self._side_column.count()):
            item = self._side_column.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(widget is panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_narrow=event.size().width() < max(_NARROW, self._needed()))

    def _needed(self) -> int:
        """How wide both columns are at least, beside each other."""
        left = max(part.minimumSizeHint().width() for part in (self.questions, self._switch, self.tabs))
        return left + self._grid.horizontalSpacing() + self._side_width()

    def _side_width(self) -> int:
        return max(_SIDE, self._side.minimumSizeHint().width())

    def _switch_line(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        line = QHBoxLayout()
        line.addWidget(self.signature_check)
        line.addStretch(1)
        line.addWidget(self.prove_button)
        column.addLayout(line)
        column.addWidget(self.proof)
        self._switch_column = column
        return whole

    def _arrange(self, *, is_narrow: bool) -> None:
        if not is_narrow:
            self._side.setFixedWidth(self._side_width())
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        parts = (self.questions, self._side, self._switch, self.tabs)
        for part in parts:
            self._grid.removeWidget(part)
        if is_narrow:
            for row, part in enumerate(parts):
                self._grid.addWidget(part, row, 0)
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        else:
            for row, part in enumerate((self.questions, self._switch, self.tabs)):
                self._grid.addWidget(part, row, 0)
            self._grid.addWidget(self._side, 0, 1, 3, 1)
        self._grid.setColumnStretch(0, 1)
        for row in range(4):
            self._grid.setRowStretch(row, 1 if row == (3 if is_narrow else 2) else 0)
