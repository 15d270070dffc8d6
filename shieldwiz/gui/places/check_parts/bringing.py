# SPDX-License-Identifier: Apache-2.0
"""Bringing documents to the check: files, the clipboard, a server. What is no metadata is told apart by its content."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from shieldwiz.gui.dialogs.address import AddressDialog
from shieldwiz.gui.places.check_parts.examiner import Document
from shieldwiz.gui.places.place import Errand
from shieldwiz.gui.session import Session
from shieldwiz.gui.wording import time_text

_RECOGNISE = "shieldwiz.workflow.recognition:recognise"
# Kinds that are examined: metadata, and what may be damaged metadata.
_EXAMINED = frozenset({"metadata", "unknown", "unreadable"})


class Bringing(QObject):
    """Finds out what a person brought."""

    brought = Signal(object)
    """Documents to examine, one after the other."""
    certificate_brought = Signal(str)
    wrong_kind_brought = Signal(str, str)
    """A kind, and the path of the file."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._widget = parent

    def documents_of(self, errand: Errand) -> list[Document]:
        """What an errand asks to be examined."""
        known = str(errand.facts.get("known", ""))
        if known:
            return [Document(known=known, display_name=known)]
        if errand.pasted is not None:
            return [
                Document(data=errand.pasted, display_name=str(errand.facts.get("display_name", "")) or self._pasted())
            ]
        return [_file(path) for path in errand.paths]

    def from_clipboard(self) -> Document | None:
        """The text on the clipboard as a document; None where there is none."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            return None
        return Document(data=text.encode("utf-8", "replace"), display_name=self._pasted())

    def choose_files(self) -> None:
        """Ask for files."""
        paths, _ = QFileDialog.getOpenFileNames(
            self._widget.window(),
            self.tr("Check metadata"),
            self._session.settings.folder,
            self.tr("Guardian metadata (*.xml);;All files (*)"),
        )
        if paths:
            self._session.settings.folder = str(Path(paths[0]).parent)
            self.sort_out(tuple(paths))

    def ask_address(self) -> None:
        """Ask for an address, and fetch."""
        dialog = AddressDialog(self._widget.window(), self._session)
        if dialog.exec():
            fetched = dialog.fetched
            self.brought.emit([Document(data=fetched["data"], display_name=fetched["display_name"])])

    def sort_out(self, paths: tuple[str, ...]) -> None:
        """Look what the files are, and say so by the signals."""
        if paths:
            self._session.start(
                _RECOGNISE,
                {"paths": paths, "now": self._session.now()},
                done=lambda kinds: self._tell(paths, kinds),
                failed=lambda _: self.brought.emit([_file(path) for path in paths]),  # examining says what is wrong
                owner=self,
            )

    def drop_sentence(self, paths: list[Path]) -> str:
        """What a drop will do."""
        if not paths:
            return ""
        if len(paths) == 1:
            return self.tr("Look at this file")
        return self.tr("Look at {0} files, one after the other").format(len(paths))

    def wrong_kind_words(self, kind: str) -> str:
        """What a file is that is no metadata; {0} is its name."""
        return {
            "certificate": self.tr("**{0}** is a certificate. Here a metadata file is needed."),
            "pfx": self.tr("**{0}** is a PFX file with a private key. Here a metadata file is needed."),
            "shielding-data": self.tr("**{0}** is a shielding data file. Here a metadata file is needed."),
            "key-protector": self.tr("**{0}** is a key protector. Here a metadata file is needed."),
            "microsoft": self.tr("**{0}** is in a format of Microsoft's own. Here a metadata file is needed."),
            "recipe": self.tr("**{0}** is a recipe. Here a metadata file is needed."),
        }.get(kind, self.tr("**{0}** is another kind of file. Here a metadata file is needed."))

    def _tell(self, paths: tuple[str, ...], kinds: tuple[str, ...]) -> None:
        documents = [_file(path) for path, kind in zip(paths, kinds, strict=True) if kind in _EXAMINED]
        if documents:
            self.brought.emit(documents)
        elif kinds[0] == "certificate":
            self.certificate_brought.emit(paths[0])
        else:
            self.wrong_kind_brought.emit(kinds[0], paths[0])

    def _pasted(self) -> str:
        return self.tr("Pasted, {0}").format(time_text(self._session.now()))


def _file(path: str) -> Document:
    return Document(source=path, display_name=Path(path).name)
