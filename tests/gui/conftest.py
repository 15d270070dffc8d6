# SPDX-License-Identifier: Apache-2.0
"""The window's tests run without a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui import theme as themes
from tests.gui.hostile import add_hostile_home
from tests.gui.stage import HeldRunner, Stage
from tests.gui.world import World, make_world

Show = Callable[..., None]
MakeStage = Callable[..., Stage]


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> Iterator[themes.Theme]:
    """The application with its theme, light at the start of every test."""
    theme = themes.install(qapp)
    if theme.is_dark:
        theme.use(themes.Scheme.LIGHT)
    yield theme
    qapp.clipboard().clear()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a widget as the active window, so that it can have the focus; it is closed at the end of the test."""
    kept: list[QWidget] = []

    def show_it(widget: QWidget, width: int = 0, height: int = 0) -> None:
        kept.append(widget)
        qtbot.addWidget(widget)
        if width:
            widget.resize(width, height or widget.sizeHint().height())
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return show_it


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """What the scenes show, made once."""
    made = make_world(tmp_path_factory.mktemp("world") / "world")
    add_hostile_home(made)
    return made


@pytest.fixture(scope="session")
def held_jobs(qapp: QApplication) -> Iterator[HeldRunner]:
    """Real workers that stay warm for all tests, and whose outcomes can be kept back."""
    assert qapp is not None
    runner = HeldRunner()
    yield runner
    runner.close()


@pytest.fixture
def make_stage(world: World, held_jobs: HeldRunner, tmp_path: Path) -> Iterator[MakeStage]:
    """Makes a window with a home of its own: a copy of one of the world's, or with "" an empty one."""
    made: list[Stage] = []

    def make(*, home: str = "home") -> Stage:
        stage = Stage(world, held_jobs, tmp_path / f"stage-{len(made)}", home=home)
        made.append(stage)
        return stage

    yield make
    for stage in made:
        stage.close()
