# SPDX-License-Identifier: Apache-2.0
"""Certificates and reports of the server script that were dropped on the desk: what holds, and what does not."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from shieldwiz.checks import Outcome
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.check_list import CheckLine, CheckList
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import ForeignLabel, foreign

_NUMBERS = re.compile(r"^(?:[CW]\d{1,2} )+")
_TONES = {"refused": Tone.REFUSED, "decide": Tone.DECIDE, "accepted": Tone.DECIDE, "trusted": Tone.INFO}


class FilesPage(QScrollArea):
    """One card a file, and one for the comparison of several reports."""

    help_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lists: list[CheckList] = []

    def show_reports(self, reports: Sequence[Mapping[str, Any]]) -> None:
        """Show these instead of what was there."""
        inner = QWidget()
        inner.setProperty("kind", "body")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        self.lists = []
        for at, report in enumerate(reports):
            column.addWidget(self._card(report, at))
        column.addStretch(1)
        self.setWidget(inner)

    def _card(self, report: Mapping[str, Any], at: int) -> Card:
        card = Card()
        card.add(ForeignLabel(report["file"], kind="heading"))
        card.add(InlineNotice(_TONES[report["verdict"]], "{0}", values=(foreign(_plain(report["headline"]), 300),)))
        lines = CheckList(object_name=f"desk_file_list_{at}")
        lines.help_wanted.connect(self.help_wanted)
        lines.set_checks(_lines(report, at))
        card.add(lines)
        self.lists.append(lines)
        return card


def _lines(report: Mapping[str, Any], at: int) -> list[CheckLine]:
    checks = [*report["checks"], *(check for part in report["certificates"] for check in part["checks"])]
    return [
        CheckLine(
            id=check["id"],
            outcome=Outcome(check["outcome"]),
            sentence=foreign(_plain(check["detail"]), 400),
            about=f"file_{at}_{number}",
        )
        for number, check in enumerate(checks)
    ]


def _plain(detail: str) -> str:
    """A sentence without the numbers of rules in front of it."""
    text = _NUMBERS.sub("", detail)
    return text[:1].upper() + text[1:]
