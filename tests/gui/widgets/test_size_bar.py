# SPDX-License-Identifier: Apache-2.0

from PySide6.QtCore import Qt

from shieldwiz.gui.theme import LIGHT
from shieldwiz.gui.widgets.size_bar import SizeBar, size_text
from tests.gui.conftest import Show


def test_it_says_how_much_is_taken(show: Show) -> None:
    bar = SizeBar()
    show(bar, 400)
    assert bar.text == "0 of 384 KB"
    bar.set_parts((("a<b>.xml", 8 * 1_024), ("b.zip", 64 * 1_024)))
    assert bar.text == bar.accessibleName() == "72 of 384 KB"
    assert "a&lt;b&gt;.xml" in bar.toolTip()
    assert bar.total() == 72 * 1_024


def test_too_much_is_said_in_words_and_colour(show: Show) -> None:
    bar = SizeBar()
    show(bar, 400)
    bar.set_parts((("a", 384 * 1_024),))
    exact = bar.is_over()
    bar.set_parts((("a", 384 * 1_024), ("b", 12 * 1_024 - 5), ("empty", 0)))
    assert (exact, bar.is_over()) == (False, True)
    assert bar.text == "12 KB too much. Remove a file to go on."
    assert bar.accessibleDescription() == bar.text
    assert bar.grab().toImage().pixelColor(200, 5).name().upper() == LIGHT.refused


def test_it_mirrors(show: Show) -> None:
    bar = SizeBar()
    bar.set_parts((("a", 100 * 1_024),))
    show(bar, 400)
    assert bar.grab().toImage().pixelColor(20, 5).name().upper() == LIGHT.accent
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert bar.grab().toImage().pixelColor(380, 5).name().upper() == LIGHT.accent


def test_sizes_are_said_in_kilobytes() -> None:
    assert size_text(200 * 1_024) == "200 KB"
