# SPDX-License-Identifier: Apache-2.0
"""The three tabs below the questions: the checks, the certificates, the file as it was received."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from shieldwiz.checks import Outcome
from shieldwiz.gui.places.check_parts.xml_view import XmlView
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.certificate_card import CertificateCard
from shieldwiz.gui.widgets.check_list import CheckLine, CheckList
from shieldwiz.gui.widgets.text import Small, plain
from shieldwiz.gui.wording import CheckWords, check_words

_LOWEST = 200
_MARGIN = 6


class CheckTabs(Card):
    """Details for who wants them."""

    help_wanted = Signal(str)
    save_wanted = Signal(object)
    """A certificate as the examination reports it."""

    def __init__(self) -> None:
        super().__init__(margins=_MARGIN)
        self.checks = CheckList(object_name="check_list")
        self.file = XmlView(object_name="check_file_view")
        self._file_note = Small()
        self._shown: Mapping[str, Any] = {}
        self._heading = Small()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("check_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Details"))
        self._certificates = _column()
        file_page = QWidget()
        column = QVBoxLayout(file_page)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addWidget(self._file_note)
        column.addWidget(self.file, 1)
        checks_page = _column()
        layout = checks_page.layout()
        assert layout is not None
        layout.addWidget(self._heading)
        layout.addWidget(self.checks)
        self.tabs.addTab(_scrolled(checks_page), self.tr("Checks"))
        self.tabs.addTab(_scrolled(self._certificates), self.tr("Certificates"))
        self.tabs.addTab(file_page, self.tr("The file"))
        self.add(self.tabs)
        self.setMinimumHeight(_LOWEST)
        self.checks.help_wanted.connect(self.help_wanted)

    def show_examination(self, examination: Mapping[str, Any], *, now: datetime) -> None:
        """Show what was found, and keep the tab that is shown."""
        self.checks.set_checks([_check_line(words) for words in check_words(examination)])
        self._fit()
        # In turns of their own, so that the window goes on living in between.
        self._shown = examination
        QTimer.singleShot(0, self, lambda: self._show_later(examination, now))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The counts stand in the tab, or below it where it would be too wide."""
        bar = self.tabs.tabBar()
        self.tabs.setTabText(0, self.checks.heading())
        is_wide = bar.sizeHint().width() > self.width() - 2 * _MARGIN
        if is_wide:
            self.tabs.setTabText(0, self.tr("Checks"))
        self._heading.setText(self.checks.heading())
        self._heading.setVisible(is_wide)

    def _show_later(self, examination: Mapping[str, Any], now: datetime) -> None:
        if examination is not self._shown:
            return  # another one came since
        self._show_certificates(examination["certificates"], now)
        QTimer.singleShot(0, self, lambda: self._show_file(self._shown))

    def _show_certificates(self, certificates: Sequence[Mapping[str, Any]], now: datetime) -> None:
        layout = self._certificates.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not certificates:
            layout.addWidget(Small(self.tr("The certificates of a refused file are not shown.")))
        for certificate in certificates:
            heading, uses = self._role_words(str(certificate["role"]))
            card = CertificateCard(heading, dict(certificate), now=now, uses=uses)
            card.save_wanted.connect(lambda _, one=certificate: self.save_wanted.emit(one))
            layout.addWidget(card)

    def _role_words(self, role: str) -> tuple[str, str]:
        return {
            "signing": (self.tr("Signing certificate"), self.tr("may sign")),
            "encryption": (self.tr("Encryption certificate"), self.tr("may encrypt data")),
            "communications": (self.tr("Signer's certificate"), ""),
        }.get(role, (self.tr("Another signing certificate"), ""))

    def _show_file(self, examination: Mapping[str, Any]) -> None:
        notes = []
        if not examination["encoding"] and examination["data"]:
            notes.append(self.tr("The text is damaged; what cannot be read is marked."))
        if examination["text_cut"]:
            notes.append(self.tr("Only the beginning is shown."))
        self._file_note.setText(" ".join(notes))
        self._file_note.setVisible(bool(notes))
        self.file.show_text(examination["text"])


def _check_line(words: CheckWords) -> CheckLine:
    return CheckLine(
        id=words.id,
        outcome=Outcome(words.outcome),
        sentence=plain(words.sentence.text, *words.sentence.values),
        detail=" · ".join(plain(detail.text, *detail.values) for detail in words.details),
        about=words.about,
        is_open=words.is_open,
    )


def _column() -> QWidget:
    widget = QWidget()
    widget.setProperty("kind", "body")
    column = QVBoxLayout(widget)
    column.setContentsMargins(4, 6, 8, 6)
    column.setSpacing(8)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return widget


def _scrolled(widget: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(widget)
    return scroll
