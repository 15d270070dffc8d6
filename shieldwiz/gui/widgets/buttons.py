# SPDX-License-Identifier: Apache-2.0
"""Buttons of every kind. Whatever looks like a link is a button too, so that keys and screen readers reach it."""

from functools import cache

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from shieldwiz.gui.icons import icon_pixmap
from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.text import tooltip

_GAP = 4  # between an icon and its word, on top of what the style leaves
_ROLES = {
    "primary": "on_accent",
    "normal": "text",
    "danger": "refused",
    "quiet": "accent",
    "link": "accent",
    "crumb": "muted",
}


def without_mnemonic(text: str) -> str:
    """A label as it is read out: without the mark of its letter, and without the ellipsis."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


class Button(QPushButton):
    """A push button of one kind, whose icon follows the theme."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        kind: str = "normal",
        object_name: str = "",
        accessible: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(text)
        self._icon_name, self._icon_role, self._icon_size = icon, _ROLES[kind], 18
        self.setProperty("kind", kind)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self.setAccessibleDescription(hint)
        self.setToolTip(tooltip(hint))
        self.setAutoDefault(False)
        if kind == "link":
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._retint()
        theme().changed.connect(self._retint)

    def set_icon(self, name: str, role: str = "") -> None:
        """Show another icon ("" for none), in another colour role if one is given."""
        self._icon_name = name
        self._icon_role = role or self._icon_role
        self._retint()

    def set_kind(self, kind: str) -> None:
        """Look like another kind of button."""
        self.setProperty("kind", kind)
        self._icon_role = _ROLES[kind]
        self.style().unpolish(self)
        self.style().polish(self)
        self._retint()

    def set_hint(self, hint: str) -> None:
        """Say more about it, in the tooltip and to a screen reader."""
        self.setAccessibleDescription(hint)
        self.setToolTip(tooltip(hint))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._retint()

    def _retint(self) -> None:
        if not self._icon_name:
            self.setIcon(QIcon())
            return
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        gap = _GAP if self.text() else 0
        self.setIconSize(QSize(self._icon_size + gap, self._icon_size))
        self.setIcon(tinted_icon(self._icon_name, self._icon_role, self._icon_size, gap=gap, gap_first=is_mirrored))


def tinted_icon(name: str, role: str, size: int = 18, *, gap: int = 0, gap_first: bool = False) -> QIcon:
    """An icon in a colour role, grey where disabled, with some room beside it."""
    colours = theme().colours
    return _drawn_icon(name, getattr(colours, role), colours.disabled, size, gap, gap_first=gap_first)


@cache
def _drawn_icon(name: str, colour: str, disabled: str, size: int, gap: int, *, gap_first: bool) -> QIcon:
    icon = QIcon()
    for ratio in (1.0, 2.0):
        for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
            icon.addPixmap(_with_room(icon_pixmap(name, tint, size, ratio), size, gap, gap_first=gap_first), mode)
    return icon


def _with_room(pixmap: QPixmap, size: int, gap: int, *, gap_first: bool) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wider = QPixmap(round((size + gap) * ratio), round(size * ratio))
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(gap if gap_first else 0, 0, pixmap)
    painter.end()
    return wider


def primary_button(text: str, icon: str = "", *, object_name: str = "", accessible: str = "", hint: str = "") -> Button:
    """The one button of a page that goes on."""
    return Button(text, icon, kind="primary", object_name=object_name, accessible=accessible, hint=hint)


def normal_button(text: str, icon: str = "", *, object_name: str = "", accessible: str = "", hint: str = "") -> Button:
    """A button with an outline."""
    return Button(text, icon, kind="normal", object_name=object_name, accessible=accessible, hint=hint)


def danger_button(text: str, icon: str = "", *, object_name: str = "", accessible: str = "", hint: str = "") -> Button:
    """A button that costs something: never the default, never in the place of the primary one."""
    return Button(text, icon, kind="danger", object_name=object_name, accessible=accessible, hint=hint)


def quiet_button(text: str, icon: str = "", *, object_name: str = "", accessible: str = "", hint: str = "") -> Button:
    """A button without an outline, for the side that one need not look at."""
    return Button(text, icon, kind="quiet", object_name=object_name, accessible=accessible, hint=hint)


class LinkButton(Button):
    """A button that looks like a link."""

    def __init__(
        self, text: str, icon: str = "", *, object_name: str = "", accessible: str = "", hint: str = ""
    ) -> None:
        super().__init__(text, icon, kind="link", object_name=object_name, accessible=accessible, hint=hint)


class IconButton(QToolButton):
    """A button that is an icon alone; its name is both its tooltip and what a screen reader says."""

    def __init__(self, icon: str, name: str, *, object_name: str = "", size: int = 18, role: str = "text") -> None:
        super().__init__()
        self._icon_name, self._role, self._size = icon, role, size
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(size, size))
        self.set_icon(icon, name)
        theme().changed.connect(self._retint)

    def set_icon(self, icon: str, name: str) -> None:
        """Show another icon with another name."""
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(tooltip(name))
        self._retint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _retint(self) -> None:
        self.setIcon(tinted_icon(self._icon_name, self._role, self._size))
