# SPDX-License-Identifier: Apache-2.0
"""Rows below each other in a card, moved over by the arrow keys."""

import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from shieldwiz.gui.widgets.cards import Card
from shieldwiz.gui.widgets.rows import ListRow
from shieldwiz.gui.widgets.text import Line

_SLICE = 0.03  # seconds of making rows before the window may breathe


class RowList(Card):
    """A list of rows. `selectable`: moving onto a row selects it. `exclusive`: at most one row is ticked.

    It is a card, or with `framed` false a part of one.
    """

    activated = Signal(object)
    selected = Signal(object)
    ticked = Signal(object, bool)
    remove_wanted = Signal(object)
    rename_wanted = Signal(object)
    filled = Signal()

    def __init__(
        self,
        name: str,
        *,
        object_name: str = "",
        selectable: bool = False,
        exclusive: bool = False,
        scroll: bool = False,
        framed: bool = True,
    ) -> None:
        super().__init__(margins=0)
        if not framed:
            self.setProperty("kind", "body")
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._is_selectable, self._is_exclusive = selectable, exclusive
        self._rows: list[ListRow] = []
        self._empty: QWidget | None = None
        self._is_full = True
        self._selected: ListRow | None = None
        self._coming: Iterator[ListRow] = iter(())
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._fill_on)
        self.body.setContentsMargins(6, 6, 6, 6)
        self._holder = QWidget()
        self._holder.setProperty("kind", "body")
        self._lines = QVBoxLayout(self._holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._scroll: QScrollArea | None = None
        if scroll:
            self._lines.addStretch(1)
            self._scroll = QScrollArea()
            self._scroll.setWidgetResizable(True)
            self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._scroll.setWidget(self._holder)
            self.body.addWidget(self._scroll)
        else:
            self.body.addWidget(self._holder)

    def add(self, widget: QWidget) -> None:
        """Add a row, or a heading between rows."""
        if self._rows and isinstance(widget, ListRow):
            self._put(Line())
        self._put(widget)
        if not isinstance(widget, ListRow):
            return
        self._rows.append(widget)
        widget.activated.connect(lambda: self.activated.emit(widget.key))
        widget.activated.connect(lambda: self.select(widget))
        widget.remove_wanted.connect(lambda: self.remove_wanted.emit(widget.key))
        widget.rename_wanted.connect(lambda: self.rename_wanted.emit(widget.key))
        widget.step_wanted.connect(lambda step: self._step(widget, step))
        widget.ticked.connect(lambda is_on: self._tick(widget, is_on))
        self._show_empty()

    def _put(self, widget: QWidget) -> None:
        at = self._lines.count() - (1 if self._scroll is not None else 0)
        self._lines.insertWidget(at, widget)

    def fill(self, rows: Iterable[ListRow]) -> None:
        """Show these rows instead of what was there.

        Give a generator: rows are made in slices, so that hundreds of them do not stop the window. The first slice
        comes at once, `filled` after the last.
        """
        self.clear()
        self._coming = iter(rows)
        self._fill_on()
        if not self._is_full:
            self._slices.start()

    def _fill_on(self) -> None:
        begun = time.monotonic()
        self._is_full = False
        while time.monotonic() - begun < _SLICE:
            row = next(self._coming, None)
            if row is None:
                self._is_full = True
                self._slices.stop()
                self.filled.emit()
                return
            self.add(row)

    def clear(self) -> None:
        """Remove all rows."""
        self._slices.stop()
        self._coming = iter(())
        self._rows, self._selected = [], None
        for at in reversed(range(self._lines.count())):
            item = self._lines.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                self._lines.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._show_empty()

    def rows(self) -> tuple[ListRow, ...]:
        """Its rows in order."""
        return tuple(self._rows)

    def row(self, key: object) -> ListRow | None:
        """The row of a key."""
        return next((row for row in self._rows if row.key == key), None)

    def ticked_keys(self) -> tuple[object, ...]:
        """The keys of the rows that are ticked."""
        return tuple(row.key for row in self._rows if row.is_ticked())

    def set_empty(self, widget: QWidget) -> None:
        """What is shown instead while there is no row."""
        if self._empty is not None:
            self.body.removeWidget(self._empty)
            self._empty.hide()
            self._empty.deleteLater()
        self._empty = widget
        self.body.addWidget(widget)
        self._show_empty()

    def focus_row(self) -> None:
        """Put the focus on the ticked or selected row, else on the first that can be used."""
        usable = [row for row in self._rows if row.isEnabled()]
        chosen = next((row for row in usable if row is self._selected or row.is_ticked()), None)
        if usable:
            (chosen or usable[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self, row: ListRow) -> None:
        """Select a row, where rows of this list are selected."""
        if not self._is_selectable or row is self._selected:
            return
        for each in self._rows:
            each.set_selected(each is row)
        self._selected = row
        self.selected.emit(row.key)

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setVisible(not self._rows)
            (self._scroll or self._holder).setVisible(bool(self._rows))

    def _step(self, row: ListRow, step: int) -> None:
        usable = [each for each in self._rows if each.isEnabled() and each.isVisible()]
        if row not in usable:
            return
        target = usable[max(0, min(len(usable) - 1, usable.index(row) + step))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if self._scroll is not None:
            self._scroll.ensureWidgetVisible(target)
        self.select(target)
        if self._is_exclusive and target is not row and not target.is_ticked():
            target.click()

    def _tick(self, row: ListRow, is_on: bool) -> None:
        if self._is_exclusive and is_on:
            for each in self._rows:
                if each is not row and each.is_ticked():
                    each.set_ticked(False)
        self.ticked.emit(row.key, is_on)
