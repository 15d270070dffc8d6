# SPDX-License-Identifier: Apache-2.0
"""What the window takes from Qt and its binding for granted."""

import sys

import PySide6
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_calls_that_return_nothing_can_be_made_for_ever(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(300_000):
        label.update()
    # Where each call loses a reference to None, the interpreter aborts long before; since 3.12 None cannot be lost.
    assert abs(sys.getrefcount(None) - before) < 10_000 or sys.version_info >= (3, 12), PySide6.__version__
