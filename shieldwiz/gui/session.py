# SPDX-License-Identifier: Apache-2.0
"""What the whole window shares: where things are kept, what a person set, the jobs, and what was put on the clipboard.

Secrets, names of guardians and contents of files are never among the settings.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCryptographicHash, QMimeData, QObject, QSettings, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication

from shieldwiz.gui.jobs import Job, JobRunner
from shieldwiz.gui.theme import Scheme
from shieldwiz.workflow.home_folder import home_folder
from shieldwiz.workflow.organisation import current

_MOST_RECENT = 8


class Settings:
    """What a person set, and where the window stood: typed access to QSettings, which is the window's alone."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @property
    def scheme(self) -> Scheme:
        """Which colours are wanted."""
        found = str(self._store.value("window/scheme", Scheme.SYSTEM))
        return Scheme(found) if found in list(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._store.setValue("window/scheme", scheme.value)

    @property
    def language(self) -> str:
        """A language code such as `de`; empty for the system's."""
        return str(self._store.value("window/language", ""))

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("window/language", language)

    @property
    def keeps_drafts(self) -> bool:
        """Whether the wizard keeps what was decided so far."""
        return bool(self._store.value("drafts/keep", True, type=bool))

    @keeps_drafts.setter
    def keeps_drafts(self, keeps: bool) -> None:
        self._store.setValue("drafts/keep", keeps)

    @property
    def asks_before_http(self) -> bool:
        """Whether an address without TLS is asked about before anything is sent."""
        return bool(self._store.value("network/ask-before-http", False, type=bool))

    @asks_before_http.setter
    def asks_before_http(self, asks: bool) -> None:
        self._store.setValue("network/ask-before-http", asks)

    @property
    def folder(self) -> str:
        """The folder that file dialogs begin in."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        found = str(self._store.value("files/folder", ""))
        return found if found and Path(found).is_dir() else documents

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("files/folder", folder)

    @property
    def recent(self) -> tuple[str, ...]:
        """Paths of the files used last, newest first."""
        found = self._store.value("files/recent", [])
        paths = [found] if isinstance(found, str) else list(found) if isinstance(found, list) else []
        return tuple(str(path) for path in paths if path)

    def remember(self, path: str) -> None:
        """Put a file at the top of the recent ones."""
        whole = str(Path(path).absolute())
        others = [one for one in self.recent if one != whole]
        self._store.setValue("files/recent", [whole, *others][:_MOST_RECENT])

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._store.remove("files/recent")

    def value(self, key: str) -> Any:
        """A stored byte string of Qt, such as a window's geometry."""
        return self._store.value(key)

    def keep(self, key: str, value: Any) -> None:
        """Store one."""
        self._store.setValue(key, value)


class Session(QObject):
    """One running window's state. Places take what they need from it and tell it what they changed."""

    shelf_changed = Signal()
    """Guardians or owners were added, changed or removed."""
    recent_changed = Signal()
    practice_changed = Signal(bool)

    def __init__(self, home: str | None, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = str(home_folder(home))
        self.settings = settings
        self.organisation = current()
        """What the administrators of this computer allow; what they do not is shown with a lock."""
        self.jobs = JobRunner(self)
        self._copied: set[str] = set()

    def now(self) -> datetime:
        """The moment by which things are judged (UTC)."""
        return datetime.now(UTC)

    def start(self, work: str, arguments: dict[str, Any], **callbacks: Any) -> Job:
        """`jobs.start` for work that wants the home folder as `home` and the moment as `now`."""
        return self.jobs.start(work, {"home": self.home, "now": self.now(), **arguments}, **callbacks)

    def remember(self, path: str) -> None:
        """Note a file as used just now."""
        self.settings.remember(path)
        self.recent_changed.emit()

    def practise(self, folder: str) -> None:
        """Begin (or with "" end) practising: every place shows the badge."""
        self.practice_changed.emit(bool(folder))

    def copy(self, text: str, *, secret: bool = False) -> None:
        """Put text on the clipboard, and remember its hash: comparing a value with itself proves nothing."""
        data = QMimeData()
        data.setText(text)
        if secret:  # clipboard histories leave it out
            data.setData("x-kde-passwordManagerHint", b"secret")
            data.setData('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1")
        QGuiApplication.clipboard().setMimeData(data)
        self._copied.add(_normal_hash(text))

    def told_elsewhere(self, value: str) -> None:
        """Put a value on the clipboard as if somebody had told it: the make-believe hoster does so."""
        QGuiApplication.clipboard().setText(value)

    def copied_here(self, text: str) -> bool:
        """Whether this text came from this window's own clipboard button."""
        return _normal_hash(text) in self._copied


def _normal_hash(text: str) -> str:
    """A hash that spaces, dashes, colons and case do not change."""
    kept = "".join(one for one in text.lower() if one.isalnum())
    digest = QCryptographicHash.hash(kept.encode("utf-8", "surrogatepass"), QCryptographicHash.Algorithm.Sha256)
    return bytes(digest.toHex().data()).decode("ascii")
