# SPDX-License-Identifier: Apache-2.0
"""One window for each home folder: a second start hands its files to the running window, and ends.

The socket is the user's own; what comes in is a list of paths, looked at like files that were dropped.
"""

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from shieldwiz.gui.first_start import instance_name

_WAIT = 500  # ms for a window that is there; it answers at once
_MOST = 64 << 10  # bytes of a list of paths


def hand_over(home: str, paths: list[str]) -> bool:
    """Give the files to the window that has this home folder open. False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(instance_name(home))
    if not socket.waitForConnected(_WAIT):
        return False
    whole = [str(Path(path).absolute()) for path in paths]
    socket.write(json.dumps(whole).encode("utf-8", "surrogateescape") + b"\n")
    socket.waitForBytesWritten(_WAIT)
    socket.disconnectFromServer()
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(_WAIT)
    return True


class Doorbell(QObject):
    """Listens for later starts. `rung` brings the paths that they were given."""

    rung = Signal(object)

    def __init__(self, home: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(instance_name(home)):
            QLocalServer.removeServer(instance_name(home))  # a window that crashed left it
            self._server.listen(instance_name(home))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(self._read_all)
        self._read_all()

    def _read_all(self) -> None:
        for socket in self._server.findChildren(QLocalSocket):
            if socket.canReadLine():
                self._take(bytes(socket.readLine(_MOST).data()))
                socket.deleteLater()
            elif socket.bytesAvailable() > _MOST:
                socket.deleteLater()

    def _take(self, line: bytes) -> None:
        try:
            paths = json.loads(line.decode("utf-8", "surrogateescape"))
        except ValueError:
            return
        if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
            self.rung.emit(paths)
