# SPDX-License-Identifier: Apache-2.0
"""A word with an icon that says in which state something is. Not focusable: its row says the word too."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from shieldwiz.gui.theme import Tone, set_type, theme
from shieldwiz.gui.widgets.icon_label import paint_icon

translate = QCoreApplication.translate
_HEIGHT = 22
_ICON = 14
_SIDE = 8
_GAP = 5


class BadgeKind(StrEnum):
    """What a badge can say."""

    TRUSTED = "trusted"
    NO_PROOF = "no-proof"
    REFUSED = "refused"
    PRACTICE = "practice"
    BACKED_UP = "backed-up"
    NO_BACKUP = "no-backup"
    NO_PRIVATE_KEY = "no-private-key"
    UNKNOWN = "unknown"
    NOT_CHECKED = "not-checked"
    EXPIRED = "expired"
    DRAFT = "draft"
    SHIELDED = "shielded"
    ENCRYPTION_SUPPORTED = "encryption-supported"
    SAME = "same"
    SAME_KEY = "same-key"
    NEW_KEY = "new-key"
    LATER = "later"
    EARLIER = "earlier"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    WIDER = "wider"
    NARROWER = "narrower"


# Tone and icon. Added and wider are the person's to judge, since they let more in.
_LOOKS: dict[BadgeKind, tuple[Tone, str]] = {
    BadgeKind.TRUSTED: (Tone.TRUSTED, "shield-check"),
    BadgeKind.NO_PROOF: (Tone.DECIDE, "scale"),
    BadgeKind.REFUSED: (Tone.REFUSED, "shield-x"),
    BadgeKind.PRACTICE: (Tone.INFO, "flask-conical"),
    BadgeKind.BACKED_UP: (Tone.PLAIN, "circle-check"),
    BadgeKind.NO_BACKUP: (Tone.DECIDE, "triangle-alert"),
    BadgeKind.NO_PRIVATE_KEY: (Tone.PLAIN, "circle-dashed"),
    BadgeKind.UNKNOWN: (Tone.DECIDE, "circle-question-mark"),
    BadgeKind.NOT_CHECKED: (Tone.PLAIN, "circle-dashed"),
    BadgeKind.EXPIRED: (Tone.DECIDE, "calendar-clock"),
    BadgeKind.DRAFT: (Tone.PLAIN, "pencil"),
    BadgeKind.SHIELDED: (Tone.PLAIN, "lock"),
    BadgeKind.ENCRYPTION_SUPPORTED: (Tone.PLAIN, "shield"),
    BadgeKind.SAME: (Tone.PLAIN, "check"),
    BadgeKind.SAME_KEY: (Tone.PLAIN, "check"),
    BadgeKind.NEW_KEY: (Tone.DECIDE, "key-round"),
    BadgeKind.LATER: (Tone.PLAIN, "calendar-clock"),
    BadgeKind.EARLIER: (Tone.DECIDE, "calendar-clock"),
    BadgeKind.ADDED: (Tone.DECIDE, "plus"),
    BadgeKind.REMOVED: (Tone.PLAIN, "minus"),
    BadgeKind.CHANGED: (Tone.PLAIN, "pencil"),
    BadgeKind.WIDER: (Tone.DECIDE, "triangle-alert"),
    BadgeKind.NARROWER: (Tone.PLAIN, "minus"),
}


def badge_text(kind: BadgeKind) -> str:
    """The word of a badge in the person's language."""
    return {
        BadgeKind.TRUSTED: translate("Badge", "Trusted"),
        BadgeKind.NO_PROOF: translate("Badge", "No proof"),
        BadgeKind.REFUSED: translate("Badge", "Refused"),
        BadgeKind.PRACTICE: translate("Badge", "Practice"),
        BadgeKind.BACKED_UP: translate("Badge", "Key backed up"),
        BadgeKind.NO_BACKUP: translate("Badge", "No backup yet"),
        BadgeKind.NO_PRIVATE_KEY: translate("Badge", "No private key"),
        BadgeKind.UNKNOWN: translate("Badge", "Unknown"),
        BadgeKind.NOT_CHECKED: translate("Badge", "Not checked"),
        BadgeKind.EXPIRED: translate("Badge", "Expired"),
        BadgeKind.DRAFT: translate("Badge", "Draft"),
        BadgeKind.SHIELDED: translate("Badge", "Shielded"),
        BadgeKind.ENCRYPTION_SUPPORTED: translate("Badge", "Encryption Supported"),
        BadgeKind.SAME: translate("Badge", "Same"),
        BadgeKind.SAME_KEY: translate("Badge", "Same key"),
        BadgeKind.NEW_KEY: translate("Badge", "New key"),
        BadgeKind.LATER: translate("Badge", "Later"),
        BadgeKind.EARLIER: translate("Badge", "Earlier"),
        BadgeKind.ADDED: translate("Badge", "Added"),
        BadgeKind.REMOVED: translate("Badge", "Removed"),
        BadgeKind.CHANGED: translate("Badge", "Changed"),
        BadgeKind.WIDER: translate("Badge", "Wider"),
        BadgeKind.NARROWER: translate("Badge", "Narrower"),
    }[kind]


class Badge(QLabel):
    """A rounded badge; hidden while it has no kind."""

    def __init__(self, kind: BadgeKind | None = None, text: str = "") -> None:
        super().__init__()
        self._tone, self._icon = Tone.PLAIN, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_type(self, "small-strong")
        theme().changed.connect(self.update)
        self.set_kind(kind, text)

    def set_kind(self, kind: BadgeKind | None, text: str = "") -> None:
        """Say something else; `text` stands instead of the kind's own word."""
        if kind is None:
            self.setText("")
            self.hide()
            return
        was_hidden = not self.text()
        self._tone, self._icon = _LOOKS[kind]
        self.setText(text or badge_text(kind))
        if was_hidden and self.parent() is not None:
            self.show()

    @property
    def tone(self) -> Tone:
        """The tone it is painted in."""
        return self._tone

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = _SIDE + _ICON + _GAP + metrics.horizontalAdvance(self.text()) + _SIDE + 1
        return QSize(width, max(_HEIGHT, metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        text, ground, edge = theme().colours.of(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        role = "muted" if self._tone is Tone.PLAIN else str(self._tone)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - _SIDE - _ICON if is_mirrored else _SIDE
        paint_icon(painter, QRect(left, (self.height() - _ICON) // 2, _ICON, _ICON), self._icon, role, self)
        painter.setPen(QColor(text))
        before, after = _SIDE + _ICON + _GAP, _SIDE
        words = self.rect().adjusted(after if is_mirrored else before, 0, -(before if is_mirrored else after), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
        painter.end()
