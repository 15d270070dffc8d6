# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.gui.theme import LIGHT
from shieldwiz.gui.widgets.clipboard import copy_text
from shieldwiz.gui.widgets.comparison import Compared, Expected, compare, normalised
from shieldwiz.gui.widgets.fingerprint_box import FingerprintBox
from tests.gui.conftest import Show

FINGERPRINT = GuardianFingerprint(digest=bytes.fromhex("9f3c51d8a07e44b26d19e5c013f8b7ab" * 2))
HEX, DIGITS = FINGERPRINT.hex, FINGERPRINT.digits
OTHERS = {"1d" * 32: "signing", "2e" * 32: "encryption", "3f" * 32: "communications"}
DIFFERENT = HEX[:-1] + ("0" if HEX[-1] != "0" else "1")
WAITING = "64 digits and letters, or 60 digits. Spaces and dashes do not matter. The program compares; you need not."


@pytest.fixture
def box(show: Show) -> FingerprintBox:
    box = FingerprintBox()
    box.set_expected(HEX, DIGITS, OTHERS)
    show(box, 420)
    return box


ASK = "Ask for the guardian fingerprint, which covers both keys."
WEAK = "This is a Windows thumbprint (SHA-1, 40 digits). It is too weak to prove anything."


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        ("", Compared.WAITING, WAITING),
        ("9f3c", Compared.INCOMPLETE, "4 of 64. Go on."),
        (HEX[:63], Compared.INCOMPLETE, "63 of 64. Go on."),
        ("12345 678", Compared.INCOMPLETE, "8 of 60. Go on."),
        (HEX, Compared.SAME, "Same. All 64 digits match the guardian fingerprint."),
        (HEX.upper(), Compared.SAME, "Same. All 64 digits match the guardian fingerprint."),
        (DIGITS, Compared.SAME, "Same. All 60 digits match the guardian fingerprint."),
        (
            DIFFERENT,
            Compared.DIFFERENT,
            "Different. These are not the keys you were told about. Do not add this guardian; call the hoster.",
        ),
        ("1" * 60, Compared.DIFFERENT, ""),
        (
            "1d" * 32,
            Compared.OTHER_VALUE,
            f"This is the fingerprint of the signing certificate alone. {ASK}",
        ),
        (
            "2E" * 32,
            Compared.OTHER_VALUE,
            f"This is the fingerprint of the encryption certificate alone. {ASK}",
        ),
        (
            "3f" * 32,
            Compared.OTHER_VALUE,
            "This is the fingerprint of the signer. Use “I have the signer's certificate” with it.",
        ),
        (
            "7B2190CE44A08F3D17D67B2190CE44A08F3D17D6",
            Compared.THUMBPRINT,
            f"{WEAK} Ask for the SHA-256 guardian fingerprint.",
        ),
        ("9f3z51d8", Compared.BAD_CHARACTER, "This contains “z”, which no fingerprint has."),
        (HEX + "0", Compared.TOO_LONG, "This has 65 digits. A fingerprint has 64, or 60 when it is read out."),
    ],
)
def test_every_state_has_its_words(box: FingerprintBox, text: str, state: Compared, words: str) -> None:
    QGuiApplication.clipboard().setText(text or " ")
    if text:
        box.paste_button.click()
    assert box.state() is state
    assert box.note.text.startswith(words)
    assert box.edit.accessibleDescription() == box.note.text


@pytest.mark.parametrize("separator", [" ", "-", ":", "\n", "\u2013", "\u00a0", " : ", ".", "\u200b"])
@pytest.mark.parametrize("label", ["", "SHA-256: ", "Guardian fingerprint (SHA 256) = ", "Fingerabdruck ", "\t"])
@pytest.mark.parametrize("value", [HEX, DIGITS])
def test_any_form_is_read(box: FingerprintBox, separator: str, label: str, value: str) -> None:
    size = 8 if value == HEX else 5
    groups = separator.join(value[at : at + size] for at in range(0, len(value), size))
    QGuiApplication.clipboard().setText(label + groups + "\n")
    box.paste_button.click()
    assert box.state() is Compared.SAME
    assert box.value() == value


