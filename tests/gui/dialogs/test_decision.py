# SPDX-License-Identifier: Apache-2.0
"""Decisions that cost something: the safe button is first and default, the other one takes a thought."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.dialogs.decision import Condition, DecisionDialog
from tests.gui.conftest import Show


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    return widget


def make(parent: QWidget, condition: Condition, *values: str) -> DecisionDialog:
    """A dialog about the first of the values."""
    return DecisionDialog(
        parent,
        "Remove “{0}”?",
        ["**It** is gone then.", "And so is its note."],
        values=values,
        go_back="&Keep it",
        go_on="&Remove",
        condition=condition,
        field_label="&Type it",
        hint="A few words.",
    )


def test_enter_is_the_safe_answer(parent: QWidget, qtbot: QtBot, show: Show) -> None:
    dialog = make(parent, Condition.NONE, "Contoso")
    show(dialog)
    assert dialog.safe_button.isDefault()
    assert dialog.safe_button.hasFocus()
    assert dialog.danger_button.property("kind") == "danger"
    assert dialog.edit.isHidden()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == 0
    assert not dialog.isVisible()


def test_a_reason_opens_the_other_button_and_enter_only_leads_there(parent: QWidget, qtbot: QtBot, show: Show) -> None:
    dialog = make(parent, Condition.REASON, "Contoso")
    show(dialog)
    assert dialog.edit.hasFocus()
    assert dialog.edit.accessibleDescription() == "A few words."
    qtbot.keyClicks(dialog.edit, "  ab ")
    assert not dialog.danger_button.isEnabled()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.edit, "c: told by phone")
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.danger_button.hasFocus()
    qtbot.mouseClick(dialog.danger_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == 1
    assert dialog.reason == "ab c: told by phone"


def test_a_name_must_be_typed_as_it_is(parent: QWidget, qtbot: QtBot, show: Show) -> None:
    dialog = make(parent, Condition.TYPED_NAME, "Finance")
    show(dialog)
    qtbot.keyClicks(dialog.edit, "finance")
    assert not dialog.danger_button.isEnabled()
    dialog.edit.clear()
    qtbot.keyClicks(dialog.edit, "Finance")
    assert dialog.danger_button.isEnabled()


def test_foreign_names_stay_plain_text(parent: QWidget) -> None:
    dialog = make(parent, Condition.NONE, "<b>{0}</b>\u202e")
    assert dialog.head.accessibleName() == "Remove “<b>{0}</b>\\u{202e}”?"
    assert "&lt;b&gt;{0}&lt;/b&gt;" in dialog.head.text()
    dialog.deleteLater()
