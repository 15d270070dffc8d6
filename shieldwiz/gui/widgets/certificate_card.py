# SPDX-License-Identifier: Apache-2.0
"""A certificate as people look at it: who, until when, which key, and its whole fingerprint."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shieldwiz.gui.widgets.buttons import IconButton, LinkButton
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.clipboard import copy_text
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.text import FixedLabel, ForeignLabel, Line, Para, Small, Strong
from shieldwiz.gui.wording.sentences import date_text

_DAYS_OF_MONTH, _DAYS_OF_YEAR = 30.44, 365.25


def grouped_fingerprint(text: str) -> str:
    """64 hex digits as 8 groups of 8, on two lines."""
    groups = [text[at : at + 8] for at in range(0, len(text), 8)]
    return "\n".join(" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))


def grouped_thumbprint(text: str) -> str:
    """40 hex digits as Windows writes them, in groups of 4, on two lines."""
    groups = [text.upper()[at : at + 4] for at in range(0, len(text), 4)]
    return "\n".join(" ".join(groups[at : at + 5]) for at in range(0, len(groups), 5))


class CertificateCard(Card):
    """One certificate, from a report of `workflow.report.certificate_report`.

    `uses` says what its key may do, and `note` what is to be known about it.
    """

    save_wanted = Signal(str)

    def __init__(
        self,
        heading: str,
        report: Mapping[str, Any],
        *,
        now: datetime,
        uses: str = "",
        note: str = "",
        object_name: str = "",
    ) -> None:
        super().__init__(margins=12)
        self.setObjectName(object_name)
        self.setAccessibleName(heading)
        self._report, self._now = report, now
        self.body.setSpacing(5)
        self._add_top(heading)
        subject = ForeignLabel(str(report["subject"]))
        self.body.addWidget(subject)
        if note:
            self.body.addWidget(Small(note))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._add_facts(uses)

    def _add_top(self, heading: str) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(IconLabel("file-badge", "muted", 18))
        top.addWidget(Strong(heading), 1, Qt.AlignmentFlag.AlignVCenter)
        self.save_button = LinkButton(self.tr("Save…"), accessible=self.tr("Save the certificate: {0}").format(heading))
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(str(self._report["sha256"])))
        top.addWidget(self.save_button)
        self.body.addLayout(top)

    def _add_facts(self, uses: str) -> None:
        report = self._report
        self._add(self.tr("Valid"), Para(self.validity(), kind="small"))
        bits = report["rsa_bits"]
        key = self.tr("RSA {0}").format(bits) if bits else self.tr("Not an RSA key")
        self._add(self.tr("Key"), Para(f"{key} · {uses}" if uses else key, kind="small"))
        is_own_issuer = report["issuer"] == report["subject"]
        issuer: QWidget = (
            Para(self.tr("Itself (self-signed)"), kind="small")
            if is_own_issuer
            else ForeignLabel(str(report["issuer"]), kind="small")
        )
        self._add(self.tr("Issued by"), issuer)
        self._add(self.tr("Fingerprint"), self._fingerprint(str(report["sha256"])))
        thumbprint = QWidget()
        lines = QVBoxLayout(thumbprint)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        lines.addWidget(FixedLabel(grouped_thumbprint(str(report["thumbprint"]))))
        lines.addWidget(Small(self.tr("SHA-1, only for looking it up in Windows")))
        self._add(self.tr("Windows thumbprint"), thumbprint)

    def validity(self) -> str:
        """From when to when, and how long that is from now."""
        start, end = self._report["not_before"], self._report["not_after"]
        if not start or not end:
            return self.tr("The dates cannot be read")
        begins, ends = datetime.fromisoformat(start), datetime.fromisoformat(end)
        if self._now < begins:
            return self.tr("{0} to {1}, not valid yet").format(date_text(begins), date_text(ends))
        days = (ends - self._now).total_seconds() / 86_400
        if days < 0:
            return self.tr("{0} to {1}, expired {1}").format(date_text(begins), date_text(ends))
        if days < 1:
            left = self.tr("{0} to {1}, less than a day left")
        elif days < 2:
            left = self.tr("{0} to {1}, one day left")
        elif days < 2 * _DAYS_OF_MONTH:
            left = self.tr("{0} to {1}, %n days left", "", int(days))
        elif days < 2 * _DAYS_OF_YEAR:
            left = self.tr("{0} to {1}, %n months left", "", int(days / _DAYS_OF_MONTH))
        else:
            left = self.tr("{0} to {1}, %n years left", "", int(days / _DAYS_OF_YEAR))
        return left.format(date_text(begins), date_text(ends))

    def _fingerprint(self, value: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(FixedLabel(grouped_fingerprint(value)))
        copy = IconButton("copy", self.tr("Copy the fingerprint of this certificate"), size=16)
        copy.clicked.connect(lambda: copy_text(value))
        line.addWidget(copy)
        line.addStretch(1)
        return holder

    def _add(self, name: str, value: QWidget) -> None:
        at = self._grid.rowCount()
        self._grid.addWidget(Line(), at, 0, 1, 2)
        label = Small(name)
        label.setWordWrap(False)
        self._grid.addWidget(label, at + 1, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(value, at + 1, 1)
