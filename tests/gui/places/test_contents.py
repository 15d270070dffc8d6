# SPDX-License-Identifier: Apache-2.0
"""What goes inside: the verdict on the answer file, its rows with their actions, and a new answer file."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from shieldwiz.gui.dialogs.answer_file import FindingDialog
from shieldwiz.gui.dialogs.new_answer_file import NewAnswerFileDialog
from shieldwiz.gui.dialogs.passphrase import PassphraseDialog
from shieldwiz.gui.places.wizard.contents import ContentsPage
from shieldwiz.gui.session import Session, Settings
from shieldwiz.workflow.draft import Draft
from tests.answerfile.samples import sample

PATIENCE = 30_000


class FixedSession(Session):
    """A session on the day by which the files are judged."""

    def now(self) -> datetime:
        return datetime(2026, 12, 1, tzinfo=UTC)


class Bench:
    """The page, and the draft that its changes make."""

    def __init__(self, qtbot: QtBot, session: Session, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.page = ContentsPage(session)
        self.page.session = session
        self.page.resize(760, 700)
        self.draft = Draft()
        self.page.edited.connect(self._edit)

    def _edit(self, fields: dict[str, Any]) -> None:
        self.draft = replace(self.draft, **fields)
        self.page.show_draft(self.draft)

    def open(self, name: str, *others: str) -> None:
        """Use copies of samples, and wait until they were judged."""
        for one in (name, *others):
            (self.folder / one).write_bytes(sample(one))
        files = tuple(str(self.folder / one) for one in others)
        self.judged_again(lambda: self._edit({"answer_file": str(self.folder / name), "other_files": files}))

    def row(self, rule: str) -> Any:
        """The link of a rule's row."""
        return next((one for one in self.page.preflight.links if one.objectName().endswith(rule)), None)

    def judged_again(self, act: Callable[[], object]) -> None:
        """Do something, and wait until the files were judged again."""
        with self.qtbot.waitSignal(self.page.status_changed, timeout=PATIENCE):
            act()


@pytest.fixture
def bench(qtbot: QtBot, show: Any, tmp_path: Path) -> Iterator[Bench]:
    session = FixedSession(
        str(tmp_path / "home"), Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    )
    made = Bench(qtbot, session, tmp_path)
    show(made.page)
    yield made
    picture = os.environ.get("CONTENTS_PICTURE")
    if picture:
        made.page.grab().save(picture)
    session.jobs.close()


def _when_open(kind: type[Any], act: Callable[[Any], None]) -> None:
    """Do something as soon as a dialog of this kind is there."""

    def look() -> None:
        found = next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)
        if found is None:
            QTimer.singleShot(20, look)
        else:
            act(found)

    QTimer.singleShot(0, look)


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
        bench.qtbot.waitUntil(lambda: "unattend" in dialog.view.toPlainText(), timeout=PATIENCE)
        assert "Quiet-Harbour" not in dialog.view.toPlainText()
        dialog.accept_button.click()

    _when_open(FindingDialog, accept)
    bench.judged_again(bench.row("AF-RDP-OFF").click)
    assert list(bench.draft.allow) == ["AF-RDP-OFF"]
    _when_open(FindingDialog, lambda dialog: dialog.accept_button.click())
    bench.judged_again(bench.row("AF-RDP-OFF").click)
    assert not bench.draft.allow


def test_a_pfx_is_checked_with_a_typed_password_that_is_forgotten(bench: Bench) -> None:
    bench.open("good-workgroup.xml", "rdp.pfx")
    link = bench.row("AF-PFX-UNCHECKED")

    def type_it(dialog: PassphraseDialog) -> None:
        dialog.row.edit.setText("Pfx-Gravel-2207")
        dialog.accept()

    _when_open(PassphraseDialog, type_it)
    bench.judged_again(link.click)
    assert bench.row("AF-PFX-UNCHECKED") is None
    bench.page.leave()
    assert bench.page._pfx_passwords == ()


def test_the_list_for_the_hoster_is_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.open("good-workgroup.xml")
    target = bench.folder / "values.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    bench.row("AF-STR-NEEDED").click()
    bench.qtbot.waitUntil(target.exists, timeout=PATIENCE)
    bench.qtbot.waitUntil(lambda: '"@ComputerName@"' in target.read_text(encoding="utf-8"), timeout=PATIENCE)


def test_a_missing_file_can_be_added(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.open("bad-files.xml", "features.cmd")
    added = bench.folder / "roles.cmd"
    added.write_bytes(b"rem roles\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(added)], ""))
    bench.judged_again(bench.row("AF-OTHER-MISSING").click)
    assert bench.row("AF-OTHER-MISSING") is None


def test_an_answer_file_is_made_and_used(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    target = bench.folder / "made.xml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def make(dialog: NewAnswerFileDialog) -> None:
        dialog.winrm.setChecked(True)
        dialog.make_button.click()
        bench.qtbot.waitUntil(lambda: dialog.made is not None, timeout=PATIENCE)
        assert len(dialog.password.edit.text()) == 20
        picture = os.environ.get("DIALOG_PICTURE")
        if picture:
            dialog.grab().save(picture)
        dialog.cancel_button.click()

    _when_open(NewAnswerFileDialog, make)
    bench.judged_again(bench.page.make_button.click)
    assert bench.draft.answer_file == str(target)
    assert [Path(one).name for one in bench.draft.other_files] == ["winrm-https.ps1"]
    assert "Yes." in bench.page.verdict.head


def test_a_choice_that_makes_no_sense_keeps_the_dialog_open(bench: Bench) -> None:
    dialog = NewAnswerFileDialog(bench.page, bench.page.session)
    dialog.name.setText("A-NAME-THAT-IS-TOO-LONG")
    dialog.make(str(bench.folder / "x.xml"))
    bench.qtbot.waitUntil(dialog.make_button.isEnabled, timeout=PATIENCE)
    assert "15 letters" in dialog.notice.text
    dialog.system.setCurrentIndex(1)
    assert dialog.wanted().system == "linux"
    assert not (bench.folder / "x.xml").exists()
