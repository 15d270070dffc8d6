# SPDX-License-Identifier: Apache-2.0
"""What the servers answered: banner, nodes, the steps for those that fail, and what tenants will see."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shieldwiz.checks import Outcome
from shieldwiz.gui.places.desk_parts.command_box import StepRow
from shieldwiz.gui.places.desk_parts.node_table import NodeTable
from shieldwiz.gui.places.desk_parts.words import banner_words
from shieldwiz.gui.widgets.banner import VerdictBanner
from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.check_list import CheckLine, CheckList
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.text import Line, Small, foreign

_QUIET_IDS = frozenset({"H02", "H04", "H05", "H06"})
_WORTH_SAYING = frozenset({"V08", "V09"})
_NUMBERS = re.compile(r"^(?:[CW]\d{1,2} )+")


class ResultPage(QScrollArea):
    """The answer of one HGS, or of one of several."""

    again_wanted = Signal()
    sheet_wanted = Signal()
    help_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._reports: Sequence[Mapping[str, Any]] = ()
        inner = QWidget()
        inner.setProperty("kind", "body")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        self.host_combo = QComboBox()
        self.host_row = FormRow(self.tr("H&ost"), self.host_combo, object_name="desk_host_combo")
        self.host_combo.currentIndexChanged.connect(self._show_host)
        column.addWidget(self.host_row)
        self.banner = VerdictBanner(object_name="desk_banner")
        column.addWidget(self.banner)
        self.table = NodeTable()
        column.addWidget(self.table)
        self._lower = QHBoxLayout()
        self._lower.setSpacing(14)
        self._steps: QWidget = QWidget()
        self._lower.addWidget(self._steps, 3)
        self._lower.addWidget(self._make_seen(), 2)
        column.addLayout(self._lower)
        self._beside_card = Card(heading=self.tr("Beside what tenants see"))
        self.beside = CheckList(object_name="desk_beside_list")
        self.beside.help_wanted.connect(self.help_wanted)
        self._beside_card.add(self.beside)
        column.addWidget(self._beside_card)
        column.addStretch(1)
        self.setWidget(inner)

    def _make_seen(self) -> QWidget:
        card = Card(heading=self.tr("What your tenants will see"))
        self.seen = CheckList(object_name="desk_seen_list")
        self.seen.help_wanted.connect(self.help_wanted)
        card.add(self.seen)
        self.sheet_button = normal_button(
            self.tr("Fingerprint &sheet for tenants…"), "printer", object_name="desk_sheet_button"
        )
        self.sheet_button.clicked.connect(self.sheet_wanted)
        card.body.addStretch(1)
        card.body.addWidget(self.sheet_button, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    @property
    def report(self) -> Mapping[str, Any]:
        """The report that is shown."""
        return self._reports[max(0, self.host_combo.currentIndex())]

    def show_reports(self, reports: Sequence[Mapping[str, Any]]) -> None:
        """Show what came, the worst host first."""
        order = {None: 1, "refused": 0, "decide": 2, "accepted": 3, "trusted": 4}
        self._reports = sorted(reports, key=lambda report: order[report["verdict"]])
        self.host_combo.blockSignals(True)
        self.host_combo.clear()
        for report in self._reports:
            said = banner_words(report)
            self.host_combo.addItem(foreign(f"{report['host']}: {said.head.format(*said.values)}", 90))
        self.host_combo.blockSignals(False)
        self.host_row.setVisible(len(reports) > 1)
        self._show_host()

    def _show_host(self) -> None:
        report = self.report
        said = banner_words(report)
        again = normal_button(self.tr("Check &again"), "refresh-cw", object_name="desk_again_button")
        again.clicked.connect(self.again_wanted)
        values = tuple(foreign(value, 300) for value in said.values)
        self.banner.set_verdict(said.tone, said.head, said.text, values=values, icon="stethoscope", action=again)
        self.table.show_nodes(report)
        self.table.setVisible(bool(report["nodes"]))
        self._show_steps(report)
        self.seen.set_checks(_seen(report))
        beside = _beside(report)
        self.beside.set_checks(beside)
        self._beside_card.setVisible(bool(beside))
        self.sheet_button.setVisible(report["guardian"] is not None)

    def _show_steps(self, report: Mapping[str, Any]) -> None:
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for at, node in enumerate(report["steps"]):
            column.addWidget(self._steps_card(node, at))
        column.addStretch(1)
        self._lower.replaceWidget(self._steps, steps)
        self._steps.hide()
        self._steps.deleteLater()
        self._steps = steps
        steps.setVisible(bool(report["steps"]))

    def _steps_card(self, node: Mapping[str, Any], at: int) -> Card:
        card = Card()
        likely = Small(self.tr("most likely first"))
        likely.setWordWrap(False)
        card.add_heading(self.tr("{0} answers HTTP 500").format(foreign(node["address"])), likely)
        card.add(Small(node["first_line"]))
        if node["said"]:
            card.add(Small(self.tr("What the server said: {0}").format(foreign(node["said"], 300))))
        for step in node["steps"]:
            card.add(Line())
            row = StepRow(
                step["title"],
                (step["text"], self.tr("Repair: {0}").format(step["repair"])),
                (step["command"],),
                object_name=f"desk_step_{at}_{step['id']}",
            )
            card.add(row)
        return card


def _seen(report: Mapping[str, Any]) -> list[CheckLine]:
    """What tenants see of the metadata; what was not come to is left out."""
    shown = [
        check
        for check in report["tenants_see"]
        if check["detail"] != "Not evaluated." and (check["outcome"] != "pass" or check["id"] in _WORTH_SAYING)
    ]
    return _lines("seen", shown)


def _beside(report: Mapping[str, Any]) -> list[CheckLine]:
    """What tenants do not see: clocks, connections, dates, and single nodes that are not well."""
    has_steps = {one["address"] for one in report["steps"]}
    odd = [
        {**check, "detail": f"{node['address']}: {check['detail']}"}
        for node in report["nodes"]
        if node["address"] not in has_steps
        for check in node["checks"]
        if check["outcome"] == "fail" or (check["outcome"] == "warn" and check["id"] not in _QUIET_IDS)
    ]
    rest = [one for one in (*report["change"], *report["agreement"], *report["notes"]) if one["outcome"] != "pass"]
    return _lines("beside", [one for one in (*odd, *rest) if one["id"] != "H11"])


def _lines(about: str, checks: Sequence[Mapping[str, Any]]) -> list[CheckLine]:
    return [
        CheckLine(
            id=check["id"],
            outcome=Outcome(check["outcome"]),
            sentence=foreign(_sentence(check["detail"]), 400),
            about=f"{about}_{at}",
        )
        for at, check in enumerate(checks)
    ]


def _sentence(detail: str) -> str:
    """A detail without the numbers of rules in front of it, which the saved report has."""
    plain = _NUMBERS.sub("", detail)
    return plain[:1].upper() + plain[1:]
