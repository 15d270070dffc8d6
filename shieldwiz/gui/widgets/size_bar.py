# SPDX-License-Identifier: Apache-2.0
"""How much of the room in a file is taken, part by part."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from shieldwiz.gui.theme import Tone, theme
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import foreign, tooltip
from shieldwiz.gui.wording.sentences import size_words

LIMIT = 384 * 1_024
_KIB = 1_024


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.parts: tuple[int, ...] = ()
        self.limit = LIMIT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, 10)

    def paintEvent(self, _: QPaintEvent) -> None:
        c = theme().colours
        total = sum(self.parts)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), QColor(c.line))
        colour = QColor(c.refused if total > self.limit else c.accent)
        scale = self.width() / max(total, self.limit, 1)
        left = 0.0
        for part in self.parts:
            width = part * scale
            at = self.width() - left - width if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else left
            painter.fillRect(QRectF(at, 0, max(1.0, width - 1.5), self.height()), colour)
            left += width
        painter.end()


class SizeBar(QWidget):
    """A bar of parts against a limit in bytes, with the sum in words below."""

    def __init__(self, *, limit: int = LIMIT, object_name: str = "") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._bar = _Bar()
        self._bar.limit = limit
        self._words = InlineNotice(Tone.PLAIN, "", plain=True)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(5)
        body.addWidget(self._bar)
        body.addWidget(self._words)
        self.set_parts(())

    def set_parts(self, parts: Sequence[tuple[str, int]]) -> None:
        """Show these parts: name (foreign) and bytes of each."""
        was_over = self.is_over()
        self._bar.parts = tuple(size for _, size in parts if size > 0)
        self._bar.update()
        self.setToolTip(tooltip("\n".join(f"{foreign(name)}: {size_words(size)}" for name, size in parts)))
        limit, total = self._bar.limit, self.total()
        used = self.tr("{0} of {1} KB").format(-(-total // _KIB), limit // _KIB)
        self.setAccessibleName(used)
        if self.is_over():
            too_much = self.tr("{0} KB too much. Remove a file to go on.").format(-((limit - total) // _KIB))
            self._words.set_notice(Tone.REFUSED, too_much, announced=False)
            self.setAccessibleDescription(too_much)
            if not was_over:
                announce(self, too_much, assertive=True)
        else:
            self._words.set_notice(Tone.PLAIN, used, announced=False)
            self.setAccessibleDescription("")

    def total(self) -> int:
        """The sum in bytes."""
        return sum(self._bar.parts)

    def is_over(self) -> bool:
        """Whether it is more than there is room for."""
        return self.total() > self._bar.limit

    @property
    def text(self) -> str:
        """The words below the bar."""
        return self._words.text


def size_text(size: int) -> str:
    """A number of bytes in words."""
    return size_words(size)
