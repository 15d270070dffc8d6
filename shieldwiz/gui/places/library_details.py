# SPDX-License-Identifier: Apache-2.0
"""What the library shows of one guardian or owner, and what can be done with it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.backup import BackupDialog
from shieldwiz.gui.dialogs.decision import Condition, DecisionDialog
from shieldwiz.gui.dialogs.fingerprint import FingerprintDialog
from shieldwiz.gui.places.place import Errand, PlaceName
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.banner import VerdictBanner
from shieldwiz.gui.widgets.buttons import IconButton, LinkButton, normal_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.certificate_card import grouped_fingerprint
from shieldwiz.gui.widgets.dates import long_date
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import (
    FixedLabel,
    ForeignLabel,
    Line,
    Small,
    foreign,
    isolated,
    literal,
)

_SHELF = "shieldwiz.workflow.shelf"
_KEYS = "shieldwiz.workflow.owner_keys"


_BESIDE = 10 + 2 * 22 + 10  # pixels: between title and buttons, at both sides, and for what scrolls


class _UsedBy(Card):
    """A class of its own: what stands below another asks for plurals under its own name, and finds none."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.add_heading(self.tr("Used by %n file(s)", "", count))


class Details(QWidget):
    """The head with name and buttons, and cards below it."""

    renamed = Signal(str)

    def __init__(self, session: Session, icon: str, prefix: str) -> None:
        super().__init__()
        self.session = session
        self.setObjectName(f"library_{prefix}_details")
        self.details: dict[str, Any] = {}
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("kind", "body")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(22, 14, 22, 14)
        self.body.setSpacing(12)
        self._title = title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(IconLabel(icon, "accent", 30))
        names = QVBoxLayout()
        names.setSpacing(0)
        self.name = ForeignLabel(kind="title")
        self.since = Small("")
        names.addWidget(self.name)
        names.addWidget(self.since)
        title.addLayout(names, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(10)
        self._head.addLayout(title, 1)
        self._head.addLayout(self.buttons)
        self.body.addLayout(self._head)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(12)
        self.body.addLayout(self.cards)
        self.body.addStretch(1)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._title.minimumSize().width() + self.buttons.minimumSize().width() + _BESIDE
        is_narrow = needed > event.size().width()
        wanted = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if wanted is not self._head.direction():
            self._head.setDirection(wanted)

    def show_details(self, details: dict[str, Any]) -> None:
        """Show one; the cards are made anew."""
        self.details = details
        self.name.set_text(details["name"])
        while self.cards.count():
            item = self.cards.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def fail(self, error: ShieldwizError) -> None:
        """Something could not be done."""
        commands.show_error_from(self, error)

    def _fingerprint_card(self) -> Card:
        card = Card()
        groups = LinkButton(self.tr("As 12 groups of 5, and QR code"), object_name="library_groups_button")
        groups.clicked.connect(self._show_fingerprint)
        copy = LinkButton(
            self.tr("Copy"), accessible=self.tr("Copy the fingerprint"), object_name="library_copy_button"
        )
        copy.clicked.connect(lambda: self.session.copy(self.details["fingerprint"]["hex"]))
        card.add_heading(self.tr("Guardian fingerprint"), groups)
        row = QHBoxLayout()
        row.addWidget(FixedLabel(grouped_fingerprint(self.details["fingerprint"]["hex"])), 1)
        row.addWidget(copy)
        card.body.addLayout(row)
        return card

    def _show_fingerprint(self) -> None:
        FingerprintDialog(self.window(), self.details["name"], self.details["fingerprint"]).exec()

    def _certificates_card(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        for column, (text, stretch) in enumerate(
            ((self.tr("Certificate"), 4), (self.tr("Subject"), 6), (self.tr("Valid until"), 3))
        ):
            grid.addWidget(Small(text), 0, column)
            grid.setColumnStretch(column, stretch)
        names = {
            "signing": self.tr("Signing certificate"),
            "encryption": self.tr("Encryption certificate"),
            "communications": self.tr("Communications certificate"),
        }
        shown = [*self.details["certificates"]]
        if self.details.get("signer"):
            shown.append({**self.details["signer"], "role": "communications"})
        for at, certificate in enumerate(one for one in shown if one["role"] in names):
            grid.addWidget(Line(), 2 * at + 1, 0, 1, 3)
            grid.addWidget(Small(names[certificate["role"]], role="text"), 2 * at + 2, 0)
            subject = ForeignLabel(certificate["subject"], kind="small", role="muted")
            grid.addWidget(subject, 2 * at + 2, 1)
            grid.addWidget(Small(long_date(certificate["not_after"])), 2 * at + 2, 2)
        card.body.addLayout(grid)
        return card

    def _used_by_card(self) -> Card:
        files = self.details["used_by"]
        card = _UsedBy(len(files))
        for file in files[:8]:
            row = QHBoxLayout()
            row.addWidget(IconLabel("file-lock", "muted", 16))
            row.addWidget(ForeignLabel(Path(file["path"]).name), 1)
            row.addWidget(Small(long_date(file["made"]) if file["there"] else self.tr("no longer there")))
            card.body.addLayout(row)
        return card

    def ask_name(self, work: str) -> None:
        """Ask for another name, and use it."""
        name, ok = QInputDialog.getText(
            self.window(),
            self.tr("Rename"),
            self.tr("New name"),
            QLineEdit.EchoMode.Normal,
            self.details["name"],
        )
        if ok and name.strip() and name.strip() != self.details["name"]:
            self.session.start(
                work,
                {"old": self.details["name"], "new": name.strip()},
                done=lambda _: self.renamed.emit(name.strip()),
                failed=self.fail,
                owner=self,
                writes=True,
            )

    def add_menu(self, actions: list[tuple[str, Any]], object_name: str) -> None:
        """The button with three dots."""
        button = IconButton("ellipsis", self.tr("More"), object_name=object_name)
        menu = QMenu(button)
        for text, work in actions:
            action = QAction(text, menu)
            action.triggered.connect(lambda _=False, work=work: work())
            menu.addAction(action)
        button.setMenu(menu)
        button.setPopupMode(button.ToolButtonPopupMode.InstantPopup)
        self.buttons.addWidget(button)


class GuardianDetails(Details):
    """A hoster's guardian."""

    errand = Signal(object)
    """Metadata to be checked."""
    removed = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "server", "guardian")
        self.newer_button = normal_button(
            self.tr("Check &newer file…"), "refresh-cw", object_name="library_newer_button"
        )
        self.newer_button.clicked.connect(self._check_newer)
        self.export_button = normal_button(self.tr("E&xport…"), "upload", object_name="library_export_button")
        self.export_button.clicked.connect(self._export)
        self.buttons.addWidget(self.newer_button)
        self.buttons.addWidget(self.export_button)
        self.add_menu(
            [
                (self.tr("Compare &fingerprint…"), self._compare),
                (self.tr("&Rename…"), self.rename),
                (self.tr("Fingerprint &sheet…"), self._sheet),
                (self.tr("Re&move"), self.remove),
            ],
            "library_guardian_more_button",
        )

    def show_details(self, details: dict[str, Any]) -> None:
        """Why it is trusted, its fingerprint, certificates, files."""
        super().show_details(details)
        self.since.setText(self.tr("Guardian since {0}").format(long_date(details["confirmed"])))
        self.cards.addWidget(self._banner())
        for warning in details["warnings"]:
            tone = Tone.REFUSED if warning["outcome"] == "fail" else Tone.DECIDE
            self.cards.addWidget(InlineNotice(tone, literal(warning["detail"])))
        self.cards.addWidget(self._fingerprint_card())
        card = self._certificates_card()
        card.add(
            Small(self.tr("An expired communications certificate is harmless. When keys change, you will be asked."))
        )
        self.cards.addWidget(card)
        if details["used_by"]:
            self.cards.addWidget(self._used_by_card())

    def _banner(self) -> VerdictBanner:
        banner = VerdictBanner(object_name="library_banner")
        details = self.details
        heads = {
            "guardian-fingerprint": self.tr("Trusted because you compared the fingerprint"),
            "signer": self.tr("Trusted because you confirmed its signer"),
            "root": self.tr("Trusted because you chose the root that stands behind it"),
        }
        text = long_date(details["confirmed"])
        if details["reason"]:
            text = self.tr("{0}, reason: “{1}”.").format(text, foreign(details["reason"], 200))
        if details["note"]:
            text = self.tr("{0} Note: {1}").format(text, foreign(details["note"], 200))
        is_proved = details["badge"] in ("trusted", "expired") and details["basis"] in heads
        if details["badge"] == "refused":
            head = self.tr("Refused today: its keys are not fit any more")
            banner.set_verdict(Tone.REFUSED, head, literal(text), announced=False)
        elif is_proved:
            banner.set_verdict(Tone.TRUSTED, heads[details["basis"]], literal(text), announced=False)
        else:
            compare = normal_button(self.tr("&Compare its fingerprint…"), object_name="library_compare_button")
            compare.clicked.connect(self._compare)
            head = self.tr("Accepted by you, without proof")
            banner.set_verdict(Tone.DECIDE, head, literal(text), action=compare, announced=False)
        return banner

    def _compare(self) -> None:
        self.errand.emit(Errand(facts={"known": self.details["name"]}, back_to=PlaceName.LIBRARY))

    def _check_newer(self) -> None:
        paths = commands.ask_for_files(self, self.tr("Newer metadata"))
        if paths:
            facts = {"expected": self.details["name"]}
            self.errand.emit(Errand(paths=paths, facts=facts, back_to=PlaceName.LIBRARY))

    def _export(self) -> None:
        kinds = {
            self.tr("Metadata as received (*.xml)"): "metadata",
            self.tr("Certificates (*.pem)"): "pem",
            self.tr("Report (*.json)"): "report",
        }
        path = commands.ask_where_to_save(
            self, self.tr("Export the guardian"), f"{_stem(self.details['name'])}.xml", ";;".join(kinds)
        )
        if path:
            form = {".pem": "pem", ".json": "report"}.get(Path(path).suffix.lower(), "metadata")
            self._write(f"{_SHELF}:export_guardian", {"form": form, "file": path})

    def _sheet(self) -> None:
        name = f"{_stem(self.details['name'])}-fingerprint.html"
        path = commands.ask_where_to_save(self, self.tr("Fingerprint sheet"), name, "HTML (*.html)")
        if path:
            self._write(f"{_SHELF}:fingerprint_sheet", {"file": path})

    def _write(self, work: str, arguments: dict[str, Any]) -> None:
        self.session.start(
            work,
            {"name": self.details["name"], "overwrite": True, **arguments},
            done=lambda found: self.session.remember(found["file"]),
            failed=self.fail,
            owner=self,
            writes=True,
        )

    def rename(self) -> None:
        """F2, or from the menu."""
        self.ask_name("shieldwiz.workflow.examination:rename")

    def remove(self) -> None:
        """Del, or from the menu: no question, it can be undone."""
        name = self.details["name"]
        self.session.start(
            "shieldwiz.workflow.examination:remove",
            {"name": name},
            done=lambda undone: self.removed.emit(name, undone),
            failed=self.fail,
            owner=self,
            writes=True,
        )


class OwnerDetails(Details):
    """An owner of this computer."""

    removed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "key-round", "owner")
        self.backup_button = normal_button(self.tr("&Back up…"), "save", object_name="library_backup_button")
        self.backup_button.clicked.connect(lambda: self._backup(test=False))
        self.test_button = normal_button(
            self.tr("Te&st the backup now…"), "circle-check", object_name="library_test_button"
        )
        self.test_button.clicked.connect(lambda: self._backup(test=True))
        self.buttons.addWidget(self.backup_button)
        self.buttons.addWidget(self.test_button)
        self.add_menu(
            [
                (self.tr("Export the &public part…"), self._export_public),
                (self.tr("Export for &Windows (PFX)…"), self._export_pfx),
                (self.tr("&Rename…"), lambda: self.ask_name(f"{_KEYS}:rename_owner")),
                (self.tr("Re&move…"), self._remove),
            ],
            "library_owner_more_button",
        )

    def show_details(self, details: dict[str, Any]) -> None:
        """Its backup, fingerprint, certificates, files."""
        super().show_details(details)
        made = long_date(details["created"])
        self.since.setText(self.tr("Owner, made {0}").format(made) if made else self.tr("Owner"))
        backup = details["backup"]
        self.test_button.setVisible(backup is not None)
        if backup is None:
            text = self.tr(
                "**This key has no backup.** If this computer breaks, every VM of this owner stays as it is."
            )
            self.cards.addWidget(InlineNotice(Tone.DECIDE, text))
        else:
            text = self.tr("The backup in {0} was opened and tested on {1}.").format(
                isolated(foreign(backup["folder"], 200)), long_date(backup["tested"])
            )
            self.cards.addWidget(InlineNotice(Tone.INFO, literal(text)))
        self.cards.addWidget(self._fingerprint_card())
        card = self._certificates_card()
        card.add(Small(self.tr("Running out does no harm to VMs.")))
        self.cards.addWidget(card)
        if details["used_by"]:
            self.cards.addWidget(self._used_by_card())

    def _backup(self, *, test: bool) -> None:
        if BackupDialog(self.window(), self.session, self.details, test=test).exec():
            self.session.shelf_changed.emit()

    def _export_public(self) -> None:
        name = f"{_stem(self.details['name'])}-public.xml"
        path = commands.ask_where_to_save(self, self.tr("Public part of the owner"), name, "XML (*.xml)")
        if path:
            self.session.start(
                f"{_KEYS}:export_public",
                {"name": self.details["name"], "file": path, "overwrite": True},
                done=lambda _: self.session.remember(path),
                failed=self.fail,
                owner=self,
                writes=True,
            )

    def _export_pfx(self) -> None:
        from shieldwiz.gui.dialogs.pfx_export import PfxExportDialog  # noqa: PLC0415 - rare

        PfxExportDialog(self.window(), self.session, self.details["name"]).exec()

    def _remove(self) -> None:
        details = self.details
        backup = details["backup"]
        last = (
            self.tr("Backup last tested {0}.").format(long_date(backup["tested"]))
            if backup
            else self.tr("There is no backup.")
        )
        name = details["name"]
        dialog = DecisionDialog(
            self.window(),
            self.tr("Remove the owner {0} and its private key?"),
            (self.tr("%n file(s) can then only be changed with the backup.", "", details["files"]), literal(last)),
            go_back=self.tr("&Keep it"),
            go_on=self.tr("&Remove key"),
            values=(name,),
            condition=Condition.TYPED_NAME,
            field_label=self.tr("&Type {0} to go on").format(foreign(name)),
            object_name="remove_owner_dialog",
        )
        if dialog.exec():
            self.session.start(
                f"{_KEYS}:remove_owner",
                {"name": details["name"], "typed": details["name"]},
                done=lambda _: self.removed.emit(),
                failed=self.fail,
                owner=self,
                writes=True,
            )


def _stem(name: str) -> str:
    return "".join(one if one.isalnum() or one in "-_" else "-" for one in name).strip("-") or "guardian"
