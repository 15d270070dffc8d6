# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.undo_bar import UndoBar
from tests.gui.conftest import Show


@pytest.fixture
def bar(show: Show) -> UndoBar:
    page = QWidget()
    bar = UndoBar(page)
    show(page, 600, 400)
    return bar


def test_it_takes_back_once(bar: UndoBar, qtbot: QtBot) -> None:
    undone: list[str] = []
    bar.offer("Removed “Contoso”.", lambda: undone.append("Contoso"))
    assert bar.isVisible()
    with qtbot.waitSignal(bar.undone):
        qtbot.mouseClick(bar.undo_button, Qt.MouseButton.LeftButton)
    bar.undo()
    assert undone == ["Contoso"]
    assert not bar.isVisible()


def test_it_goes_after_a_while_and_at_the_next_change(bar: UndoBar, qtbot: QtBot) -> None:
    bar.offer("Removed “Contoso”.", lambda: None, seconds=0)
    qtbot.waitUntil(lambda: not bar.is_offering())
    assert not bar.isVisible()
    bar.offer("Removed “Contoso”.", lambda: None)
    bar.dismiss()
    assert not bar.is_offering()


def test_it_waits_for_who_is_on_its_button(bar: UndoBar, qtbot: QtBot) -> None:
    bar.offer("Removed “Contoso”.", lambda: None, seconds=100)
    bar.undo_button.setFocus()
    bar._time_is_over()
    assert bar.is_offering()


def test_it_stays_at_the_bottom_in_the_middle(bar: UndoBar) -> None:
    bar.offer("Removed " + "x" * 300, lambda: None)
    page = bar.parentWidget()
    assert page is not None
    page.resize(400, 300)
    assert bar.geometry().right() <= 400 - 16
    assert bar.geometry().bottom() == 300 - 16 - 1
