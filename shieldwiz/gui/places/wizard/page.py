# SPDX-License-Identifier: Apache-2.0
"""What every page of the wizard does: show a draft, say what a person changed, and point at what is missing."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shieldwiz.gui.session import Session
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import Para, Title
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.steps import Missing, Step


class WizardPage(QWidget):
    """Base of the pages. A page shows and edits; it decides nothing."""

    step: Step
    edited = Signal(object)
    """Fields of the draft that a person changed, by name."""
    status_changed = Signal()
    """What the page says in the footer, or whether it warns, is another."""
    next_wanted = Signal()

    def __init__(self, session: Session, title: str, text: str = "") -> None:
        super().__init__()
        self.session = session
        self.draft = Draft()
        self.setProperty("kind", "page")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("kind", "body")
        self.body = QVBoxLayout(body)
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(12)
        self.title = Title(title)
        self.body.addWidget(self.title)
        if text:
            self.body.addWidget(Para(text, role="muted"))
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.scroll_area = scroll

    def show_draft(self, draft: Draft) -> None:
        """Bring the page up to date with a draft. Called on entering and after each change."""
        self.draft = draft

    def enter(self) -> None:
        """The page is shown: put the focus where work begins."""
        self.title.focus_title()

    def leave(self) -> None:
        """Another page is shown: stop what runs for this one, and clear secrets."""

    def settle(self) -> None:
        """Next was pressed, maybe by a letter from inside a field: what was typed counts."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.editingFinished.emit()
        for row in self.findChildren(PathRow):
            if row.isVisible():
                row.settle()

    def summary(self, draft: Draft) -> str:
        """The second line in the rail: what was chosen; "" before anything was."""
        return ""

    def has_warning(self, draft: Draft) -> bool:
        """Whether the rail shows a triangle."""
        return False

    def status(self) -> str:
        """A line in the footer, such as "2 hosters ticked"."""
        return ""

    def point_at(self, missing: Missing) -> None:
        """Next was pressed while something is missing: say it where it belongs, and put the focus there."""

    def take_files(self, paths: tuple[str, ...]) -> bool:
        """Files were dropped on the window. True where this page has a use for them."""
        return False

    def take_paste(self) -> bool:
        """Ctrl+V. True where this page has a use for it."""
        return False

    def change(self, **fields: Any) -> None:
        """A person changed these fields of the draft."""
        self.edited.emit(fields)
