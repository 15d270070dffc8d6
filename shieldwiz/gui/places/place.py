# SPDX-License-Identifier: Apache-2.0
"""What every place of the window can do. Places keep their state while others are visited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shieldwiz.gui.session import Session


class PlaceName(StrEnum):
    """The places."""

    START = "start"
    PROTECT = "protect"
    CHECK = "check"
    OPEN = "open"
    LIBRARY = "library"
    DESK = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the breadcrumb; the last one has nothing to do when pressed."""

    text: str
    go: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Why a place is entered: files to take, text that was pasted, and who wants to hear how it ended.

    `settled` is called with the names of what was kept (none where nothing was), and the window goes back.
    """

    paths: tuple[str, ...] = ()
    pasted: bytes | None = None
    back_to: "PlaceName | None" = None
    settled: Callable[[tuple[str, ...]], None] | None = None
    facts: dict[str, Any] = field(default_factory=dict)


class Place(QWidget):
    """Base of all places. The window shows `footer` below it, and `crumbs` above it."""

    go = Signal(object, object)
    """Open another place: a `PlaceName` and an `Errand`."""
    crumbs_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("kind", "page")

    def crumbs(self) -> Sequence[Crumb]:
        """The breadcrumb behind the house; empty on the start page."""
        return ()

    def footer(self) -> QWidget | None:
        """The bar with the buttons of this place, made once; or none."""
        return None

    def enter(self, errand: Errand) -> None:
        """The window shows this place now: bring it up to date, and put the focus where work begins."""

    def leave(self) -> None:
        """Another place is shown: stop what runs for this one, and clear secrets."""

    def take_paste(self) -> bool:
        """Ctrl+V while no field has the focus. True where something was done with it."""
        return False

    def search(self) -> None:
        """Ctrl+F."""
