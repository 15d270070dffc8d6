# SPDX-License-Identifier: Apache-2.0
"""The end: what was made, what to do with it, what stays secret, and what is still open."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import LinkButton, normal_button, quiet_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import ForeignLabel, Heading, Line, Para, Small, Title, foreign, literal
from shieldwiz.gui.wording.sentences import size_words
from shieldwiz.workflow.draft import Draft

_ICONS = {"pdkx": "file-lock", "kit": "package-open", "kp": "key-round", "receipt": "scroll-text"}


class ResultPage(QWidget):
    """What was made. No green here: making a file proves nothing about hosters."""

    again_wanted = Signal()
    inspect_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("result_page")
        self.setProperty("kind", "page")
        self._made: dict[str, Any] = {}
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("kind", "body")
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(24, 16, 24, 16)
        self._body.setSpacing(12)
        self._body.addWidget(Title(self.tr("Result")))
        self._content = QVBoxLayout()
        self._content.setSpacing(12)
        self._body.addLayout(self._content)
        self._body.addStretch(1)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.check_button = quiet_button(
            self.tr("Chec&k the file now"), "file-search", object_name="result_check_button"
        )
        self.check_button.clicked.connect(self._inspect)
        self.again_button = normal_button(self.tr("&Another with these settings"), object_name="result_again_button")
        self.again_button.clicked.connect(self.again_wanted)
        self.folder_button = normal_button(
            self.tr("Show in fol&der"), "folder-open", object_name="result_folder_button"
        )
        self.folder_button.clicked.connect(self._show_folder)

    def enter(self) -> None:
        """The folder button has the focus."""
        self.folder_button.setFocus()

    def show_made(self, made: dict[str, Any], draft: Draft) -> None:
        """Show what was made of a draft."""
        self._made = made
        while self._content.count():
            item = self._content.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                if widget is not self.folder_button:
                    widget.deleteLater()
        self._content.addWidget(self._done_card())
        self._content.addWidget(self._files_card(draft))
        still_open = [*made["open"], *({"detail": note} for note in made["notes"])]
        if still_open:
            card = Card(heading=self.tr("Still open"))
            card.setObjectName("result_open_card")
            for thing in still_open:
                card.add(InlineNotice(Tone.DECIDE, literal(thing["detail"]), plain=True))
            self._content.addWidget(card)

    def _done_card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel("circle-check", "text", 30))
        words = QVBoxLayout()
        name = Path(self._made["files"][0]["path"]).name
        words.addWidget(Heading(self.tr("Done. {0} was written, read back and compared.").format(foreign(name))))
        folder = str(Path(self._made["files"][0]["path"]).parent)
        words.addWidget(
            Small(
                self.tr("%n file(s) in {0}. Nothing was sent anywhere.", "", len(self._made["files"])).format(
                    foreign(folder)
                )
            )
        )
        row.addLayout(words, 1)
        self.folder_button.show()
        row.addWidget(self.folder_button)
        card.body.addLayout(row)
        return card

    def _files_card(self, draft: Draft) -> Card:
        card = Card()
        copy = LinkButton(self.tr("Copy as a checklist"), object_name="result_copy_button")
        copy.clicked.connect(self._copy)
        card.add_heading(self.tr("What to do with them"), copy)
        for at, file in enumerate(self._made["files"]):
            if at:
                card.add(Line())
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconLabel(_ICONS.get(file["kind"], "file-text"), "accent", 20))
            left = QVBoxLayout()
            left.setSpacing(2)
            left.addWidget(ForeignLabel(Path(file["path"]).name, kind="strong"))
            left.addWidget(Small(self._what(file)))
            row.addLayout(left, 1)
            advice = Para(kind="small")
            advice.set_marked(self._advice(file["kind"], draft))
            row.addWidget(advice, 1)
            card.body.addLayout(row)
        return card

    def _what(self, file: dict[str, Any]) -> str:
        texts = {
            "pdkx": self.tr("{0} · nothing secret is readable in it"),
            "kit": self.tr(
                "{0} · keep it private: it holds the owner's keys and all that goes inside, locked with the kit key"
            ),
            "kp": self.tr("{0} · the key protector alone"),
            "receipt": self.tr("{0} · what was decided and why; no secrets"),
        }
        return texts.get(file["kind"], "{0}").format(size_words(file["size"]))

    def _advice(self, kind: str, draft: Draft) -> str:
        if kind == "pdkx":
            return self.tr(
                "Keep it. Hosters who use shieldwiz can read it; **Windows hosts cannot**: they need the Microsoft "
                ".pdk that a kit makes on Windows, from the same inputs."
            )
        if kind == "kit":
            text = self.tr(
                "Run it on a Windows machine that **you** trust. It makes {0}: send that to the hosters, then delete "
                "the kit. Never tried on a real Windows by us: its README says what is not known."
            )
            return text.format(literal(Path(draft.output).with_suffix(".pdk").name))
        if kind == "kp":
            return self.tr(
                "For programs that read open profile 1. Whether Windows reads it is not known: do not attach it to a "
                "VM that you need."
            )
        return self.tr("Keep it with your records.")

    def _show_folder(self) -> None:
        folder = Path(self._made["files"][0]["path"]).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _inspect(self) -> None:
        self.inspect_wanted.emit(self._made["files"][0]["path"])

    def _copy(self) -> None:
        self.session.start(
            "shieldwiz.workflow.making:result_text", {"made": self._made}, done=self.session.copy, owner=self
        )
