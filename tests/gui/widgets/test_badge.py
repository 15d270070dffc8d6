# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.theme import LIGHT, Tone
from shieldwiz.gui.widgets.badge import Badge, BadgeKind, badge_text


@pytest.mark.parametrize("kind", list(BadgeKind))
def test_every_kind_has_a_word_and_room_for_it(qtbot: QtBot, kind: BadgeKind) -> None:
    badge = Badge(kind)
    qtbot.addWidget(badge)
    assert badge.text() == badge_text(kind) != ""
    assert badge.sizeHint().height() >= 22
    image = badge.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(colours) > 4


def test_only_trusted_is_green(qtbot: QtBot) -> None:
    assert [kind for kind in BadgeKind if Badge(kind).tone is Tone.TRUSTED] == [BadgeKind.TRUSTED]
    assert LIGHT.of(Tone.TRUSTED)[0] == LIGHT.trusted


def test_a_badge_without_a_kind_is_hidden(qtbot: QtBot) -> None:
    page, badge = QWidget(), Badge()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(badge)
    page.show()
    assert not badge.isVisible()
    badge.set_kind(BadgeKind.PRACTICE, "PRACTICE")
    assert badge.isVisible()
    assert badge.text() == "PRACTICE"
    badge.set_kind(None)
    assert not badge.isVisible()
