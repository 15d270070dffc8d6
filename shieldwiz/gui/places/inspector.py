# SPDX-License-Identifier: Apache-2.0
"""Open a file: what it is, whether it is genuine, who can open it; and two files beside each other."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.places.inspector_parts.compare_view import CompareView
from shieldwiz.gui.places.inspector_parts.file_view import FileView
from shieldwiz.gui.places.place import Crumb, Errand, Place, PlaceName
from shieldwiz.gui.session import Session
from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.drop_zone import DropTarget, DropZone
from shieldwiz.gui.widgets.text import Para, Title, foreign

_LOOK = "shieldwiz.workflow.opened_files:look"
_COMPARE = "shieldwiz.workflow.opened_files:compare"


class InspectorPlace(Place):
    """Asks for a file, shows one, or compares two."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("inspector_place")
        self._path = ""
        self._pair: tuple[str, str] | None = None
        self._back_to: PlaceName | None = None
        self._stack = QStackedWidget()
        self._ask = self._ask_page()
        self.file = FileView(session)
        self.comparison = CompareView(session)
        for page in (self._ask, self.file, self.comparison):
            self._stack.addWidget(_scrolling(page))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.file.compare_wanted.connect(self._compare_with)
        self.file.check_wanted.connect(lambda path: self.go.emit(PlaceName.CHECK, Errand(paths=(path,))))
        self.file.wizard_wanted.connect(lambda path: self.go.emit(PlaceName.PROTECT, Errand(paths=(path,))))
        self.file.changed.connect(self.look_at)
        self.comparison.swap_wanted.connect(self._swap)
        self.comparison.opened.connect(self._take_comparison)
        DropTarget(self, self._accepts, lambda paths: self._take_paths(tuple(map(str, paths))))

    def _ask_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(Title(self.tr("Open a file")))
        column.addWidget(
            Para(
                self.tr("A shielding data file, a key protector, metadata, a certificate. Two files are compared."),
                role="muted",
            )
        )
        zone = DropZone(self.tr("Drop one or two files here"), object_name="inspector_drop_zone")
        self.choose_button = normal_button(
            self.tr("&Choose a file…"), "folder-open", object_name="inspector_choose_button"
        )
        self.choose_button.clicked.connect(self._choose)
        zone.add_button(self.choose_button)
        zone.dropped.connect(lambda paths: self._take_paths(tuple(map(str, paths))))
        column.addWidget(zone)
        column.addStretch(1)
        return page

    # Place

    def crumbs(self) -> tuple[Crumb, ...]:
        """Open a file, and which."""
        first = Crumb(text=self.tr("Open a file"), go=self._begin_anew)
        if self._back_to is PlaceName.PROTECT:
            back = Crumb(
                text=self.tr("Protect a virtual machine"), go=lambda: self.go.emit(PlaceName.PROTECT, Errand())
            )
            first = back
        if self._pair is not None:
            return (first, Crumb(text=self.tr("Compare")))
        if self._path:
            return (first, Crumb(text=foreign(Path(self._path).name, 60)))
        return (Crumb(text=self.tr("Open a file")),)

    def enter(self, errand: Errand) -> None:
        """Show the files that were named, or ask for one."""
        self._back_to = errand.back_to
        if errand.paths:
            self._take_paths(errand.paths)
        elif errand.facts.get("choose") and not self._path:
            self._begin_anew()
            self._choose()
        elif not self._path and self._pair is None:
            self._begin_anew()

    def leave(self) -> None:
        """What was unlocked is locked again."""
        self.file.lock()

    def undo(self) -> None:
        """Nothing to undo here."""

    def _begin_anew(self) -> None:
        self._path, self._pair, self._back_to = "", None, None
        self._stack.setCurrentIndex(0)
        self.crumbs_changed.emit()
        self.choose_button.setFocus()

    def _choose(self) -> None:
        self._take_paths(commands.ask_for_files(self, self.tr("Open"), several=True))

    def _accepts(self, paths: list[Path]) -> str:
        return self.tr("Compare these two files") if len(paths) == 2 else self.tr("Look inside")

    def _take_paths(self, paths: tuple[str, ...]) -> None:
        if len(paths) >= 2:
            self._compare(paths[0], paths[1])
        elif paths:
            self.look_at(paths[0])

    # One file

    def look_at(self, path: str) -> None:
        """Show what a file is."""
        self._path, self._pair = path, None
        self.session.start(
            _LOOK, {"file": path}, done=lambda look: self._show(path, look), failed=self._fail, owner=self
        )

    def _show(self, path: str, look: dict[str, Any]) -> None:
        if path != self._path:
            return  # another file was opened since
        self.session.remember(path)
        self.file.show_look(path, look)
        self._stack.setCurrentIndex(1)
        self.crumbs_changed.emit()

    def _fail(self, error: ShieldwizError) -> None:
        self._begin_anew()
        commands.show_error_from(self, error)

    # Two files

    def _compare_with(self) -> None:
        paths = commands.ask_for_files(self, self.tr("Compare with"))
        if paths:
            self._compare(paths[0], self._path)

    def _swap(self) -> None:
        if self._pair is not None:
            self._compare(self._pair[1], self._pair[0])

    def _compare(self, first: str, second: str) -> None:
        self._pair = (first, second)
        self.session.start(
            _COMPARE,
            {"first": first, "second": second},
            done=self._take_comparison,
            failed=self._fail,
            owner=self,
        )

    def _take_comparison(self, found: dict[str, Any]) -> None:
        if self._pair is None:
            return
        self.comparison.show_comparison(*self._pair, found)
        self._stack.setCurrentIndex(2)
        self.crumbs_changed.emit()


def _scrolling(page: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setProperty("kind", "body")
    scroll.setWidget(page)
    return scroll
