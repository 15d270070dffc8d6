# SPDX-License-Identifier: Apache-2.0
"""Looks over everything that a window shows. Each sweep returns sentences about what is wrong; none is well."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from shieldwiz.foreign_text import is_hidden
from shieldwiz.gui.theme import theme
from shieldwiz.gui.widgets.text import ElidedLabel, Para

SMALLEST_TARGET = 24
_NAMES_TO_CHOOSE = ("disks_try_signer", "unlock_who_combo")  # their entries are names, which give way
_ISOLATES = "\u2066\u2067\u2068\u2069"
_LONGEST = 4_000  # characters of a label or a tooltip
_OWN_TAGS = re.compile(r"</?(?:b|p|br|qt|span)(?: style=\"[^\"<>]*\")?/?>")


def visible(root: QWidget, kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
    """What is shown of that kind inside of `root`, dialogs in front of it left out."""
    for widget in root.findChildren(kind):
        if widget.isVisible() and widget.window() is root:
            yield widget


def name_of(widget: QWidget) -> str:
    """How a sentence about a widget calls it."""
    text = getattr(widget, "text", lambda: "")
    words = text() if callable(text) and not isinstance(widget, QLineEdit) else ""
    return f"{type(widget).__name__} {widget.objectName() or str(words)[:60]!r}"


def _tab_stops(root: QWidget) -> list[QWidget]:
    return [one for one in visible(root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()]


def names(root: QWidget) -> list[str]:
    """Whatever takes the focus has a name for a screen reader, and fields have labels that lead to them."""
    found = []
    buddies = {label.buddy() for label in root.findChildren(QLabel)}
    for widget in _tab_stops(root):
        if widget.objectName() == "qt_spinbox_lineedit":
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{name_of(widget)} has no accessible name")
        if isinstance(widget, QComboBox | QAbstractSpinBox) and widget not in buddies:
            found.append(f"{name_of(widget)} has no label as its buddy")
        elif isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            is_inside = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
            if not is_inside and widget not in buddies and not widget.accessibleName():
                found.append(f"{name_of(widget)} has neither a label nor a name")
        if isinstance(widget, QAbstractButton) and min(widget.width(), widget.height()) < SMALLEST_TARGET:
            found.append(f"{name_of(widget)} is smaller than {SMALLEST_TARGET} pixels")
    return found


def mnemonics(root: QWidget) -> list[str]:
    """No letter twice, and none of the menu bar's."""
    letters: dict[str, list[str]] = {}
    for widget in visible(root):
        texts: list[str] = []
        if isinstance(widget, QMenuBar):
            texts = [action.text() for action in widget.actions()]
        elif isinstance(widget, QTabBar):
            texts = [widget.tabText(at) for at in range(widget.count())]
        elif isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            texts = [widget.text()]
        for text in texts:
            letter = QKeySequence.mnemonic(text).toString()
            if letter:
                letters.setdefault(letter, []).append(text)
    return [f"{letter} leads to {', '.join(texts)}" for letter, texts in letters.items() if len(texts) > 1]


def object_names(root: QWidget) -> list[str]:
    """Names that tests and screen readers' scripts find things by are there once; what is pressed or filled has one."""
    counted = Counter(
        widget.objectName()
        for widget in visible(root)
        if widget.objectName() and not widget.objectName().startswith(("qt_", "ScrollLeft", "ScrollRight"))
    )
    return [f"{name} is there {count} times" for name, count in counted.items() if count > 1]


def tab_order(root: QWidget) -> list[str]:
    """Tab goes on as one reads: down, or to the far side; a new column may begin at its top."""
    chain = _pressed(root)
    mirrored = root.layoutDirection() is Qt.LayoutDirection.RightToLeft
    found = []
    for before, after in pairwise(chain):
        a, b = _seen_together(before, after, root, mirrored=mirrored)
        goes_up = b.bottom() <= a.top() and not _starts_column(a, b)
        is_beside = b.top() < a.bottom() and a.top() < b.bottom()
        if goes_up or (is_beside and b.right() <= a.left() and not _starts_row(a, b)):
            found.append(f"Tab goes back from {name_of(before)} to {name_of(after)}")
    return found


