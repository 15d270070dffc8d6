# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.clipboard import Clearing, copy_secret, copy_text, is_own_copy
from shieldwiz.gui.widgets.passphrase_row import PassphraseRow
from shieldwiz.gui.widgets.strength import Strength, strength_of
from tests.gui.conftest import Show

MADE = "bedot-hanit-golen-fidan-kulot-pamin-sevut"


@pytest.fixture
def row(show: Show) -> PassphraseRow:
    row = PassphraseRow("&Passphrase for the backup", object_name="backup_passphrase_edit", generate=lambda: MADE)
    show(row, 600)
    return row


def test_it_shows_dots_until_the_eye_is_pressed(row: PassphraseRow, qtbot: QtBot) -> None:
    qtbot.keyClicks(row.edit, "tulip")
    assert row.passphrase() == "tulip"
    assert row.edit.displayText() != "tulip"
    assert row.show_button.accessibleName() == "Show the passphrase"
    qtbot.mouseClick(row.show_button, Qt.MouseButton.LeftButton)
    assert row.edit.displayText() == "tulip"
    assert row.show_button.accessibleName() == "Hide the passphrase"
    qtbot.mouseClick(row.show_button, Qt.MouseButton.LeftButton)
    assert row.edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_generated_one_is_shown_strong_and_may_be_copied(row: PassphraseRow, qtbot: QtBot) -> None:
    assert not row.copy_button.isVisible()
    with qtbot.waitSignal(row.changed):
        qtbot.mouseClick(row.generate_button, Qt.MouseButton.LeftButton)
    assert row.passphrase() == MADE
    assert (row.is_shown, row.is_generated) == (True, True)
    assert row.meter_text() == "Strong: seven random words"
    qtbot.mouseClick(row.copy_button, Qt.MouseButton.LeftButton)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == MADE
    assert bytes(mime.data("x-kde-passwordManagerHint").data()) == b"secret"
    qtbot.keyClicks(row.edit, "x")
    assert (row.is_generated, row.copy_button.isVisible()) == (False, False)


def test_without_a_maker_the_page_is_asked(show: Show, qtbot: QtBot) -> None:
    row = PassphraseRow("x")
    show(row, 600)
    with qtbot.waitSignal(row.generate_wanted):
        qtbot.mouseClick(row.generate_button, Qt.MouseButton.LeftButton)


def test_the_clipboard_is_cleared_and_that_is_said(row: PassphraseRow, qtbot: QtBot) -> None:
    row.set_generated(MADE)
    qtbot.mouseClick(row.copy_button, Qt.MouseButton.LeftButton)
    application = QApplication.instance()
    assert application is not None
    clearing = application.findChildren(Clearing)[-1]
    assert clearing.timer.interval() == 60_000
    with qtbot.waitSignal(clearing.destroyed):
        clearing.clear()
    assert QGuiApplication.clipboard().text() == ""
    assert row.copied_text() == "The clipboard was cleared."


def test_another_text_on_the_clipboard_is_left_alone(qtbot: QtBot) -> None:
    clearing = copy_secret(MADE, 0)
    QGuiApplication.clipboard().setText("other")
    with qtbot.waitSignal(clearing.destroyed):
        pass
    assert QGuiApplication.clipboard().text() == "other"


def test_own_copies_are_remembered_whatever_their_form() -> None:
    copy_text("9F3C 51D8\nA07E")
    assert is_own_copy("9f3c51d8-a07e")
    copy_text("1234 5678", is_own=False)
    assert not is_own_copy("12345678")


def test_it_forgets_when_its_page_is_left(show: Show, qtbot: QtBot) -> None:
    page, row, keeping = QWidget(), PassphraseRow("x"), PassphraseRow("y", clear_when_hidden=False)
    body = QVBoxLayout(page)
    body.addWidget(row)
    body.addWidget(keeping)
    show(page, 600)
    qtbot.keyClicks(row.edit, "tulip")
    qtbot.keyClicks(keeping.edit, "tulip")
    row.hide()
    keeping.hide()
    assert row.passphrase() == ""
    assert not row.edit.isUndoAvailable()
    assert keeping.passphrase() == "tulip"


def test_caps_lock_is_noticed(row: PassphraseRow, qtbot: QtBot) -> None:
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for key, text, modifier, is_on in (
        (Qt.Key.Key_A, "A", shift, False),
        (Qt.Key.Key_A, "A", none, True),
        (Qt.Key.Key_CapsLock, "", none, False),
        (Qt.Key.Key_A, "a", shift, True),
        (Qt.Key.Key_1, "1", none, True),
    ):
        QApplication.sendEvent(row.edit, QKeyEvent(QEvent.Type.KeyPress, key, modifier, text))
        assert row.says_caps_lock is is_on
    row.show_button.setFocus()
    assert row.says_caps_lock is False


def test_an_old_passphrase_is_only_asked_for(show: Show, qtbot: QtBot) -> None:
    row = PassphraseRow("&Passphrase", new=False)
    show(row, 600)
    assert not row.generate_button.isVisible()
    assert not row.meter.isVisible()
    with qtbot.waitSignal(row.submitted):
        qtbot.keyClick(row.edit, Qt.Key.Key_Return)
    row.set_problem("The passphrase does not open this key")
    assert row.edit.accessibleDescription() == "The passphrase does not open this key"
    qtbot.keyClicks(row.edit, "x")
    assert row.problem_text == ""


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", Strength.NONE),
        ("password", Strength.WEAK),
        ("Passwort123!", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("abcdefghijklmnopqrstuvwxyz", Strength.WEAK),
        ("12345678901234567890", Strength.WEAK),
        ("tulip", Strength.WEAK),
        ("tulip-lantern-maple-river", Strength.FAIR),
        ("tulip-lantern-maple-river-seven-actor", Strength.GOOD),
        (MADE, Strength.STRONG),
        ("kT9#vQ2!xL", Strength.GOOD),
        ("kT9#vQ2!xL7$mZ4%", Strength.STRONG),
    ],
)
def test_strength_is_judged_carefully(row: PassphraseRow, text: str, level: Strength) -> None:
    assert strength_of(text) is level
    row.edit.setText(text)
    assert row.strength() is level
    words = ("", "Weak", "Fair", "Good", "Strong")[level]
    assert row.meter_text().startswith(words)
    assert row.meter.accessibleName() == row.meter_text()
