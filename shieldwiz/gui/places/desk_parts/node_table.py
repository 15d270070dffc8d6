# SPDX-License-Identifier: Apache-2.0
"""The nodes below each other, what each answered, and which fingerprint each set of keys has."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shieldwiz.gui.places.desk_parts.words import keys_words, node_words, signature_words
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import FixedLabel, ForeignLabel, Line, Para, Small

_COLUMNS = 5


class NodeTable(Card):
    """One row a node. It is read out row by row: each row is one group with a name."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("desk_nodes_table")
        self.setAccessibleName(self.tr("Servers"))
        self._holder = QWidget()
        self.add(self._holder)

    def show_nodes(self, report: Mapping[str, Any]) -> None:
        """Show the nodes of a report instead of what was there."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.setHorizontalSpacing(12)
        heads = (self.tr("Server"), self.tr("Answer"), self.tr("Keys"), self.tr("Signature"), self.tr("Time"))
        for column, head in enumerate(heads):
            grid.addWidget(Para(head, kind="small-strong", role="muted"), 0, column)
            grid.setColumnStretch(column, (5, 4, 4, 3, 2)[column])
        for at, node in enumerate(report["nodes"]):
            grid.addWidget(Line(), 2 * at + 1, 0, 1, _COLUMNS)
            self._add_row(grid, 2 * at + 2, node)
        self._add_fingerprints(grid, 2 * len(report["nodes"]) + 2, report)
        self.body.replaceWidget(self._holder, holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = holder

    def _add_row(self, grid: QGridLayout, row: int, node: Mapping[str, Any]) -> None:
        word, icon, role = node_words(node)
        address = node["address"]
        if node["url"].startswith("https:"):
            address = self.tr("{0} (https)").format(address)
        grid.addWidget(ForeignLabel(address), row, 0)
        answer = QWidget()
        line = QHBoxLayout(answer)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel(icon, role, 16), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(Para(word, kind="body" if role == "text" else "strong", role=role), 1)
        grid.addWidget(answer, row, 1)
        grid.addWidget(Para(keys_words(node), role="muted"), row, 2)
        grid.addWidget(Para(signature_words(node), role="muted"), row, 3)
        grid.addWidget(Para(self.tr("{0} s").format(f"{node['times_ms'] / 1000:.2f}"), role="muted"), row, 4)

    def _add_fingerprints(self, grid: QGridLayout, row: int, report: Mapping[str, Any]) -> None:
        pairs = {node["key_set"]: node["fingerprint"] for node in report["nodes"] if node["key_set"]}
        for letter, fingerprint in sorted(pairs.items()):
            grid.addWidget(Line(), row, 0, 1, _COLUMNS)
            grid.addWidget(Small(self.tr("Fingerprint of key set {0}").format(letter)), row + 1, 0)
            halves = f"{fingerprint[:32]}\n{fingerprint[32:]}"
            grid.addWidget(FixedLabel(halves, role="muted"), row + 1, 1, 1, _COLUMNS - 1)
            row += 2