def _pressed(root: QWidget) -> list[QWidget]:
    """What has the focus after each press of Tab, from the first to the last on the way down."""
    root.activateWindow()
    QTest.qWaitForWindowActive(root, 2_000)
    began = QApplication.focusWidget()
    if began is None or began.window() is not root:
        stops = _tab_stops(root)
        if not stops:
            return []
        stops[0].setFocus()
    passed: list[QWidget] = []
    for _ in range(400):
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not root or focus in passed:
            break
        passed.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    if began is not None:
        began.setFocus()
    for area in visible(root, QScrollArea):
        assert isinstance(area, QScrollArea)
        area.verticalScrollBar().setValue(0)
    if not passed:
        return []
    # The way round is entered anywhere; it begins with what is highest.
    mirrored = root.layoutDirection() is Qt.LayoutDirection.RightToLeft
    places = [_place(one, root, mirrored=mirrored) for one in passed]
    first = min(range(len(passed)), key=lambda at: (places[at].center().y() // 24, places[at].left()))
    return passed[first:] + passed[:first]


def unreached(root: QWidget) -> list[str]:
    """Tab comes to everything that takes the focus by it."""
    passed = set(_pressed(root))
    missed = [one for one in _tab_stops(root) if one not in passed and one.focusProxy() is None and not _is_part(one)]
    return [f"Tab never comes to {name_of(one)}" for one in missed]


def _is_part(widget: QWidget) -> bool:
    """A part of a field, or one of several radio buttons, which Tab takes as one."""
    is_one_of_many = isinstance(widget, QRadioButton) and not widget.isChecked()
    return is_one_of_many or isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QTabBar)


def _seen_together(before: QWidget, after: QWidget, root: QWidget, *, mirrored: bool) -> tuple[QRect, QRect]:
    """Where both are; of what scrolls alone, where its window onto it is."""
    areas = [_areas(one) for one in (before, after)]
    places = []
    for one, own, others in ((before, areas[0], areas[1]), (after, areas[1], areas[0])):
        alone = [area for area in own if area not in others]
        places.append(_place(alone[-1] if alone else one, root, mirrored=mirrored))
    return places[0], places[1]


def _areas(widget: QWidget) -> list[QScrollArea]:
    """The scroll areas around a widget, from the inside."""
    found = []
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            found.append(above)
        above = above.parentWidget()
    return found


def _place(widget: QWidget, root: QWidget, *, mirrored: bool) -> QRect:
    place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    if mirrored:
        place.moveLeft(root.width() - place.right())
    return place


def _starts_column(a: QRect, b: QRect) -> bool:
    return b.left() >= a.right() - 4 or b.left() > a.left() + 40


def _starts_row(a: QRect, b: QRect) -> bool:
    """A tall thing, then what stands beside its lower part on the other side."""
    return b.top() > a.top() + 12


def widths(root: QWidget) -> list[str]:
    """No body needs more than its place has, so that nothing scrolls sideways."""
    found = []
    for area in visible(root, QScrollArea):
        assert isinstance(area, QScrollArea)
        body = area.widget()
        assert body is not None
        needed = max(body.minimumSizeHint().width(), body.minimumWidth())
        if needed > area.viewport().width():
            widest = max(body.findChildren(QWidget) or [body], key=lambda one: one.minimumSizeHint().width())
            room = area.viewport().width()
            found.append(f"the body of {name_of(area)} needs {needed} of {room}, most of it {name_of(widest)}")
    return found


def cuts(root: QWidget) -> list[str]:
    """No word of ours is cut."""
    return [sentence for widget in visible(root) for sentence in _cut(widget)]


def _cut(widget: QWidget) -> Iterable[str]:
    if isinstance(widget, ElidedLabel):
        if widget.height() < QFontMetrics(widget.font()).height() - 1:
            yield f"{name_of(widget)} is {widget.height()} high"
    elif isinstance(widget, QLabel) and widget.text():
        yield from _cut_label(widget)
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton | QToolButton):
        needed = widget.sizeHint()
        if widget.property("kind") == "crumb":
            return  # names of places and files, which give way
        if widget.text() and (widget.width() < needed.width() or widget.height() < needed.height()):
            yield f"{name_of(widget)} has {widget.width()} x {widget.height()} of {needed.width()} x {needed.height()}"
    elif isinstance(widget, QComboBox) and widget.objectName() not in _NAMES_TO_CHOOSE:
        needed_width = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText()) + 28 + 18
        if widget.width() < needed_width:
            yield f"{name_of(widget)} has {widget.width()} of {needed_width}: {widget.currentText()}"
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            if widget.tabRect(at).right() > widget.width() or widget.tabRect(at).left() < 0:
                yield f"the tab {widget.tabText(at)} does not fit"


