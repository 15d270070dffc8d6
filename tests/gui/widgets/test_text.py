# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.widgets.text import (
    ElidedLabel,
    FixedLabel,
    ForeignLabel,
    Para,
    Title,
    foreign,
    literal,
    marked,
    plain,
    whole,
)
from tests.gui.conftest import Show

LONG = "Tick every hoster whose hosts may start this VM. Each one can read the disk keys inside this file. " * 4


def test_foreign_text_shows_hidden_characters_and_stays_short() -> None:
    assert foreign("a\nb\u202ec") == "a\\u{a}b\\u{202e}c"
    assert foreign("x" * 80) == "x" * 80
    cut = foreign("start" + "x" * 65_536 + "end")
    assert len(cut) == 80
    assert cut.startswith("start")
    assert cut.endswith("end")
    assert "…" in cut


def test_foreign_text_of_hidden_characters_alone_stays_short() -> None:
    assert len(foreign("\u202e" * 65_536)) == 80


def test_foreign_text_of_the_other_direction_is_isolated() -> None:
    assert foreign("שלום") == "\u2068שלום\u2069"


def test_the_tooltip_has_more_of_it() -> None:
    assert whole("x" * 500) == "x" * 500
    assert len(whole("x" * 65_536)) == 1_000


def test_marks_are_ours_and_values_are_not() -> None:
    assert marked("The file says **“{0}”** & more.", "<b>**x**{0}") == (
        "The file says <b>“&lt;b&gt;**x**{0}”</b> &amp; more."
    )
    assert plain("The file says **“{0}”**.", "<b>") == "The file says “<b>”."


@pytest.mark.parametrize("text", ["a {0} b", "\\u{202e}", "{{x}}", "***", "**a**", "}{", "{9}", "{x!r}"])
def test_a_literal_text_stays_what_it_is(text: str) -> None:
    assert plain(literal(text)).replace(" ", "") == text.replace(" ", "")
    assert plain("{0}: " + literal(text), "y").replace(" ", "") == "y:" + text.replace(" ", "")
    assert "<b>" not in marked(literal(text))


@pytest.mark.parametrize("text", ["{", "{x}", "}{", "{1}", "{0!r}", "{0.real}"])
def test_braces_that_mean_nothing_stay(text: str) -> None:
    assert marked(text) == text
    assert plain(text, "y") == text


def test_a_paragraph_is_as_high_as_its_width_makes_it(qtbot: QtBot) -> None:
    page, para, below = QWidget(), Para(LONG), Para("below")
    qtbot.addWidget(page)
    outer = QVBoxLayout(page)
    nested = QHBoxLayout()
    nested.addWidget(para, 1)
    nested.addWidget(QWidget())
    outer.addLayout(nested)
    outer.addWidget(below)
    outer.addStretch(1)
    page.resize(700, 600)
    page.show()
    qtbot.waitUntil(lambda: para.height() == para.heightForWidth(para.width()))
    wide = para.height()
    page.resize(300, 600)
    qtbot.waitUntil(lambda: para.height() > wide and para.height() == para.heightForWidth(para.width()))
    assert below.y() > para.y() + para.height()


def test_a_paragraph_never_runs_wider_than_720(qtbot: QtBot) -> None:
    para = Para(LONG)
    qtbot.addWidget(para)
    para.resize(1_400, 200)
    para.show()
    assert para.contentsRect().width() == 720


def test_a_paragraph_shows_marks_as_plain_text_unless_told(qtbot: QtBot) -> None:
    para = Para("<b>x</b>")
    qtbot.addWidget(para)
    assert para.textFormat() is Qt.TextFormat.PlainText
    para.set_marked("**{0}**", "<i>")
    assert para.text() == "<b>&lt;i&gt;</b>"
    assert para.accessibleName() == "<i>"
    para.setText("plain again")
    assert para.textFormat() is Qt.TextFormat.PlainText
    assert not para.accessibleName()


def test_an_elided_label_keeps_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("C:\\Users\\someone\\Documents\\a very long folder\\file.pdkx")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert "…" in label.text()
    assert label.full_text() in label.toolTip()
    assert label.accessibleName() == label.full_text()
    label.resize(900, 20)
    assert label.text() == label.full_text()
    assert not label.toolTip()


@pytest.mark.parametrize("text", ["<img src=x>", "a\u202eb", "CN=" + "x" * 65_536])
def test_a_foreign_label_is_plain_and_escaped(qtbot: QtBot, text: str) -> None:
    label = ForeignLabel(text)
    qtbot.addWidget(label)
    label.resize(300, 20)
    label.show()
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "\u202e" not in label.text()
    assert len(label.full_text()) <= 80
    assert "<img" not in label.toolTip()


def test_a_title_takes_the_focus_when_asked(show: Show) -> None:
    title = Title("Hosters")
    show(title)
    title.focus_title()
    assert title.hasFocus()


def test_a_fixed_label_reads_left_to_right_under_a_mirrored_parent(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label = FixedLabel("9f3c51d8")
    label.setParent(page)
    assert label.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("kind", [Para, ElidedLabel])
def test_text_begins_where_its_page_begins(show: Show, kind: type[Para] | type[ElidedLabel]) -> None:
    page, label = QWidget(), kind("words")
    QVBoxLayout(page).addWidget(label)
    show(page, 300)
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    if isinstance(label, Para):
        label.set_at_end()
        assert label.alignment() & Qt.AlignmentFlag.AlignLeft
