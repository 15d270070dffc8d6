# SPDX-License-Identifier: Apache-2.0
"""What was just removed, and the way back, for ten seconds at the bottom of a page."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.text import ElidedLabel

_ABOVE = 16  # pixels from the bottom edge


class UndoBar(QFrame):
    """Floats over the bottom of its parent, never takes the focus, and goes after a while or at the next change.

    The place keeps its own history for Edit > Undo: this bar is only the short way.
    """

    undone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._undo: Callable[[], object] | None = None
        self.setObjectName("undo_bar")
        self.setProperty("kind", "card")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.setSpacing(8)
        self._text = ElidedLabel()
        self.undo_button = LinkButton(self.tr("Undo"), "refresh-cw", object_name="undo_button")
        self.undo_button.clicked.connect(self.undo)
        line.addWidget(self._text, 1)
        line.addWidget(self.undo_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_over)
        parent.installEventFilter(self)
        self.hide()

    def offer(self, text: str, undo: Callable[[], object], seconds: int = 10) -> None:
        """Say what was done, in plain text, and offer to take it back."""
        self._undo = undo
        self._text.set_text(text)
        self.undo_button.setAccessibleDescription(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(seconds * 1_000)
        announce(self, text)

    def is_offering(self) -> bool:
        """Whether something can be taken back here."""
        return self._undo is not None

    def undo(self) -> None:
        """Take it back."""
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()
            self.undone.emit()

    def dismiss(self) -> None:
        """Go, as when something else was changed."""
        self._undo = None
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _time_is_over(self) -> None:
        # Nobody is made to hurry who is on the button.
        if self.undo_button.hasFocus() or self.underMouse():
            self._timer.start(2_000)
        else:
            self.dismiss()

    def _place(self) -> None:
        room = self._page.rect()
        size = self.sizeHint()
        width = min(size.width(), room.width() - 2 * _ABOVE)
        self.setGeometry((room.width() - width) // 2, room.height() - size.height() - _ABOVE, width, size.height())
