# SPDX-License-Identifier: Apache-2.0

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout
from pytestqt.qtbot import QtBot

from shieldwiz.gui.theme import DARK, LIGHT, Scheme, Theme
from shieldwiz.gui.widgets.buttons import (
    Button,
    IconButton,
    LinkButton,
    danger_button,
    normal_button,
    primary_button,
    quiet_button,
    without_mnemonic,
)
from tests.gui.conftest import Show


def _has_colour(image: QImage, colour: str) -> bool:
    return any(
        image.pixelColor(x, y).name().upper() == colour for x in range(image.width()) for y in range(image.height())
    )


def test_every_kind_clicks_by_mouse_and_by_keys(qtbot: QtBot, show: Show) -> None:
    for button in (
        primary_button("&Next"),
        normal_button("&Back"),
        danger_button("&Remove", "trash-2"),
        quiet_button("Copy", "copy"),
        LinkButton("More"),
        IconButton("eye", "Show"),
    ):
        show(button)
        with qtbot.waitSignal(button.clicked):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        button.setFocus()
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, Qt.Key.Key_Space)


def test_an_icon_button_is_named_by_its_tooltip(qtbot: QtBot) -> None:
    button = IconButton("eye", "Show the passphrase", object_name="x")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Show the passphrase"
    assert "Show the passphrase" in button.toolTip()
    button.set_icon("eye-off", "Hide the passphrase")
    assert button.accessibleName() == "Hide the passphrase"
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    button.show()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert len(clicks) == 1


def test_icons_follow_the_theme(qtbot: QtBot, light_theme: Theme) -> None:
    button = normal_button("Paste", "clipboard-paste")
    qtbot.addWidget(button)
    assert _has_colour(button.icon().pixmap(22, 18).toImage(), LIGHT.text)
    light_theme.use(Scheme.DARK)
    assert _has_colour(button.icon().pixmap(22, 18).toImage(), DARK.text)


def test_a_hint_is_the_description(qtbot: QtBot) -> None:
    button = Button("&Protect…", accessible="Protect a virtual machine", hint="Make a file.")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Protect a virtual machine"
    assert button.accessibleDescription() == "Make a file."
    button.set_hint("Another.")
    assert "Another." in button.toolTip()
    button.set_icon("plus")
    assert not button.icon().isNull()
    button.set_icon("")
    assert button.icon().isNull()


def test_labels_are_read_without_their_marks() -> None:
    assert without_mnemonic("&Save && go…") == "Save & go"


def test_enter_presses_the_focused_button_and_not_another_one(qtbot: QtBot, show: Show) -> None:
    dialog = QDialog()
    line = QHBoxLayout(dialog)
    cancel, go_on = normal_button("Cancel"), primary_button("&Go on")
    for button in (cancel, go_on):
        line.addWidget(button)
    go_on.setDefault(True)
    show(dialog)
    cancel.setFocus()
    pressed: list[str] = []
    cancel.clicked.connect(lambda: pressed.append("cancel"))
    go_on.clicked.connect(lambda: pressed.append("go on"))
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert pressed == ["cancel"]
