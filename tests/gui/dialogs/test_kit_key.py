# SPDX-License-Identifier: Apache-2.0
"""The key of a kit is shown once; without a word that it is kept, nothing is written."""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.dialogs.kit_key import KitKeyDialog
from tests.gui.conftest import Show

KEY = "000G-40R4-0M30-E209-185G-R38E-1WQS"
DIGITS = " ".join(f"{number:05}" for number in range(12))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    return widget


def kit(**changes: Any) -> dict[str, Any]:
    made = {
        "key": KEY,
        "makes": "web.pdk",
        "fingerprint": {"hex": "0" * 64, "digits": DIGITS},
        "secrets": ["the answer file unattend.xml, locked with the kit key"],
        "missing_catalogs": [{"place": "inputs/disk-1.vsc", "name": "<b>WS2025</b>", "version": "1.0.0.0"}],
    }
    return {**made, **changes}


def test_the_kit_is_written_only_when_both_are_kept(parent: QWidget, show: Show) -> None:
    dialog = KitKeyDialog(parent, kit())
    show(dialog)
    assert dialog.key_label.text() == KEY
    assert not dialog.write_button.isEnabled()
    dialog.have_check.click()
    dialog.write_button.click()
    assert dialog.result() == 1
    assert dialog.key_label.text() == ""


def test_no_kit(parent: QWidget, show: Show) -> None:
    dialog = KitKeyDialog(parent, kit(secrets=[f"file {n}" for n in range(9)], missing_catalogs=[]))
    show(dialog)
    assert any("3" in label.text() and "more" in label.text() for label in dialog.findChildren(QLabel))
    button = dialog.findChild(QPushButton, "kit_cancel_button")
    assert button is not None
    button.click()
    assert dialog.result() == 0


def test_both_values_are_copied(parent: QWidget, show: Show) -> None:
    dialog = KitKeyDialog(parent, kit())
    show(dialog)
    for name, text in (("kit_copy_key_button", KEY), ("kit_copy_fingerprint_button", DIGITS)):
        button = dialog.findChild(QPushButton, name)
        assert button is not None
        button.click()
        assert QGuiApplication.clipboard().text() == text
