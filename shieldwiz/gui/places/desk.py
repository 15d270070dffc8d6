# SPDX-License-Identifier: Apache-2.0
"""The hoster's desk: what tenants see of a Host Guardian Service, and the guide through a change of keys.

Nothing runs by itself, and nothing is ever written to a server.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui import commands
from shieldwiz.gui.places.desk_parts.asking import AskingPage
from shieldwiz.gui.places.desk_parts.files import FilesPage
from shieldwiz.gui.places.desk_parts.footer import DeskFooter
from shieldwiz.gui.places.desk_parts.result import ResultPage
from shieldwiz.gui.places.desk_parts.rollover import RolloverPage
from shieldwiz.gui.places.desk_parts.sheet import write_sheet
from shieldwiz.gui.places.place import Crumb, Errand, Place
from shieldwiz.gui.session import Session
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.announcement import announce
from shieldwiz.gui.widgets.drop_zone import DropTarget
from shieldwiz.gui.wording import error_words

if TYPE_CHECKING:
    from shieldwiz.gui.jobs import Job

_WORK = "shieldwiz.workflow.hgs_desk"
_PAGES = ("asking", "result", "rollover", "files")


class DeskPlace(Place):
    """The desk: addresses, answers, guide."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("desk_place")
        self._job: Job | None = None
        self._reports: Sequence[Mapping[str, Any]] = ()
        self._before_guide = "asking"
        self.asking = AskingPage()
        self.result = ResultPage()
        self.guide = RolloverPage(session)
        self._asking_area = QScrollArea()
        self._asking_area.setWidgetResizable(True)
        self._asking_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._asking_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._asking_area.setWidget(self.asking)
        self._pages = QStackedWidget()
        self.files = FilesPage()
        for page in (self._asking_area, self.result, self.guide, self.files):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.bar = DeskFooter(self.asking.ask_button)
        self._connect()
        self._show("asking")

    def _connect(self) -> None:
        self.asking.asked.connect(self.ask)
        self.asking.stop_wanted.connect(self._stop)
        self.result.again_wanted.connect(self.ask)
        self.result.sheet_wanted.connect(self._save_sheet)
        self.result.help_wanted.connect(lambda page: commands.show_help_from(self, page))
        self.bar.edit_button.clicked.connect(self._go_back)
        self.bar.report_button.clicked.connect(self._save_report)
        self.bar.plan_button.clicked.connect(self.plan)
        self.files.help_wanted.connect(lambda page: commands.show_help_from(self, page))
        self.asking.files_button.clicked.connect(self._choose_files)
        DropTarget(self, self._drop_sentence, lambda paths: self.check_files(tuple(map(str, paths))))

    # Place

    def crumbs(self) -> tuple[Crumb, ...]:
        """The desk, and the guide inside of it."""
        desk = self.tr("Hoster's desk")
        if self._page == "rollover":
            return Crumb(text=desk, go=self._go_back), Crumb(text=self.tr("Plan a key change"))
        return (Crumb(text=desk),)

    def footer(self) -> QWidget:
        """The bar with the buttons."""
        return self.bar

    def enter(self, errand: Errand) -> None:
        """Offer the hosts that were remembered, where nothing was typed yet."""
        host = str(errand.facts.get("host", ""))
        if host and host not in self.asking.hosts():
            self.asking.edit.setPlainText(host)
            self._show("asking")
        if self._page == "asking":
            self.asking.edit.setFocus()
            if not self.asking.hosts():
                self.session.jobs.start(
                    f"{_WORK}:remembered", {"home": self.session.home}, done=self._offer, failed=self._fail, owner=self
                )

    def leave(self) -> None:
        """Stop asking."""
        self._stop()

    # Asking

    def ask(self) -> None:
        """Ask every address once."""
        hosts = self.asking.hosts()
        if self._job is not None:
            return
        if not hosts:
            self._show("asking")
            self.asking.show_problem(self.tr("Write the name or the address of a server."))
            return
        self._show("asking")
        self.asking.show_problem("")
        self.asking.notice.hide()
        self.asking.ask_button.setEnabled(False)
        self.asking.progress.start(self.tr("Asking the servers…"))
        self._job = self.session.start(
            f"{_WORK}:examine",
            {
                "hosts": hosts,
                "as_one": self.asking.one_check.isChecked(),
                "remember": self.asking.remember_check.isChecked(),
            },
            done=self._take,
            failed=self._refuse,
            stopped=self._end,
            owner=self,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _end(self) -> None:
        self._job = None
        self.asking.progress.finish()
        self.asking.ask_button.setEnabled(True)

    def _take(self, reports: Sequence[Mapping[str, Any]]) -> None:
        self._end()
        self._reports = reports
        self.result.show_reports(reports)
        self._show("result")
        self.bar.plan_button.setFocus()

    def _refuse(self, error: ShieldwizError) -> None:
        self._end()
        head, text = error_words(error)
        if error.problem is Problem.USAGE:
            self.asking.show_problem(self.tr("One of these is no name or address of a server."))
            return
        self.asking.notice.set_notice(Tone.REFUSED, f"**{head}.** {text}")
        self.asking.notice.show()

    def _offer(self, found: Sequence[Mapping[str, str]]) -> None:
        if found and not self.asking.hosts():
            self.asking.edit.setPlainText("\n".join(one["host"] for one in found))
            self.asking.one_check.setChecked(False)
            self.asking.remember_check.setChecked(True)

    def _fail(self, error: ShieldwizError) -> None:
        commands.show_error_from(self, error)

    # Pages

    @property
    def _page(self) -> str:
        return _PAGES[self._pages.currentIndex()]

    def _show(self, page: str) -> None:
        self._pages.setCurrentIndex(_PAGES.index(page))
        self.bar.show_page(page, sum(len(report["nodes"]) for report in self._reports))
        self.crumbs_changed.emit()

    def plan(self) -> None:
        """Open the guide through a change of keys."""
        self._before_guide = self._page
        self._show("rollover")
        host = self._reports[0]["host"] if self._reports else ""
        self.guide.begin(host[:50] or self.tr("Key change"))

    def _go_back(self) -> None:
        page = self._before_guide if self._page == "rollover" else "asking"
        self._show(page)
        if page == "asking":
            self.asking.edit.setFocus()

    # Files

    def _drop_sentence(self, paths: Sequence[Path]) -> str:
        return self.tr("Check these certificates and reports") if paths else ""

    def _choose_files(self) -> None:
        title = self.tr("Certificates, and reports of the server script")
        self.check_files(commands.ask_for_files(self, title, several=True))

    def check_files(self, files: tuple[str, ...]) -> None:
        """Judge certificates, and reports of the server script, and compare several reports."""
        if files:
            self.session.jobs.start(
                f"{_WORK}:check_files",
                {"now": self.session.now(), "files": files},
                done=self._show_files,
                failed=self._fail,
                owner=self,
            )

    def _show_files(self, reports: Sequence[Mapping[str, Any]]) -> None:
        self.files.show_reports(reports)
        self._show("files")

    def _save_report(self) -> None:
        path = commands.ask_where_to_save(self, self.tr("Save report"), "hgs-report.txt", "Text (*.txt)")
        if path:
            self.session.jobs.start(
                f"{_WORK}:save_report",
                {"file": path, "now": self.session.now(), "reports": list(self._reports)},
                done=lambda _: announce(self, self.tr("Saved")),
                failed=self._fail,
                owner=self,
                writes=True,
            )

    def _save_sheet(self) -> None:
        path = commands.ask_where_to_save(self, self.tr("Fingerprint sheet"), "fingerprint.pdf", "PDF (*.pdf)")
        if not path:
            return
        if write_sheet(path, self.result.report):
            announce(self, self.tr("Saved"))
        else:
            text = self.tr("The sheet could not be written there.")
            self._fail(ShieldwizError(Problem.WRITE_FAILED, text))
