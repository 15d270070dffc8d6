# SPDX-License-Identifier: Apache-2.0
"""Every sweep finds what it is there to find: a sound page gets one fault, and the sweep for it says so."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.text import ElidedLabel, Para
from tests.gui import sweeps
from tests.gui.conftest import Show

SWEEPS = (
    "names",
    "mnemonics",
    "object_names",
    "tab_order",
    "unreached",
    "widths",
    "cuts",
    "placeholders",
    "green",
    "foreign_text",
)
HIDDEN = "\u200b"


class Page(QWidget):
    """A page without a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("A page")
        self.column = QVBoxLayout(self)
        label = QLabel("&Name")
        self.edit = QLineEdit()
        self.edit.setObjectName("page_edit")
        self.edit.setPlaceholderText("Finance")
        label.setBuddy(self.edit)
        self.save = QPushButton("&Save")
        self.save.setObjectName("page_save_button")
        self.leave = QPushButton("&Leave")
        self.leave.setObjectName("page_leave_button")
        for widget in (label, self.edit, Para("Some words that take a line."), self.save, self.leave):
            self.column.addWidget(widget)

    def add(self, widget: QWidget) -> QWidget:
        """One more, below."""
        self.column.addWidget(widget)
        return widget


Plant = Callable[[Page], object]
PLANTED: list[tuple[str, str, Plant]] = []


def plants(sweep: str, sentence: str) -> Callable[[Plant], Plant]:
    """Enter a fault, with the sweep that finds it and a part of what that says."""

    def enter(plant: Plant) -> Plant:
        PLANTED.append((sweep, sentence, plant))
        return plant

    return enter


@plants("names", "has no accessible name")
def nameless_button(page: Page) -> None:
    page.add(QToolButton())


@plants("names", "has no label as its buddy")
def combo_without_label(page: Page) -> None:
    page.add(QComboBox()).setAccessibleName("Policy")


@plants("names", "has no label as its buddy")
def number_without_label(page: Page) -> None:
    page.add(QSpinBox())


@plants("names", "has neither a label nor a name")
def field_without_label(page: Page) -> None:
    page.add(QLineEdit())


@plants("names", "is smaller than 24 pixels")
def small_button(page: Page) -> None:
    page.save.setFixedHeight(20)


@plants("mnemonics", "leads to &Save, &Send")
def letter_twice(page: Page) -> None:
    page.leave.setText("&Send")


@plants("mnemonics", "leads to &Name, &New")
def letter_of_a_label(page: Page) -> None:
    page.leave.setText("&New")


@plants("object_names", "page_save_button is there 2 times")
def object_name_twice(page: Page) -> None:
    page.leave.setObjectName("page_save_button")


@plants("tab_order", "Tab goes back from")
def tab_goes_up(page: Page) -> None:
    QWidget.setTabOrder(page.edit, page.leave)
    QWidget.setTabOrder(page.leave, page.save)


@plants("unreached", "Tab never comes to")
def a_field_keeps_tab(page: Page) -> None:
    trap = QPlainTextEdit()
    page.add(trap)
    QWidget.setTabOrder(page.edit, trap)
    QWidget.setTabOrder(trap, page.save)


@plants("widths", "the body of")
def body_too_wide(page: Page) -> None:
    area, body = QScrollArea(), QLabel("wide")
    area.setWidgetResizable(True)
    body.setMinimumWidth(2_000)
    area.setWidget(body)
    page.add(area)


@plants("cuts", "'Cut in the middle' has")
def cut_label(page: Page) -> None:
    page.add(QLabel("Cut in the middle")).setFixedWidth(30)


@plants("cuts", "'Words that wrap")
def cut_paragraph(page: Page) -> None:
    page.add(Para("Words that wrap, and then wrap, and then wrap, and wrap again.")).setFixedSize(90, 20)


@plants("cuts", "sticks out of")
def label_outside(page: Page) -> None:
    frame = QFrame()
    frame.setFixedSize(60, 20)
    label = QLabel("Out of its frame", frame)
    label.resize(label.sizeHint())
    page.add(frame)


@plants("cuts", "page_save_button' has 20 x")
def cut_button(page: Page) -> None:
    page.save.setFixedWidth(20)


@plants("cuts", "Encryption Supported")
def cut_combo(page: Page) -> None:
    combo = QComboBox()
    combo.addItem("Encryption Supported")
    combo.setFixedWidth(60)
    page.add(combo)


@plants("cuts", "the tab Certificates does not fit")
def cut_tabs(page: Page) -> None:
    tabs = QTabBar()
    tabs.setUsesScrollButtons(False)
    tabs.setExpanding(False)
    for text in ("Checks", "Certificates"):
        tabs.addTab(text)
    tabs.setFixedWidth(90)
    page.add(tabs)


@plants("cuts", "is 3 high")
def flat_name(page: Page) -> None:
    page.add(ElidedLabel("A name")).setFixedHeight(3)


@plants("placeholders", "page_edit' has 40 of")
def cut_placeholder(page: Page) -> None:
    page.edit.setFixedWidth(40)
    page.edit.setPlaceholderText("The name of your department")


@plants("green", "a pixel is trusted")
def green_pixel(page: Page) -> None:
    dot = QFrame(page)
    dot.setGeometry(3, 3, 1, 1)
    dot.setStyleSheet(f"background: {theme().colours.trusted};")
    dot.show()


@plants("green", "a pixel is trusted_soft")
def green_ground(page: Page) -> None:
    page.add(QFrame()).setStyleSheet(f"background: {theme().colours.trusted_soft};")


@plants("foreign_text", "has foreign tags")
def rich_label(page: Page) -> None:
    page.add(QLabel("<b>Contoso</b><img src='http://hoster.example/x'>"))


@plants("foreign_text", "has foreign tags")
def rich_tooltip(page: Page) -> None:
    page.save.setToolTip("<a href='http://hoster.example'>Contoso</a>")


@plants("foreign_text", "has hidden characters")
def hidden_character(page: Page) -> None:
    page.leave.setText(f"Con{HIDDEN}toso")


@plants("foreign_text", "name of")
def hidden_in_a_name(page: Page) -> None:
    page.leave.setAccessibleName(f"Con{HIDDEN}toso")


@plants("foreign_text", "characters long")
def endless_text(page: Page) -> None:
    page.save.setToolTip("long " * 1_000)


@plants("foreign_text", "breaks out of its line")
def second_line(page: Page) -> None:
    page.add(QLabel("HOSTILE\nTrusted"))


@plants("foreign_text", "breaks out of its line")
def direction_is_not_closed(page: Page) -> None:
    page.setWindowTitle("web\u2069.pdkx")


@pytest.fixture
def page(show: Show) -> Page:
    made = Page()
    show(made, 400, 400)
    return made


@pytest.mark.parametrize("sweep", SWEEPS)
def test_a_sound_page_has_no_fault(page: Page, sweep: str) -> None:
    assert getattr(sweeps, sweep)(page) == []


@pytest.mark.parametrize(("sweep", "sentence", "plant"), PLANTED, ids=[one[2].__name__ for one in PLANTED])
def test_a_planted_fault_is_found(page: Page, qtbot: QtBot, sweep: str, sentence: str, plant: Plant) -> None:
    plant(page)
    page.resize(page.width() + 1, page.height())
    qtbot.wait(20)
    found = getattr(sweeps, sweep)(page)
    assert any(sentence in one for one in found), found


def test_every_sweep_has_a_planted_fault() -> None:
    assert {sweep for sweep, _, _ in PLANTED} == set(SWEEPS)
