# SPDX-License-Identifier: Apache-2.0

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.buttons import IconButton
from shieldwiz.gui.widgets.certificate_card import CertificateCard, grouped_fingerprint, grouped_thumbprint
from shieldwiz.gui.widgets.clipboard import is_own_copy
from shieldwiz.gui.widgets.text import ForeignLabel
from tests.gui.conftest import Show

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> None:
    QLocale.setDefault(QLocale("en_GB"))


def _report(**other: Any) -> dict[str, Any]:
    return {
        "subject": "CN=Contoso Hosting HGS Signing, O=Contoso",
        "issuer": "CN=Contoso Hosting HGS Signing, O=Contoso",
        "sha256": "1d0a77c284be5f13" * 4,
        "thumbprint": "7b2190ce44a08f3d17d6" * 2,
        "not_before": "2026-06-09T12:00:00Z",
        "not_after": "2031-06-09T12:00:00Z",
        "rsa_bits": 4096,
        **other,
    }


def _texts(card: CertificateCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel)]


def test_it_shows_what_people_ask_for(show: Show) -> None:
    card = CertificateCard("Signing certificate", _report(), now=NOW, uses="may sign", note="A note.")
    show(card, 500)
    texts = _texts(card)
    for text in (
        "Signing certificate",
        "A note.",
        "9 June 2026 to 9 June 2031, 4 years left",
        "RSA 4096 · may sign",
        "Itself (self-signed)",
        "1d0a77c2 84be5f13 1d0a77c2 84be5f13\n1d0a77c2 84be5f13 1d0a77c2 84be5f13",
        "7B21 90CE 44A0 8F3D 17D6\n7B21 90CE 44A0 8F3D 17D6",
        "SHA-1, only for looking it up in Windows",
    ):
        assert text in texts


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2020-06-09T12:00:00Z", "2026-10-01T12:00:00Z", "9 June 2020 to 1 October 2026, expired 1 October 2026"),
        ("2027-06-09T12:00:00Z", "2031-10-01T12:00:00Z", "9 June 2027 to 1 October 2031, not valid yet"),
        ("2026-06-09T12:00:00Z", "2026-11-24T20:00:00Z", "9 June 2026 to 24 November 2026, less than a day left"),
        ("2026-06-09T12:00:00Z", "2026-11-25T20:00:00Z", "9 June 2026 to 25 November 2026, one day left"),
        ("2026-06-09T12:00:00Z", "2026-12-14T12:00:00Z", "9 June 2026 to 14 December 2026, 20 days left"),
        ("2026-06-09T12:00:00Z", "2027-11-24T12:00:00Z", "9 June 2026 to 24 November 2027, 11 months left"),
        (None, "2027-11-24T12:00:00Z", "The dates cannot be read"),
    ],
)
def test_how_long_it_lasts(qtbot: QtBot, start: str | None, end: str, says: str) -> None:
    card = CertificateCard("x", _report(not_before=start, not_after=end), now=NOW)
    qtbot.addWidget(card)
    assert card.validity() == says


def test_foreign_names_are_plain(qtbot: QtBot) -> None:
    card = CertificateCard("x", _report(subject="<b>\u202eCN", issuer="CN=" + "y" * 65_536, rsa_bits=None), now=NOW)
    qtbot.addWidget(card)
    names = card.findChildren(ForeignLabel)
    assert [name.full_text()[:12] for name in names] == ["<b>\\u{202e}C", "CN=" + "y" * 9]
    assert "Not an RSA key" in _texts(card)


def test_saving_and_copying(show: Show, qtbot: QtBot) -> None:
    card = CertificateCard("Signing certificate", _report(), now=NOW)
    show(card, 500)
    with qtbot.waitSignal(card.save_wanted) as told:
        qtbot.mouseClick(card.save_button, Qt.MouseButton.LeftButton)
    assert told.args == ["1d0a77c284be5f13" * 4]
    copy = card.findChild(IconButton)
    assert copy is not None
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "1d0a77c284be5f13" * 4
    assert is_own_copy("1d0a77c2 84be5f13" * 4)


def test_values_are_grouped_and_never_shortened() -> None:
    assert grouped_fingerprint("0" * 64).replace(" ", "").replace("\n", "") == "0" * 64
    assert grouped_thumbprint("a" * 40).replace(" ", "").replace("\n", "") == "A" * 40
