# SPDX-License-Identifier: Apache-2.0
"""A real window with real workers for scenes and tests: brought into a state, waited for, and taken down again."""

import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.jobs import Job, JobRunner
from shieldwiz.gui.messages import Outcome
from shieldwiz.gui.places.check import CheckPlace
from shieldwiz.gui.places.inspector import InspectorPlace
from shieldwiz.gui.places.library import LibraryPlace
from shieldwiz.gui.places.place import Errand, PlaceName
from shieldwiz.gui.places.wizard.frame import WizardPlace
from shieldwiz.gui.session import Session, Settings
from shieldwiz.gui.widgets.clipboard import copy_text
from shieldwiz.gui.window import FIRST_SIZE, Window
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import Step
from tests.gui.world import NOW, World

PATIENCE = 30.0  # seconds; a machine that does other things too is slow
_Widget = TypeVar("_Widget", bound=QWidget)


class HeldRunner(JobRunner):
    """A job runner that keeps outcomes back while `is_holding`: work that is seen under way, for as long as wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.is_holding = False
        self._kept_back: list[tuple[Job, Outcome]] = []

    def hand_out(self) -> None:
        """Pass on what was kept back."""
        self.is_holding = False
        kept_back, self._kept_back = self._kept_back, []
        for job, outcome in kept_back:
            super()._finish(job, outcome)

    def _finish(self, job: Job, outcome: Outcome) -> None:
        if self.is_holding:
            self._kept_back.append((job, outcome))
        else:
            super()._finish(job, outcome)


class FixedSession(Session):
    """A session on the day by which the documents of the tests are judged."""

    def now(self) -> datetime:
        return NOW


_answers: list[Callable[[Any], None]] = []


def _show_instead_of_waiting(dialog: QDialog) -> int:
    """In place of `exec`: the dialog is filled in as was told before, or it is shown, and its caller goes on as if the
    person had thought better of it.
    """
    if _answers:
        _answers.pop()(dialog)
        return 1
    dialog.open()
    return 0


class Stage:
    """One window with its own copy of a home of the world ("" is an empty one).

    Dialogs do not wait: they stay open until the stage is taken down.
    """

    def __init__(self, world: World, jobs: HeldRunner, folder: Path, *, home: str = "home") -> None:
        self.world, self.jobs, self.folder = world, jobs, folder
        folder.mkdir(parents=True, exist_ok=True)
        own_home = folder / "home"
        if home:
            shutil.copytree(world.folder / home, own_home)
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        settings.folder = str(folder)
        self.session = FixedSession(str(own_home), settings)
        self.session.jobs = jobs
        self._exec = Dialog.exec
        Dialog.exec = _show_instead_of_waiting  # type: ignore[method-assign]
        self.window = Window(self.session)
        self.window.resize(*FIRST_SIZE)
        self.window.show()
        self.window.activateWindow()
        self.rest()

    # Waiting

    def until(self, condition: Callable[[], object], patience: float = PATIENCE) -> None:
        """Wait for a condition."""
        end = time.monotonic() + patience
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            QTest.qWait(5)

    def rest(self) -> None:
        """Wait until nothing is under way: no job, no look at the file system, no layout."""
        calm = 0
        while calm < 3:
            QThreadPool.globalInstance().waitForDone(1000)
            QTest.qWait(2)
            calm = 0 if self.jobs.is_busy and not self.jobs.is_holding else calm + 1
            if self.jobs.is_busy and not self.jobs.is_holding:
                self.until(lambda: not self.jobs.is_busy)

    def pause(self, milliseconds: int) -> None:
        """Let time pass, for what appears late."""
        QTest.qWait(milliseconds)

    def hold(self) -> None:
        """From now on no work ends."""
        self.jobs.is_holding = True

    # Doing

    def open(self, which: PlaceName, *paths: str | Path, **facts: Any) -> QWidget:
        """Open a place and wait for it."""
        place = self.window.open(which, Errand(paths=tuple(map(str, paths)), facts=facts))
        self.rest()
        return place

    def enter(self, name: PlaceName, errand: Errand) -> QWidget:
        """Open a place with an errand and wait for it."""
        place = self.window.open(name, errand)
        self.rest()
        return place

    def wizard(self, draft: Draft, step: Step) -> WizardPlace:
        """The wizard at a step."""
        place = self.window.open(PlaceName.PROTECT)
        assert isinstance(place, WizardPlace)
        place.begin(draft, step)
        self.rest()
        return place

    def check(self, *paths: str | Path, **facts: Any) -> CheckPlace:
        """The metadata check with files."""
        place = self.open(PlaceName.CHECK, *paths, **facts)
        assert isinstance(place, CheckPlace)
        return place

    def inspect(self, *paths: str | Path) -> InspectorPlace:
        """The inspector with files."""
        place = self.open(PlaceName.OPEN, *paths)
        assert isinstance(place, InspectorPlace)
        return place

    def library(self, kind: str = "", name: str = "") -> LibraryPlace:
        """The library with one of them chosen."""
        facts = {"kind": kind, "name": name} if name else {}
        place = self.open(PlaceName.LIBRARY, **facts)
        assert isinstance(place, LibraryPlace)
        return place

    def find(self, kind: type[_Widget], name: str) -> _Widget:
        """The visible widget of that object name."""
        roots = [self.dialog, self.window] if self.dialog is not None else [self.window]
        for root in roots:
            for widget in root.findChildren(kind, name):
                if widget.isVisible():
                    return widget
        raise LookupError(name)

    def click(self, button: QAbstractButton | str) -> None:
        """A real click."""
        target = self.find(QAbstractButton, button) if isinstance(button, str) else button
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        self.rest()

    def type(self, widget: QWidget, text: str) -> None:
        """Key by key, then wait for what is judged late."""
        QTest.keyClicks(widget, text)
        self.pause(450)
        self.rest()

    def tell(self, text: str) -> None:
        """Put on the clipboard what came from outside this window."""
        QApplication.clipboard().setText(text)

    def copy_here(self, text: str) -> None:
        """Put on the clipboard what came from this window."""
        copy_text(text)

    def answer_next(self, fill: Callable[[Any], None]) -> None:
        """Have the next dialog filled in and accepted."""
        _answers.append(fill)

    def show(self, dialog: QDialog) -> QDialog:
        """Show a dialog."""
        dialog.open()
        self.rest()
        return dialog

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that was opened last."""
        return next((one for one in reversed(self.window.findChildren(QDialog)) if one.isVisible()), None)

    @property
    def shown(self) -> QWidget:
        """What a person looks at: the dialog that was opened last, or the window."""
        return self.dialog or self.window

    # The end

    def close(self) -> None:
        """Take it all down, and leave the workers warm."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.close()
        _answers.clear()
        self.window.shown.leave()
        self.window.hide()
        self.jobs.hand_out()
        self.rest()
        shiboken6.delete(self.window)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.session.deleteLater()
        Dialog.exec = self._exec  # type: ignore[method-assign]
        shutil.rmtree(self.folder, ignore_errors=True)
