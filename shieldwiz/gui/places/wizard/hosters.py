# SPDX-License-Identifier: Apache-2.0
"""Step 3: which hosters may start the virtual machine. New ones come in through the metadata check."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.address import AddressDialog
from shieldwiz.gui.places.place import Errand
from shieldwiz.gui.places.wizard.page import WizardPage
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import BadgeKind
from shieldwiz.gui.widgets.buttons import LinkButton, normal_button
from shieldwiz.gui.widgets.dates import long_date
from shieldwiz.gui.widgets.drop_zone import DropZone
from shieldwiz.gui.widgets.empty_state import EmptyState
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.text import foreign
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import Missing, Step

BADGES = {
    "trusted": BadgeKind.TRUSTED,
    "no-proof": BadgeKind.NO_PROOF,
    "refused": BadgeKind.REFUSED,
    "expired": BadgeKind.EXPIRED,
}


class HostersPage(WizardPage):
    """The guardians of this computer, to be ticked."""

    step = Step.HOSTERS
    check_wanted = Signal(object)
    """Metadata to be checked: an `Errand`."""
    library_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            self.tr("Hosters"),
            self.tr(
                "Tick every hoster whose hosts may start this VM. Each one can read the disk keys inside this file."
            ),
        )
        self.setObjectName("hosters_page")
        self._guardians: list[dict[str, Any]] = []
        self._to_tick: tuple[str, ...] = ()
        self._practice: dict[str, Any] | None = None
        self._make_practice_card()
        self.guardians_list = RowList(self.tr("Hosters"), object_name="hosters_guardians_list")
        self.guardians_list.ticked.connect(self._tick)
        self.body.addWidget(self.guardians_list)
        self._alone_button = LinkButton(self.tr("Go on without a hoster"), object_name="hosters_alone_button")
        self._alone_button.clicked.connect(self._go_alone)
        self._alone = InlineNotice(
            Tone.DECIDE,
            self.tr(
                "No hoster is ticked. Only you, the owner, could start this VM. Go on only if that is what you want."
            ),
            action=self._alone_button,
        )
        self._alone.hide()
        self.body.addWidget(self._alone)
        self._make_zone()
        self.body.addWidget(
            InlineNotice(
                Tone.PLAIN,
                self.tr("You, the owner, always have access and need not be ticked."),
                icon="info",
                plain=True,
            )
        )
        self.body.addStretch(1)
        session.shelf_changed.connect(self._load)

    def _make_zone(self) -> None:
        zone = DropZone(
            self.tr("Drop metadata files here, or paste"), accepts=self._accepts, object_name="hosters_drop_zone"
        )
        zone.dropped.connect(lambda paths: self.take_files(tuple(map(str, paths))))
        self.file_button = normal_button(
            self.tr("From a f&ile…"),
            "file-badge",
            object_name="hosters_file_button",
            accessible=self.tr("Add a hoster from a file"),
        )
        self.address_button = normal_button(
            self.tr("From an &address…"),
            "globe",
            object_name="hosters_address_button",
            accessible=self.tr("Add a hoster from an address"),
        )
        self.paste_button = normal_button(
            self.tr("&Paste"),
            "clipboard-paste",
            object_name="hosters_paste_button",
            accessible=self.tr("Add a hoster from the clipboard"),
        )
        self.file_button.clicked.connect(self._choose_files)
        self.address_button.clicked.connect(self._ask_address)
        self.paste_button.clicked.connect(self.take_paste)
        for button in (self.file_button, self.address_button, self.paste_button):
            zone.add_button(button)
        self.body.addWidget(zone)

    def _accepts(self, paths: list[Path]) -> str:
        return self.tr("Check the metadata (%n file(s))", "", len(paths))

    # Practice

    def _make_practice_card(self) -> None:
        self._practice_card = InlineNotice(
            Tone.INFO,
            self.tr("The practice hoster has sent you metadata. Its fingerprint is printed on its contract:"),
            icon="flask-conical",
            action=self._practice_buttons(),
        )
        self._practice_card.setObjectName("hosters_practice_card")
        self._practice_card.hide()
        self.body.addWidget(self._practice_card)

    def _practice_buttons(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        copy = normal_button(self.tr("&Copy fingerprint"), "copy", object_name="hosters_practice_copy_button")
        copy.clicked.connect(self._copy_fingerprint)
        check = normal_button(self.tr("Chec&k it"), object_name="hosters_practice_check_button")
        check.clicked.connect(self._check_practice)
        row.addWidget(copy)
        row.addWidget(check)
        return buttons

    def offer_practice(self, made: dict[str, Any]) -> None:
        """Show what the make-believe hoster sent."""
        self._practice = made
        self._practice_card.show()

    def _copy_fingerprint(self) -> None:
        if self._practice is not None:
            self.session.told_elsewhere(self._practice["fingerprint"]["hex"])

    def _check_practice(self) -> None:
        if self._practice is not None:
            self.check_wanted.emit(Errand(paths=(self._practice["metadata"],), facts={"practice": True}))

    # Page

    def show_draft(self, draft: Draft) -> None:
        """Tick what is in the draft."""
        super().show_draft(draft)
        for row in self.guardians_list.rows():
            row.set_ticked(row.key in draft.guardians)
        if draft.guardians:
            self._alone.hide()

    def enter(self) -> None:
        """Load the guardians anew; the list has the focus."""
        self._alone.hide()
        self._practice_card.setVisible(self._practice is not None and self.draft.practice)
        self._load()

    def summary(self, draft: Draft) -> str:
        """How many are ticked, and that one has no proof."""
        count = len(draft.guardians)
        unproved = sum(one["badge"] != "trusted" for one in self._ticked(draft))
        if not count:
            return self.tr("Nobody but you") if draft.without_hosters else ""
        if unproved == 1:
            return self.tr("%n hoster(s), one without proof", "", count)
        if unproved:
            return self.tr("%n hosters, several without proof", "", count)
        return self.tr("%n hoster(s)", "", count)

    def has_warning(self, draft: Draft) -> bool:
        """A hoster without proof, or none at all."""
        if not draft.guardians:
            return True
        return any(one["badge"] != "trusted" for one in self._ticked(draft))

    def status(self) -> str:
        """How many are ticked."""
        return self.tr("%n hoster(s) ticked", "", len(self.draft.guardians))

    def point_at(self, missing: Missing) -> None:
        """None is ticked: say what that means, and offer to go on all the same."""
        self._alone.show()
        self._alone_button.setFocus()
        self.scroll_area.ensureWidgetVisible(self._alone)

    def take_files(self, paths: tuple[str, ...]) -> bool:
        """Metadata files go through the check, one after the other."""
        if paths:
            self.check_wanted.emit(Errand(paths=paths))
        return True

    def take_paste(self) -> bool:
        """Metadata on the clipboard goes through the check."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.check_wanted.emit(Errand(pasted=text.encode("utf-8", "replace")))
            return True
        self._alone.hide()
        return False

    def take_kept(self, names: tuple[str, ...]) -> None:
        """The check added these: they are ticked, once the library tells which they are."""
        self._to_tick = names
        self._load()

    def _tick_kept(self) -> None:
        new = [one["id"] for one in self._guardians if one["name"] in self._to_tick]
        self._to_tick = tuple(set(self._to_tick).difference(one["name"] for one in self._guardians))
        ticked = tuple(dict.fromkeys((*self.draft.guardians, *new)))
        if ticked != self.draft.guardians:
            self.change(guardians=ticked, without_hosters=False)

    def _ticked(self, draft: Draft) -> list[dict[str, Any]]:
        return [one for one in self._guardians if one["id"] in draft.guardians]

    def _load(self) -> None:
        self.session.start("shieldwiz.workflow.shelf:shelf", {}, done=self._show, owner=self)

    def _show(self, shelf: dict[str, Any]) -> None:
        self._guardians = shelf["guardians"]
        self._tick_kept()
        self.guardians_list.fill(self._row(guardian) for guardian in self._guardians)
        if not self._guardians:
            add = normal_button(self.tr("Add a hoster…"), object_name="hosters_first_button")
            add.clicked.connect(self._choose_files)
            text = self.tr("A hoster gives you a metadata file or an address.")
            self.guardians_list.set_empty(EmptyState("server", self.tr("No hosters yet"), text, add))
        self.show_draft(self.draft)
        self.status_changed.emit()
        if self.isVisible():
            if self._guardians:
                self.guardians_list.focus_row()
            else:
                self.file_button.setFocus()

    def _row(self, guardian: dict[str, Any]) -> ListRow:
        row = ListRow(
            guardian["name"],
            icon="flask-conical" if guardian["practice"] else "server",
            is_foreign=True,
            tickable=True,
            object_name=f"hosters_row_{guardian['id'][:16]}",
        )
        row.key = guardian["id"]
        row.set_second(self._facts(guardian))
        row.set_badge(BadgeKind.PRACTICE if guardian["practice"] else BADGES.get(guardian["badge"]))
        row.set_ticked(guardian["id"] in self.draft.guardians)
        row.setEnabled(guardian["selectable"])
        if guardian["is_own"]:
            row.set_notice(self.tr("This is your own owner key. It cannot be a hoster."))
        elif guardian["badge"] == "no-proof":
            compare = LinkButton(self.tr("Compare its fingerprint…"))
            compare.clicked.connect(lambda: self._compare(guardian["name"]))
            row.set_notice(self.tr("You let it in without proof."), Tone.DECIDE, compare)
        elif guardian["expired"]:
            row.set_notice(
                self.tr("Expired certificates keep working for existing VMs. For a new VM, ask for current metadata.")
            )
        elif guardian["warnings"]:
            row.set_notice(foreign(guardian["warnings"][0]["detail"], 200), Tone.REFUSED)
        show = QAction(self.tr("&Show in the library"), row)
        show.triggered.connect(lambda: self.library_wanted.emit({"kind": "guardian", "name": guardian["name"]}))
        newer = QAction(self.tr("Check &newer file…"), row)
        newer.triggered.connect(lambda: self._check_newer(guardian["name"]))
        row.set_menu([show, newer])
        return row

    def _facts(self, guardian: dict[str, Any]) -> str:
        confirmed, until = long_date(guardian["confirmed"]), long_date(guardian["until"])
        sentences = {
            "guardian-fingerprint": self.tr("Guardian · fingerprint compared {0} · certificates until {1}"),
            "signer": self.tr("Guardian · signer confirmed {0} · certificates until {1}"),
            "root": self.tr("Guardian · root certificate chosen {0} · certificates until {1}"),
        }
        sentence = sentences.get(
            guardian["basis"], self.tr("Guardian · accepted without proof {0} · certificates until {1}")
        )
        return sentence.format(confirmed, until)

    def _tick(self, key: object, is_on: bool) -> None:
        others = tuple(one for one in self.draft.guardians if one != key)
        self.change(guardians=(*others, str(key)) if is_on else others)

    def _go_alone(self) -> None:
        self.change(without_hosters=True)
        self.next_wanted.emit()

    def _choose_files(self) -> None:
        self.take_files(commands.ask_for_files(self, self.tr("Guardian metadata"), several=True))

    def _ask_address(self) -> None:
        dialog = AddressDialog(self.window(), self.session)
        if dialog.exec() and dialog.fetched is not None:
            self.check_wanted.emit(
                Errand(pasted=dialog.fetched["data"], facts={"display_name": dialog.fetched["display_name"]})
            )

    def _compare(self, name: str) -> None:
        self.check_wanted.emit(Errand(facts={"known": name}))

    def _check_newer(self, name: str) -> None:
        paths = commands.ask_for_files(self, self.tr("Newer metadata"))
        if paths:
            self.check_wanted.emit(Errand(paths=paths, facts={"expected": name}))
