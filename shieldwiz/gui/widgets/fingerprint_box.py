# SPDX-License-Identifier: Apache-2.0
"""The field that compares a fingerprint which a person was told, so that nobody has to look at two long values."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shieldwiz.foreign_text import shown
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.clipboard import is_own_copy
from shieldwiz.gui.widgets.comparison import Compared, Expected, Result, compare, normalised
from shieldwiz.gui.widgets.form_row import FormRow

__all__ = ["Compared", "FingerprintBox", "normalised"]
_LOOKS = {
    Compared.WAITING: (Tone.PLAIN, "circle-dashed"),
    Compared.INCOMPLETE: (Tone.PLAIN, "circle-dashed"),
    Compared.SAME: (Tone.INFO, "circle-check"),  # green is for the verdict, which may still wait for something else
    Compared.DIFFERENT: (Tone.REFUSED, "octagon-x"),
}
_PAUSE = 400  # milliseconds: 40 digits on the way to 64 are no thumbprint


class FingerprintBox(FormRow):
    """A field and "Paste". It compares at once and only whole values, and never shows what it expects."""

    compared = Signal(str)

    def __init__(self, label: str = "", *, object_name: str = "check_fingerprint_edit") -> None:
        self.edit = QLineEdit()
        around = QWidget()
        line = QHBoxLayout(around)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.edit, 1)
        super().__init__(label, self.edit, object_name=object_name, around=around)
        stem = object_name.removesuffix("_fingerprint_edit")
        self.paste_button = normal_button(
            self.tr("&Paste"),
            "clipboard-paste",
            object_name=f"{stem}_paste_button",
            accessible=self.tr("Paste the fingerprint"),
        )
        self.clear_button = normal_button(
            self.tr("Clear"), "x", object_name=f"{stem}_clear_button", accessible=self.tr("Clear the fingerprint")
        )
        line.addWidget(self.paste_button)
        line.addWidget(self.clear_button)
        self.clear_button.hide()
        self.edit.setAccessibleName(self.tr("Guardian fingerprint you were told"))
        self.edit.setPlaceholderText(self.tr("Paste what you were told"))
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setMaxLength(1_000)
        self._expected = Expected()
        self._is_own: Callable[[str], bool] = is_own_copy
        self._state = Compared.WAITING
        self._length = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._judge_after_pause)
        self.edit.textChanged.connect(self._text_changed)
        self.paste_button.clicked.connect(self.paste)
        self.clear_button.clicked.connect(self.clear)
        self._say(Result(state=Compared.WAITING))

    def set_expected(self, hex: str, digits: str, others: Mapping[str, str] | None = None) -> None:  # noqa: A002
        """What is right: the guardian fingerprint as 64 hex and as 60 decimal digits.

        `others` are the fingerprints (hex) of the file's certificates, each with `signing`, `encryption` or
        `communications`. What was put in before is judged anew.
        """
        self._expected = Expected(hex=hex, digits=digits, others=dict(others or {}))
        self._judge(is_typed=False)

    def set_own_copies(self, is_own: Callable[[str], bool]) -> None:
        """Who knows what was copied from this window; the program's own memory of it, unless told otherwise."""
        self._is_own = is_own

    def state(self) -> Compared:
        """What came of the comparison."""
        return self._state

    def value(self) -> str:
        """What was put in, without spaces, dashes and label."""
        return normalised(self.edit.text())

    def clear(self) -> None:
        """Empty the field for another try."""
        self.edit.setReadOnly(False)
        self.clear_button.hide()
        self.paste_button.show()
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Take what is on the clipboard."""
        text = QGuiApplication.clipboard().text().strip()
        if not text:
            self._set(Result(state=Compared.NO_TEXT))
            return
        self.edit.setText(" ".join(text.split())[: self.edit.maxLength()])
        self.edit.setCursorPosition(0)
        self._judge(is_typed=False)

    def _text_changed(self, text: str) -> None:
        is_typed = abs(len(text) - self._length) <= 1
        self._length = len(text)
        self._judge(is_typed=is_typed)

    def _judge_after_pause(self) -> None:
        self._judge(is_typed=False)

    def _judge(self, *, is_typed: bool) -> None:
        self._pause.stop()
        if not self._expected.hex:
            self._set(Result(state=Compared.WAITING))
            return
        result = compare(self.edit.text(), self._expected, self._is_own)
        if is_typed and result.state is Compared.THUMBPRINT:
            self._pause.start()
            result = Result(state=Compared.INCOMPLETE, count=result.count)
        self._set(result)

    def _set(self, result: Result) -> None:
        was, self._state = self._state, result.state
        is_same = result.state is Compared.SAME
        had_focus = self.paste_button.hasFocus()
        self.edit.setReadOnly(is_same)
        self.clear_button.setVisible(is_same)
        self.paste_button.setVisible(not is_same)
        if is_same and had_focus:
            self.clear_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(result)
        if result.state is not was:
            if result.state not in (Compared.WAITING, Compared.INCOMPLETE):
                announce(self.edit, self.note.text, assertive=result.state is Compared.DIFFERENT)
            self.compared.emit(str(result.state))

    def _say(self, result: Result) -> None:
        tone, icon = _LOOKS.get(result.state, (Tone.DECIDE, "triangle-alert"))
        self.note.set_notice(tone, self._words(result), announced=False, icon=icon)
        self.note.show()
        self.edit.setAccessibleDescription(self.note.text)

    def _words(self, result: Result) -> str:
        if result.state is Compared.OTHER_VALUE:
            return self._other_words(result.about)
        return {
            Compared.WAITING: self.tr(
                "64 digits and letters, or 60 digits. Spaces and dashes do not matter. "
                "The program compares; you need not."
            ),
            Compared.INCOMPLETE: self.tr("{0} of {1}. Go on.").format(result.count, result.of),
            Compared.SAME: self._same_words(),
            Compared.DIFFERENT: self.tr(
                "Different. These are not the keys you were told about. Do not add this guardian; call the hoster."
            ),
            Compared.THUMBPRINT: self.tr(
                "This is a Windows thumbprint (SHA-1, 40 digits). It is too weak to prove anything. "
                "Ask for the SHA-256 guardian fingerprint."
            ),
            Compared.BAD_CHARACTER: self.tr("This contains {0}, which no fingerprint has.").format(
                f"“{shown(result.about)}”"
            ),
            Compared.TOO_LONG: self.tr("This has {0} digits. A fingerprint has 64, or 60 when it is read out.").format(
                result.count
            ),
            Compared.OWN_COPY: self.tr(
                "You copied this from shieldwiz itself. Comparing a value with itself proves nothing."
            ),
            Compared.NO_TEXT: self.tr("There is no text on the clipboard."),
        }[result.state]

    def _same_words(self) -> str:
        if self.value() == self._expected.digits:
            return self.tr("Same. All 60 digits match the guardian fingerprint.")
        return self.tr("Same. All 64 digits match the guardian fingerprint.")

    def _other_words(self, role: str) -> str:
        return {
            "signing": self.tr(
                "This is the fingerprint of the signing certificate alone. "
                "Ask for the guardian fingerprint, which covers both keys."
            ),
            "encryption": self.tr(
                "This is the fingerprint of the encryption certificate alone. "
                "Ask for the guardian fingerprint, which covers both keys."
            ),
        }.get(
            role,
            self.tr("This is the fingerprint of the signer. Use “I have the signer's certificate” with it."),
        )
