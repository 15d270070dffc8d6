# SPDX-License-Identifier: Apache-2.0
"""The bar over every place: where one is, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shieldwiz.gui.widgets.badge import Badge, BadgeKind
from shieldwiz.gui.widgets.buttons import Button, IconButton, quiet_button
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import ForeignLabel, foreign

HEIGHT = 46


class PlaceBar(QWidget):
    """House, breadcrumb, practice badge, library, help. The last crumb is where one is, and plain text."""

    home_wanted = Signal()
    crumb_wanted = Signal(str)
    library_wanted = Signal()
    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("place_bar")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 6, 10, 6)
        line.setSpacing(6)
        self.home_button = IconButton("house", self.tr("Start"), object_name="place_home_button")
        self.home_button.clicked.connect(self.home_wanted)
        line.addWidget(self.home_button)
        self._crumbs = QWidget()
        self._crumbs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._trail = QHBoxLayout(self._crumbs)
        self._trail.setContentsMargins(0, 0, 0, 0)
        self._trail.setSpacing(4)
        line.addWidget(self._crumbs, 0)
        self._practice = Badge(BadgeKind.PRACTICE, self.tr("PRACTICE"))
        self._practice.hide()
        line.addWidget(self._practice)
        line.addStretch(1)
        self.library_button = quiet_button(self.tr("Guardians and owners"), "users", object_name="place_library_button")
        self.library_button.clicked.connect(self.library_wanted)
        self.help_button = quiet_button(self.tr("Help"), "circle-question-mark", object_name="place_help_button")
        self.help_button.clicked.connect(self.help_wanted)
        line.addWidget(self.library_button)
        line.addWidget(self.help_button)

    def set_crumbs(self, crumbs: Sequence[tuple[str, str]]) -> None:
        """Show the way to where one is: (key, words) of each place; the last is where one is. Words may be foreign."""
        while (item := self._trail.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for key, text in crumbs[:-1]:
            self._trail.addWidget(IconLabel("chevron-right", "muted", 16))
            button = Button(foreign(text, 40).replace("&", "&&"), kind="crumb", object_name=f"place_crumb_{key}")
            button.setAccessibleName(foreign(text))
            button.clicked.connect(lambda _=False, key=key: self.crumb_wanted.emit(key))
            self._trail.addWidget(button)
        if crumbs:
            self._trail.addWidget(IconLabel("chevron-right", "muted", 16))
            here = ForeignLabel(crumbs[-1][1], kind="strong")
            here.setObjectName("place_title")
            self._trail.addWidget(here, 1)
        self.setAccessibleName(" > ".join(foreign(text) for _, text in crumbs))

    def set_practice(self, is_practice: bool) -> None:
        """Show or hide the badge that says that nothing here is real."""
        self._practice.setVisible(is_practice)
