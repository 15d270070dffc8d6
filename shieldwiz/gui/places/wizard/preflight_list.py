# SPDX-License-Identifier: Apache-2.0
"""What the preflight says of an answer file: the most serious first, each with at most one action."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.gui.theme import set_type
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import Line, Para, foreign

_LOOKS = {"error": ("octagon-x", "refused"), "warning": ("triangle-alert", "decide"), "note": ("info", "info")}
_FOR_THE_HOSTER = frozenset({"AF-STR-NEEDED", "AF-PRODUCTKEY-STRING"})
_MENDED_HERE = frozenset({"AF-OTHER-MISSING", "AF-PFX-PASSWORD"})
_PFX = frozenset({"AF-PFX-UNCHECKED", "AF-PFX-PASSWORD"})


class PreflightList(Card):
    """The rows. A change of the answer file makes new ones."""

    values_wanted = Signal()
    """The list of values for the hoster is wanted."""
    files_wanted = Signal()
    """Files are to be added."""
    password_wanted = Signal(str)
    """The password of this PFX is to be typed."""
    shown_wanted = Signal(dict)
    """The place of this finding in the file is to be shown."""

    def __init__(self, *, object_name: str = "") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.links: list[LinkButton] = []

    def set_rows(self, findings: Sequence[dict[str, Any]]) -> None:
        """Show these findings, as `look_inside` gives them."""
        _clear(self._rows)
        self.links = []
        for number, finding in enumerate(findings):
            if number:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(finding))
        serious = sum(one["severity"] != "note" for one in findings)
        self.setAccessibleName(self.tr("Checks of the answer file, %n warning(s)", "", serious))
        self.setVisible(bool(findings))

    def _row(self, finding: dict[str, Any]) -> QWidget:
        is_serious = finding["severity"] != "note"
        icon, role = ("check", "text") if finding["accepted"] else _LOOKS[finding["severity"]]
        row = QWidget()
        row.setObjectName(f"preflight_{finding['id']}")
        row.setToolTip(finding["id"])
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(9)
        line.addWidget(IconLabel(icon, role, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Para(foreign(finding["message"], 300), kind="strong" if is_serious else "body"))
        if finding["accepted"]:
            words.addWidget(Para(self.tr("You accepted this."), kind="small", role="decide"))
        elif is_serious:
            words.addWidget(Para(foreign(finding["fix"], 300), kind="small", role="muted"))
        line.addLayout(words, 1)
        link = self._link(finding)
        if finding["severity"] == "error" and finding["id"] in _MENDED_HERE and not finding["accepted"]:
            # Beside what mends it, the place where it can be accepted all the same.
            decide = self._made(self.tr("Show and decide…"), f"{finding['id']}_decide", partial(self._show, finding))
            set_type(decide, "small")
            self.links.append(decide)
            words.addWidget(decide, 0, Qt.AlignmentFlag.AlignLeading)
        if link is not None:
            set_type(link, "small")
            self.links.append(link)
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _link(self, finding: dict[str, Any]) -> LinkButton | None:
        """The one action at the end of a row."""
        rule, places = finding["id"], finding["where"]
        line = next((place["line"] for place in places if place["path"] and place["line"]), 0)
        file = next((place["file"] for place in places if place["file"]), "")
        if rule in _FOR_THE_HOSTER:
            return self._made(self.tr("List for the hoster"), rule, self.values_wanted.emit)
        if rule == "AF-OTHER-MISSING" and not finding["accepted"]:
            return self._made(self.tr("Add file…"), rule, self.files_wanted.emit)
        if rule in _PFX and file and not finding["accepted"]:
            return self._made(self.tr("Type its password…"), rule, lambda: self.password_wanted.emit(file))
        if finding["severity"] == "note":
            return None
        text = self.tr("Show line {0}").format(line) if line else self.tr("Show the file")
        return self._made(text, rule, partial(self._show, finding))

    def _show(self, finding: dict[str, Any]) -> None:
        self.shown_wanted.emit(finding)

    def _made(self, text: str, rule: str, action: Any) -> LinkButton:
        link = LinkButton(text, object_name=f"preflight_link_{rule}", accessible=f"{text}, {rule}")
        link.clicked.connect(lambda _=False: action())
        return link


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
