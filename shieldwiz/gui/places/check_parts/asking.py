# SPDX-License-Identifier: Apache-2.0
"""The check before there is a file: what it is for, and the ways to bring one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import Button, LinkButton, normal_button, primary_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.drop_zone import DropZone
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import Para, Small, Title


class AskPage(QScrollArea):
    """Choose, drop, paste or fetch metadata."""

    files_wanted = Signal()
    address_wanted = Signal()
    paste_wanted = Signal()
    dropped = Signal(object)
    open_instead_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("check_ask_page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = Title(self.tr("Check a hoster's metadata"))
        self.file_button = primary_button(
            self.tr("From a f&ile…"), "folder-open", object_name="check_file_button", accessible=self.tr("From a file")
        )
        self.address_button = normal_button(
            self.tr("From an &address…"),
            "globe",
            object_name="check_address_button",
            accessible=self.tr("From an address"),
        )
        self.paste_button = normal_button(
            self.tr("&Paste"), "clipboard-paste", object_name="check_paste_file_button", accessible=self.tr("Paste")
        )
        self.zone = DropZone(
            self.tr("Drop metadata files here, or paste"),
            accepts=self._drop_sentence,
            object_name="check_drop_zone",
        )
        self.open_button = LinkButton(self.tr("Open it instead"), object_name="check_open_instead_button")
        self.notice = InlineNotice(Tone.INFO, "", action=self.open_button, object_name="check_ask_notice")
        self.notice.hide()
        self._connect()
        self._lay_out()

    def show_notice(self, tone: Tone, text: str, *values: str, can_open: bool = False) -> None:
        """Say why there is no file yet; with `can_open` it can be opened elsewhere."""
        self.notice.set_notice(tone, text, values=values)
        self.open_button.setVisible(can_open)
        self.notice.show()

    def clear(self) -> None:
        """Take back what was said."""
        self.notice.hide()

    def _connect(self) -> None:
        self.file_button.clicked.connect(self.files_wanted)
        self.address_button.clicked.connect(self.address_wanted)
        self.paste_button.clicked.connect(self.paste_wanted)
        self.zone.dropped.connect(self.dropped.emit)
        self.open_button.clicked.connect(self.open_instead_wanted)

    def _lay_out(self) -> None:
        buttons: tuple[Button, ...] = (self.file_button, self.address_button, self.paste_button)
        for button in buttons:
            self.zone.add_button(button)
        body = QWidget()
        body.setProperty("kind", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(
            Para(
                self.tr(
                    "A hoster gives you its guardian metadata: a small XML file with the certificates of its Host "
                    "Guardian Service. Looking at it changes nothing."
                )
            )
        )
        column.addWidget(self.notice)
        column.addWidget(self.zone)
        column.addWidget(self._explanation())
        column.addStretch(1)
        self.setWidget(body)

    def _explanation(self) -> Card:
        card = Card(heading=self.tr("Three questions, one answer each"))
        for icon, question, text in (
            ("file-badge", self.tr("Is the file unchanged since it was signed?"), self.tr("The file itself can tell.")),
            ("key-round", self.tr("Do its two keys belong together?"), self.tr("The file itself can tell.")),
            (
                "circle-question-mark",
                self.tr("Are they really the hoster's keys?"),
                self.tr("Only you can tell, with something the hoster told you on another way."),
            ),
        ):
            line = QHBoxLayout()
            line.setSpacing(12)
            line.addWidget(IconLabel(icon, "muted", 20))
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(Para(question, kind="strong"))
            words.addWidget(Small(text))
            line.addLayout(words, 1)
            card.body.addLayout(line)
        return card

    def _drop_sentence(self, paths: list[Path]) -> str:
        if len(paths) > 1:
            return self.tr("Check these %n files, one after the other", "", len(paths))
        return self.tr("Check this file")
