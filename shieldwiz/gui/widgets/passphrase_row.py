# SPDX-License-Identifier: Apache-2.0
"""A passphrase: typed or made, seen only when wished, copied for a minute, weighed by a meter in words."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from shieldwiz.gui.theme import Tone, theme
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.buttons import IconButton, normal_button
from shieldwiz.gui.widgets.clipboard import SECRET_SECONDS, copy_secret
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.strength import Strength, strength_of
from shieldwiz.gui.widgets.text import Para, fixed_font

_ROLES = {Strength.NONE: "muted", Strength.WEAK: "refused", Strength.FAIR: "decide"}


class _Bars(QWidget):
    """The meter's four bars."""

    def __init__(self) -> None:
        super().__init__()
        self.level = Strength.NONE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(132, 16)

    def paintEvent(self, _: QPaintEvent) -> None:
        c = theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for at in range(4):
            filled = at < self.level
            painter.setBrush(QColor(getattr(c, _ROLES.get(self.level, "text")) if filled else c.line))
            place = 3 - at if is_mirrored else at
            painter.drawRoundedRect(QRectF(place * 34, self.height() / 2 - 2.5, 30, 5), 2.5, 2.5)
        painter.end()


class PassphraseRow(FormRow):
    """A passphrase field. `new`: one that is being chosen, with Generate, Copy and the meter."""

    changed = Signal()
    generate_wanted = Signal()
    submitted = Signal()

    def __init__(
        self,
        label: str,
        *,
        object_name: str = "",
        hint: str = "",
        new: bool = True,
        generate: Callable[[], str] | None = None,
        clear_when_hidden: bool = True,
    ) -> None:
        self.edit = QLineEdit()
        self._generate, self._clears = generate, clear_when_hidden
        self._is_new, self._is_generated = new, False
        self._caps_lock = False
        around = QWidget()
        line = QHBoxLayout(around)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.edit, 1)
        super().__init__(label, self.edit, hint=hint, object_name=object_name, around=around)
        self._make_buttons(line, object_name)
        self._make_meter()
        self._caps = InlineNotice(Tone.DECIDE, self.tr("Caps Lock is on"), plain=True)
        self._copied = Para(kind="small", role="muted")
        for below in (self._caps, self._copied):
            below.hide()
            self._body().addWidget(below)
        self._prepare_field()
        self._weigh()

    def _prepare_field(self) -> None:
        hints = Qt.InputMethodHint
        self.edit.setInputMethodHints(hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        self.edit.setMaxLength(1_024)
        self.edit.setMinimumWidth(150)
        self.edit.setDragEnabled(False)
        self.set_shown(False)
        self.edit.textChanged.connect(self._text_changed)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.installEventFilter(self)

    def _make_buttons(self, line: QHBoxLayout, name: str) -> None:
        self.show_button = IconButton("eye", "", object_name=f"{name}_show" if name else "")
        self.show_button.clicked.connect(lambda: self.set_shown(not self.is_shown))
        self.generate_button = normal_button(
            self.tr("&Generate"),
            "dices",
            object_name=f"{name}_generate" if name else "",
            accessible=self.tr("Generate a passphrase"),
        )
        self.generate_button.clicked.connect(self._make_one)
        self.copy_button = normal_button(
            self.tr("Cop&y"),
            "copy",
            object_name=f"{name}_copy" if name else "",
            accessible=self.tr("Copy the passphrase"),
        )
        self.copy_button.clicked.connect(self._copy)
        for button in (self.show_button, self.generate_button, self.copy_button):
            line.addWidget(button)
        self.generate_button.setVisible(self._is_new)
        self.copy_button.hide()

    def _make_meter(self) -> None:
        self.meter = QWidget()
        line = QHBoxLayout(self.meter)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._bars, self._words = _Bars(), Para(kind="small")
        line.addWidget(self._bars)
        line.addWidget(self._words, 1)
        self._body().addWidget(self.meter)
        self.meter.setVisible(self._is_new)

    def passphrase(self) -> str:
        """What is in the field."""
        return self.edit.text()

    def set_generated(self, text: str) -> None:
        """Put a passphrase there that was made at random; it is shown, and may be copied."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self._is_generated = True
        self.set_shown(True)
        self.copy_button.show()
        self._weigh()
        self.changed.emit()

    @property
    def is_generated(self) -> bool:
        """Whether it was made at random and not touched since."""
        return self._is_generated

    @property
    def is_shown(self) -> bool:
        """Whether it can be read."""
        return self.edit.echoMode() is QLineEdit.EchoMode.Normal

    def set_shown(self, is_shown: bool) -> None:
        """Let it be read, or show dots."""
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self.edit.setFont(fixed_font() if is_shown else self.font())
        name = self.tr("Hide the passphrase") if is_shown else self.tr("Show the passphrase")
        self.show_button.set_icon("eye-off" if is_shown else "eye", name)

    def clear(self) -> None:
        """Forget it, with all that the field remembers of it."""
        if self.edit.text():
            self.edit.setText("")
        self._is_generated = False
        self.set_shown(False)
        self._copied.hide()

    def strength(self) -> Strength:
        """How good it is."""
        return Strength.STRONG if self._is_generated else strength_of(self.edit.text())

    def meter_text(self) -> str:
        """The words beside the meter."""
        return self._words.text()

    def copied_text(self) -> str:
        """What is said about the clipboard, or ""."""
        return "" if self._copied.isHidden() else self._copied.text()

    @property
    def says_caps_lock(self) -> bool:
        """Whether the notice about Caps Lock is shown."""
        return not self._caps.isHidden()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # A minimised window is not a page that was left.
        if self._clears and not event.spontaneous():
            self.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._notice_caps_lock(event)
        if watched is self.edit and event.type() is QEvent.Type.FocusOut:
            self._caps.hide()
        return super().eventFilter(watched, event)

    def _notice_caps_lock(self, event: QKeyEvent) -> None:
        # Qt does not tell its state; a capital letter without Shift does.
        text, is_shifted = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps_lock = False
        elif len(text) == 1 and text.isalpha() and text.upper() != text.lower():
            self._caps_lock = text.isupper() != is_shifted
        if self._caps_lock and self._caps.isHidden():
            announce(self.edit, self.tr("Caps Lock is on"))
        self._caps.setVisible(self._caps_lock)

    def _text_changed(self) -> None:
        self._is_generated = False
        self.copy_button.hide()
        self._copied.hide()
        self.set_problem("")
        self._weigh()
        self.changed.emit()

    def _weigh(self) -> None:
        level = self.strength()
        self._bars.level = level
        self._bars.update()
        words = {
            Strength.NONE: "",
            Strength.WEAK: self.tr("Weak: guessed in seconds"),
            Strength.FAIR: self.tr("Fair: guessed in days by whoever has the file"),
            Strength.GOOD: self.tr("Good"),
            Strength.STRONG: self.tr("Strong: seven random words") if self._is_generated else self.tr("Strong"),
        }[level]
        self._words.setText(words)
        self._words.set_role(_ROLES.get(level, "muted"))
        self.meter.setAccessibleName(words)

    def _make_one(self) -> None:
        if self._generate is not None:
            self.set_generated(self._generate())
        else:
            self.generate_wanted.emit()

    def _copy(self) -> None:
        clearing = copy_secret(self.edit.text())
        clearing.destroyed.connect(self._say_cleared)
        self._say(self.tr("Copied. The clipboard is cleared in %n seconds.", "", SECRET_SECONDS))

    def _say_cleared(self) -> None:
        if not self._copied.isHidden():
            self._say(self.tr("The clipboard was cleared."))

    def _say(self, text: str) -> None:
        self._copied.setText(text)
        self._copied.show()
        announce(self, text)
