# SPDX-License-Identifier: Apache-2.0
"""The window's tests run without a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui import theme as themes

Show = Callable[..., None]


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
