# SPDX-License-Identifier: Apache-2.0
"""The verdict over a page: one sentence in its tone, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Para, plain

__all__ = ["VerdictBanner", "announce"]
_ICONS = {
    Tone.TRUSTED: "shield-check",
    Tone.DECIDE: "scale",
    Tone.REFUSED: "shield-x",
    Tone.INFO: "info",
    Tone.PLAIN: "info",
}


class VerdictBanner(QFrame):
    """Icon, head and text in one tone. A change is read out, and never takes the focus."""

    def __init__(self, *, object_name: str = "") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("kind", "banner")
        self._tone = Tone.PLAIN
        self._icon = IconLabel("", "muted", 34)
        self._head = Para(kind="verdict")
        self._text = Para()
        self._action: QWidget | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 13, 16, 13)
        self._line.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self._head)
        words.addWidget(self._text)
        words.addStretch(1)
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addLayout(words, 1)

    def set_verdict(
        self,
        tone: Tone,
        head: str,
        text: str = "",
        *,
        values: Sequence[str] = (),
        icon: str = "",
        action: QWidget | None = None,
        announced: bool = True,
    ) -> None:
        """Say something; {0} in both sentences are the foreign `values`, `**` makes words bold.

        The icon is that of the tone unless one is named. An `action` stands at the far end, and replaces an earlier
        one, which is destroyed.
        """
        self._tone = tone
        self.setProperty("tone", str(tone))
        self.style().unpolish(self)
        self.style().polish(self)
        role = "text" if tone is Tone.PLAIN else str(tone)
        self._icon.set_icon(icon or _ICONS[tone], "muted" if tone is Tone.PLAIN else role)
        self._head.set_role(role)
        self._head.set_marked(head, *values)
        self._text.set_marked(text, *values)
        self._text.setVisible(bool(text))
        self._put_action(action)
        said = " ".join(plain(sentence, *values) for sentence in (head, text) if sentence)
        if said != self.accessibleName():
            self.setAccessibleName(said)
            if announced:
                announce(self, said, assertive=tone is Tone.REFUSED)

    @property
    def tone(self) -> Tone:
        """The tone of the verdict."""
        return self._tone

    @property
    def head(self) -> str:
        """The head as it is read out."""
        return self._head.accessibleName()

    @property
    def text(self) -> str:
        """The text as it is read out."""
        return self._text.accessibleName()

    def _put_action(self, action: QWidget | None) -> None:
        if action is self._action:
            return
        if self._action is not None:
            self._line.removeWidget(self._action)
            self._action.hide()
            self._action.deleteLater()
        self._action = action
        if action is not None:
            self._line.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
