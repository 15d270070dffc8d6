# SPDX-License-Identifier: Apache-2.0
"""Getting metadata from a server, asked over this computer's own loop."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shieldwiz.gui.dialogs.address import AddressDialog
from shieldwiz.gui.dialogs.decision import DecisionDialog
from shieldwiz.gui.session import Session, Settings
from shieldwiz.gui.theme import Tone

METADATA = (Path(__file__).parents[2] / "vectors" / "metadata" / "good-mono-inclusive-id.xml").read_bytes()
PATIENCE = 20_000


class Server(http.server.ThreadingHTTPServer):
    """A Host Guardian Service, as far as one request sees it."""

    daemon_threads = True
    status, body = 200, METADATA
    release: threading.Event | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.server_address[1]}"


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        if server.release is not None:
            server.release.wait(20)
        self.send_response(server.status)
        self.send_header("Content-Type", "application/xml")
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), _Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    if server.release is not None:
        server.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    assert qtbot is not None
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    session = Session(str(tmp_path / "home"), settings)
    yield session
    session.jobs.close()


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> Iterator[AddressDialog]:
    parent = QWidget()
    parent.resize(900, 600)
    qtbot.addWidget(parent)
    dialog = AddressDialog(parent, session)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    yield dialog
    parent.close()


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=PATIENCE)


def test_the_address_is_shown_before_anything_is_sent(dialog: AddressDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.edit, "hgs.contoso.example")
    path = "/KeyProtection/service/metadata/2014-07/metadata.xml"
    wait(qtbot, lambda: f"http://hgs.contoso.example{path}" in dialog.row.note.text)
    assert dialog.notice.isVisible()
    assert dialog.notice.text.startswith("Plain http can be read")
    dialog.edit.clear()
    qtbot.keyClicks(dialog.edit, "https://hgs.contoso.example")
    wait(qtbot, lambda: "https://" in dialog.row.note.text)
    assert not dialog.notice.isVisible()
    assert dialog.fetched == {}


def test_metadata_is_fetched(dialog: AddressDialog, qtbot: QtBot, server: Server) -> None:
    qtbot.keyClicks(dialog.edit, server.address)
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    wait(qtbot, lambda: dialog.result() == 1)
    assert dialog.fetched["data"] == METADATA
    assert dialog.fetched["display_name"]


def test_no_address_at_all_is_told_beside_the_field(dialog: AddressDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.get_button, Qt.MouseButton.LeftButton)
    assert dialog.row.problem_text.startswith("Write a server name")
    qtbot.keyClicks(dialog.edit, "ftp://contoso")
    assert dialog.row.problem_text == ""
    wait(qtbot, lambda: bool(dialog.row.problem_text))


def test_what_a_server_answers_wrongly_is_said(dialog: AddressDialog, qtbot: QtBot, server: Server) -> None:
    server.status, server.body = 500, b"{0} <b>no</b>"
    qtbot.keyClicks(dialog.edit, server.address)
    qtbot.mouseClick(dialog.get_button, Qt.MouseButton.LeftButton)
    wait(qtbot, lambda: dialog.notice.isVisible() and dialog.notice.tone is Tone.REFUSED)
    assert "500" in dialog.notice.text
    assert dialog.get_button.isEnabled()
    assert dialog.isVisible()


def test_escape_stops_first_and_closes_then(dialog: AddressDialog, qtbot: QtBot, server: Server) -> None:
    server.release = threading.Event()
    qtbot.keyClicks(dialog.edit, server.address)
    qtbot.mouseClick(dialog.get_button, Qt.MouseButton.LeftButton)
    wait(qtbot, dialog.progress.isVisible)
    assert not dialog.get_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    wait(qtbot, lambda: dialog.notice.text == "Stopped. Nothing was changed.")
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == 0


def test_http_is_asked_about_where_that_is_wished(
    dialog: AddressDialog, session: Session, qtbot: QtBot, server: Server
) -> None:
    session.settings.asks_before_http = True
    qtbot.keyClicks(dialog.edit, server.address)
    heads: list[str] = []

    def go_back() -> None:
        found = QApplication.activeModalWidget()
        if not isinstance(found, DecisionDialog):
            QTimer.singleShot(20, go_back)
            return
        heads.append(found.head.accessibleName())
        found.reject()

    QTimer.singleShot(20, go_back)
    qtbot.mouseClick(dialog.get_button, Qt.MouseButton.LeftButton)
    assert heads == ["Ask without encryption?"]
    assert not dialog.edit.isReadOnly()
    assert dialog.fetched == {}