@given(at=st.integers(0, 63), digit=st.sampled_from("0123456789abcdef"))
def test_one_other_digit_is_different(at: int, digit: str) -> None:
    told = HEX[:at] + digit + HEX[at + 1 :]
    result = compare(told, Expected(hex=HEX, digits=DIGITS), lambda _: False)
    assert result.state is (Compared.SAME if told == HEX else Compared.DIFFERENT)


@given(st.text(max_size=200))
def test_nothing_else_is_the_same(text: str) -> None:
    result = compare(text, Expected(hex=HEX, digits=DIGITS), lambda _: False)
    assert result.state is not Compared.SAME
    assert normalised(normalised(text)) == normalised(text) or ":" in text or "=" in text


def test_typing_compares_at_the_last_digit_and_tells_no_part(box: FingerprintBox, qtbot: QtBot) -> None:
    states: list[str] = []
    box.compared.connect(states.append)
    qtbot.keyClicks(box.edit, DIFFERENT)
    assert states == ["incomplete", "different"]
    box.edit.clear()
    states.clear()
    qtbot.keyClicks(box.edit, HEX)
    assert states == ["incomplete", "same"]


def test_forty_digits_are_a_thumbprint_only_after_a_pause(box: FingerprintBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box.edit, HEX[:40])
    assert box.state() is Compared.INCOMPLETE
    qtbot.waitUntil(lambda: box.state() is Compared.THUMBPRINT, timeout=2_000)


def test_same_is_kept_until_cleared(box: FingerprintBox, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(HEX)
    box.paste_button.setFocus()
    qtbot.mouseClick(box.paste_button, Qt.MouseButton.LeftButton)
    assert box.edit.isReadOnly()
    assert box.clear_button.hasFocus()
    assert not box.paste_button.isVisible()
    qtbot.keyClicks(box.edit, "0")
    assert box.state() is Compared.SAME
    qtbot.mouseClick(box.clear_button, Qt.MouseButton.LeftButton)
    assert box.value() == ""
    assert box.edit.hasFocus()
    assert not box.edit.isReadOnly()
    assert box.note.text == WAITING


def test_its_own_copy_proves_nothing(box: FingerprintBox) -> None:
    copy_text("\n".join(FINGERPRINT.groups))
    box.paste_button.click()
    assert box.state() is Compared.OWN_COPY
    assert box.note.text == "You copied this from shieldwiz itself. Comparing a value with itself proves nothing."
    box.set_own_copies(lambda _: False)
    box.paste_button.click()
    assert box.state() is Compared.SAME


def test_an_empty_clipboard_is_said(box: FingerprintBox) -> None:
    QGuiApplication.clipboard().clear()
    box.paste_button.click()
    assert box.state() is Compared.NO_TEXT
    assert box.note.text == "There is no text on the clipboard."


def test_the_expected_value_is_nowhere(box: FingerprintBox) -> None:
    texts = [label.text() for label in box.findChildren(QLabel)] + [box.edit.text(), box.edit.placeholderText()]
    assert not any(HEX[:8] in text or DIGITS[:5] in text for text in texts)


def test_nothing_is_compared_before_there_is_something_to_compare_with(show: Show) -> None:
    box = FingerprintBox("&Fingerprint")
    show(box, 420)
    box.edit.setText("0" * 64)
    assert box.state() is Compared.WAITING
    box.set_expected("0" * 64, "0" * 60)
    assert str(box.state()) == "same"


def test_it_is_never_green_because_green_is_for_the_verdict(box: FingerprintBox) -> None:
    def is_green() -> bool:
        image = box.grab().toImage()
        return any(
            image.pixelColor(x, y).name().upper() == LIGHT.trusted
            for x in range(image.width())
            for y in range(image.height())
        )

    assert not is_green()
    box.edit.setText(DIFFERENT)
    assert not is_green()
    box.edit.setText(HEX)
    assert not is_green()
