# SPDX-License-Identifier: Apache-2.0
"""The one window: menus, place bar, the places, and the footer of the one that is shown."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shieldwiz.gui import commands
from shieldwiz.gui.places.place import Errand, Place, PlaceName
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Scheme, theme
from shieldwiz.gui.widgets.place_bar import PlaceBar
from shieldwiz.gui.widgets.tab_order import move_focus

FIRST_SIZE = (1000, 680)
SMALLEST_SIZE = (860, 500)
_ACTIONS_OF_PLACES = {
    PlaceName.START: "Ctrl+1",
    PlaceName.PROTECT: "Ctrl+2",
    PlaceName.CHECK: "Ctrl+3",
    PlaceName.OPEN: "Ctrl+4",
    PlaceName.LIBRARY: "Ctrl+5",
    PlaceName.DESK: "Ctrl+6",
}


class Window(QMainWindow):
    """The main window. Places are made when they are first visited."""

    painted = Signal()
    """It has been painted for the first time."""

    def __init__(self, session: Session, *, shows_start: bool = True) -> None:
        """Without `shows_start` no place is made yet: the frame is painted first, the start page right after it."""
        super().__init__()
        self.session = session
        self._has_painted = False
        self.setObjectName("main_window")
        self.setWindowTitle("shieldwiz")
        self.setMinimumSize(*SMALLEST_SIZE)
        self.setAcceptDrops(True)
        self._places: dict[PlaceName, Place] = {}
        self._shown = PlaceName.START
        self.bar = PlaceBar()
        self.bar.home_wanted.connect(lambda: self.open(PlaceName.START))
        self.bar.library_wanted.connect(lambda: self.open(PlaceName.LIBRARY))
        self.bar.help_wanted.connect(self._show_help)
        self.bar.crumb_wanted.connect(self._follow_crumb)
        self.stack = QStackedWidget()
        self._footers = QStackedWidget()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self._footers)
        self.setCentralWidget(body)
        self._make_menus()
        session.practice_changed.connect(self.bar.set_practice)
        session.jobs.crashed.connect(self.show_bug)
        self._restore_geometry()
        if shows_start:
            self.open(PlaceName.START)

    # Places

    def open(self, name: PlaceName, errand: Errand | None = None) -> Place:
        """Show a place, making it on the first visit."""
        place = self._place(name)
        before = self._places.get(self._shown)
        if before is not None and before is not place:
            before.leave()
        self._shown = name
        self.stack.setCurrentWidget(place)
        footer = place.footer()
        self._footers.setVisible(footer is not None)
        if footer is not None:
            if self._footers.indexOf(footer) < 0:
                self._footers.addWidget(footer)
            self._footers.setCurrentWidget(footer)
        place.enter(errand or Errand())
        self._show_crumbs()
        return place

    def _place(self, name: PlaceName) -> Place:
        if name not in self._places:
            place = commands.make_place(name, self.session)
            place.go.connect(self.open)
            place.crumbs_changed.connect(self._show_crumbs)
            self._places[name] = place
            self.stack.addWidget(place)
        return self._places[name]

    @property
    def shown(self) -> Place:
        """The place that is shown."""
        return self._places[self._shown]

    def _show_crumbs(self) -> None:
        crumbs = self.shown.crumbs()
        self.bar.set_crumbs([(str(at), crumb.text) for at, crumb in enumerate(crumbs)])
        last = crumbs[-1].text if crumbs else ""
        self.setWindowTitle(f"{last} - shieldwiz" if last else "shieldwiz")

    def _follow_crumb(self, key: str) -> None:
        go = self.shown.crumbs()[int(key)].go
        if go is not None:
            go()

    def _go_back(self) -> None:
        earlier = [crumb for crumb in self.shown.crumbs()[:-1] if crumb.go is not None]
        if earlier and earlier[-1].go is not None:
            earlier[-1].go()
        else:
            self.open(PlaceName.START)

    # Files from outside

    def open_files(self, paths: list[str]) -> None:
        """Files that were dropped, named at the start, or chosen: content decides where they are shown."""
        if paths:
            commands.open_files(self, tuple(paths))

    def choose_files(self) -> None:
        """File > Open."""
        commands.choose_files(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What no page took itself is opened."""
        event.acceptProposedAction()
        self.open_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    # Menus

    def _make_menus(self) -> None:
        self._make_file_menu(self.menuBar().addMenu(self.tr("&File")))
        self._make_edit_menu(self.menuBar().addMenu(self.tr("&Edit")))
        self._make_view_menu(self.menuBar().addMenu(self.tr("&View")))
        self._make_tools_menu(self.menuBar().addMenu(self.tr("&Tools")))
        self._make_help_menu(self.menuBar().addMenu(self.tr("&Help")))
        for number in range(1, 7):
            self._shortcut(f"Alt+{number}", partial(self._to_step, number))
        self._shortcut("Ctrl+PgDown", lambda: self._turn_page(forward=True))
        self._shortcut("Ctrl+PgUp", lambda: self._turn_page(forward=False))
        self._shortcut("Alt+Left", self._go_back)
        self._shortcut("Alt+Home", lambda: self.open(PlaceName.START))

    def _make_file_menu(self, menu: QMenu) -> None:
        self._action(menu, self.tr("&New shielding data file"), "Ctrl+N", lambda: commands.begin_new(self))
        self._action(menu, self.tr("&Open…"), "Ctrl+O", self.choose_files)
        self._recent = menu.addMenu(self.tr("Open &recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        self._action(menu, self.tr("&Save recipe…"), "Ctrl+S", lambda: commands.save_recipe(self))
        settings = self._action(menu, self.tr("Se&ttings…"), "Ctrl+,", lambda: commands.show_settings(self))
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        menu.addSeparator()
        leave = self._action(menu, self.tr("&Quit"), "Ctrl+Q", self.close)
        leave.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_edit_menu(self, menu: QMenu) -> None:
        self._action(menu, self.tr("&Undo"), QKeySequence.StandardKey.Undo, lambda: self._edit("undo"))
        self._action(menu, self.tr("&Redo"), QKeySequence.StandardKey.Redo, lambda: self._edit("redo"))
        menu.addSeparator()
        self._action(menu, self.tr("Cu&t"), QKeySequence.StandardKey.Cut, lambda: self._edit("cut"))
        self._action(menu, self.tr("&Copy"), QKeySequence.StandardKey.Copy, lambda: self._edit("copy"))
        self._action(menu, self.tr("&Paste"), QKeySequence.StandardKey.Paste, self._paste)
        menu.addSeparator()
        self._action(menu, self.tr("&Find"), QKeySequence.StandardKey.Find, self._find)

    def _make_view_menu(self, menu: QMenu) -> None:
        for name, text in commands.place_names().items():
            self._action(menu, text, _ACTIONS_OF_PLACES[name], partial(self.open, name))
        menu.addSeparator()
        schemes = menu.addMenu(self.tr("&Theme"))
        words = {Scheme.SYSTEM: self.tr("&System"), Scheme.LIGHT: self.tr("&Light"), Scheme.DARK: self.tr("&Dark")}
        for scheme, text in words.items():
            self._action(schemes, text, "", partial(self.use_scheme, scheme))

    def _make_tools_menu(self, menu: QMenu) -> None:
        self._action(menu, self.tr("&Guardians and owners"), "", lambda: self.open(PlaceName.LIBRARY))
        self._action(menu, self.tr("&Compare two files…"), "", lambda: commands.compare_files(self))
        self._action(menu, self.tr("&Hoster's desk"), "", lambda: self.open(PlaceName.DESK))
        menu.addSeparator()
        self._action(menu, self.tr("&Practice fabric…"), "", lambda: commands.practise(self))
        self._action(menu, self.tr("&Delete practice data…"), "", lambda: commands.delete_practice(self))

    def _make_help_menu(self, menu: QMenu) -> None:
        self._action(menu, self.tr("&Help"), QKeySequence.StandardKey.HelpContents, self._show_help)
        self._action(menu, self.tr("&Glossary"), "", lambda: commands.show_help(self, "glossary"))
        self._action(menu, self.tr("&Keyboard"), "", lambda: commands.show_help(self, "keyboard"))
        self._action(menu, self.tr("&What's this?"), "Shift+F1", commands.whats_this)
        about = self._action(menu, self.tr("&About shieldwiz"), "", lambda: commands.show_about(self))
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _action(self, menu: QMenu, text: str, keys: str | QKeySequence.StandardKey, work: Callable[[], Any]) -> QAction:
        action = menu.addAction(text)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda *_: work())
        return action

    def _shortcut(self, keys: str, work: Callable[[], Any]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda *_: work())
        self.addAction(action)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self.session.settings.recent:
            self._action(self._recent, commands.menu_text(path), "", partial(self.open_files, [path]))
        self._recent.setEnabled(not self._recent.isEmpty())

    def _paste(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit) and not focus.isReadOnly():
            focus.paste()
        else:
            self.shown.take_paste()

    def _edit(self, verb: str) -> None:
        """Cut, copy, undo, redo: the field that has the focus, else the place."""
        focus = QApplication.focusWidget()
        for target in (focus, self.shown):
            work = getattr(target, verb, None)
            if callable(work):
                work()
                return

    def _find(self) -> None:
        self.shown.search()

    def _to_step(self, number: int) -> None:
        go_to = getattr(self.shown, "go_to_step", None)
        if callable(go_to):
            go_to(number)

    def _turn_page(self, *, forward: bool) -> None:
        turn = getattr(self.shown, "turn_page", None)
        if callable(turn):
            turn(forward=forward)

    # The rest

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def use_scheme(self, scheme: Scheme) -> None:
        """Switch the colours, and remember it."""
        self.session.settings.scheme = scheme
        theme().use(scheme)

    def show_bug(self, details: str) -> None:
        """Something happened that must not: say so, and offer what helps to mend it."""
        commands.show_bug(self, details)

    def _show_help(self) -> None:
        commands.show_help(self, self._shown.value)

    def _restore_geometry(self) -> None:
        self.resize(*FIRST_SIZE)
        kept = self.session.settings.value("window/geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        centre = self.frameGeometry().center()
        if not any(screen.availableGeometry().contains(centre) for screen in QGuiApplication.screens()):
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.resize(*FIRST_SIZE)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on as one reads, also to what was made after the rest."""
        return move_focus(self, forward=forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where the window stood, and let the shown place end its work."""
        self.session.settings.keep("window/geometry", self.saveGeometry())
        if self._places:
            self.shown.leave()
        self.session.jobs.close()
        super().closeEvent(event)