def placeholders(root: QWidget) -> list[str]:
    """What stands in an empty field can be read to its end."""
    found = []
    for field in visible(root, QLineEdit):
        assert isinstance(field, QLineEdit)
        needed = QFontMetrics(field.font()).horizontalAdvance(field.placeholderText()) + 20
        if not field.text() and field.width() < needed:
            found.append(f"{name_of(field)} has {field.width()} of {needed}")
    return found


def _cut_label(label: QLabel) -> Iterable[str]:
    if isinstance(label, Para) or label.wordWrap():
        height, width = label.heightForWidth(label.width()), label.minimumSizeHint().width()
    else:
        height, width = label.sizeHint().height(), label.sizeHint().width()
    if label.height() < height or label.width() < width:
        yield f"{name_of(label)} has {label.width()} x {label.height()} of {width} x {height}"
    parent = label.parentWidget()
    if parent is not None and not parent.rect().adjusted(-1, -1, 1, 1).contains(label.geometry()):
        yield f"{name_of(label)} sticks out of {name_of(parent)}"


def green(root: QWidget) -> list[str]:
    """No pixel has the colour of trust."""
    image = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = set(memoryview(bytes(image.constBits())).cast("I"))
    colours = theme().colours
    roles = {"trusted": colours.trusted, "trusted_soft": colours.trusted_soft, "trusted_line": colours.trusted_line}
    return [f"a pixel is {role}" for role, colour in roles.items() if QColor(colour).rgb() in pixels]


def foreign_text(root: QWidget) -> list[str]:
    """Everything that is shown, said, or in a tooltip is plain, or marked by our own tags alone, and not endless."""
    found = []
    for widget in (root, *visible(root)):
        for where, text, is_rich in _texts(widget):
            tags = re.sub(_OWN_TAGS, "", text) if is_rich else ""
            if "<" in tags:
                found.append(f"{where} of {name_of(widget)} has foreign tags: {html.escape(tags[:120])}")
            hidden = {character for character in text if is_hidden(character)} - set(_ISOLATES) - {"\n"}
            if hidden:
                found.append(f"{where} of {name_of(widget)} has hidden characters {sorted(map(hex, map(ord, hidden)))}")
            if len(text) > _LONGEST:
                found.append(f"{where} of {name_of(widget)} is {len(text)} characters long")
            if "HOSTILE\n" in text or text.count(_ISOLATES[0]) < text.count(_ISOLATES[3]):
                found.append(f"{where} of {name_of(widget)} breaks out of its line")
    return found


def _may_be_rich(text: str) -> bool:
    """Whether Qt may take a text for HTML where it guesses."""
    return re.search(r"<[A-Za-z!/?]", text) is not None


def _texts(widget: QWidget) -> Iterator[tuple[str, str, bool]]:
    yield "tooltip", widget.toolTip(), _may_be_rich(widget.toolTip())
    yield "name", widget.accessibleName(), False
    yield "description", widget.accessibleDescription(), False
    yield "what's this", widget.whatsThis(), _may_be_rich(widget.whatsThis())
    if widget.isWindow():
        yield "title", widget.windowTitle(), False
    if isinstance(widget, QLabel):
        form = widget.textFormat()
        is_rich = form is Qt.TextFormat.RichText or form is Qt.TextFormat.MarkdownText
        yield "text", widget.text(), is_rich or (form is Qt.TextFormat.AutoText and _may_be_rich(widget.text()))
    elif isinstance(widget, QAbstractButton):
        yield "text", widget.text(), False
    elif isinstance(widget, QComboBox):
        yield from (("entry", widget.itemText(at), False) for at in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(at), False) for at in range(widget.count()))
