# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.theme import LIGHT, Tone
from shieldwiz.gui.widgets.banner import VerdictBanner
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.notice import InlineNotice
from tests.gui.conftest import Show

HEAD = "Trusted: these are {0}'s keys."


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a screen reader is told, and whether at once."""
    told: list[tuple[str, bool]] = []

    def hear(event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        told.append((event.message(), event.politeness() is QAccessible.AnnouncementPoliteness.Assertive))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return told


def test_a_banner_says_its_verdict_once_and_leaves_the_focus(
    qtbot: QtBot, show: Show, said: list[tuple[str, bool]]
) -> None:
    page, field, banner = QWidget(), QLineEdit(), VerdictBanner(object_name="check_verdict_banner")
    body = QVBoxLayout(page)
    body.addWidget(banner)
    body.addWidget(field)
    show(page, 600, 200)
    field.setFocus()
    banner.set_verdict(Tone.TRUSTED, HEAD, "Compared today.", values=("<b>Contoso</b>",))
    banner.set_verdict(Tone.TRUSTED, HEAD, "Compared today.", values=("<b>Contoso</b>",))
    banner.set_verdict(Tone.REFUSED, "Refused: changed.", announced=True)
    assert said == [
        ("Trusted: these are <b>Contoso</b>'s keys. Compared today.", False),
        ("Refused: changed.", True),
    ]
    assert field.hasFocus()
    assert banner.head == "Refused: changed."
    assert banner.text == ""


def test_foreign_names_are_no_markup(qtbot: QtBot) -> None:
    banner = VerdictBanner()
    qtbot.addWidget(banner)
    banner.set_verdict(Tone.DECIDE, "Your decision.", "The file says **“{0}”**.", values=("<img src=x>\u202e",))
    texts = [label.text() for label in banner.findChildren(QLabel)]
    assert not any("<img" in text or "\u202e" in text for text in texts)
    assert any("&lt;img" in text for text in texts)


@pytest.mark.parametrize("tone", list(Tone))
def test_only_the_trusted_tone_is_green(qtbot: QtBot, tone: Tone) -> None:
    banner = VerdictBanner()
    qtbot.addWidget(banner)
    banner.set_verdict(tone, "A head.", "A text.")
    banner.resize(500, 80)
    image = banner.grab().toImage()
    found = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert (LIGHT.trusted in found) is (tone is Tone.TRUSTED)


def test_an_action_is_replaced(qtbot: QtBot) -> None:
    banner = VerdictBanner()
    qtbot.addWidget(banner)
    first, second = LinkButton("First"), LinkButton("Second")
    banner.set_verdict(Tone.INFO, "x", action=first)
    banner.set_verdict(Tone.INFO, "x", action=first)
    assert first.parent() is banner
    with qtbot.waitSignal(first.destroyed):
        banner.set_verdict(Tone.INFO, "x", action=second)
    assert second.parent() is banner


def test_a_notice_holds_an_action_and_is_read_out_when_it_changes(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    action = LinkButton("Why?")
    notice = InlineNotice(Tone.DECIDE, "**Never** changed: {0}.", values=("x",), action=action)
    qtbot.addWidget(notice)
    assert action.parent() is notice
    assert notice.text == "Never changed: x."
    assert said == []
    notice.set_notice(Tone.REFUSED, "No file.")
    notice.set_notice(Tone.REFUSED, "No file.")
    assert said == [("No file.", True)]
    assert notice.tone is Tone.REFUSED
