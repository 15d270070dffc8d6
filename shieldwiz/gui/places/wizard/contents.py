# SPDX-License-Identifier: Apache-2.0
"""Step 5: the answer file and other files that are locked inside."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from shieldwiz.gui import commands
from shieldwiz.gui.places.wizard.page import WizardPage
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.drop_zone import DropTarget
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.size_bar import SizeBar
from shieldwiz.gui.widgets.text import Heading, Para, Small, foreign
from shieldwiz.gui.wording.sentences import size_words
from shieldwiz.workflow.draft import Draft, Purpose
from shieldwiz.workflow.steps import Missing, Step

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
        self._make_other_files()
        self.body.addStretch(1)
        DropTarget(self, self._accepts, lambda paths: self.take_files(tuple(map(str, paths))))

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
        self._not_needed.setVisible(not is_new)
        if self.answer.text() != (draft.answer_file or ""):
            self.answer.set_text(draft.answer_file or "")
        self.session.start("shieldwiz.workflow.inside:look_inside", {"draft": draft}, done=self._show, owner=self)

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
        return draft is self.draft and bool(self._total_over)

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
        self.status_changed.emit()

    def _add(self) -> None:
        self.take_other(commands.ask_for_files(self, self.tr("Other files"), several=True))

    def take_other(self, paths: tuple[str, ...]) -> None:
        """Add files as other files, whatever they are."""
        if paths:
            self.change(other_files=tuple(dict.fromkeys((*self.draft.other_files, *paths))))

    def _remove(self, key: object) -> None:
        self.change(other_files=tuple(path for path in self.draft.other_files if path != key))
