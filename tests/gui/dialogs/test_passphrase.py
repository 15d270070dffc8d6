# SPDX-License-Identifier: Apache-2.0
"""Dialogs that ask for passphrases: what was typed reaches the work that needs it, and stays in no field."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.dialogs.owner_creation import OwnerCreationDialog
from shieldwiz.gui.dialogs.passphrase import PassphraseDialog
from shieldwiz.gui.session import Session, Settings
from tests.gui.conftest import Show

TYPED = "seven plain words that nobody guesses so soon"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    return widget


def test_the_passphrase_is_taken_after_the_dialog_has_closed(parent: QWidget, qtbot: QtBot, show: Show) -> None:
    dialog = PassphraseDialog(parent, "HR", "Needed to sign.")
    show(dialog)
    qtbot.keyClicks(dialog.row.edit, TYPED)
    qtbot.keyClick(dialog.row.edit, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.take() == TYPED
    assert not dialog.row.edit.text()


def test_a_dialog_that_is_cancelled_keeps_nothing(parent: QWidget, qtbot: QtBot, show: Show) -> None:
    dialog = PassphraseDialog(parent, "HR", "Needed to sign.")
    show(dialog)
    qtbot.keyClicks(dialog.row.edit, TYPED)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not dialog.row.edit.text()


def test_the_owners_passphrase_lasts_until_the_key_is_made(
    parent: QWidget, qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    session = Session(str(tmp_path / "home"), settings, parent)
    dialog = OwnerCreationDialog(parent, session)
    show(dialog)
    qtbot.keyClicks(dialog.name, "HR")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.passphrase.edit, TYPED)
    qtbot.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)
    assert dialog.folder.isVisible()
    qtbot.waitUntil(lambda: bool(dialog.backup_passphrase.passphrase()), timeout=30_000)
    assert dialog.passphrase.passphrase() == TYPED
    dialog.reject()
    assert not dialog.passphrase.passphrase()
    assert not dialog.backup_passphrase.passphrase()
    session.jobs.close()
