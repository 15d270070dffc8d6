# SPDX-License-Identifier: Apache-2.0
"""Step 5: the answer file and other files that are locked inside."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.answer_file import FindingDialog
from shieldwiz.gui.dialogs.new_answer_file import NewAnswerFileDialog
from shieldwiz.gui.dialogs.passphrase import ask_passphrase
from shieldwiz.gui.places.wizard.page import WizardPage
from shieldwiz.gui.places.wizard.preflight_list import PreflightList
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.banner import VerdictBanner
from shieldwiz.gui.widgets.buttons import LinkButton, normal_button
from shieldwiz.gui.widgets.drop_zone import DropTarget
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.size_bar import SizeBar
from shieldwiz.gui.widgets.text import Heading, Para, Small, foreign
from shieldwiz.gui.wording.sentences import size_words
from shieldwiz.workflow.draft import Draft, Purpose
from shieldwiz.workflow.steps import Missing, Step

if TYPE_CHECKING:
    from shieldwiz.gui.jobs import Job

_ICONS = {"xml": "file-text", "pfx": "file-key", "certificate": "file-badge"}


class ContentsPage(WizardPage):
    """What goes inside, with its size."""

    step = Step.CONTENTS

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            self.tr("What goes inside"),
            self.tr(
                "These files are locked inside. Only the owner, and healthy hosts of the ticked hosters, open them."
            ),
        )
        self.setObjectName("contents_page")
        self._total_over = 0
        self._reach = ""
        self._looking: Job | None = None
        self._pfx_passwords: tuple[str, ...] = ()
        self.verdict = VerdictBanner(object_name="contents_verdict")
        self.verdict.hide()
        self.body.addWidget(self.verdict)
        self.answer = PathRow(
            self.tr("&Answer file"),
            filter=self.tr("Answer files (*.xml);;All files (*)"),
            object_name="contents_answer",
            placeholder=self.tr("The file that answers the questions of the set-up"),
        )
        self.answer.settled.connect(lambda text: self.change(answer_file=text or None))
        self.body.addWidget(self.answer)
        self._not_needed = Para(self.tr("An existing VM is set up already, so it needs no answer file."), role="muted")
        self.body.addWidget(self._not_needed)
        self._make_preflight()
        self._make_other_files()
        self.body.addStretch(1)
        DropTarget(self, self._accepts, lambda paths: self.take_files(tuple(map(str, paths))))

    def _make_preflight(self) -> None:
        self.make_button = LinkButton(self.tr("&Make one for me…"), object_name="contents_make_button")
        self.make_button.clicked.connect(self._make_one)
        self.body.addWidget(self.make_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.preflight = PreflightList(object_name="contents_preflight_list")
        self.preflight.values_wanted.connect(self._save_values)
        self.preflight.files_wanted.connect(self._add)
        self.preflight.password_wanted.connect(self._ask_pfx_password)
        self.preflight.shown_wanted.connect(self._show_finding)
        self.preflight.hide()
        self.body.addWidget(self.preflight)

    def _make_other_files(self) -> None:
        self.body.addWidget(Heading(self.tr("Other files")))
        self.body.addWidget(
            Small(
                self.tr("Certificates, scripts, anything that the answer file uses. They are copied into the new VM.")
            )
        )
        self.size_bar = SizeBar(object_name="contents_size_bar")
        self.body.addWidget(self.size_bar)
        self.files_list = RowList(self.tr("Other files"), object_name="contents_files_list")
        self.files_list.remove_wanted.connect(self._remove)
        self.body.addWidget(self.files_list)
        self.add_button = normal_button(self.tr("A&dd files…"), "plus", object_name="contents_add_button")
        self.add_button.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_draft(self, draft: Draft) -> None:
        """The answer file and the other files of the draft, and how large they are."""
        super().show_draft(draft)
        is_new = draft.purpose is Purpose.SHIELDED_TEMPLATE
        self.answer.setVisible(is_new)
        self.make_button.setVisible(is_new)
        self._not_needed.setVisible(not is_new)
        if self.answer.text() != (draft.answer_file or ""):
            self.answer.set_text(draft.answer_file or "")
        self._look()

    def _look(self) -> None:
        arguments = {"draft": self.draft, "pfx_passwords": self._pfx_passwords}
        if self._looking is not None:
            self._looking.drop()  # what it finds is about an older draft
        self._looking = self.session.start(
            "shieldwiz.workflow.inside:look_inside", arguments, done=self._show, owner=self
        )

    def leave(self) -> None:
        """Passwords that were typed to try them are forgotten."""
        self._pfx_passwords = ()

    def enter(self) -> None:
        """The first field has the focus."""
        (self.answer.edit if self.answer.isVisible() else self.add_button).setFocus()

    def summary(self, draft: Draft) -> str:
        """The answer file's name, and how many others."""
        others = self.tr("%n other file(s)", "", len(draft.other_files)) if draft.other_files else ""
        if draft.purpose is Purpose.SHIELDED_TEMPLATE and draft.answer_file:
            name = foreign(Path(draft.answer_file).name, 40)
            return f"{name} · {others}" if others else name
        return others or (self.tr("Nothing") if draft.purpose is Purpose.EXISTING_VM else "")

    def has_warning(self, draft: Draft) -> bool:
        """Too much, or a file that cannot be used."""
        return draft is self.draft and (bool(self._total_over) or self._reach in ("unsure", "no"))

    def point_at(self, missing: Missing) -> None:
        """An answer file is missing."""
        self.answer.set_result(missing.sentence, Tone.REFUSED)
        self.answer.edit.setFocus()

    def take_files(self, paths: tuple[str, ...]) -> bool:
        """One .xml is the answer file where none is set; everything else are other files."""
        is_new = self.draft.purpose is Purpose.SHIELDED_TEMPLATE
        if is_new and len(paths) == 1 and paths[0].lower().endswith(".xml") and not self.draft.answer_file:
            self.change(answer_file=paths[0])
        elif paths:
            self.change(other_files=tuple(dict.fromkeys((*self.draft.other_files, *paths))))
        return True

    def _accepts(self, paths: list[Path]) -> str:
        is_new = self.draft.purpose is Purpose.SHIELDED_TEMPLATE
        if is_new and len(paths) == 1 and paths[0].suffix.lower() == ".xml" and not self.draft.answer_file:
            return self.tr("Use as the answer file")
        return self.tr("Add as other files (%n)", "", len(paths))

    def _show(self, inside: dict[str, Any]) -> None:
        answer = inside["answer"]
        if answer is not None and answer["problem"]:
            self.answer.set_result(foreign(answer["detail"], 200), Tone.REFUSED)
        elif answer is not None:
            self.answer.set_result(size_words(answer["size"]))
        self.files_list.clear()
        for file in inside["others"]:
            row = ListRow(file["name"], icon=_ICONS.get(file["kind"], "file-text"), is_foreign=True)
            row.key = file["path"]
            row.set_second(size_words(file["size"]))
            if file["problem"]:
                row.set_notice(foreign(file["detail"], 200), Tone.REFUSED)
            self.files_list.add(row)
        self.files_list.setVisible(bool(inside["others"]))
        self.size_bar.set_parts([(file["name"], file["size"]) for file in inside["others"]])
        self._total_over = inside["over"] + sum(bool(file["problem"]) for file in inside["others"])
        self._show_preflight(inside)
        self.status_changed.emit()

    def _show_preflight(self, inside: dict[str, Any]) -> None:
        self._reach = inside["reach"]
        self.preflight.set_rows(inside["preflight"])
        self.verdict.setVisible(bool(self._reach))
        head, tone = {
            "yes": (self.tr("Will you be able to reach this VM? Yes."), Tone.PLAIN),
            "unsure": (self.tr("Will you be able to reach this VM? Not sure."), Tone.DECIDE),
            "no": (self.tr("Will you be able to reach this VM? No."), Tone.REFUSED),
        }.get(self._reach, ("", Tone.PLAIN))
        reason = inside["reach_reason"]
        self.verdict.set_verdict(tone, head, foreign(reason[:1].upper() + reason[1:], 400))

    def _show_finding(self, finding: dict[str, Any]) -> None:
        """The finding beside the file's text; there a person may accept an error."""
        dialog = FindingDialog(self, self.session, self.draft.answer_file or "", finding)
        if dialog.exec():
            others = tuple(one for one in self.draft.allow if one != finding["id"])
            self.change(allow=others if finding["accepted"] else (*others, finding["id"]))

    def _ask_pfx_password(self, name: str) -> None:
        """A password is tried on the PFX, and forgotten when the page is left."""
        password = ask_passphrase(self, name, self.tr("Its password is tried to check the file, and is not kept."))
        if password:
            self._pfx_passwords = (*self._pfx_passwords, password)
            self._look()

    def _save_values(self) -> None:
        kinds = self.tr("Text (*.txt);;Web page (*.html);;CSV (*.csv);;JSON (*.json);;PowerShell (*.ps1)")
        output = commands.ask_where_to_save(self, self.tr("List for the hoster"), "values.txt", kinds)
        if output:
            arguments = {"file": self.draft.answer_file or "", "output": output, "overwrite": True}
            self.session.start(
                "shieldwiz.workflow.answer_files:save_values", arguments, done=self._say_saved, owner=self
            )

    def _say_saved(self, saved: dict[str, Any]) -> None:
        self.answer.set_result(self.tr("The list is saved: {0}").format(foreign(saved["file"], 80)))

    def _make_one(self) -> None:
        """Make an answer file, and use it with the files that go along."""
        dialog = NewAnswerFileDialog(self, self.session)
        dialog.exec()
        if dialog.made is not None:
            others = tuple(dict.fromkeys((*self.draft.other_files, *dialog.made["others"])))
            self.change(answer_file=dialog.made["file"], other_files=others)

    def _add(self) -> None:
        self.take_other(commands.ask_for_files(self, self.tr("Other files"), several=True))

    def take_other(self, paths: tuple[str, ...]) -> None:
        """Add files as other files, whatever they are."""
        if paths:
            self.change(other_files=tuple(dict.fromkeys((*self.draft.other_files, *paths))))

    def _remove(self, key: object) -> None:
        self.change(other_files=tuple(path for path in self.draft.other_files if path != key))
