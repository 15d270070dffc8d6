# SPDX-License-Identifier: Apache-2.0
"""Tab goes on as one reads. What is made late is last in Qt's own order; so the order follows the layouts instead."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QStackedWidget, QTabWidget, QWidget


def follow_layouts(window: QWidget) -> None:
    """Put everything in a window that Tab reaches into the order of its layouts."""
    for before, after in pairwise(_stops(window)):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _stops(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    if takes_focus and not widget.isWindow():
        yield widget
    if isinstance(widget, QMainWindow):
        yield from _stops(widget.centralWidget())
    elif isinstance(widget, QScrollArea):
        yield from _stops(widget.widget())
    elif isinstance(widget, QTabWidget):
        yield widget.tabBar()
        yield from _stops(widget.currentWidget())
    elif isinstance(widget, QStackedWidget):
        yield from _stops(widget.currentWidget())
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if not widget.isHidden():
                yield from _stops(widget)
        elif inner is not None:
            yield from _in_layout(inner)
