# SPDX-License-Identifier: Apache-2.0
"""Guardians and owners of this computer: a list with a search, and the details of one."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.dialogs.owner_creation import OwnerCreationDialog
from shieldwiz.gui.places.library_details import GuardianDetails, OwnerDetails
from shieldwiz.gui.places.place import Crumb, Errand, Place, PlaceName
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import set_type
from shieldwiz.gui.widgets.badge import BadgeKind
from shieldwiz.gui.widgets.buttons import quiet_button
from shieldwiz.gui.widgets.dates import long_date
from shieldwiz.gui.widgets.empty_state import EmptyState
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.text import Line, Para, foreign
from shieldwiz.gui.widgets.undo_bar import UndoBar

_SHELF = "shieldwiz.workflow.shelf"
_BADGES = {
    "trusted": BadgeKind.TRUSTED,
    "no-proof": BadgeKind.NO_PROOF,
    "refused": BadgeKind.REFUSED,
    "expired": BadgeKind.EXPIRED,
    "backed-up": BadgeKind.BACKED_UP,
    "no-backup": BadgeKind.NO_BACKUP,
}
_SIDE = 316


class LibraryPlace(Place):
    """The library."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("library_place")
        self._shelf: dict[str, Any] = {"guardians": [], "owners": []}
        self._chosen: tuple[str, str] | None = None
        self._pages = QStackedWidget()
        self._nothing = QWidget()
        column = QVBoxLayout(self._nothing)
        text = self.tr("Hosters that you let in, and your own keys, stand at the left.")
        column.addWidget(EmptyState("users", self.tr("Guardians and owners"), text))
        self.guardian = GuardianDetails(session)
        self.owner = OwnerDetails(session)
        for page in (self._nothing, self.guardian, self.owner):
            self._pages.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_side())
        row.addWidget(self._pages, 1)
        self.undo_bar = UndoBar(self)
        self.guardian.errand.connect(self._send)
        self.guardian.removed.connect(self._offer_undo)
        self.guardian.renamed.connect(lambda name: self._reload(("guardian", name)))
        self.owner.renamed.connect(lambda name: self._reload(("owner", name)))
        self.owner.removed.connect(lambda: self._reload(None))
        session.shelf_changed.connect(self._load)

    def _make_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("kind", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 10, 12, 0)
        column.setSpacing(8)
        self.search_edit = QLineEdit()
        self.search_edit.setObjectName("library_search_edit")
        self.search_edit.setPlaceholderText(self.tr("Search name, subject, fingerprint"))
        self.search_edit.setAccessibleName(self.tr("Search name, subject, fingerprint"))
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.textChanged.connect(self._show_lists)
        column.addWidget(self.search_edit)
        inner = QWidget()
        inner.setProperty("kind", "body")
        lists = QVBoxLayout(inner)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(4)
        self.guardians_list = RowList(
            self.tr("Guardians"), object_name="library_guardians_list", selectable=True, framed=False
        )
        self.owners_list = RowList(self.tr("Owners"), object_name="library_owners_list", selectable=True, framed=False)
        for heading, one in ((self.tr("GUARDIANS"), self.guardians_list), (self.tr("OWNERS"), self.owners_list)):
            label = Para(heading, role="muted")
            set_type(label, "section")
            lists.addWidget(label)
            one.body.setContentsMargins(0, 0, 0, 0)
            lists.addWidget(one)
            one.selected.connect(self._choose)
            one.activated.connect(self._choose)
        self.guardians_list.remove_wanted.connect(lambda _: self.guardian.remove())
        self.guardians_list.rename_wanted.connect(lambda _: self.guardian.rename())
        lists.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        column.addWidget(Line())
        column.addLayout(self._side_buttons())
        return side

    def _side_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 8)
        self.add_button = quiet_button(
            self.tr("&Add"), "plus", object_name="library_add_button", accessible=self.tr("Add a guardian")
        )
        self.add_button.clicked.connect(self._add)
        self.new_button = quiet_button(self.tr("Ne&w owner"), "key-round", object_name="library_new_owner_button")
        self.new_button.clicked.connect(self._new_owner)
        row.addWidget(self.add_button)
        row.addStretch(1)
        row.addWidget(self.new_button)
        return row

    # Place

    def crumbs(self) -> tuple[Crumb, ...]:
        """One crumb."""
        return (Crumb(text=self.tr("Guardians and owners")),)

    def enter(self, errand: Errand) -> None:
        """Bring it up to date, and show the one that was asked for."""
        if "name" in errand.facts:
            self._chosen = (errand.facts["kind"], errand.facts["name"])
        self._load()
        self.search_edit.setFocus()

    def leave(self) -> None:
        """Stop what runs, and put the undo bar away."""
        self.undo_bar.dismiss()

    def search(self) -> None:
        """Ctrl+F."""
        self.search_edit.setFocus()
        self.search_edit.selectAll()

    def undo(self) -> None:
        """Ctrl+Z: bring back what was removed."""
        self.undo_bar.undo()

    def take_paste(self) -> bool:
        """What is pasted here is judged as metadata."""
        self.go.emit(PlaceName.CHECK, Errand(facts={"paste": True}, back_to=PlaceName.LIBRARY))
        return True

    # Lists

    def _load(self) -> None:
        self.session.start(f"{_SHELF}:shelf", {}, done=self._take, owner=self)

    def _reload(self, chosen: tuple[str, str] | None) -> None:
        self._chosen = chosen
        self.session.shelf_changed.emit()

    def _take(self, shelf: dict[str, Any]) -> None:
        self._shelf = shelf
        everybody = [(one["kind"], one["name"]) for one in (*shelf["guardians"], *shelf["owners"])]
        if self._chosen not in everybody:
            self._chosen = everybody[0] if everybody else None
        self._show_lists()
        self._show_details()

    def _show_lists(self, *_: object) -> None:
        wanted = self.search_edit.text().strip().lower()
        compact = "".join(one for one in wanted if one.isalnum())
        for one, people in (
            (self.guardians_list, self._shelf["guardians"]),
            (self.owners_list, self._shelf["owners"]),
        ):
            found = [person for person in people if _matches(str(person["search"]).lower(), wanted, compact)]
            one.fill(self._row(person) for person in found)
            one.set_empty(self._empty(one is self.owners_list, bool(wanted)))

    def _empty(self, is_owners: bool, is_searching: bool) -> QWidget:
        if is_searching:
            return Para(self.tr("Nothing matches here."), kind="small", role="muted")
        text = self.tr("No owner yet.") if is_owners else self.tr("No guardian yet.")
        return Para(text, kind="small", role="muted")

    def _row(self, person: dict[str, Any]) -> ListRow:
        is_owner = person["kind"] == "owner"
        icon = "flask-conical" if person["practice"] else "key-round" if is_owner else "server"
        row = ListRow(person["name"], icon=icon, is_foreign=True)
        row.key = (person["kind"], person["name"])
        if is_owner:
            if person["practice"]:  # else the badge says it
                row.set_second(self.tr("key backed up") if person["backup"] else self.tr("no backup yet"))
        elif person["expired"]:
            row.set_second(self.tr("expired {0}").format(long_date(person["until"])))
        else:
            row.set_second(self.tr("until {0}").format(long_date(person["until"])))
        row.set_badge(BadgeKind.PRACTICE if person["practice"] else _BADGES.get(person["badge"]))
        row.set_selected(self._chosen == (person["kind"], person["name"]))
        return row

    def _choose(self, key: object) -> None:
        if isinstance(key, tuple) and key != self._chosen:
            self._chosen = key
            for row in (*self.guardians_list.rows(), *self.owners_list.rows()):
                row.set_selected(row.key == key)
            self._show_details()

    def _show_details(self) -> None:
        if self._chosen is None:
            self._pages.setCurrentWidget(self._nothing)
            return
        kind, name = self._chosen
        self.session.start(
            f"{_SHELF}:details",
            {"kind": kind, "name": name},
            done=self._take_details,
            failed=self._fail,
            owner=self,
        )

    def _take_details(self, details: dict[str, Any]) -> None:
        if (details["kind"], details["name"]) != self._chosen:
            return  # another one was chosen since
        page = self.owner if details["kind"] == "owner" else self.guardian
        page.show_details(details)
        self._pages.setCurrentWidget(page)

    def _fail(self, error: ShieldwizError) -> None:
        commands.show_error_from(self, error)

    # What can be done

    def _send(self, errand: Errand) -> None:
        self.go.emit(PlaceName.CHECK, errand)

    def _add(self) -> None:
        self.go.emit(PlaceName.CHECK, Errand(back_to=PlaceName.LIBRARY))

    def _new_owner(self) -> None:
        dialog = OwnerCreationDialog(self.window(), self.session)
        if dialog.exec() and dialog.made is not None:
            self._reload(("owner", dialog.made["owner"]["name"]))

    def _offer_undo(self, name: str, undone: dict[str, Any]) -> None:
        self._chosen = None
        self.session.shelf_changed.emit()
        text = self.tr("Removed “{0}”.").format(foreign(name))
        if undone["used_by"]:
            text += " " + self.tr("%n file(s) still let it in.", "", undone["used_by"])
        self.undo_bar.offer(text, lambda: self._bring_back(name, undone["undo"]))

    def _bring_back(self, name: str, token: str) -> None:
        self.session.start(
            "shieldwiz.workflow.examination:restore",
            {"undo": token},
            done=lambda _: self._reload(("guardian", name)),
            failed=self._fail,
            owner=self,
            writes=True,
        )


def _matches(text: str, wanted: str, compact: str) -> bool:
    """Whether what was typed is in a row's words; a fingerprint also with spaces in it."""
    return wanted in text or (bool(compact) and compact in text)
