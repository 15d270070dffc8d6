# SPDX-License-Identifier: Apache-2.0
"""A command to copy, and a step with a tick that is the person's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shieldwiz.gui.theme import set_type
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.buttons import IconButton
from shieldwiz.gui.widgets.clipboard import copy_text
from shieldwiz.gui.widgets.text import Para, Small, fixed_font


class CommandBox(QFrame):
    """A command of ours in fixed width, wrapped where it is long, with a button that copies it."""

    def __init__(self, command: str, *, object_name: str) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.setProperty("tone", "plain")
        self._command = command
        text = Para(command, kind="small")
        text.setFont(fixed_font("small"))
        text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = IconButton("copy", self.tr("Copy the command: {0}").format(command[:80]), object_name=object_name)
        self.button.clicked.connect(self._copy)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 5, 5, 5)
        line.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _copy(self) -> None:
        copy_text(self._command)
        announce(self, self.tr("Copied"))


class StepRow(QWidget):
    """A step: tick, title, what and how, commands to copy."""

    ticked = Signal(bool)

    def __init__(
        self, title: str, texts: Sequence[str], commands: Sequence[str], *, object_name: str, is_done: bool = False
    ) -> None:
        super().__init__()
        self.check = QCheckBox(title.replace("&", "&&"))
        self.check.setObjectName(f"{object_name}_check")
        self.check.setChecked(is_done)
        self.check.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_type(self.check, "strong")
        self.check.toggled.connect(self.ticked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.check)
        inner = QVBoxLayout()
        inner.setContentsMargins(28, 0, 0, 0)
        inner.setSpacing(4)
        for text in texts:
            inner.addWidget(Small(text))
        self.boxes = [CommandBox(one, object_name=f"{object_name}_copy_{at}") for at, one in enumerate(commands)]
        for box in self.boxes:
            inner.addWidget(box)
        column.addLayout(inner)
