# SPDX-License-Identifier: Apache-2.0
"""Unlock a shielding data file with an owner's key or a hoster's PFX: see what is inside, and take it out."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.text import Heading, Para, fixed_font, foreign, literal
from shieldwiz.gui.wording import error_words
from shieldwiz.gui.wording.sentences import size_words

_PFX = ""  # the entry "A hoster's PFX file" among the owners


class UnlockFileDialog(Dialog):
    """First the key, then what is inside. Closing it forgets both."""

    def __init__(self, parent: QWidget, session: Session, path: str, look: dict[str, Any]) -> None:
        super().__init__(parent, self.tr("Unlock {0}").format(foreign(Path(path).name)), width=WIDE, scrolls=True)
        self.setObjectName("unlock_file_dialog")
        self.resize(WIDE, 520)
        self._session, self._path, self._look = session, path, look
        self._key: dict[str, Any] = {}
        self._is_open = False
        self._make_key_part()
        self._make_contents_part()
        self.outcome = InlineNotice(Tone.REFUSED, "")
        self.outcome.setObjectName("unlock_outcome_notice")
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.body.addStretch(1)
        close = normal_button(self.tr("C&lose"), object_name="unlock_file_close_button")
        close.clicked.connect(self.reject)
        self.go_button = primary_button(self.tr("&Unlock"), object_name="unlock_file_button")
        self.go_button.clicked.connect(self._go_on)
        self.set_buttons(close, self.go_button, default=self.go_button)
        self.who.setFocus()
        session.start("shieldwiz.workflow.shelf:shelf", {}, done=self._take_shelf, owner=self)

    def _make_key_part(self) -> None:
        self._key_part = Card(heading=self.tr("With which key?"))
        self.who = QComboBox()
        self.who.setObjectName("unlock_who_combo")
        self.who.addItem(self.tr("A hoster's PFX file"), _PFX)
        self.who.currentIndexChanged.connect(self._show_fields)
        self._key_part.add(FormRow(self.tr("&Key"), self.who))
        self.pfx = PathRow(
            self.tr("&PFX file"), filter=self.tr("PFX files (*.pfx *.p12);;All files (*)"), object_name="unlock_pfx"
        )
        self._key_part.add(self.pfx)
        self.secret = PassphraseRow(self.tr("P&assphrase"), new=False, object_name="unlock_file_secret")
        self.secret.submitted.connect(self._go_on)
        self._key_part.add(self.secret)
        self.unknown_check = QCheckBox(self.tr("Open it &although its owner is not known on this computer"))
        self.unknown_check.setObjectName("unlock_unknown_check")
        self.unknown_check.setVisible(self._look["banner"]["id"] == "unknown-owner")
        self._key_part.add(self.unknown_check)
        self.body.addWidget(self._key_part)

    def _make_contents_part(self) -> None:
        self._contents_part = Card(heading=self.tr("What is inside"))
        self.files_list = RowList(self.tr("What is inside"), object_name="unlock_files_list")
        self._contents_part.add(self.files_list)
        self.answer_text = QPlainTextEdit()
        self.answer_text.setObjectName("unlock_answer_text")
        self.answer_text.setAccessibleName(self.tr("The answer file"))
        self.answer_text.setReadOnly(True)
        self.answer_text.setTabChangesFocus(True)
        self.answer_text.setFont(fixed_font("small"))
        self.answer_text.setMinimumHeight(140)
        self._contents_part.add(self.answer_text)
        self._contents_part.hide()
        self.body.addWidget(self._contents_part)
        self._extract_part = Card()
        self._extract_part.add(Heading(self.tr("Extract to a folder")))
        self._extract_part.add(
            Para(
                self.tr("Whoever can read that folder can read these secrets. Take one that is yours alone."),
                role="muted",
            )
        )
        self.folder = PathRow(self.tr("&New folder"), folder=True, must_exist=False, object_name="unlock_folder")
        self._extract_part.add(self.folder)
        self._extract_part.hide()
        self.body.addWidget(self._extract_part)

    def _take_shelf(self, shelf: dict[str, Any]) -> None:
        for at, owner in enumerate(shelf["owners"]):
            self.who.insertItem(at, self.tr("Owner {0}").format(foreign(owner["name"])), owner["name"])
        report = self._look["report"] or {}
        known = (report.get("owner") or {}).get("known_as")
        at = self.who.findData(known) if known else -1
        self.who.setCurrentIndex(max(at, 0))
        self._show_fields()

    def _show_fields(self, *_: object) -> None:
        self.pfx.setVisible(self.who.currentData() == _PFX)

    def _go_on(self) -> None:
        if self._is_open:
            self._extract()
            return
        owner = self.who.currentData()
        if owner == _PFX and not self.pfx.check_now():
            self.pfx.edit.setFocus()
            return
        self._key = {
            "owner": owner,
            "pfx": self.pfx.text() if owner == _PFX else "",
            "secret": self.secret.passphrase(),
            "accept_unknown": self.unknown_check.isChecked(),
        }
        self.go_button.setEnabled(False)
        self.outcome.hide()
        self._session.start(
            "shieldwiz.workflow.opened_files:unlock",
            {"file": self._path, **self._key},
            done=self._show_contents,
            failed=self._fail,
            owner=self,
        )

    def _show_contents(self, contents: dict[str, Any]) -> None:
        self._is_open = True
        self.secret.clear()
        self._key_part.hide()
        answer = contents["answer_file"]
        for file in ([answer] if answer else []) + contents["other_files"]:
            row = ListRow(file["name"], icon="file-text", is_foreign=True)
            row.set_second(size_words(file["size"]))
            self.files_list.add(row)
        self.answer_text.setVisible(bool(answer))
        if answer:
            self.answer_text.setPlainText(answer["text"])
        self._contents_part.show()
        self._extract_part.show()
        self.go_button.setEnabled(True)
        self.go_button.setText(self.tr("&Extract"))
        self.folder.edit.setFocus()

    def _extract(self) -> None:
        if not self.folder.text():
            self.folder.set_result(self.tr("Name a folder that is not there yet."), Tone.REFUSED)
            self.folder.edit.setFocus()
            return
        self.go_button.setEnabled(False)
        self._session.start(
            "shieldwiz.workflow.opened_files:extract",
            {"file": self._path, "folder": self.folder.text(), **self._key},
            done=self._take_extracted,
            failed=self._fail,
            owner=self,
            writes=True,
        )

    def _take_extracted(self, found: dict[str, Any]) -> None:
        self.outcome.set_notice(
            Tone.INFO, self.tr("%n file(s) extracted to {0}.", "", len(found["files"])), values=(found["folder"],)
        )
        self.outcome.show()
        self.go_button.hide()

    def _fail(self, error: ShieldwizError) -> None:
        self.go_button.setEnabled(True)
        head, text = error_words(error)
        self.unknown_check.setVisible(self.unknown_check.isVisible() or error.problem is Problem.OWNER_UNKNOWN)
        self.outcome.set_notice(Tone.REFUSED, f"**{literal(head)}** {literal(text)}")
        self.outcome.show()
        (self.folder.edit if self._is_open else self.secret.edit).setFocus()

    def done(self, result: int) -> None:
        """However it ends: nothing of it stays."""
        self.secret.clear()
        self._key = {}
        self.answer_text.clear()
        super().done(result)
