# SPDX-License-Identifier: Apache-2.0
"""Every part on the pages of the gallery, in both themes and both directions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.theme import Scheme, Theme
from shieldwiz.gui.widgets.badge import Badge
from shieldwiz.gui.widgets.buttons import without_mnemonic
from shieldwiz.gui.widgets.text import ElidedLabel, Para
from tests.gui.conftest import Show
from tests.gui.gallery import PAGES


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("name", list(PAGES))
def test_nothing_is_cut(
    show: Show, qtbot: QtBot, light_theme: Theme, name: str, scheme: Scheme, direction: Qt.LayoutDirection
) -> None:
    light_theme.use(scheme)
    page = PAGES[name]()
    page.setLayoutDirection(direction)
    show(page, 860, 760)
    qtbot.wait(20)
    light_theme.use(Scheme.DARK if scheme is Scheme.LIGHT else Scheme.LIGHT)
    qtbot.wait(20)
    assert not page.grab().isNull()
    for label in page.findChildren(QLabel):
        if label.isVisible() and not isinstance(label, ElidedLabel):
            needed = label.heightForWidth(label.width()) if isinstance(label, Para) else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            parent = label.parentWidget()
            assert parent is not None
            assert parent.rect().contains(label.geometry()), label.text()
        if label.isVisible() and isinstance(label, Badge):
            assert label.width() >= label.sizeHint().width(), label.text()


@pytest.mark.parametrize("name", list(PAGES))
def test_whatever_takes_the_focus_has_a_name_and_is_big_enough(show: Show, name: str) -> None:
    page = PAGES[name]()
    show(page, 860, 760)
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or without_mnemonic(text), widget
        assert min(widget.width(), widget.height()) >= 24, widget


def test_fields_have_labels_or_names_of_their_own(show: Show) -> None:
    page = PAGES["fields"]()
    show(page, 860, 760)
    buddies = {label.buddy() for label in page.findChildren(QLabel)}
    for field in page.findChildren(QLineEdit):
        assert field in buddies
        assert field.accessibleName()
