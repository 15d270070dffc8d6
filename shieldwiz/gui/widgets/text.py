# SPDX-License-Identifier: Apache-2.0
"""Text: wrapped, elided, fixed-width, and text that came from somebody else."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QWidget

from shieldwiz.gui.theme import TYPE, set_role, set_type
from shieldwiz.gui.widgets.foreign_words import foreign, isolated, literal, marked, plain, tooltip, whole

_WIDEST = 720  # pixels: longer lines are hard to read
_PREFERRED = 440

__all__ = [
    "Caption",
    "ElidedLabel",
    "FixedLabel",
    "ForeignLabel",
    "Heading",
    "Line",
    "Para",
    "Small",
    "Strong",
    "Title",
    "fixed_font",
    "foreign",
    "isolated",
    "literal",
    "marked",
    "plain",
    "tooltip",
    "whole",
]


def fixed_font(kind: str = "body") -> QFont:
    """The system's fixed-width font in a size of `theme.TYPE`."""
    scale, is_strong = TYPE[kind]
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QApplication.font().pointSizeF() * scale)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    return font


def align_with_layout(label: QLabel) -> None:
    """Begin a label's text where its page begins, whatever script its words are in. Centred text stays so."""
    alignment = label.alignment()
    if alignment & Qt.AlignmentFlag.AlignHCenter:
        return
    is_at_end = bool(label.property("atEnd"))
    is_mirrored = label.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored is not is_at_end else Qt.AlignmentFlag.AlignLeft
    vertical = alignment & Qt.AlignmentFlag.AlignVertical_Mask
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | vertical)


class Para(QLabel):
    """Wrapped text that is always exactly as high as its width makes it."""

    def __init__(
        self, text: str = "", *, kind: str = "body", role: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._needed = 0
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Height for width does not get through nested layouts; so the height is set once the width is known.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        align_with_layout(self)
        set_type(self, kind)
        set_role(self, role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show our own words, as plain text."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        super().setText(text)
        self.setAccessibleName("")
        self._measure()

    def set_marked(self, sentence: str, *values: str) -> None:
        """Show a sentence of ours with **bold** words and foreign `values`."""
        self.setTextFormat(Qt.TextFormat.RichText)
        super().setText(marked(sentence, *values))
        self.setAccessibleName(plain(sentence, *values))
        self._measure()

    def set_at_end(self) -> None:
        """Align the text with the far side, as an answer or a number."""
        self.setProperty("atEnd", True)
        align_with_layout(self)

    def set_role(self, role: str) -> None:
        """Change the colour role: `text`, `muted`, `decide`, `refused`..."""
        set_role(self, role)

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(min(self._natural_width(), _PREFERRED), self._needed)

    def minimumSizeHint(self) -> QSize:
        natural = self._natural_width()
        return QSize(min(natural, 60) if self.wordWrap() else natural, self._needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._keep_narrow(event.size().width())
            self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            align_with_layout(self)
            self._keep_narrow(self.width())

    def _natural_width(self) -> int:
        text = self.accessibleName() or self.text()
        metrics = QFontMetrics(self.font())
        margins = self.contentsMargins()
        return max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0) + margins.left() + 4

    def _keep_narrow(self, width: int) -> None:
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        spare = max(0, width - _WIDEST)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setContentsMargins(spare if is_mirrored else 0, 0, 0 if is_mirrored else spare, 0)

    def _measure(self) -> None:
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else _PREFERRED
        needed = self.heightForWidth(max(width, 1)) if self.text() else 0
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()


class Title(Para):
    """The title of a page. It takes the focus where a page has no field, so that it is read out."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, kind="title")

    def focus_title(self) -> None:
        """Take the focus until something else does."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class Heading(Para):
    """The heading of a card or of a group."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, kind="heading")


class Strong(Para):
    """Body text in demibold."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, kind="strong")


class Small(Para):
    """A second line or a hint."""

    def __init__(self, text: str = "", *, role: str = "muted") -> None:
        super().__init__(text, kind="small", role=role)


class Caption(Para):
    """The smallest text."""

    def __init__(self, text: str = "", *, role: str = "muted") -> None:
        super().__init__(text, kind="caption", role=role)


class ElidedLabel(QLabel):
    """One line of plain text that is cut by an ellipsis where it does not fit; the whole is in its tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        kind: str = "body",
        role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        align_with_layout(self)
        set_type(self, kind)
        set_role(self, role)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show one line of text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def full_text(self) -> str:
        """The text before it was cut."""
        return self._whole

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 48), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            align_with_layout(self)

    def _fit(self) -> None:
        is_placed = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        width = self.width() if is_placed else self.sizeHint().width()
        fitting = QFontMetrics(self.font()).elidedText(self._whole, self._mode, width)
        if fitting != self.text():
            self.setText(fitting)
        self._explain(fitting != self._whole)

    def _explain(self, is_cut: bool) -> None:
        self.setToolTip(tooltip(self._whole) if is_cut else "")


class ForeignLabel(ElidedLabel):
    """Somebody else's text on one line: escaped, cut after 80 characters or where it does not fit."""

    def __init__(self, text: str = "", *, kind: str = "body", role: str = "text") -> None:
        self._tooltip_text = ""
        super().__init__(kind=kind, role=role)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show text from a file, a server or a path."""
        self._tooltip_text = whole(text)
        super().set_text(foreign(text))

    def _explain(self, is_cut: bool) -> None:
        has_more = is_cut or self._tooltip_text != self._whole
        self.setToolTip(tooltip(self._tooltip_text) if has_more else "")


class FixedLabel(QLabel):
    """A fingerprint or a command: fixed-width, to be selected and copied, left-to-right in every language."""

    def __init__(self, text: str = "", *, kind: str = "small", role: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fixed_font(kind))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_role(self, role)
        self.setText(text)


class Line(QFrame):
    """A thin line between two things."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "line")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
