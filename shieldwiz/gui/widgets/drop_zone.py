# SPDX-License-Identifier: Apache-2.0
"""Dropping files: a dashed frame that says what a drop will do before it is done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Para

# Given the files, the sentence that says what a drop does, or "" where it does nothing.
Accepts = Callable[[list[Path]], str]
_WIDEST = 540  # pixels of buttons beside each other: what the narrowest page has


def paths_of(mime: QMimeData) -> list[Path]:
    """The files of a drag or of the clipboard, without what lies elsewhere than on this computer."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def accept_all(paths: list[Path]) -> str:
    """Any number of files, with no other words than the zone's own."""
    return " " if paths else ""


class DropZone(QFrame):
    """A dashed frame with words and buttons, for what can be dropped and for the other ways to the same."""

    dropped = Signal(list)

    def __init__(
        self, text: str, *, icon: str = "download", accepts: Accepts = accept_all, object_name: str = ""
    ) -> None:
        super().__init__()
        self._own_text, self._accepts = text, accepts
        self.setObjectName(object_name)
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        body = QVBoxLayout(self)
        body.setContentsMargins(14, 10, 14, 12)
        body.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch(1)
        line.addWidget(IconLabel(icon, "muted", 20))
        self._text = Para(text)
        line.addWidget(self._text)
        line.addStretch(1)
        body.addLayout(line)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        body.addLayout(self._buttons)

    def add_button(self, button: QPushButton) -> None:
        """Add a button below the words."""
        self._buttons.insertWidget(self._buttons.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        if self._buttons.sizeHint().width() > _WIDEST:
            self._buttons.setDirection(QBoxLayout.Direction.TopToBottom)

    @property
    def text(self) -> str:
        """The words that it shows now."""
        return self._text.text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        says = self._accepts(paths_of(event.mimeData()))
        if says:
            event.acceptProposedAction()
            self._show_over(says.strip() or self._own_text, is_over=True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_over(self._own_text, is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = paths_of(event.mimeData())
        self._show_over(self._own_text, is_over=False)
        if self._accepts(paths):
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _show_over(self, text: str, *, is_over: bool) -> None:
        self._text.setText(text)
        self.setProperty("over", "true" if is_over else "false")
        self.style().unpolish(self)
        self.style().polish(self)


class DropTarget(QObject):
    """Makes a whole widget take drops; while files are over it, it bears a dashed frame and says what will happen."""

    def __init__(self, widget: QWidget, accepts: Accepts, dropped: Callable[[list[Path]], object]) -> None:
        super().__init__(widget)
        self._widget, self._accepts, self._dropped = widget, accepts, dropped
        self._overlay = _Overlay(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @property
    def says(self) -> str:
        """What it says now, while files are over it."""
        return self._overlay.text if self._overlay.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and not isinstance(event, QDragMoveEvent):
            return self._drop(event)
        if isinstance(event, QDragEnterEvent):
            says = self._accepts(paths_of(event.mimeData()))
            event.setAccepted(bool(says))
            if says:
                self._overlay.say(says.strip())
            return True
        if isinstance(event, QDragLeaveEvent):
            self._overlay.hide()
            return True
        return super().eventFilter(watched, event)

    def _drop(self, event: QDropEvent) -> bool:
        paths = paths_of(event.mimeData())
        self._overlay.hide()
        event.setAccepted(bool(self._accepts(paths)))
        if event.isAccepted():
            self._dropped(paths)
        return True


class _Overlay(QWidget):
    """The frame over a drop target."""

    def __init__(self, below: QWidget) -> None:
        super().__init__(below)
        self._below = below
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str) -> None:
        """Appear over the whole widget."""
        self.text = text
        self.setGeometry(self._below.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        c = theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 8, 8)
        if self.text:
            room = self.rect().adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
            words = painter.boundingRect(room, flags, self.text).adjusted(-14, -8, 14, 8)
            painter.setPen(QPen(QColor(c.accent), 1))
            painter.setBrush(QColor(c.accent_soft))
            painter.drawRoundedRect(words, 6, 6)
            painter.setPen(QColor(c.text))
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.text)
        painter.end()
