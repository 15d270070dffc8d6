# SPDX-License-Identifier: Apache-2.0
"""What goes inside: the verdict on the answer file, its rows with their actions, and a new answer file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from shieldwiz.gui.dialogs.answer_file import FindingDialog
from shieldwiz.gui.dialogs.new_answer_file import NewAnswerFileDialog
from shieldwiz.gui.dialogs.passphrase import PassphraseDialog
from shieldwiz.gui.places.wizard.contents import ContentsPage
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import Step
from tests.answerfile.samples import sample
from tests.gui.conftest import MakeStage
from tests.gui.stage import Stage


class Bench:
    """The wizard at its fifth step, with copies of samples."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self.folder = stage, folder
        self.place = stage.wizard(Draft(), Step.CONTENTS)

    @property
    def page(self) -> ContentsPage:
        page = self.place.pages[Step.CONTENTS]
        assert isinstance(page, ContentsPage)
        return page

    @property
    def draft(self) -> Draft:
        return self.page.draft

    def open(self, name: str, *others: str) -> None:
        """Use these files, and wait until they were judged."""
        for one in (name, *others):
            (self.folder / one).write_bytes(sample(one))
        files = tuple(str(self.folder / one) for one in others)
        draft = replace(self.stage.world.draft(), answer_file=str(self.folder / name), other_files=files)
        self.place = self.stage.wizard(draft, Step.CONTENTS)
        self.stage.rest()

    def row(self, rule: str) -> LinkButton | None:
        """The link of a rule's row."""
        return next((one for one in self.page.preflight.links if one.objectName().endswith(rule)), None)

    def press(self, rule: str) -> None:
        """Press the link of a rule's row, and wait for what follows."""
        link = self.row(rule)
        assert link is not None
        self.stage.click(link)
        self.stage.rest()


@pytest.fixture
def bench(make_stage: MakeStage, tmp_path: Path) -> Bench:
    return Bench(make_stage(), tmp_path)


def test_the_verdict_stands_above_the_rows(bench: Bench) -> None:
    bench.open("bad-rdp-off.xml")
    assert "No." in bench.page.verdict.head
    assert bench.page.preflight.isVisible()
    assert bench.page.has_warning(bench.page.draft)
    bench.open("good-linux.xml")
    assert "Yes." in bench.page.verdict.head
    assert not bench.page.has_warning(bench.page.draft)


def test_an_error_is_accepted_beside_the_text_of_the_file(bench: Bench) -> None:
    bench.open("bad-rdp-off.xml")

    def accept(dialog: FindingDialog) -> None:
        bench.stage.until(lambda: "unattend" in dialog.view.toPlainText())
        assert "Quiet-Harbour" not in dialog.view.toPlainText()
        dialog.accept()

    bench.stage.answer_next(accept)
    bench.press("AF-RDP-OFF")
    assert list(bench.draft.allow) == ["AF-RDP-OFF"]
    bench.stage.answer_next(FindingDialog.accept)
    bench.press("AF-RDP-OFF")
    assert not bench.draft.allow


def test_a_pfx_is_checked_with_a_typed_password_that_is_forgotten(bench: Bench) -> None:
    bench.open("good-workgroup.xml", "rdp.pfx")

    def type_it(dialog: PassphraseDialog) -> None:
        dialog.row.edit.setText("Pfx-Gravel-2207")
        dialog.accept()

    bench.stage.answer_next(type_it)
    bench.press("AF-PFX-UNCHECKED")
    assert bench.row("AF-PFX-UNCHECKED") is None
    bench.page.leave()
    assert bench.page._pfx_passwords == ()


def test_the_list_for_the_hoster_is_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.open("good-workgroup.xml")
    target = bench.folder / "values.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    bench.press("AF-STR-NEEDED")
    assert '"@ComputerName@"' in target.read_text(encoding="utf-8")


def test_a_missing_file_can_be_added(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.open("bad-files.xml", "features.cmd")
    added = bench.folder / "roles.cmd"
    added.write_bytes(b"rem roles\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(added)], ""))
    bench.stage.answer_next(FindingDialog.accept)
    bench.press("AF-OTHER-MISSING_decide")
    assert list(bench.draft.allow) == ["AF-OTHER-MISSING"]
    bench.stage.answer_next(FindingDialog.accept)
    bench.press("AF-OTHER-MISSING")
    assert not bench.draft.allow
    bench.press("AF-OTHER-MISSING")
    assert bench.row("AF-OTHER-MISSING") is None


def test_an_answer_file_is_made_and_used(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.open("good-workgroup.xml")
    target = bench.folder / "made.xml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def make(dialog: NewAnswerFileDialog) -> None:
        dialog.winrm.setChecked(True)
        dialog.make_button.click()
        bench.stage.until(lambda: dialog.made is not None)
        assert len(dialog.password.edit.text()) == 20
        dialog.reject()

    bench.stage.answer_next(make)
    bench.stage.click(bench.page.make_button)
    bench.stage.rest()
    assert bench.draft.answer_file == str(target)
    assert [Path(one).name for one in bench.draft.other_files] == ["winrm-https.ps1"]
    assert "Yes." in bench.page.verdict.head


def test_a_choice_that_makes_no_sense_keeps_the_dialog_open(bench: Bench) -> None:
    bench.open("good-workgroup.xml")
    dialog = NewAnswerFileDialog(bench.page, bench.page.session)
    dialog.name.setText("A-NAME-THAT-IS-TOO-LONG")
    dialog.make(str(bench.folder / "x.xml"))
    bench.stage.until(dialog.make_button.isEnabled)
    assert "15 letters" in dialog.notice.text
    dialog.system.setCurrentIndex(1)
    assert dialog.wanted().system == "linux"
    assert not (bench.folder / "x.xml").exists()
