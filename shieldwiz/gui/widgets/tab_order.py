# SPDX-License-Identifier: Apache-2.0
"""Tab goes on as one reads. What is made late is last in Qt's own order; so the layouts say what is next."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QButtonGroup,
    QComboBox,
    QLayout,
    QLineEdit,
    QMainWindow,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

_WHOLE = (QAbstractSpinBox, QComboBox, QLineEdit)  # what is inside of these takes no focus of its own


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to what comes after (or before) the widget that has it. False where there is no other."""
    stops = list(tab_stops(window))
    focus: QWidget | None = window.focusWidget()
    while focus is not None and focus not in stops and focus is not window:
        focus = focus.parentWidget()
    if not stops:
        return False
    at = 0 if forward else -1
    if focus in stops:
        at = (stops.index(focus) + (1 if forward else -1)) % len(stops)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[at].setFocus(reason)
    _bring_into_view(stops[at])
    return True


def tab_stops(widget: QWidget | None) -> Iterator[QWidget]:
    """Everything in a widget that Tab comes to, in the order of the layouts."""
    if widget is None or widget.isHidden() or not widget.isEnabled():
        return
    if _takes_focus(widget):
        yield widget
    if isinstance(widget, _WHOLE):
        return
    if isinstance(widget, QMainWindow):
        yield from tab_stops(widget.centralWidget())
    elif isinstance(widget, QScrollArea):
        yield from tab_stops(widget.widget())
    elif isinstance(widget, QTabWidget):
        yield widget.tabBar()
        yield from tab_stops(widget.currentWidget())
    elif isinstance(widget, QStackedWidget):
        yield from tab_stops(widget.currentWidget())
    else:
        yield from _inside(widget)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    """What the layout places, then what lies over it."""
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    for child in placed:
        yield from tab_stops(child)
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child not in placed and not child.isWindow():
            yield from tab_stops(child)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _takes_focus(widget: QWidget) -> bool:
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None or widget.isWindow():
        return False
    if isinstance(widget, QRadioButton) and not widget.isChecked():  # of several, Tab comes to the chosen one
        group: QButtonGroup | None = widget.group()
        return group is None or not any(one.isChecked() for one in group.buttons())
    return True


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
