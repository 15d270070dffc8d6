# SPDX-License-Identifier: Apache-2.0
"""Signs that something takes a while: none below 0.3 s, a ring until 1 s, then the phase in words and Stop."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shieldwiz.gui.icons import icon_pixmap
from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.text import Para

RING_AFTER, PANEL_AFTER = 300, 1_000  # milliseconds
_TURN = 80
_SWALLOWED = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
    }
)


def moves_less() -> bool:
    """Whether the person wishes fewer moving things."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):  # since Qt 6.10
        return False
    wish = getattr(hints.accessibility(), "motionPreference", None)  # since Qt 6.11
    return wish is not None and "Reduced" in str(wish())


class BusyRing(QWidget):
    """A ring that turns, or stands still where the person wishes fewer moving things."""

    def __init__(self, size: int = 18, role: str = "accent") -> None:
        super().__init__()
        self._size, self._role, self._angle = size, role, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(_TURN)
        self._timer.timeout.connect(self._turn)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def start(self) -> None:
        """Appear and turn."""
        self.show()
        if not moves_less():
            self._timer.start()

    def stop(self) -> None:
        """Disappear."""
        self._timer.stop()
        self.hide()

    def is_turning(self) -> bool:
        """Whether it turns."""
        return self._timer.isActive()

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        half = self._size / 2
        painter.translate(half, half)
        painter.rotate(self._angle)
        colour = getattr(theme().colours, self._role)
        painter.drawPixmap(
            round(-half), round(-half), icon_pixmap("loader-circle", colour, self._size, self.devicePixelRatioF())
        )
        painter.end()


class _BusyButton(QObject):
    """Keeps a button from being pressed twice, and says so once it takes long."""

    def __init__(self, button: QPushButton, text: str) -> None:
        super().__init__(button)
        self._button, self._text = button, text
        self._own_text, self._had_focus = button.text(), button.hasFocus()
        self._ring = BusyRing(16, "disabled")
        self._ring.setParent(button)
        button.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say)
        self._timer.start(RING_AFTER)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._button and event.type() in _SWALLOWED:
            return True
        return super().eventFilter(watched, event)

    def end(self) -> None:
        """Be a button again."""
        self._timer.stop()
        self._ring.stop()
        self._ring.deleteLater()
        self._button.removeEventFilter(self)
        was_said = self._button.text() != self._own_text or not self._button.isEnabled()
        self._button.setText(self._own_text)
        if was_said:
            self._button.setEnabled(True)
            if self._had_focus:
                self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setParent(None)
        self.deleteLater()

    def _say(self) -> None:
        self._had_focus = self._button.hasFocus()
        self._button.setText(self._text or self.tr("Checking…"))
        self._button.setEnabled(False)
        height = self._button.height()
        left = 6 if self._button.layoutDirection() is Qt.LayoutDirection.LeftToRight else self._button.width() - 22
        self._ring.move(left, (height - 16) // 2)
        self._ring.start()
        announce(self._button, self._text or self.tr("Checking…"))


def set_busy(button: QPushButton, text: str = "") -> None:
    """Make a button take no second press; after 0.3 s it says `text` or "Checking…" with a ring, disabled."""
    if not is_busy(button):
        _BusyButton(button, text)


def set_idle(button: QPushButton) -> None:
    """Make it a button again, with the focus if it had it."""
    for busy in button.findChildren(_BusyButton):
        busy.end()


def is_busy(button: QPushButton) -> bool:
    """Whether it waits for something."""
    return bool(button.findChildren(_BusyButton))


class ProgressPanel(QWidget):
    """The phase in words, a bar, and Stop; it appears when a job has run for a second."""

    stop_wanted = Signal()

    def __init__(self, *, object_name: str = "") -> None:
        super().__init__()
        self.setObjectName(object_name)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        self._phase = Para(kind="small", role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.stop_button = normal_button(self.tr("Stop"), object_name=f"{object_name}_stop" if object_name else "")
        self.stop_button.clicked.connect(self.stop_wanted)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._bar, 1)
        line.addWidget(self.stop_button)
        body.addLayout(line)
        body.addWidget(self._phase)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self.set_fraction(None)

    def start(self, phase: str = "") -> None:
        """A job has begun: appear in a second, unless it ends before."""
        self.hide()
        self.set_fraction(None)
        self.set_phase(phase)
        self._timer.start(PANEL_AFTER)

    def finish(self) -> None:
        """The job has ended."""
        self._timer.stop()
        self.hide()

    def set_phase(self, text: str) -> None:
        """What is being done."""
        if text != self._phase.text():
            self._phase.setText(text)
            self._bar.setAccessibleDescription(text)
            if self.isVisible():
                announce(self._bar, text)

    def set_fraction(self, fraction: float | None) -> None:
        """How much is done, from 0 to 1; None where nobody knows."""
        self._bar.setRange(0, 0 if fraction is None else 1_000)
        if fraction is not None:
            self._bar.setValue(round(max(0.0, min(1.0, fraction)) * 1_000))

    def set_stoppable(self, can_stop: bool) -> None:
        """Offer Stop or not."""
        self.stop_button.setVisible(can_stop)

    def phase(self) -> str:
        """What is being done."""
        return self._phase.text()

    def fraction(self) -> float | None:
        """How much is done, or None where nobody knows."""
        return None if self._bar.maximum() == 0 else self._bar.value() / 1_000
