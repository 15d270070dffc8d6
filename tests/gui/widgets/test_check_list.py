# SPDX-License-Identifier: Apache-2.0

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from shieldwiz.checks import Outcome
from shieldwiz.gui.theme import LIGHT
from shieldwiz.gui.widgets.check_list import CheckLine, CheckList
from shieldwiz.gui.widgets.questions import Answer, Question, QuestionList
from tests.gui.conftest import Show

LINES = (
    CheckLine(id="V01", outcome=Outcome.PASS, sentence="The file is within limits", detail="4.2 KB"),
    CheckLine(id="V02", outcome=Outcome.PASS, sentence="The text is UTF-8"),
    CheckLine(id="subject", outcome=Outcome.NOTE, sentence="Tenants will see “x”."),
    CheckLine(id="revocation", outcome=Outcome.NOT_EVALUATED, sentence="No list was given."),
    CheckLine(id="chain", outcome=Outcome.WARN, sentence="Self-signed."),
    CheckLine(id="validity", outcome=Outcome.WARN, sentence="Expired.", about="signing", is_open=True),
    CheckLine(id="key", outcome=Outcome.FAIL, sentence="Too short."),
)


def _list(show: Show) -> CheckList:
    found = CheckList(object_name="checks")
    found.set_checks(LINES)
    show(found, 500, 400)
    return found


def test_what_went_wrong_stands_first(show: Show) -> None:
    ids = [row.line.id for row in _list(show).rows()]
    assert ids == ["key", "validity", "chain", "revocation", "subject", "V01", "V02"]


def test_the_heading_counts(show: Show, qtbot: QtBot) -> None:
    found = _list(show)
    assert found.heading() == "Checks: 2 passed, 1 failed, 2 warnings, 1 note, 1 not checked"
    with qtbot.waitSignal(found.heading_changed) as told:
        found.set_checks(LINES[:1])
    assert told.args == ["Checks: 1 passed"]
    found.set_checks(())
    assert found.heading() == "Checks"


def test_enter_and_a_click_ask_for_help(show: Show, qtbot: QtBot) -> None:
    found = _list(show)
    row = found.rows()[0]
    with qtbot.waitSignal(found.help_wanted) as told:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert told.args == ["key"]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Down)
    assert found.rows()[1].hasFocus()
    with qtbot.waitSignal(found.help_wanted) as told:
        qtbot.keyClick(found.rows()[1], Qt.Key.Key_Return)
    assert told.args == ["validity"]
    qtbot.keyClick(found.rows()[1], Qt.Key.Key_Up)
    assert row.hasFocus()


def test_a_row_copies_itself(show: Show, qtbot: QtBot) -> None:
    row = _list(show).rows()[5]
    qtbot.keyClick(row, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Passed: The file is within limits (4.2 KB)"


def test_the_menu_copies_and_explains(show: Show, qtbot: QtBot) -> None:
    found = _list(show)
    row = found.rows()[0]
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), row.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(row, event)
    menu = row.findChild(QMenu)
    assert menu is not None
    copy, explain = menu.actions()
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "Failed: Too short."
    with qtbot.waitSignal(found.help_wanted):
        explain.trigger()
    menu.close()


def test_rows_say_their_outcome_and_their_id(show: Show) -> None:
    row = _list(show).rows()[1]
    assert row.accessibleName() == "Expired., Warning"
    assert row.toolTip() == "validity"
    assert row.objectName() == "check_validity_signing"


def test_details_are_plain_and_escaped(qtbot: QtBot) -> None:
    found = CheckList()
    qtbot.addWidget(found)
    found.set_checks((CheckLine(id="V05", outcome=Outcome.FAIL, sentence="Odd.", detail="<b>\n\u202e" + "x" * 65_536),))
    for label in found.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "\u202e" not in label.text()
        assert len(label.text()) <= 400


def test_passed_checks_are_not_green(show: Show) -> None:
    image = _list(show).grab().toImage()
    found = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert LIGHT.trusted not in found


def test_questions_show_one_answer_each(show: Show, qtbot: QtBot) -> None:
    questions = QuestionList()
    asked = Question(
        number=3,
        question="Are they the keys of “{0}”?",
        answer="Not known yet",
        outcome=Answer.OPEN,
        text="Only something from outside can tell.",
        values=("<b>Contoso</b>",),
    )
    questions.set_questions((asked, asked))
    show(questions, 500, 300)
    questions.set_questions((asked,))

    def texts() -> list[str]:
        return [label.text() for label in questions.findChildren(QLabel) if label.isVisible()]

    qtbot.waitUntil(lambda: len(texts()) == 3)
    assert texts() == [
        "3.  Are they the keys of “&lt;b&gt;Contoso&lt;/b&gt;”?",
        "Not known yet",
        "Only something from outside can tell.",
    ]
