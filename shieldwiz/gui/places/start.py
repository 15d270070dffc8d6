# SPDX-License-Identifier: Apache-2.0
"""The start page: three doors, a practice fabric for those who are new, what was used last, and what is kept here."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from shieldwiz.gui.places.place import Errand, Place, PlaceName
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.badge import BadgeKind
from shieldwiz.gui.widgets.buttons import LinkButton, normal_button, primary_button
from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.dates import when
from shieldwiz.gui.widgets.empty_state import EmptyState
from shieldwiz.gui.widgets.icon_label import IconLabel
from shieldwiz.gui.widgets.row_list import RowList
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.text import Heading, Para, Title

_ICON = 34
_SHELF = "shieldwiz.workflow.shelf:shelf"
_DRAFTS = "shieldwiz.workflow.drafts:list_drafts"
_MOST = 5  # rows in each list
_BADGES = {
    "trusted": BadgeKind.TRUSTED,
    "no-proof": BadgeKind.NO_PROOF,
    "refused": BadgeKind.REFUSED,
    "expired": BadgeKind.EXPIRED,
    "backed-up": BadgeKind.BACKED_UP,
    "no-backup": BadgeKind.NO_BACKUP,
}


class StartPlace(Place):
    """Three doors and two lists."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("start_page")
        self._drafts: list[dict[str, Any]] = []
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("kind", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(28, 16, 28, 14)
        column.setSpacing(12)
        column.addWidget(Title(self.tr("What would you like to do?")))
        column.addLayout(self._doors())
        column.addWidget(self._practice_strip())
        column.addLayout(self._lists(), 1)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        session.shelf_changed.connect(self._load_shelf)
        session.recent_changed.connect(self._show_recent)

    def enter(self, errand: Errand) -> None:
        """Bring both lists up to date; the first door has the focus."""
        self.protect_button.setFocus()
        self._show_recent()
        self._load_shelf()
        self.session.start(_DRAFTS, {}, done=self._take_drafts, owner=self)

    def take_paste(self) -> bool:
        """What is pasted here is judged as metadata."""
        self.go.emit(PlaceName.CHECK, Errand(facts={"paste": True}))
        return True

    # Doors

    def _doors(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(14)
        self.protect_button = primary_button(
            self.tr("&Protect…"), object_name="start_protect_button", accessible=self.tr("Protect a virtual machine")
        )
        check = normal_button(
            self.tr("&Check…"), object_name="start_check_button", accessible=self.tr("Check a hoster's metadata")
        )
        opened = normal_button(self.tr("&Open…"), object_name="start_open_button", accessible=self.tr("Open a file"))
        self.protect_button.clicked.connect(lambda: self.go.emit(PlaceName.PROTECT, Errand()))
        check.clicked.connect(lambda: self.go.emit(PlaceName.CHECK, Errand()))
        opened.clicked.connect(lambda: self.go.emit(PlaceName.OPEN, Errand(facts={"choose": True})))
        doors = (
            _Door(
                "monitor-check",
                self.tr("Protect a virtual machine"),
                self.tr("Make a shielding data file: who owns the VM, which hosters may run it, what goes inside."),
                self.tr("For VM owners · 6 steps, about 5 minutes"),
                self.protect_button,
            ),
            _Door(
                "shield-question-mark",
                self.tr("Check a hoster's metadata"),
                self.tr("See who signed a guardian metadata file and whether its keys are the hoster's."),
                self.tr("For owners and hosters · changes nothing"),
                check,
            ),
            _Door(
                "file-search",
                self.tr("Open a file"),
                self.tr("Look inside a .pdkx, a key protector, a guardian or a draft. Compare two."),
                self.tr("For everyone · no key needed"),
                opened,
            ),
        )
        for at, door in enumerate(doors):
            grid.addWidget(door, 0, at)
            grid.setColumnStretch(at, 1)
        return grid

    def _practice_strip(self) -> QWidget:
        strip = QFrame()
        strip.setProperty("kind", "notice")
        strip.setProperty("tone", Tone.INFO.value)
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 12, 14, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("flask-conical", "info", 24))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Para(self.tr("New here? Try it with a practice fabric."), kind="strong"))
        words.addWidget(
            Para(
                self.tr(
                    "A make-believe hoster on this computer, with two template disks and an answer file. Everything is "
                    "marked PRACTICE and can be deleted in one go."
                ),
                kind="small",
                role="muted",
            )
        )
        row.addLayout(words, 1)
        self.practice_button = normal_button(
            self.tr("Tr&y it"),
            object_name="start_practice_button",
            accessible=self.tr("Try it with a practice fabric"),
        )
        self.practice_button.clicked.connect(self.practice_wanted)
        row.addWidget(self.practice_button)
        return strip

    def practice_wanted(self) -> None:
        """Begin practising: the window knows how."""
        from shieldwiz.gui import commands  # noqa: PLC0415 - it imports the places

        commands.practise_from(self)

    # Lists

    def _lists(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        clear = LinkButton(self.tr("Clear list"), object_name="start_clear_button")
        clear.clicked.connect(self._forget)
        recent = Card()
        recent.add_heading(self.tr("Recent files"), clear)
        self.recent_list = RowList(self.tr("Recent files"), object_name="start_recent_list", framed=False)
        self.recent_list.activated.connect(self._open_recent)
        recent.add(self.recent_list)
        recent.body.addStretch(1)
        library = LinkButton(self.tr("Open library"), object_name="start_library_button")
        library.clicked.connect(lambda: self.go.emit(PlaceName.LIBRARY, Errand()))
        shelf = Card()
        shelf.add_heading(self.tr("Guardians and owners"), library)
        self.shelf_list = RowList(self.tr("Guardians and owners"), object_name="start_shelf_list", framed=False)
        self.shelf_list.activated.connect(self._open_shelf)
        shelf.add(self.shelf_list)
        shelf.body.addStretch(1)
        for card in (recent, shelf):
            policy = card.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            card.setSizePolicy(policy)
            row.addWidget(card, 1)
        return row

    def _show_recent(self) -> None:
        self.recent_list.clear()
        for draft in self._drafts[:2]:
            row = ListRow(draft["name"] or self.tr("Draft"), icon="pencil", is_foreign=True)
            row.set_second(self.tr("Draft · stopped at step {0} of 6").format(draft["step_number"]))
            row.set_trailing(when(draft["saved"]))
            row.key = ("draft", draft["id"])
            self.recent_list.add(row)
        for path in self.session.settings.recent[: _MOST - len(self._drafts[:2])]:
            self.recent_list.add(self._recent_row(Path(path)))
        self.recent_list.set_empty(
            EmptyState("file-text", self.tr("Nothing yet"), self.tr("Files that you make or open stand here."))
        )

    def _recent_row(self, path: Path) -> ListRow:
        row = ListRow(path.name, icon=_icon_of(path), is_foreign=True)
        row.key = ("file", str(path))
        try:
            moment = QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime))
            row.set_second(self.tr("In {0}").format(path.parent.name or str(path.parent)))
            row.set_trailing(when(moment.toUTC().toString(Qt.DateFormat.ISODate)))
        except OSError:
            row.set_second(self.tr("The file is no longer there"))
        return row

    def _take_drafts(self, drafts: list[dict[str, Any]]) -> None:
        self._drafts = drafts
        self._show_recent()

    def _load_shelf(self) -> None:
        self.session.start(_SHELF, {}, done=self._show_shelf, owner=self)

    def _show_shelf(self, shelf: dict[str, Any]) -> None:
        self.shelf_list.clear()
        for one in (*shelf["guardians"], *shelf["owners"])[:_MOST]:
            is_owner = one["kind"] == "owner"
            row = ListRow(one["name"], icon="key-round" if is_owner else "server", is_foreign=True)
            row.set_second(self._owner_line(one) if is_owner else self._guardian_line(one))
            row.set_badge(BadgeKind.PRACTICE if one["practice"] else _BADGES.get(one["badge"]))
            row.key = (one["kind"], one["name"])
            self.shelf_list.add(row)
        self.shelf_list.set_empty(
            EmptyState("users", self.tr("Nobody yet"), self.tr("Hosters that you let in, and your owner keys."))
        )

    def _owner_line(self, owner: dict[str, Any]) -> str:
        if owner["backup"] is None:
            return self.tr("Owner · key has no backup")
        return self.tr("Owner · key backed up {0}").format(when(owner["backup"]["tested"]))

    def _guardian_line(self, guardian: dict[str, Any]) -> str:
        words = {
            "guardian-fingerprint": self.tr("Guardian · confirmed by fingerprint"),
            "signer": self.tr("Guardian · confirmed by its signer"),
            "root": self.tr("Guardian · confirmed by a root certificate"),
        }
        return words.get(guardian["basis"], self.tr("Guardian · accepted by you without proof"))

    def _open_recent(self, key: tuple[str, str]) -> None:
        kind, value = key
        if kind == "draft":
            self.go.emit(PlaceName.PROTECT, Errand(facts={"draft": value}))
        else:
            from shieldwiz.gui import commands  # noqa: PLC0415 - it imports the places

            commands.open_from(self, (value,))

    def _open_shelf(self, key: tuple[str, str]) -> None:
        self.go.emit(PlaceName.LIBRARY, Errand(facts={"kind": key[0], "name": key[1]}))

    def _forget(self) -> None:
        self.session.settings.forget_recent()
        self._show_recent()


class _Door(Card):
    """A card with a picture, words, and the one button that goes through."""

    def __init__(self, icon: str, heading: str, text: str, note: str, button: QWidget) -> None:
        super().__init__()
        self.body.setSpacing(8)
        self.body.addWidget(IconLabel(icon, "accent", _ICON))
        self.body.addWidget(Heading(heading))
        self.body.addWidget(Para(text, role="muted"))
        self.body.addStretch(1)
        self.body.addWidget(Para(note, kind="small", role="muted"))
        button.setAccessibleDescription(text)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _icon_of(path: Path) -> str:
    return {".pdkx": "file-lock", ".kp": "key-round", ".xml": "file-badge", ".pfx": "file-key"}.get(
        path.suffix.lower(), "file-text"
    )
