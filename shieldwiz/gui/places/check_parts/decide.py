# SPDX-License-Identifier: Apache-2.0
"""The right side while a decision is open: "How do you know?", with one answer that is enough."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from shieldwiz.gui.places.check_parts.sections import ExpiredSection, PhoneSection, section_column
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import LinkButton
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.clipboard import is_own_copy
from shieldwiz.gui.widgets.fingerprint_box import Compared, FingerprintBox
from shieldwiz.gui.widgets.locked import LockedNote
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import Heading, Line, Para
from shieldwiz.workflow.choices import Choices

_COUNTING = (Compared.SAME, Compared.DIFFERENT)
_ROLES = ("signing", "encryption", "communications")


class Way(StrEnum):
    """How a person can know whose keys these are."""

    FINGERPRINT = "fingerprint"
    PHONE = "phone"
    SIGNER = "signer"
    ROOT = "root"


class DecidePanel(Card):
    """Asks for what only the person can bring. `answered` tells that an answer has changed."""

    answered = Signal(bool)
    """True where keys may still be pressed."""
    different_heard = Signal()
    request_wanted = Signal()
    accept_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._digits = ""
        self._signature_counts = True
        self._ways = QWidget()
        self.phone, self._expired = PhoneSection(), ExpiredSection()
        self._make_fields(session)
        self._make_ways()
        for part in (self._expired, self._ways, self.phone):
            self.add(part)
        self.body.addStretch(1)
        self._make_links()
        self._lock_what_is_forbidden(session)
        self._connect()
        self._show_way()

    # What the page asks

    def begin(self, examination: Mapping[str, Any]) -> None:
        """Another document: nothing is answered, and nobody is told so."""
        were_blocked = self.blockSignals(True)
        self.fingerprint.clear()
        self.digits.reset()
        for row in (self.signer_row, self.root_row):
            row.set_text("")
            row.set_result("")
        self.expired_check.setChecked(False)
        self._digits = ""
        self.radios[Way.FINGERPRINT].setChecked(True)
        self._show_way()
        self.show_examination(examination)
        self.blockSignals(were_blocked)

    def show_examination(self, examination: Mapping[str, Any]) -> None:
        """Compare with the keys of this document."""
        guardian = examination["guardian"]
        if guardian is None:
            return
        found = guardian["fingerprint"]
        others = {sha256: role for role, sha256 in examination["fingerprints"].items() if role in _ROLES}
        self.fingerprint.set_expected(found["hex"], found["digits"], others)
        if found["digits"] != self._digits:
            self._digits = found["digits"]
            self.digits.set_groups(found["groups"])

    def ask_for(self, *, expired: bool, whose: bool, signature: bool, can_accept: bool) -> None:
        """Show the sections that are open. Without `signature`, a signer proves nothing here."""
        self._signature_counts = signature
        self._expired.setVisible(expired)
        self._expired.line.setVisible(whose)
        self._asks_whose = whose
        self.radios[Way.SIGNER].setVisible(signature)
        if not signature and self.way is Way.SIGNER:
            self.radios[Way.FINGERPRINT].setChecked(True)
        self._can_accept = can_accept
        self._show_way()

    @property
    def way(self) -> Way:
        """The way that is chosen."""
        return next(way for way, radio in self.radios.items() if radio.isChecked())

    def answers(self, choices: Choices) -> Choices:
        """The choices with what was answered here. Only the chosen way counts."""
        way = self.way
        is_told = way is Way.FINGERPRINT and self.fingerprint.state() in _COUNTING
        told = self.fingerprint.value() if is_told else ""
        if way is Way.PHONE and self.digits.heard() == len(self._digits.split()):
            told = self._digits
        signer = "" if self.signer_row.problem() else self.signer_row.text()
        root = "" if self.root_row.problem() else self.root_row.text()
        return replace(
            choices,
            guardian_fingerprint=told,
            signer_file=signer if way is Way.SIGNER and self._signature_counts else "",
            root_files=(root,) if way is Way.ROOT and root else (),
            allow_expired=self.expired_check.isChecked(),
        )

    def take_signer(self, path: str) -> None:
        """A certificate was dropped on the page: it is the signer's, unless a root is asked for."""
        way = Way.ROOT if self.way is Way.ROOT or not self._signature_counts else Way.SIGNER
        self.radios[way].setChecked(True)
        (self.root_row if way is Way.ROOT else self.signer_row).set_text(path)
        self.answered.emit(False)

    def show_problem(self, text: str) -> None:
        """What is wrong with the file that was named."""
        row = {Way.SIGNER: self.signer_row, Way.ROOT: self.root_row}.get(self.way)
        if row is not None:
            row.set_result(text, Tone.REFUSED)

    def show_different(self) -> None:
        """Other digits were heard on the phone."""
        self.phone.different.show()

    def focus_first(self) -> None:
        """Put the focus where the answer goes."""
        if self._expired.isVisible() and not self.expired_check.isChecked():
            self.expired_check.setFocus()
            return
        fields: dict[Way, QWidget] = {
            Way.FINGERPRINT: self.fingerprint.edit,
            Way.PHONE: self.digits,
            Way.SIGNER: self.signer_row.edit,
            Way.ROOT: self.root_row.edit,
        }
        fields[self.way].setFocus()

    # How it is made

    def _make_fields(self, session: Session) -> None:
        self._asks_whose = True
        self._can_accept = True
        self.fingerprint = FingerprintBox(object_name="check_fingerprint_edit")
        self.fingerprint.set_own_copies(lambda text: is_own_copy(text) or session.copied_here(text))
        self.digits = self.phone.digits
        self.expired_check = self._expired.check
        kinds = self.tr("Certificates (*.cer *.crt *.der *.pem *.p7b);;All files (*)")
        self.signer_row = PathRow(
            self.tr("Signer's certificate"),
            filter=kinds,
            object_name="check_signer_edit",
            browse_name=self.tr("Browse for the signer's certificate"),
        )
        self.root_row = PathRow(
            self.tr("Root certificate"),
            filter=kinds,
            object_name="check_root_edit",
            browse_name=self.tr("Browse for the root certificate"),
        )

        for row in (self.signer_row, self.root_row):
            row.browse_button.setText(self.tr("Browse…"))  # its letter is that of "Copy report"

    def _make_ways(self) -> None:
        column = section_column(self._ways)
        self.heading = Heading(self.tr("How do you know?"))
        advice = Para(kind="small")
        advice.set_marked(
            self.tr(
                "One answer is enough. Get it over a channel you already had, such as the phone number in your "
                "contract. **Not from the message that brought this file.**"
            )
        )
        column.addWidget(self.heading)
        column.addWidget(advice)
        texts = {
            Way.FINGERPRINT: self.tr("Compare a fin&gerprint (recommended)"),
            Way.PHONE: self.tr("Go through it b&y phone"),
            Way.SIGNER: self.tr("&I have the signer's certificate"),
            Way.ROOT: self.tr("A root certificate stands behind the&m"),
        }
        self.radios = {way: QRadioButton(text) for way, text in texts.items()}
        self._group = QButtonGroup(self)
        self._bodies: dict[Way, QWidget] = {
            Way.FINGERPRINT: self.fingerprint,
            Way.SIGNER: self.signer_row,
            Way.ROOT: self.root_row,
        }
        group = QWidget()
        group.setObjectName("check_how_group")
        group.setAccessibleName(self.tr("How do you know?"))
        inner = section_column(group)
        for way, radio in self.radios.items():
            radio.setObjectName(f"check_way_{way}")
            radio.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self._group.addButton(radio)
            inner.addWidget(radio)
            if way in self._bodies:
                line = QHBoxLayout()
                line.setContentsMargins(26, 0, 0, 0)
                line.addWidget(self._bodies[way])
                inner.addLayout(line)
        self.radios[Way.FINGERPRINT].setChecked(True)
        column.addWidget(group)

    def _make_links(self) -> None:
        self._links = QWidget()
        column = section_column(self._links)
        self.request_button = LinkButton(
            self.tr("Copy a request to the hoster"), "copy", object_name="check_request_button"
        )
        self.accept_button = LinkButton(self.tr("Accept without proof…"), "scale", object_name="check_accept_button")
        self.accept_button.set_icon("scale", "decide")
        column.addWidget(Line())
        column.addWidget(self.request_button)
        column.addWidget(self.accept_button)
        self.add(self._links)

    def _lock_what_is_forbidden(self, session: Session) -> None:
        rules = session.organisation
        self._locked_accept = LockedNote(
            self.tr("Your organisation asks for proof."), contact=rules.contact, object_name="check_accept_locked"
        )
        self.add(self._locked_accept)
        self._can_ever_accept = rules.allows_no_proof
        if not rules.allows_no_proof:
            self._locked_accept.lock(self.accept_button)
        if not rules.allows_overrides:
            note = LockedNote(contact=rules.contact, object_name="check_expired_locked")
            note.lock(self.expired_check)
            self._expired.add_note(note)

    def _connect(self) -> None:
        for radio in self.radios.values():
            radio.toggled.connect(self._on_way_toggled)
        self.fingerprint.compared.connect(self._on_compared)
        self.digits.finished.connect(lambda: self.answered.emit(False))
        self.digits.different.connect(self.different_heard)
        for row in (self.signer_row, self.root_row):
            row.settled.connect(lambda _: self.answered.emit(False))
        self.expired_check.toggled.connect(lambda _: self.answered.emit(False))
        self.phone.other_ways_button.clicked.connect(self._leave_phone)
        self.request_button.clicked.connect(self.request_wanted)
        self.accept_button.clicked.connect(self.accept_wanted)

    # What happens

    def _on_compared(self, state: str) -> None:
        self.answered.emit(Compared(state) is not Compared.SAME)

    def _on_way_toggled(self, is_on: bool) -> None:
        if not is_on:
            return
        self._show_way()
        self.answered.emit(False)
        if self.isVisible():
            self.focus_first()

    def _leave_phone(self) -> None:
        self.radios[Way.FINGERPRINT].setChecked(True)

    def _show_way(self) -> None:
        way = self.way
        if way is not Way.PHONE:
            self.digits.reset()
            self.phone.different.hide()
        self._ways.setVisible(self._asks_whose and way is not Way.PHONE)
        self.phone.setVisible(self._asks_whose and way is Way.PHONE)
        self._links.setVisible(self._asks_whose and way is not Way.PHONE)
        self.accept_button.setVisible(self._can_accept)
        is_locked = self._can_accept and not self._can_ever_accept and not self._links.isHidden()
        self._locked_accept.setVisible(is_locked)
        for other, part in self._bodies.items():
            part.setVisible(other is way)
