# SPDX-License-Identifier: Apache-2.0
"""The bar below the desk: that nothing is changed anywhere, and what can be done with the answer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shieldwiz.gui.widgets.buttons import normal_button, primary_button
from shieldwiz.gui.widgets.text import Small


class DeskFooter(QWidget):
    """Buttons of the desk. The place says what they do."""

    def __init__(self, ask_button: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setProperty("edge", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.facts = Small()
        self.facts.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.edit_button = normal_button(self.tr("E&dit addresses…"), object_name="desk_edit_button")
        self.report_button = normal_button(self.tr("Save &report…"), "save", object_name="desk_report_button")
        self.plan_button = primary_button(
            self.tr("&Plan a key change…"), "git-compare-arrows", object_name="desk_plan_button"
        )
        self.ask_button = ask_button
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(8)
        line.addWidget(self.facts, 1)
        for button in (self.edit_button, self.report_button, self.plan_button, ask_button):
            line.addWidget(button)

    def show_page(self, page: str, count: int) -> None:
        """Fit the page `asking`, `result` or `rollover`; `count` addresses were asked."""
        if page == "result":
            self.facts.setText(
                self.tr("%n server(s) · read only · nothing is changed on them", "", count).replace(
                    "(s)", "" if count == 1 else "s"
                )
            )
        else:
            self.facts.setText(self.tr("Read only · nothing is changed on your servers"))
        self.edit_button.setText(self.tr("&Back") if page in ("rollover", "files") else self.tr("E&dit addresses…"))
        self.edit_button.setVisible(page != "asking")
        self.report_button.setVisible(page == "result")
        self.plan_button.setVisible(page != "rollover")
        self.plan_button.set_kind("primary" if page == "result" else "normal")
        self.ask_button.setVisible(page == "asking")
