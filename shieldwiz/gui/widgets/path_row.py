# SPDX-License-Identifier: Apache-2.0
"""A field for a file or a folder: typed, browsed for, or dropped."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QCompleter, QFileDialog, QFileSystemModel, QHBoxLayout, QLineEdit, QWidget

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import normal_button
from shieldwiz.gui.widgets.drop_zone import paths_of
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.text import foreign, isolated

WAIT = 400  # milliseconds after the last key


class _PathEdit(QLineEdit):
    """Leaves drops of files to its row, and completes paths once a person comes here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.completer() is None:
            # Made late: the model looks into the folders of this computer.
            completer = QCompleter(self)
            model = QFileSystemModel(completer)
            model.setRootPath("")
            completer.setModel(model)
            self.setCompleter(completer)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and not self.isEnabled():
            self._hide_paths()

    def _hide_paths(self) -> None:
        """A list that stays open would swallow the next key."""
        completer: QCompleter | None = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()


class _Look(QObject):
    """One look at the file system, made in a thread: a folder of the network may take long to answer."""

    done = Signal(str, str)


class PathRow(FormRow):
    """A path with "Browse…". Looks whether it is there once editing has ended, or 400 ms after the last key."""

    changed = Signal(str)
    settled = Signal(str)
    dropped = Signal(list)

    def __init__(
        self,
        label: str,
        *,
        filter: str = "",  # noqa: A002 - Qt's word for it
        must_exist: bool = True,
        folder: bool = False,
        saving: bool = False,
        hint: str = "",
        object_name: str = "",
        placeholder: str = "",
        browse_name: str = "",
    ) -> None:
        self.edit = _PathEdit()
        self.edit.setAcceptDrops(False)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.browse_button = normal_button(
            "", "folder-open", object_name=f"{object_name}_browse" if object_name else ""
        )
        line_holder = _beside(self.edit, self.browse_button)
        super().__init__(label, self.edit, hint=hint, object_name=object_name, around=line_holder)
        self.browse_button.setText(self.tr("B&rowse…"))
        self.browse_button.set_icon("folder-open")
        name = browse_name or self.tr("Browse for: {0}").format(self.edit.accessibleName())
        self.browse_button.setAccessibleName(name)
        self._filter, self._must_exist, self._is_folder, self._is_saving = filter, must_exist, folder, saving
        self._start_folder = ""
        self._told = ""
        self._settled = ""
        self.setAcceptDrops(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._look)
        self.edit.textChanged.connect(self._text_changed)
        self.edit.editingFinished.connect(self._finished)
        self.browse_button.clicked.connect(self.browse)

    def text(self) -> str:
        """What is in the field, without spaces around it."""
        return self.edit.text().strip()

    def path(self) -> Path | None:
        """The path in the field, or None while it is empty."""
        return _path_of(self.text()) if self.text() else None

    def set_text(self, text: str) -> None:
        """Put a path into the field and look at it at once."""
        self.edit.setText(text)
        self._timer.stop()
        if text:
            self._look()

    def set_start_folder(self, folder: str) -> None:
        """Where browsing begins while the field is empty."""
        self._start_folder = folder

    def set_result(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say below what was found in the file, or what is wrong with it."""
        if tone is Tone.REFUSED:
            self.set_problem(text)
        else:
            self.set_problem("")
            self.set_note(text, tone)

    def problem(self) -> str:
        """The problem that is shown, or ""."""
        return self.problem_text

    def check_now(self) -> bool:
        """Look at once, as before going on; says what is wrong and puts the focus there. True where nothing is."""
        self._timer.stop()
        text = self.text()
        if text:
            problem = self._problem_of(text)
        elif self._must_exist or self._is_saving:
            problem = self.tr("Choose a folder.") if self._is_folder else self.tr("Choose a file.")
        else:
            problem = ""
        self.set_problem(problem)
        if problem:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return not problem

    def settle(self) -> None:
        """What was typed counts at once, as before going on; what is wrong with it is said when it was looked at."""
        if self.text() != self._settled:
            self._settle(self.text())

    def browse(self) -> None:
        """Ask the system's dialog for a path."""
        title, start = self.edit.accessibleName(), self.text() or self._start_folder
        if self._is_folder:
            chosen = QFileDialog.getExistingDirectory(self, title, start)
        elif self._is_saving:
            chosen = QFileDialog.getSaveFileName(
                self, title, start, self._filter, "", QFileDialog.Option.DontConfirmOverwrite
            )[0]
        else:
            chosen = QFileDialog.getOpenFileName(self, title, start, self._filter)[0]
        if chosen:
            self.set_text(str(Path(chosen)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(bool(paths_of(event.mimeData())))

    def dropEvent(self, event: QDropEvent) -> None:
        paths = paths_of(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.set_text(str(paths[0]))
            self.dropped.emit(paths)

    def _text_changed(self) -> None:
        self._told = ""
        self.set_problem("")
        self._timer.start()
        self.changed.emit(self.text())

    def _finished(self) -> None:
        if self.text() != self._told:
            self._timer.stop()
            self._look()

    def _look(self) -> None:
        text = self.text()
        self._told = text
        look = _Look()
        look.done.connect(self._looked)

        def look_at_it() -> None:
            look.done.emit(text, self._problem_of(text) if text else "")

        QThreadPool.globalInstance().start(look_at_it)

    def _looked(self, text: str, problem: str) -> None:
        if text != self.text():
            return  # a later one is on its way
        self.set_problem(problem)
        self._settle(text)

    def _settle(self, text: str) -> None:
        self._settled = text
        self.settled.emit(text)

    def _problem_of(self, text: str) -> str:
        path = _path_of(text)
        try:
            is_folder, is_there, has_parent = path.is_dir(), path.exists(), path.parent.is_dir()
        except (OSError, ValueError):
            is_folder = is_there = has_parent = False
        name, folder = isolated(foreign(path.name)), isolated(foreign(str(path.parent)))
        if self._is_saving and not has_parent:
            return self.tr("There is no folder {0}.").format(folder)
        if self._is_folder:
            if is_there and not is_folder:
                return self.tr("This is a file; a folder is needed.")
            wording = self.tr("There is no folder {0} in {1}.")
        else:
            if is_folder:
                return self.tr("This is a folder; a file is needed.")
            wording = self.tr("There is no file {0} in {1}.")
        if self._must_exist and not self._is_saving and not is_there:
            return wording.format(name, folder)
        return ""


def _path_of(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # the home of somebody whom this computer does not know
        return Path(text)


def _beside(field: QWidget, button: QWidget) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(field, 1)
    line.addWidget(button)
    return holder
