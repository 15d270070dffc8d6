# SPDX-License-Identifier: Apache-2.0

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.cards import Card, ChoiceCard, ChoiceGroup
from tests.gui.conftest import Show


def _group(show: Show) -> ChoiceGroup:
    group = ChoiceGroup(
        "What is this file for",
        (
            ChoiceCard("new", "A new VM, shielded template", "The hoster has a signed template disk.", "disc-3"),
            ChoiceCard("existing", "An existing VM", "Left out.", "hard-drive"),
        ),
    )
    group.choose("new")
    show(group, 700, 90)
    return group


def test_a_click_anywhere_on_a_card_chooses_it(qtbot: QtBot, show: Show) -> None:
    group = _group(show)
    with qtbot.waitSignal(group.chosen) as told:
        qtbot.mouseClick(group.cards[1], Qt.MouseButton.LeftButton)
    assert told.args == ["existing"]
    assert group.value() == "existing"
    assert not group.cards[0].isChecked()


def test_arrow_keys_move_and_choose(qtbot: QtBot, show: Show) -> None:
    group = _group(show)
    group.cards[0].setFocus()
    qtbot.keyClick(group.cards[0], Qt.Key.Key_Right)
    assert group.value() == "existing"
    assert group.cards[1].hasFocus()


def test_cards_are_equally_wide_and_stack_on_a_narrow_page(qtbot: QtBot, show: Show) -> None:
    group = _group(show)
    first, second = group.cards
    assert abs(first.width() - second.width()) <= 1
    assert first.y() == second.y()
    group.resize(440, 300)
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert first.width() == 440


def test_a_disabled_card_says_why(qtbot: QtBot, show: Show) -> None:
    group = _group(show)
    group.cards[1].setEnabled(False)
    group.cards[1].set_reason("Your organisation asks for Shielded.")
    assert group.cards[1].accessibleDescription() == "Your organisation asks for Shielded."
    qtbot.mouseClick(group.cards[1], Qt.MouseButton.LeftButton)
    assert group.value() == "new"
    group.cards[1].set_reason("")
    assert group.cards[1].accessibleDescription() == "Left out."


def test_a_card_holds_what_is_added(qtbot: QtBot) -> None:
    card = Card(heading="How do you know?")
    qtbot.addWidget(card)
    link = LinkButton("Other ways")
    card.add_heading("By phone", link)
    below = LinkButton("x")
    card.add(below)
    assert card.isAncestorOf(link)
    assert card.isAncestorOf(below)
