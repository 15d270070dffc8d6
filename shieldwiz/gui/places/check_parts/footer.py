# SPDX-License-Identifier: Apache-2.0
"""The bar below the check: the report, why nothing can be added yet, and the two buttons that end it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shieldwiz.gui.widgets.buttons import normal_button, primary_button, quiet_button
from shieldwiz.gui.widgets.text import Small


class CheckFooter(QWidget):
    """Buttons of the check. The page says what they do."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setProperty("edge", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.report_button = quiet_button(self.tr("Copy &report"), "copy", object_name="check_report_button")
        hint = self.tr("For people who run a Host Guardian Service: what your tenants see")
        self.desk_button = quiet_button(
            self.tr("Hoster's &desk"), "stethoscope", object_name="check_desk_button", hint=hint
        )
        self.queue = Small()
        self.queue.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.reason = Small()
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.keep_out_button = normal_button(self.tr("&Keep out"), object_name="check_keep_out_button")
        self.add_button = primary_button(self.tr("&Add guardian"), object_name="check_add_button")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 10, 16, 10)
        line.setSpacing(8)
        line.addWidget(self.report_button)
        line.addWidget(self.queue, 1)
        line.addWidget(self.reason, 2)
        line.addWidget(self.desk_button)
        line.addWidget(self.keep_out_button)
        line.addWidget(self.add_button)

    def show_asking(self) -> None:
        """There is no file yet."""
        self.report_button.hide()
        self.desk_button.show()
        self.queue.setText(self.tr("You decide at the end whether the hoster is added."))
        self.reason.hide()
        self.keep_out_button.hide()
        self.add_button.hide()

    def show_queue(self, number: int, total: int) -> None:
        """Which file of how many."""
        self.queue.setText(self.tr("File {0} of {1}").format(number, total) if total > 1 else "")

    def show_buttons(self, *, keep_out: str, add: str, can_add: bool, reason: str = "") -> None:
        """The words of both buttons ("" hides one), and why the second cannot be pressed."""
        self.report_button.show()
        self.desk_button.setVisible(not keep_out)  # where nothing is left to decide
        self.keep_out_button.setText(keep_out)
        self.keep_out_button.setVisible(bool(keep_out))
        self.add_button.setText(add)
        self.add_button.setVisible(bool(add))
        self.add_button.setEnabled(can_add)
        self.reason.setText(reason)
        self.reason.show()
        self.add_button.set_hint(reason)
