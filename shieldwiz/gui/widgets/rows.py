# SPDX-License-Identifier: Apache-2.0
"""One thing of a list: icon, name, lines below, badge, menu. The whole row is one stop of the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from shieldwiz.gui.theme import Tone, set_role, set_type, theme
from shieldwiz.gui.widgets.badge import Badge, BadgeKind
from shieldwiz.gui.widgets.buttons import IconButton, LinkButton
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.marks import MARK, paint_box, paint_radio
from shieldwiz.gui.widgets.text import ElidedLabel, ForeignLabel, Para


class ListRow(QAbstractButton):
    """A row. Space ticks it, Enter opens it, Del asks for its removal, F2 for another name, Ctrl+C copies its text."""

    activated = Signal()
    ticked = Signal(bool)
    remove_wanted = Signal()
    rename_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(
        self,
        name: str,
        *,
        icon: str = "",
        second: str = "",
        is_foreign: bool = False,
        tickable: bool = False,
        radio: bool = False,
        key: object = None,
        object_name: str = "",
    ) -> None:
        super().__init__()
        self.key = key
        self._is_foreign, self._is_tickable, self._is_radio = is_foreign, tickable or radio, radio
        self._is_selected = False
        self._extra = ""
        self._notice = ""
        self._menu: QMenu | None = None
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setCheckable(self._is_tickable)
        self.setAutoExclusive(radio)  # tells a screen reader that it is one of several
        label = ForeignLabel if is_foreign else ElidedLabel
        self._name: ElidedLabel = label(kind="strong")
        self._second = Para(kind="small", role="muted")
        # Most rows have no trailing text and many no menu or badge, and a list may have hundreds of rows.
        self._badge: Badge | None = None
        self._trailing: Para | None = None
        self._more: IconButton | None = None
        self._lay_out(icon)
        self.set_name(name)
        self.set_second(second)
        self.clicked.connect(self._clicked)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def _lay_out(self, icon: str) -> None:
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(8, 8, 8, 8)
        line.setSpacing(10)
        if self._is_tickable:
            line.addSpacing(MARK + 18)  # an item, since margins are not mirrored where one reads from the right
        if icon:
            line.addWidget(IconLabel(icon, "muted", 20))
        self._words = QVBoxLayout()
        self._words.setSpacing(1)
        self._words.addWidget(self._name)
        self._words.addWidget(self._second)
        line.addLayout(self._words, 1)
        self._ends = QHBoxLayout()
        self._ends.setSpacing(10)
        line.addLayout(self._ends)

    def set_name(self, name: str) -> None:
        """Give it a name; foreign where the row was made so."""
        self._name.set_text(name)
        if self._more is not None:
            self._more.set_icon("ellipsis", self._menu_name())
        self._tell_name()

    def set_second(self, text: str, values: Sequence[str] = ()) -> None:
        """The second line: facts. {0} are foreign `values`."""
        self._second.set_marked(text, *values)
        self._second.setVisible(bool(text))
        self._tell_name()

    def set_notice(self, text: str, tone: Tone = Tone.DECIDE, link: LinkButton | None = None) -> None:
        """A third line that asks for attention, once; with a link that the row's keyboard stop does not swallow."""
        self._notice = text
        line = QHBoxLayout()
        line.setSpacing(2)
        notice = Para(text, kind="small", role="muted" if tone is Tone.PLAIN else str(tone))
        line.addWidget(notice, 1 if link is None else 0)
        if link is not None:
            set_type(link, "small")
            line.addWidget(link)
            line.addStretch(1)
        self._words.addLayout(line)
        self._tell_name()

    def set_badge(self, kind: BadgeKind | None, text: str = "") -> None:
        """The badge at its end."""
        if self._badge is None:
            self._badge = Badge()
            self._ends.insertWidget(0 if self._trailing is None else 1, self._badge)
        self._badge.set_kind(kind, text)
        self._tell_name()

    def set_trailing(self, text: str) -> None:
        """A short text before the badge, such as when it was."""
        if self._trailing is None:
            self._trailing = Para(kind="small", role="muted")
            self._trailing.setWordWrap(False)
            self._ends.insertWidget(0, self._trailing, 0, Qt.AlignmentFlag.AlignVCenter)
        self._trailing.setText(text)
        self._trailing.setVisible(bool(text))
        self._tell_name()

    def set_extra_name(self, text: str) -> None:
        """Say more to a screen reader than the row shows."""
        self._extra = text
        self._tell_name()

    def set_menu(self, menu: QMenu | Sequence[QAction]) -> None:
        """The menu behind the three dots, the right mouse button, Shift+F10 and the menu key."""
        if isinstance(menu, QMenu):
            self._menu = menu
        else:
            self._menu = QMenu(self)
            self._menu.addActions(list(menu))
        if self._more is None:
            self._more = IconButton("ellipsis", self._menu_name())
            self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row's own keys open it
            self._more.clicked.connect(self._open_menu_at_button)
            self._ends.addWidget(self._more)

    def menu(self) -> QMenu | None:
        """Its menu."""
        return self._menu

    def set_ticked(self, is_on: bool) -> None:
        """Tick it or not, without telling anybody."""
        self.setAutoExclusive(False)  # which would keep the only chosen one chosen
        self.setChecked(is_on)
        self.setAutoExclusive(self._is_radio)

    def is_ticked(self) -> bool:
        """Whether it is ticked or chosen."""
        return self.isChecked()

    def set_selected(self, is_on: bool) -> None:
        """Draw it as the selected row."""
        self._is_selected = is_on
        self.update()

    def full_name(self) -> str:
        """Its name before it was cut."""
        return self._name.full_text()

    def as_text(self) -> str:
        """Its texts, for the clipboard."""
        return ", ".join(filter(None, self._texts()))

    def _texts(self) -> list[str]:
        ends = [label.text() for label in (self._trailing, self._badge) if label is not None]
        return [self.full_name(), self._second.accessibleName(), self._notice, *ends]

    def _menu_name(self) -> str:
        return self.tr("Menu of {0}").format(self.full_name())

    def _tell_name(self) -> None:
        self.setAccessibleName(", ".join(filter(None, [*self._texts(), self._extra])))

    def _clicked(self) -> None:
        if self._is_radio and not self.isChecked():
            self.setChecked(True)  # a radio is not unticked by a second click
        if self._is_tickable:
            self.ticked.emit(self.isChecked())
        else:
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -(2**20), Qt.Key.Key_End: 2**20}
        key = Qt.Key(event.key())
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in steps:
            self.step_wanted.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif key == Qt.Key.Key_C and is_control:
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._menu is not None:
            self._menu.popup(event.globalPos())

    def _open_menu_at_button(self) -> None:
        if self._menu is not None and self._more is not None:
            self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._name.setEnabled(True)
            set_role(self._name, "text" if self.isEnabled() else "disabled")

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        is_hovered = self.underMouse() and self.isEnabled()
        ground = c.accent_soft if self._is_selected else c.sunken if is_hovered else ""
        painter.setPen(QPen(QColor(c.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        if self._is_tickable:
            is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left = self.width() - 12 - MARK if is_mirrored else 12
            at = QRectF(left, (self.height() - MARK) / 2, MARK, MARK)
            if self._is_radio:
                paint_radio(painter, at, is_on=self.isChecked(), is_enabled=self.isEnabled())
            else:
                paint_box(painter, at, is_on=self.isChecked(), is_enabled=self.isEnabled(), widget=self)
        painter.end()
