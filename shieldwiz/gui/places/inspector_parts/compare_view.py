# SPDX-License-Identifier: Apache-2.0
"""Two files beside each other: differences in meaning, with those that let more in standing out."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import Badge, BadgeKind
from shieldwiz.gui.widgets.banner import VerdictBanner
from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import ForeignLabel, Line, Para, Small, Title, foreign, literal

_BADGES = {
    "added": BadgeKind.ADDED,
    "removed": BadgeKind.REMOVED,
    "changed": BadgeKind.CHANGED,
    "wider": BadgeKind.WIDER,
    "narrower": BadgeKind.NARROWER,
    "later": BadgeKind.LATER,
    "earlier": BadgeKind.EARLIER,
}


class CompareView(QWidget):
    """The comparison."""

    swap_wanted = Signal()
    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("inspector_compare_view")
        self._found: dict[str, Any] = {}
        self._names = ("", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(IconLabel("git-compare-arrows", "accent", 28))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Title(self.tr("Compare two files")))
        names.addWidget(Small(self.tr("Differences in meaning, not in bytes")))
        head.addLayout(names, 1)
        swap = normal_button(self.tr("S&wap"), "refresh-cw", object_name="compare_swap_button")
        swap.clicked.connect(self.swap_wanted)
        copy = normal_button(self.tr("Copy &report"), "copy", object_name="compare_report_button")
        copy.clicked.connect(self._copy)
        head.addWidget(swap)
        head.addWidget(copy)
        column.addLayout(head)
        self.banner = VerdictBanner(object_name="compare_banner")
        column.addWidget(self.banner)
        self._card = Card()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        for at, stretch in enumerate((4, 6, 6, 3)):
            self._grid.setColumnStretch(at, stretch)
        self._card.body.addLayout(self._grid)
        column.addWidget(self._card)
        foot = QHBoxLayout()
        self.only_check = QCheckBox(self.tr("Show only &differences"))
        self.only_check.setObjectName("compare_only_check")
        self.only_check.toggled.connect(self._fill)
        foot.addWidget(self.only_check)
        foot.addStretch(1)
        foot.addWidget(Small(self.tr("A wider rule lets more disks, hosters or people in.")))
        column.addLayout(foot)
        column.addStretch(1)

    def show_comparison(self, first: str, second: str, found: dict[str, Any]) -> None:
        """Show what `opened_files.compare` found."""
        self._found, self._names = found, (Path(first).name, Path(second).name)
        self.banner.set_verdict(Tone.INFO, literal(found["headline"]), "", icon="git-compare")
        self._fill()
        self.only_check.setFocus()

    def _fill(self, *_: object) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, name in enumerate(self._names):
            self._grid.addWidget(ForeignLabel(name, kind="strong", role="muted"), 0, at + 1)
        rows = self._found["differences"] if self.only_check.isChecked() else self._found["all"]
        for at, row in enumerate(rows):
            change = row["change"]
            is_same = change == "same"
            lets_in = change in ("added", "wider")
            self._grid.addWidget(Line(), 2 * at + 1, 0, 1, 4)
            name = row.get("known_as") or row.get("name") or ""
            subject = self._subject(row["subject"])
            self._grid.addWidget(
                Para(f"{subject}: {foreign(name, 60)}" if name else subject, kind="small"), 2 * at + 2, 0
            )
            self._grid.addWidget(Small(foreign(str(row["before"] or ""), 200)), 2 * at + 2, 1)
            role = "muted" if is_same else "decide" if lets_in else "text"
            after = Small(foreign(str(row["after"] or ""), 200), role=role)
            self._grid.addWidget(after, 2 * at + 2, 2)
            if is_same:
                self._grid.addWidget(Small(self.tr("Same")), 2 * at + 2, 3)
            else:
                self._grid.addWidget(Badge(_BADGES.get(change, BadgeKind.CHANGED)), 2 * at + 2, 3)

    def _subject(self, subject: str) -> str:
        return {
            "owner": self.tr("Owner"),
            "policy": self.tr("Policy"),
            "purpose": self.tr("Purpose"),
            "recipient": self.tr("Hoster"),
            "disk": self.tr("Template disk"),
            "description": self.tr("Description"),
            "answer-file": self.tr("Answer file"),
            "other-file": self.tr("Other file"),
            "contents": self.tr("Locked content"),
            "created": self.tr("Made"),
            "revision": self.tr("Revision"),
            "file": self.tr("File"),
        }.get(subject, foreign(subject, 40))

    def _copy(self) -> None:
        self.session.start(
            "shieldwiz.workflow.opened_files:compare_text",
            {"compared": self._found},
            done=self.session.copy,
            owner=self,
        )
