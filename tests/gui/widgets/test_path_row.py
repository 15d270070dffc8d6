# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.path_row import PathRow
from tests.gui.conftest import Show
from tests.gui.dragging import drag_in, drop, mime_of


@pytest.fixture
def row(show: Show) -> PathRow:
    row = PathRow("&Answer file", object_name="contents_answer_edit", hint="Optional.", placeholder="unattend.xml")
    show(row, 500)
    return row


def test_label_field_and_button_belong_together(row: PathRow) -> None:
    assert row.label.buddy() is row.edit
    assert row.edit.accessibleName() == "Answer file"
    assert row.edit.accessibleDescription() == "Optional."
    assert row.browse_button.accessibleName() == "Browse for: Answer file"
    assert row.edit.objectName() == "contents_answer_edit"


def test_typing_is_judged_400_ms_after_the_last_key(row: PathRow, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(row.settled, timeout=3_000) as told:
        qtbot.keyClicks(row.edit, str(tmp_path / "none.xml"))
        assert row.problem() == ""
    assert told.args == [str(tmp_path / "none.xml")]
    assert "There is no file" in row.problem()
    assert "none.xml" in row.problem()
    assert row.edit.property("state") == "refused"
    assert row.edit.accessibleDescription() == row.problem()
    row.edit.setText("")
    assert row.problem() == ""


def test_leaving_the_field_judges_at_once(row: PathRow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "there.xml").write_text("x")
    row.edit.setFocus()
    qtbot.keyClicks(row.edit, str(tmp_path / "there.xml"))
    with qtbot.waitSignal(row.settled, timeout=350):
        qtbot.keyClick(row.edit, Qt.Key.Key_Return)
    assert row.problem() == ""
    assert row.path() == tmp_path / "there.xml"


def test_an_old_answer_does_not_overwrite_a_newer_one(row: PathRow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "there.xml").write_text("x")
    settled: list[str] = []
    row.settled.connect(settled.append)
    row.set_text(str(tmp_path / "none.xml"))
    row.set_text(str(tmp_path / "there.xml"))
    qtbot.waitUntil(lambda: settled == [str(tmp_path / "there.xml")])
    assert row.problem() == ""


@pytest.mark.parametrize(
    ("how", "target", "says"),
    [
        ({}, "", "Choose a file."),
        ({}, ".", "This is a folder; a file is needed."),
        ({"folder": True}, "", "Choose a folder."),
        ({"folder": True}, "file.xml", "This is a file; a folder is needed."),
        ({"folder": True}, "none", "There is no folder"),
        ({"saving": True}, "none/x.pdkx", "There is no folder"),
        ({"saving": True}, "new.pdkx", ""),
        ({"must_exist": False}, "", ""),
        ({}, "a\0b", "There is no file"),
        ({}, "x" * 5_000, "There is no file"),
        ({"must_exist": False}, "none.xml", ""),
        ({}, "file.xml", ""),
    ],
)
def test_going_on_says_what_is_wrong(show: Show, tmp_path: Path, how: dict[str, bool], target: str, says: str) -> None:
    (tmp_path / "file.xml").write_text("x")
    row = PathRow("x", **how)  # type: ignore[arg-type]
    show(row, 500)
    row.edit.setText(str(tmp_path / target) if target else "")
    row.browse_button.setFocus()
    assert row.check_now() is (not says)
    assert row.problem().startswith(says)
    assert row.edit.hasFocus() is bool(says)


def test_a_drop_fills_the_field(row: PathRow, qtbot: QtBot, tmp_path: Path) -> None:
    mime = mime_of((tmp_path / "a.xml", tmp_path / "b.xml"))
    assert drag_in(row, mime)
    with qtbot.waitSignal(row.dropped) as told:
        assert drop(row, mime)
    assert told.args == [[tmp_path / "a.xml", tmp_path / "b.xml"]]
    assert row.text() == str(tmp_path / "a.xml")
    assert not drop(row, mime_of(()))
    assert not drag_in(row, mime_of(()))


@pytest.mark.parametrize(
    ("how", "asks"),
    [({}, "getOpenFileName"), ({"saving": True}, "getSaveFileName"), ({"folder": True}, "getExistingDirectory")],
)
def test_browsing_asks_the_system(
    show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: dict[str, bool], asks: str
) -> None:
    chosen = str(tmp_path / "chosen")
    answer = chosen if "folder" in how else (chosen, "")
    monkeypatch.setattr(QFileDialog, asks, lambda *_: answer)
    row = PathRow("x", **how)  # type: ignore[arg-type]
    row.set_start_folder(str(tmp_path))
    show(row, 500)
    with qtbot.waitSignal(row.settled):
        qtbot.mouseClick(row.browse_button, Qt.MouseButton.LeftButton)
    assert row.text() == chosen
    monkeypatch.setattr(QFileDialog, asks, lambda *_: "" if "folder" in how else ("", ""))
    qtbot.mouseClick(row.browse_button, Qt.MouseButton.LeftButton)
    assert row.text() == chosen


def test_what_was_found_is_shown_below(row: PathRow) -> None:
    row.set_result("4 KB, for Windows Server 2022")
    assert row.note.text == "4 KB, for Windows Server 2022"
    row.set_result("That is a certificate.", Tone.REFUSED)
    assert row.problem() == "That is a certificate."
    row.set_result("", Tone.PLAIN)
    assert row.note.text == "Optional."
    row.set_hint("Another.")
    assert row.edit.accessibleDescription() == "Another."


def test_paths_are_completed_once_a_person_comes(row: PathRow) -> None:
    row.browse_button.setFocus()
    row.edit.setFocus()
    assert row.edit.completer() is not None


def test_a_home_that_is_not_known_is_a_path_like_any_other(row: PathRow) -> None:
    row.edit.setText("~nobody-of-that-name/file.xml")
    assert row.path() == Path("~nobody-of-that-name/file.xml")
    assert not row.check_now()
    row.edit.setText("")
    assert row.path() is None


def test_what_was_typed_counts_at_once_before_going_on(row: PathRow, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[str] = []
    row.settled.connect(told.append)
    path = str(tmp_path / "unattend.xml")
    qtbot.keyClicks(row.edit, path)
    row.settle()
    row.settle()
    assert told == [path]


def test_a_field_that_is_switched_off_closes_its_list_of_paths(row: PathRow) -> None:
    row.edit.setFocus()
    popup = row.edit.completer().popup()
    assert popup is not None
    popup.show()
    row.setEnabled(False)
    assert not popup.isVisible()
