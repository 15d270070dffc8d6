# SPDX-License-Identifier: Apache-2.0
"""Two sections of the right side: going through a fingerprint by phone, and certificates that have expired."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.phone_digits import PhoneDigits
from shieldwiz.gui.widgets.text import Heading, Line, Para, Small


class PhoneSection(QWidget):
    """Twelve groups of digits that the hoster reads out, and the person ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.other_ways_button = LinkButton(self.tr("Other ways"), object_name="check_other_ways_button")
        self.digits = PhoneDigits(object_name="check_digits_grid")
        self.different = InlineNotice(
            Tone.REFUSED,
            self.tr(
                "Different. These are not the keys you were told about. Do not add this guardian; call the hoster."
            ),
            plain=True,
        )
        self.different.hide()
        advice = Para(kind="small")
        advice.set_marked(
            self.tr(
                "**Let the hoster read first**, group by group. Tick a group only when you heard the same digits. Do "
                "not read yours out."
            )
        )
        column = section_column(self)
        top = QHBoxLayout()
        top.addWidget(Heading(self.tr("By phone")), 1)
        top.addWidget(self.other_ways_button)
        column.addLayout(top)
        for widget in (advice, self.digits, self.different):
            column.addWidget(widget)
        column.addWidget(
            Small(
                self.tr(
                    "Call a number you already had. Ask: “Please read me your guardian fingerprint as 12 groups of 5 "
                    "digits.”"
                )
            )
        )


class ExpiredSection(QWidget):
    """Whether certificates may be used although they have expired."""

    def __init__(self) -> None:
        super().__init__()
        self.check = QCheckBox(self.tr("&Use them although they have expired"))
        self.check.setObjectName("check_expired_check")
        hint = self.tr("New VMs will start. The hoster has probably made new keys: ask.")
        self.check.setAccessibleDescription(hint)
        self.line = Line()
        column = section_column(self)
        column.addWidget(Heading(self.tr("The certificates have expired")))
        column.addWidget(self.check)
        column.addWidget(Small(hint))
        column.addWidget(self.line)
        self._column = column

    def add_note(self, note: QWidget) -> None:
        """Add something above the line at the end."""
        self._column.insertWidget(self._column.count() - 1, note)


def section_column(widget: QWidget) -> QVBoxLayout:
    """A column without margins, spaced as inside a block."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column
