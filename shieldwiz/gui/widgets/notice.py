# SPDX-License-Identifier: Apache-2.0
"""A notice inside a page: what follows from a choice, or what is missing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Para, plain

_ICONS = {
    Tone.TRUSTED: "shield-check",
    Tone.INFO: "info",
    Tone.DECIDE: "triangle-alert",
    Tone.REFUSED: "octagon-x",
    Tone.PLAIN: "info",
}


class InlineNotice(QFrame):
    """Icon, text, and at most one action below it. There is nothing to close it with: it states a consequence."""

    def __init__(
        self,
        tone: Tone = Tone.INFO,
        text: str = "",
        *,
        values: Sequence[str] = (),
        action: QWidget | None = None,
        wide_action: QWidget | None = None,
        icon: str = "",
        plain: bool = False,
        object_name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._is_plain = plain
        self._own_icon = icon
        if not plain:
            self.setProperty("kind", "notice")
        size = 16 if plain else 18
        self._icon = IconLabel("", "info", size)
        self._text = Para(kind="small" if plain else "body")
        line = QHBoxLayout(self)
        margin = 0 if plain else 11
        line.setContentsMargins(margin, 0 if plain else 9, margin, 0 if plain else 9)
        line.setSpacing(7 if plain else 10)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(4)
        self._words.addWidget(self._text)
        line.addLayout(self._words, 1)
        if action is not None:
            self._words.addWidget(action, 0, Qt.AlignmentFlag.AlignLeading)
        if wide_action is not None:
            self._words.addWidget(wide_action)
        self.set_notice(tone, text, values=values, announced=False)

    def set_notice(
        self, tone: Tone, text: str, *, values: Sequence[str] = (), announced: bool = True, icon: str = ""
    ) -> None:
        """Say something else, with {0} for the foreign `values` and `**` around bold words."""
        self._own_icon = icon or self._own_icon
        self._tone = tone
        role = "muted" if tone is Tone.PLAIN else str(tone)
        self._icon.set_icon(self._own_icon or _ICONS[tone], role)
        self._text.set_marked(text, *values)
        # A hint below a field needs no icon; whatever matters has one.
        self._icon.setVisible(not (self._is_plain and tone is Tone.PLAIN and not self._own_icon))
        if self._is_plain:
            self._text.set_role(role)
        else:
            self.setProperty("tone", str(tone))
            self.style().unpolish(self)
            self.style().polish(self)
        said = plain(text, *values)
        if announced and said != self.accessibleName():
            announce(self, said, assertive=tone is Tone.REFUSED)
        self.setAccessibleName(said)

    @property
    def tone(self) -> Tone:
        """Its tone."""
        return self._tone

    @property
    def text(self) -> str:
        """Its text as it is read out."""
        return self._text.accessibleName()
