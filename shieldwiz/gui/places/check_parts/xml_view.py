# SPDX-License-Identifier: Apache-2.0
"""A file as it was received: read-only, in two colours, never re-indented."""

import re

from PySide6.QtGui import QColor, QShowEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from shieldwiz.foreign_text import is_hidden
from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.text import fixed_font

_TAG = re.compile(r"</?[^\s<>/]+|/?>|<[?!]")
_ATTRIBUTE = re.compile(r"""[^\s<>="']+(?==["'])""")
_LONGEST = 20_000  # characters of a line that are coloured
_ALLOWED = frozenset("\n\t")


class XmlView(QPlainTextEdit):
    """Shows text and changes nothing of it, but for hidden characters, which are shown by their numbers."""

    def __init__(self, *, object_name: str = "") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFont(fixed_font("small"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("The file as it was received"))
        self._colouring = _Colouring(self.document())
        self._is_stale = False
        theme().changed.connect(self._recolour)

    def _recolour(self) -> None:
        self._is_stale = not self.isVisible()  # what nobody sees can wait
        if not self._is_stale:
            self._colouring.recolour()

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self._is_stale = False
            self._colouring.recolour()
        super().showEvent(event)

    def show_text(self, text: str) -> None:
        """Show a file's text."""
        self.setPlainText(_visible(text))


class _Colouring(QSyntaxHighlighter):
    """Names of elements in one colour, names of attributes in another."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._tag, self._attribute = QTextCharFormat(), QTextCharFormat()
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the theme."""
        colours = theme().colours
        self._tag.setForeground(QColor(colours.accent))
        self._attribute.setForeground(QColor(colours.muted))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for pattern, form in ((_TAG, self._tag), (_ATTRIBUTE, self._attribute)):
            for found in pattern.finditer(text[:_LONGEST]):
                self.setFormat(found.start(), found.end() - found.start(), form)


def _visible(text: str) -> str:
    unified = text.replace("\r\n", "\n")
    if unified.isascii() and unified.replace("\n", "").replace("\t", "").isprintable():
        return unified
    return "".join(f"\\u{{{ord(c):x}}}" if is_hidden(c) and c not in _ALLOWED else c for c in unified)
