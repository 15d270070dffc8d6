# SPDX-License-Identifier: Apache-2.0
"""The metadata check: one file after the other is examined, the person answers, and each is added or kept out.

The place decides nothing: whatever was chosen goes into `Choices`, and the file is examined again.
"""

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shieldwiz.errors import ShieldwizError
from shieldwiz.gui.places.check_parts.asking import AskPage
from shieldwiz.gui.places.check_parts.bringing import Bringing
from shieldwiz.gui.places.check_parts.ending import Ending
from shieldwiz.gui.places.check_parts.examiner import Document
from shieldwiz.gui.places.check_parts.footer import CheckFooter
from shieldwiz.gui.places.check_parts.inquiry import Inquiry
from shieldwiz.gui.places.check_parts.page import CheckPage
from shieldwiz.gui.places.check_parts.talking import Talking
from shieldwiz.gui.places.place import Crumb, Errand, Place, PlaceName
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.busy import set_busy, set_idle
from shieldwiz.gui.widgets.drop_zone import DropTarget
from shieldwiz.gui.widgets.text import foreign
from shieldwiz.gui.widgets.undo_bar import UndoBar
from shieldwiz.gui.wording import error_words


class CheckPlace(Place):
    """Entered with files, with pasted or fetched bytes (`pasted`, named by the fact `display_name`), or with facts:
    `known` examines a kept guardian again, `expected` names the one that a file is newer of, `paste` takes the
    clipboard, `practice` goes on to the wizard afterwards. Without any of them it asks for a file.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("check_page")
        self._errand = Errand()
        self._queue: deque[Document] = deque()
        self._total = 0
        self._kept: list[str] = []
        self._wrong_path = ""
        self.asking = AskPage()
        self.page = CheckPage(session)
        self.bar = CheckFooter()
        self._waiting = QWidget()
        self._stack = QStackedWidget()
        self._bringing = Bringing(session, self)
        self._undo_bar: UndoBar | None = None
        self._last_added: dict[str, Any] = {}
        talking = self._talking = Talking(session, self)
        self.inquiry = Inquiry(session, self.page, talking, self)
        self.ending = Ending(session, self.inquiry, page=self.page, bar=self.bar, talking=talking, parent=self)
        for widget in (self.asking, self._waiting, self.page):
            self._stack.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        DropTarget(self, self._bringing.drop_sentence, self._take_drop)
        self._connect()
        self.page.body.tabs.help_wanted.connect(talking.show_help)
        self.page.changed.files_wanted.connect(self._show_files_of)
        self.page.body.tabs.save_wanted.connect(talking.save_certificate)
        talking.said.connect(self.bar.queue.setText)
        self.bar.desk_button.clicked.connect(lambda: self.go.emit(PlaceName.DESK, Errand()))
        self.bar.report_button.clicked.connect(lambda: talking.copy_report(self.inquiry.on_page))
        self._ask()

    # What a place does

    def crumbs(self) -> Sequence[Crumb]:
        """Where the check was entered from, and the file."""
        back = self._leave_undecided
        if self._errand.back_to is PlaceName.PROTECT:
            crumbs = [
                Crumb(text=self.tr("Protect a virtual machine"), go=back),
                Crumb(text=self.tr("Hosters"), go=back),
            ]
        elif self._errand.back_to is PlaceName.LIBRARY:
            crumbs = [Crumb(text=self.tr("Guardians and owners"), go=back)]
        elif self.inquiry.document is not None:
            crumbs = [Crumb(text=self.tr("Check metadata"), go=back)]
        else:
            return [Crumb(text=self.tr("Check metadata"))]
        document = self.inquiry.document
        last = foreign(document.display_name) if document is not None else self.tr("Check metadata")
        return [*crumbs, Crumb(text=last)]

    def footer(self) -> QWidget:
        """The bar with Keep out and Add."""
        return self.bar

    def enter(self, errand: Errand) -> None:
        """Begin with what the errand brings, go on with what is under way, or ask for a file."""
        documents = self._bringing.documents_of(errand)
        is_new = bool(documents) or errand.back_to is not None or bool(errand.facts)
        if is_new or self.inquiry.document is None:
            self._errand = errand
        if documents:
            self._begin(documents)
        elif is_new or self.inquiry.document is None:
            self._ask()
            if errand.facts.get("paste"):
                self._paste()
        elif self.inquiry.examination is None:
            self.inquiry.resume()
        else:
            self.page.focus_first()

    def leave(self) -> None:
        """Stop what runs; a count of heard digits begins again."""
        self.inquiry.stop()
        self.page.decide.digits.reset()

    def undo(self) -> None:
        """Edit > Undo: take the last guardian out again, or bring the replaced one back."""
        if self._undo_bar is not None:
            self._undo_bar.dismiss()
        if self._last_added:
            self._take_back(self._last_added)

    def take_paste(self) -> bool:
        """Metadata while there is no file, a fingerprint while one is asked for."""
        if self.inquiry.document is None:
            self._paste()
            return True
        if self.page.decide.fingerprint.isVisible():
            self.page.decide.fingerprint.paste_button.click()
            return True
        return False

    # Files

    def _begin(self, documents: Sequence[Document]) -> None:
        if self._undo_bar is not None:
            self._undo_bar.dismiss()
        self._queue = deque(documents)
        self._total = len(documents)
        self._kept = []
        self._next()

    def _next(self) -> None:
        if not self._queue:
            self._finish()
            return
        document = self._queue.popleft()
        self.asking.clear()
        self._stack.setCurrentWidget(self._waiting)
        self.bar.show_queue(self._total - len(self._queue), self._total)
        self.inquiry.open(document, str(self._errand.facts.get("expected", "")))
        self.crumbs_changed.emit()

    def _ask(self) -> None:
        self._queue.clear()
        self.inquiry.close()
        self.asking.clear()
        self._stack.setCurrentWidget(self.asking)
        self.bar.show_asking()
        self.crumbs_changed.emit()
        self.asking.file_button.setFocus()

    def _paste(self) -> None:
        document = self._bringing.from_clipboard()
        if document is None:
            self.asking.show_notice(Tone.DECIDE, self.tr("There is no text on the clipboard."))
        else:
            self._begin([document])

    def _take_drop(self, paths: list[Path]) -> None:
        self._bringing.sort_out(tuple(map(str, paths)))

    def _take_certificate(self, path: str) -> None:
        if not self.inquiry.take_signer(path):
            self._say_wrong_kind("certificate", path)

    def _say_wrong_kind(self, kind: str, path: str) -> None:
        self._ask()
        self._wrong_path = path
        text = self._bringing.wrong_kind_words(kind)
        self.asking.show_notice(Tone.DECIDE, text, Path(path).name, can_open=True)

    def _open_instead(self) -> None:
        self.asking.clear()
        self.go.emit(PlaceName.OPEN, Errand(paths=(self._wrong_path,)))

    def _show_files_of(self, name: str) -> None:
        self.go.emit(PlaceName.LIBRARY, Errand(facts={"kind": "guardian", "name": name}))

    def _say_unreadable(self, error: ShieldwizError) -> None:
        head, text = error_words(error)
        if self._queue:
            self._next()
            return
        self._ask()
        self.asking.show_notice(Tone.REFUSED, f"**{head}.** {text}")

    # The end

    def _take_kept(self, name: str, undo: dict[str, Any]) -> None:
        self._kept.append(name)
        document = self.inquiry.document
        if document is not None and document.source:
            self.session.remember(document.source)
        self.session.shelf_changed.emit()
        self._next()
        self._offer_undo(name, undo)

    def _offer_undo(self, name: str, undo: dict[str, Any]) -> None:
        """Over whatever place is shown next, because the check is left at once."""
        if self._undo_bar is None:
            self._undo_bar = UndoBar(self.parentWidget() or self)
        self._last_added = undo
        replaced = self.tr("Replaced: “{0}”") if undo["kind"] == "replaced" else self.tr("Added: “{0}”")
        self._undo_bar.offer(replaced.format(foreign(name)), lambda: self._take_back(undo))

    def _take_back(self, undo: dict[str, Any]) -> None:
        self._last_added = {}
        self.session.start(
            "shieldwiz.workflow.examination:restore",
            {"undo": undo},
            done=lambda _: self._show_taken_back(),
            failed=self._talking.show_error,
            owner=self,
            writes=True,
        )

    def _show_taken_back(self) -> None:
        self.asking.clear()
        self.session.shelf_changed.emit()

    def _finish(self) -> None:
        """All files of the errand are decided."""
        errand, kept = self._errand, tuple(self._kept)
        self._errand = Errand()
        self._ask()
        if errand.settled is not None:
            errand.settled(kept)
        practice = errand.facts.get("practice")
        if errand.back_to is not None:
            self.go.emit(errand.back_to, Errand())
        elif isinstance(practice, dict) and kept:
            self.go.emit(PlaceName.PROTECT, Errand(facts={"practice": practice}))
        elif kept:
            text = self.tr("Added: **{0}**. It is among your guardians now.")
            self.asking.show_notice(Tone.INFO, text, ", ".join(kept))

    def _leave_undecided(self) -> None:
        """Esc: stop what runs, else leave without deciding."""
        if self.inquiry.examination is not None and self.inquiry.stop():
            return
        if self.inquiry.document is None and self._errand.back_to is None:
            self.go.emit(PlaceName.START, Errand())
            return
        self._queue.clear()
        self._finish()

    def _connect(self) -> None:
        self.inquiry.began.connect(lambda: self._stack.setCurrentWidget(self.page))
        self.inquiry.unreadable.connect(self._say_unreadable)
        self.inquiry.busy_changed.connect(self._show_busy)
        self.ending.kept.connect(self._take_kept)
        self.ending.passed.connect(self._next)
        self.asking.files_wanted.connect(self._bringing.choose_files)
        self.asking.address_wanted.connect(self._bringing.ask_address)
        self.asking.paste_wanted.connect(self._paste)
        self.asking.dropped.connect(self._take_drop)
        self.asking.open_instead_wanted.connect(self._open_instead)
        self._bringing.brought.connect(self._begin)
        self._bringing.certificate_brought.connect(self._take_certificate)
        self._bringing.wrong_kind_brought.connect(self._say_wrong_kind)
        for widget in (self, self.bar):
            shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._leave_undecided)

    def _show_busy(self, is_busy: bool) -> None:
        if is_busy:
            set_busy(self.bar.add_button, self.tr("Checking…"))
        else:
            set_idle(self.bar.add_button)
            self.ending.show_buttons()
