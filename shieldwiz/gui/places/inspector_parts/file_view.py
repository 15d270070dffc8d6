# SPDX-License-Identifier: Apache-2.0
"""One file: a banner that says whether it is genuine, and tabs with everything that it says without a key."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.change_file import ChangeFileDialog
from shieldwiz.gui.dialogs.fingerprint import FingerprintDialog
from shieldwiz.gui.dialogs.unlock_file import UnlockFileDialog
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import Badge, BadgeKind
from shieldwiz.gui.widgets.banner import VerdictBanner
from shieldwiz.gui.widgets.buttons import LinkButton, normal_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.dates import long_date
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import FixedLabel, ForeignLabel, Line, Para, Small, fixed_font, foreign, literal
from shieldwiz.gui.wording.sentences import size_words

_ICONS = {"shielding-data": "file-lock", "key-protector": "key-round", "metadata": "file-badge", "pfx": "file-key"}
_TONES = {"trusted": Tone.TRUSTED, "decide": Tone.DECIDE, "refused": Tone.REFUSED, "info": Tone.INFO}
_BADGES = {"trusted": BadgeKind.TRUSTED, "no-proof": BadgeKind.NO_PROOF}


class FileView(QWidget):
    """What one file is."""

    compare_wanted = Signal()
    check_wanted = Signal(str)
    wizard_wanted = Signal(str)
    changed = Signal(str)
    """A new revision was written to this path."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("inspector_file_view")
        self._path = ""
        self._look: dict[str, Any] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._make_head())
        self.banner = VerdictBanner(object_name="inspector_banner")
        column.addWidget(self.banner)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("inspector_tabs")
        self.tabs.setAccessibleName(self.tr("What the file says"))
        card = Card(margins=6)
        card.add(self.tabs)
        column.addWidget(card, 1)
        column.addLayout(self._make_foot())

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._icon_place = QHBoxLayout()
        row.addLayout(self._icon_place)
        names = QVBoxLayout()
        names.setSpacing(0)
        self.name = ForeignLabel(kind="title")
        self.facts = Small("")
        names.addWidget(self.name)
        names.addWidget(self.facts)
        row.addLayout(names, 1)
        self.compare_button = normal_button(
            self.tr("&Compare with…"), "git-compare-arrows", object_name="inspector_compare_button"
        )
        self.compare_button.clicked.connect(self.compare_wanted)
        self.report_button = normal_button(self.tr("Copy &report"), "copy", object_name="inspector_report_button")
        self.report_button.clicked.connect(self._copy_report)
        row.addWidget(self.compare_button)
        row.addWidget(self.report_button)
        return row

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.locked_text = InlineNotice(
            Tone.PLAIN,
            self.tr("To see what is inside, unlock it with the owner's or a hoster's key."),
            icon="lock",
            plain=True,
        )
        row.addWidget(self.locked_text, 1)
        self.check_button = normal_button(self.tr("Check this &metadata"), object_name="inspector_check_button")
        self.check_button.clicked.connect(lambda: self.check_wanted.emit(self._path))
        self.recipe_button = normal_button(self.tr("Open in the &wizard"), object_name="inspector_recipe_button")
        self.recipe_button.clicked.connect(lambda: self.wizard_wanted.emit(self._path))
        self.change_button = normal_button(
            self.tr("Cha&nge who can open it…"), "pencil", object_name="inspector_change_button"
        )
        self.change_button.clicked.connect(self._change)
        self.unlock_button = normal_button(self.tr("&Unlock…"), "key-round", object_name="inspector_unlock_button")
        self.unlock_button.clicked.connect(self._unlock)
        for button in (self.check_button, self.recipe_button, self.change_button, self.unlock_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return row

    # Show

    def show_look(self, path: str, look: dict[str, Any]) -> None:
        """Show what `opened_files.look` found."""
        self._path, self._look = path, look
        self.lock()
        kind = look["kind"]
        while self._icon_place.count():
            item = self._icon_place.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._icon_place.addWidget(IconLabel(_ICONS.get(kind, "file-text"), "accent", 30))
        self.name.set_text(Path(path).name)
        self.facts.setText(self._facts())
        self._show_banner()
        self._fill_tabs()
        is_file = kind == "shielding-data" and look["report"] is not None
        self.unlock_button.setVisible(is_file)
        self.locked_text.setVisible(is_file)
        self.change_button.setVisible(is_file)
        self.compare_button.setVisible(kind in ("shielding-data", "key-protector"))
        self.check_button.setVisible(kind == "metadata")
        self.recipe_button.setVisible(kind == "recipe")
        self.tabs.setFocus()

    def _facts(self) -> str:
        look = self._look
        kinds = {
            "shielding-data": self.tr("Shielding data file"),
            "key-protector": self.tr("Key protector"),
            "metadata": self.tr("Guardian metadata"),
            "certificate": self.tr("Certificate"),
            "pfx": self.tr("PFX file"),
            "recipe": self.tr("Recipe"),
            "receipt": self.tr("Receipt"),
            "volume-id": self.tr("Description of a template disk"),
            "age": self.tr("Owner key file or another age file"),
            "microsoft": self.tr("A file of Microsoft's own format"),
        }
        parts = [kinds.get(look["kind"], self.tr("File")), size_words(look["data_size"])]
        report = look["report"]
        if report is not None and look["kind"] == "shielding-data":
            parts.append(self.tr("made {0}").format(long_date(report["created"])))
            parts.append(self.tr("revision {0}").format(report["revision"]))
        return " · ".join(parts)

    def _show_banner(self) -> None:
        look = self._look
        banner = look["banner"]
        tone = _TONES[banner["word"]]
        texts = {
            "genuine": (
                self.tr("Genuine: signed by {0} and unchanged since."),
                self.tr(
                    "The signatures fit the owner's certificate on this computer. The locked content was not read."
                ),
            ),
            "unknown-owner": (
                self.tr("Unchanged since it was signed, by an owner you do not know."),
                self.tr("Anybody may have made it. Compare the owner's fingerprint before you rely on it."),
            ),
            "not-genuine": (self.tr("Not genuine: the signature does not fit."), ""),
            "older": (
                self.tr("Older than one that you have seen."),
                self.tr("It was genuine once, but a newer revision of it was on this computer."),
            ),
        }
        head, text = texts.get(banner["id"], (literal(look["says"]), ""))
        values = (banner["owner"] or "",)
        error = look.get("error")
        if error is not None:
            if banner["id"] not in texts:
                head = self.tr("Refused: the file does not hold to its rules.")
            text = literal(f"{error['message']} {error['hint']}")
        notes = " ".join(look["notes"])
        if notes:
            text = f"{text} {literal(notes)}".strip()
        self.banner.set_verdict(tone, head, text, values=values)

    def _fill_tabs(self) -> None:
        while self.tabs.count():
            page = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if page is not None:
                page.deleteLater()
        report = self._look["report"]
        kind = self._look["kind"]
        if report is not None and kind in ("shielding-data", "key-protector") and report.get("owner"):
            self.tabs.addTab(self._overview(), self.tr("Overview"))
            self.tabs.addTab(self._recipients(), self.tr("Who can open it"))
        elif report is not None and kind == "certificate":
            self.tabs.addTab(_table(self._certificate_lines(report)), self.tr("Certificate"))
        elif kind not in ("shielding-data", "key-protector"):
            self.tabs.addTab(_table([(self.tr("What it is"), foreign(self._look["says"], 400))]), self.tr("Overview"))
        if self._look["text"]:
            self.tabs.addTab(self._text_page(), self.tr("XML") if kind != "recipe" else self.tr("Text"))

    def _overview(self) -> QWidget:
        report, kind = self._look["report"], self._look["kind"]
        lines: list[tuple[str, str | QWidget]] = []
        if kind == "shielding-data":
            policies = {"Shielded": self.tr("Shielded"), "EncryptionSupported": self.tr("Encryption Supported")}
            purposes = {
                "ShieldedTemplate": self.tr("New VM from a shielded template"),
                "ExistingVM": self.tr("An existing VM"),
            }
            lines.append((self.tr("Policy"), policies[report["policy"]]))
            lines.append((self.tr("Purpose"), purposes[report["purpose"]]))
        else:
            forms = {"xml": "XML", "binary": self.tr("binary"), "text": self.tr("decimal text")}
            lines.append((self.tr("Form"), forms[report["form"]]))
        lines.append((self.tr("Owner"), self._person(report["owner"], is_owner=True)))
        people = QWidget()
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for guardian in report["guardians"]:
            column.addWidget(self._person(guardian))
        if not report["guardians"]:
            column.addWidget(Para(self.tr("Nobody but the owner"), kind="small"))
        lines.append((self.tr("Can start the VM"), people))
        if kind == "shielding-data":
            if report["volume_ids"]:
                disks = "\n".join(foreign(disk["meaning"], 240) for disk in report["volume_ids"])
                lines.append((self.tr("Template disks"), disks))
            if report["description"]:
                lines.append((self.tr("Description"), foreign(report["description"], 400)))
            lines.append((self.tr("Locked content"), self.tr("AES-256, not read")))
        return _table(lines)

    def _person(self, person: dict[str, Any], *, is_owner: bool = False) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = person.get("known_as") or person.get("name") or ""
        known = bool(person.get("known_as"))
        if known:
            row.addWidget(ForeignLabel(name, kind="small"))
            badge = person.get("badge")
            if is_owner:
                row.addWidget(Badge(None, self.tr("Your key")))
            elif badge in _BADGES:
                row.addWidget(Badge(_BADGES[badge]))
        else:
            text = (
                self.tr("An owner that you do not know")
                if is_owner
                else self.tr("A guardian that is not in your library")
            )
            row.addWidget(Para(text, kind="small"))
            row.addWidget(Badge(BadgeKind.UNKNOWN))
        link = LinkButton(
            self.tr("Fingerprint"), accessible=self.tr("Fingerprint of {0}").format(name or self.tr("it"))
        )
        link.clicked.connect(lambda: self._show_fingerprint(name, person))
        row.addWidget(link)
        row.addStretch(1)
        return widget

    def _show_fingerprint(self, name: str, person: dict[str, Any]) -> None:
        fingerprint = person["fingerprint"]
        digits = fingerprint["digits"].split() if isinstance(fingerprint["digits"], str) else fingerprint["digits"]
        shown = {"hex": fingerprint["hex"], "groups": digits}
        FingerprintDialog(self.window(), name or self.tr("A guardian that is not in your library"), shown).exec()

    def _recipients(self) -> QWidget:
        report = self._look["report"]
        lines: list[tuple[str, str | QWidget]] = []
        for person, role in (
            (report["owner"], self.tr("Owner")),
            *((one, self.tr("Guardian")) for one in report["guardians"]),
        ):
            facts = QWidget()
            column = QVBoxLayout(facts)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(self._person(person, is_owner=person is report["owner"]))
            for key in ("signing", "encryption"):
                if isinstance(person.get(key), dict):
                    column.addWidget(ForeignLabel(person[key]["subject"], kind="small", role="muted"))
            label = FixedLabel(person["fingerprint"]["hex"][:32] + "\n" + person["fingerprint"]["hex"][32:])
            column.addWidget(label)
            lines.append((role, facts))
        return _table(lines)

    def _certificate_lines(self, report: dict[str, Any]) -> list[tuple[str, str | QWidget]]:
        return [
            (self.tr("Subject"), foreign(report["subject"], 300)),
            (self.tr("Issued by"), foreign(report["issuer"], 300)),
            (self.tr("Valid until"), long_date(report["not_after"])),
            (self.tr("Fingerprint (SHA-256)"), FixedLabel(report["sha256"][:32] + "\n" + report["sha256"][32:])),
        ]

    def _text_page(self) -> QWidget:
        view = QPlainTextEdit()
        view.setObjectName("inspector_text_view")
        view.setAccessibleName(self.tr("The file as text"))
        view.setReadOnly(True)
        view.setFont(fixed_font("small"))
        view.setMinimumHeight(220)
        view.setTabChangesFocus(True)
        text = self._look["text"]
        if self._look["text_cut"]:
            text += "\n" + self.tr("… (cut here; the file is longer)")
        view.setPlainText(text)
        return view

    # Do

    def lock(self) -> None:
        """Nothing that was unlocked is kept: dialogs show it and forget it."""

    def _unlock(self) -> None:
        UnlockFileDialog(self.window(), self.session, self._path, self._look).exec()

    def _change(self) -> None:
        dialog = ChangeFileDialog(self.window(), self.session, self._path, self._look)
        if dialog.exec() and dialog.written:
            self.changed.emit(dialog.written)

    def _copy_report(self) -> None:
        self.session.start(
            "shieldwiz.workflow.opened_files:look_text",
            {"look": self._look},
            done=self.session.copy,
            failed=self._fail,
            owner=self,
        )

    def _fail(self, error: ShieldwizError) -> None:
        commands.show_error_from(self, error)


def _table(lines: list[tuple[str, str | QWidget]]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(10, 6, 10, 10)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 150)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(lines):
        if row:
            grid.addWidget(Line(), 2 * row, 0, 1, 2)
        grid.addWidget(Small(name), 2 * row + 1, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(value if isinstance(value, QWidget) else Para(value, kind="small"), 2 * row + 1, 1)
    grid.setRowStretch(2 * len(lines), 1)
    return page
