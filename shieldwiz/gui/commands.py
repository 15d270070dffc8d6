# SPDX-License-Identifier: Apache-2.0
"""What the menus do, and where a file belongs. Places and dialogs are imported when they are first wanted."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWhatsThis, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.places.place import Errand, Place, PlaceName
from shieldwiz.gui.session import Session

if TYPE_CHECKING:
    from shieldwiz.gui.window import Window


def make_place(name: PlaceName, session: Session) -> Place:
    """A place, new."""
    match name:
        case PlaceName.START:
            from shieldwiz.gui.places.start import StartPlace  # noqa: PLC0415 - as all here: not before it is wanted

            return StartPlace(session)
        case PlaceName.PROTECT:
            from shieldwiz.gui.places.wizard.frame import WizardPlace  # noqa: PLC0415

            return WizardPlace(session)
        case PlaceName.CHECK:
            from shieldwiz.gui.places.check import CheckPlace  # noqa: PLC0415

            return CheckPlace(session)
        case PlaceName.OPEN:
            from shieldwiz.gui.places.inspector import InspectorPlace  # noqa: PLC0415

            return InspectorPlace(session)
        case PlaceName.LIBRARY:
            from shieldwiz.gui.places.library import LibraryPlace  # noqa: PLC0415

            return LibraryPlace(session)
        case PlaceName.DESK:
            from shieldwiz.gui.places.desk import DeskPlace  # noqa: PLC0415

            return DeskPlace(session)


def place_names() -> dict[PlaceName, str]:
    """The places as menus name them."""
    return {
        PlaceName.START: QCoreApplication.translate("commands", "&Start"),
        PlaceName.PROTECT: QCoreApplication.translate("commands", "&Protect a virtual machine"),
        PlaceName.CHECK: QCoreApplication.translate("commands", "&Check a hoster's metadata"),
        PlaceName.OPEN: QCoreApplication.translate("commands", "&Open a file"),
        PlaceName.LIBRARY: QCoreApplication.translate("commands", "&Guardians and owners"),
        PlaceName.DESK: QCoreApplication.translate("commands", "&Hoster's desk"),
    }


def menu_text(path: str) -> str:
    """A path as a menu shows it: escaped, and no letter of it underlined."""
    from shieldwiz.gui.widgets.text import foreign  # noqa: PLC0415

    return foreign(path).replace("&", "&&")


def open_files(window: "Window", paths: tuple[str, ...]) -> None:
    """Look what the first file is, elsewhere, and show all of them where they belong."""
    window.session.start(
        "shieldwiz.workflow.recognition:recognise",
        {"paths": paths},
        done=lambda found: _show_where_they_belong(window, paths, found),
        failed=lambda error: show_error(window, error),
        owner=window,
    )


def _show_where_they_belong(window: "Window", paths: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    for path in paths:
        window.session.remember(path)
    if set(kinds) == {"metadata"}:
        window.open(PlaceName.CHECK, Errand(paths=paths))
    elif kinds[0] == "recipe":
        window.open(PlaceName.PROTECT, Errand(paths=paths[:1]))
    else:
        window.open(PlaceName.OPEN, Errand(paths=paths))


def choose_files(window: "Window") -> None:
    """Ask for files and open them."""
    paths, _ = QFileDialog.getOpenFileNames(
        window, QCoreApplication.translate("commands", "Open"), window.session.settings.folder
    )
    window.open_files(paths)


def begin_new(window: "Window") -> None:
    """File > New."""
    window.open(PlaceName.PROTECT, Errand(facts={"new": True}))


def save_recipe(window: "Window") -> None:
    """File > Save recipe, where the wizard is shown; elsewhere nothing."""
    work = getattr(window.shown, "save_recipe", None)
    if callable(work):
        work()


def compare_files(window: "Window") -> None:
    """Ask for two files and compare them."""
    paths, _ = QFileDialog.getOpenFileNames(
        window, QCoreApplication.translate("commands", "Choose two files to compare"), window.session.settings.folder
    )
    if paths:
        window.open(PlaceName.OPEN, Errand(paths=tuple(paths[:2]), facts={"compare": True}))


def practise(window: "Window") -> None:
    """Make a practice fabric, and begin with it."""
    from shieldwiz.gui.dialogs.practice import begin_practice  # noqa: PLC0415

    begin_practice(window)


def practise_from(place: Place) -> None:
    """The same, from a button of a place."""
    practise(_window_of(place))


def open_from(place: Place, paths: tuple[str, ...]) -> None:
    """Open files that a place lists."""
    open_files(_window_of(place), paths)


def delete_practice(window: "Window") -> None:
    """Remove everything that practising made."""
    from shieldwiz.gui.dialogs.practice import end_practice  # noqa: PLC0415

    end_practice(window)


def show_settings(window: "Window") -> None:
    """The settings."""
    from shieldwiz.gui.dialogs.settings import SettingsDialog  # noqa: PLC0415

    SettingsDialog(window).exec()


def show_help(window: "Window", page: str) -> None:
    """A help page: of a place, a check's id, an error's id, `glossary`, `keyboard`."""
    from shieldwiz.gui.dialogs.help import show_page  # noqa: PLC0415

    show_page(window, page)


def show_help_from(widget: QWidget, page: str) -> None:
    """The same, from inside a place or a dialog."""
    from shieldwiz.gui.dialogs.help import show_page  # noqa: PLC0415

    show_page(widget.window(), page)


def show_about(window: "Window") -> None:
    """Version, licences."""
    from shieldwiz.gui.dialogs.about import AboutDialog  # noqa: PLC0415

    AboutDialog(window).exec()


def show_error(window: "Window", error: ShieldwizError) -> None:
    """Something could not be done, and it stops what was under way."""
    from shieldwiz.gui.dialogs.error import ErrorDialog  # noqa: PLC0415

    ErrorDialog.of(error, window).exec()


def show_error_from(widget: QWidget, error: ShieldwizError) -> None:
    """The same, from inside a place or a dialog."""
    from shieldwiz.gui.dialogs.error import ErrorDialog  # noqa: PLC0415

    ErrorDialog.of(error, widget.window()).exec()


def ask_where_to_save(widget: QWidget, title: str, name: str, kinds: str) -> str:
    """A path to save to, or "" where the person thought better of it. Asks before an existing file is replaced."""
    folder = session_of(widget).settings.folder
    path, _ = QFileDialog.getSaveFileName(widget.window(), title, str(Path(folder) / name), kinds)
    if path:
        session_of(widget).settings.folder = str(Path(path).parent)
    return path


def ask_for_files(widget: QWidget, title: str, kinds: str = "", *, several: bool = False) -> tuple[str, ...]:
    """Files that a person chose, or none."""
    folder = session_of(widget).settings.folder
    if several:
        paths, _ = QFileDialog.getOpenFileNames(widget.window(), title, folder, kinds)
    else:
        path, _ = QFileDialog.getOpenFileName(widget.window(), title, folder, kinds)
        paths = [path] if path else []
    if paths:
        session_of(widget).settings.folder = str(Path(paths[0]).parent)
    return tuple(paths)


def session_of(widget: QWidget) -> Session:
    """The session of the window that a widget is in, or of the window behind its dialog."""
    from shieldwiz.gui.window import Window  # noqa: PLC0415

    found: QWidget | None = widget.window()
    while found is not None and not isinstance(found, Window):
        parent = found.parentWidget()
        found = parent.window() if parent is not None else None
    if found is None:
        raise TypeError("a widget outside the window")
    return found.session


def show_bug(window: "Window", details: str) -> None:
    """Our mistake."""
    from shieldwiz.gui.dialogs.error import ErrorDialog  # noqa: PLC0415

    ErrorDialog.of_bug(details, window).exec()


def whats_this() -> None:
    """Shift+F1."""
    QWhatsThis.enterWhatsThisMode()


def _window_of(place: Place) -> "Window":
    from shieldwiz.gui.window import Window  # noqa: PLC0415

    window = place.window()
    if not isinstance(window, Window):
        raise TypeError("a place outside the window")
    return window
