# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.phone_digits import PhoneDigits
from tests.gui.conftest import Show

GROUPS = tuple(f"{at:05d}" for at in range(38_246, 38_258))


@pytest.fixture
def digits(show: Show) -> PhoneDigits:
    digits = PhoneDigits()
    digits.set_groups(GROUPS)
    show(digits, 320)
    digits.cells[0].setFocus()
    return digits


def test_space_enter_and_clicks_tick_and_move_on(digits: PhoneDigits, qtbot: QtBot) -> None:
    qtbot.keyClick(digits.cells[0], Qt.Key.Key_Space)
    assert digits.cells[1].hasFocus()
    qtbot.keyClick(digits.cells[1], Qt.Key.Key_Return)
    assert digits.cells[2].hasFocus()
    qtbot.mouseClick(digits.cells[2], Qt.MouseButton.LeftButton)
    assert digits.cells[3].hasFocus()
    assert digits.heard() == 3
    assert digits.count_text() == "3 of 12 heard"


def test_arrows_home_and_end_move(digits: PhoneDigits, qtbot: QtBot) -> None:
    for key, target in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Down, 3),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 11),
        (Qt.Key.Key_Right, 11),
        (Qt.Key.Key_Home, 0),
    ):
        focused = next(cell for cell in digits.cells if cell.hasFocus())
        qtbot.keyClick(focused, key)
        assert digits.cells[target].hasFocus()
    assert digits.heard() == 0


def test_the_last_tick_finishes(digits: PhoneDigits, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(digits.finished):
        for cell in digits.cells[:11]:
            qtbot.keyClick(cell, Qt.Key.Key_Space)
    with qtbot.waitSignal(digits.finished):
        qtbot.keyClick(digits.cells[11], Qt.Key.Key_Space)
    assert digits.count_text() == "12 of 12 heard"


def test_a_different_group_ends_it(digits: PhoneDigits, qtbot: QtBot) -> None:
    with qtbot.waitSignal(digits.different):
        qtbot.mouseClick(digits.different_button, Qt.MouseButton.LeftButton)


def test_a_tick_can_be_taken_back(digits: PhoneDigits, qtbot: QtBot) -> None:
    qtbot.mouseClick(digits.cells[4], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(digits.cells[4], Qt.MouseButton.LeftButton)
    assert digits.heard() == 0
    assert digits.cells[4].hasFocus()


def test_cells_say_their_place_and_digits(digits: PhoneDigits, qtbot: QtBot) -> None:
    assert digits.cells[5].accessibleName() == "Group 6 of 12: 3 8 2 5 1, not ticked"
    qtbot.mouseClick(digits.cells[5], Qt.MouseButton.LeftButton)
    assert digits.cells[5].accessibleName() == "Group 6 of 12: 3 8 2 5 1, ticked"


def test_it_is_one_stop_of_the_tab_key(digits: PhoneDigits, qtbot: QtBot) -> None:
    qtbot.keyClick(digits.cells[0], Qt.Key.Key_Tab)
    assert digits.different_button.hasFocus()


def test_leaving_and_coming_back_starts_again(show: Show, qtbot: QtBot) -> None:
    page, digits = QWidget(), PhoneDigits()
    QVBoxLayout(page).addWidget(digits)
    digits.set_groups(GROUPS)
    show(page, 400, 400)
    qtbot.mouseClick(digits.cells[0], Qt.MouseButton.LeftButton)
    digits.hide()
    digits.show()
    assert digits.heard() == 0
    assert digits.count_text() == "0 of 12 heard"


def test_left_and_right_follow_the_direction_of_reading(digits: PhoneDigits, qtbot: QtBot) -> None:
    digits.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(digits.cells[0], Qt.Key.Key_Left)
    assert digits.cells[1].hasFocus()
    assert not digits.grab().isNull()


def test_the_focus_goes_to_the_group_that_is_next(digits: PhoneDigits, qtbot: QtBot) -> None:
    qtbot.keyClick(digits.cells[0], Qt.Key.Key_Space)
    digits.different_button.setFocus()
    digits.setFocus()
    assert digits.cells[1].hasFocus()
