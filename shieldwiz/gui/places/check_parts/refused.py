# SPDX-License-Identifier: Apache-2.0
"""The right side of a refused file: what to do now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shieldwiz.gui.places.check_parts.sections import section_column
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.text import Heading, Line, Para, Small, Strong


class RefusedPanel(Card):
    """Three steps, and a way out for files that System Center has exported."""

    leave_out_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("check_refused_panel")
        self.add(Heading(self.tr("What to do")))
        for number, sentence in enumerate(
            (
                self.tr(
                    "Fetch the file again straight from the hoster: **From an address…**, or as an attachment that "
                    "nothing re-saved."
                ),
                self.tr("Still refused? Call the hoster on a number you already had, and tell them why."),
                self.tr("Keep this copy as evidence. Use **Copy report**."),
            ),
            1,
        ):
            self.body.addLayout(_step(number, sentence))
        self._system_center = QWidget()
        column = section_column(self._system_center)
        column.addWidget(Line())
        column.addWidget(Strong(self.tr("Was it exported by System Center?")))
        column.addWidget(
            Small(
                self.tr(
                    "That export changes white space and breaks genuine signatures. You can leave the signature out "
                    "and prove the keys by fingerprint instead."
                )
            )
        )
        self.leave_out_button = LinkButton(self.tr("Leave the signature out…"), object_name="check_leave_out_button")
        self.leave_out_button.clicked.connect(self.leave_out_wanted)
        column.addWidget(self.leave_out_button)
        self.add(self._system_center)
        self.body.addStretch(1)

    def offer_leaving_out(self, is_offered: bool) -> None:
        """Whether a broken signature is all that is wrong."""
        self._system_center.setVisible(is_offered)


def _step(number: int, sentence: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(Para(str(number), kind="strong", role="accent"), 0, Qt.AlignmentFlag.AlignTop)
    words = Para(kind="small")
    words.set_marked(sentence)
    line.addWidget(words, 1)
    return line
