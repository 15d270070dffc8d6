# SPDX-License-Identifier: Apache-2.0
"""The frame of all dialogs: a body, and a bar with buttons of which the safe one is the default."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shieldwiz.gui.widgets.tab_order import move_focus
from shieldwiz.gui.widgets.text import Line

NARROW, WIDE = 480, 720


class Dialog(QDialog):
    """A window-modal dialog. Put widgets into `body`, and end with `set_buttons`."""

    def __init__(self, parent: QWidget, title: str, *, width: int = NARROW, scrolls: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        inner = QWidget()
        inner.setProperty("kind", "body")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStrut(min(width, parent.window().width()))  # a minimum of the dialog's own would let words be cut
        if scrolls:
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setWidget(inner)
            column.addWidget(scroll, 1)
        else:
            column.addWidget(inner, 1)
        column.addWidget(Line())
        bar = QWidget()
        bar.setProperty("kind", "bar")
        self._bar = QHBoxLayout(bar)
        self._bar.setContentsMargins(16, 10, 14, 10)
        self._bar.setSpacing(8)
        column.addWidget(bar)

    def set_buttons(self, *buttons: QPushButton, default: QPushButton, left: QWidget | None = None) -> None:
        """The buttons of the bar, in reading order; `default` answers Enter; `left` stands at the other end."""
        if left is not None:
            self._bar.addWidget(left)
        self._bar.addStretch(1)
        for button in buttons:
            self._bar.addWidget(button)
        default.setDefault(True)
        default.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on as one reads, also to what was made after the rest."""
        return move_focus(self, forward=forward)
