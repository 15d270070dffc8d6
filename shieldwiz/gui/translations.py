# SPDX-License-Identifier: Apache-2.0
"""Which languages the window speaks, and switching to one. English is in the code; others are compiled files."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from shieldwiz.assets import asset

_FOLDER = "i18n"


def languages() -> tuple[str, ...]:
    """Codes of the languages that there is a translation for; English always is, first."""
    found = sorted(file.stem.removeprefix("shieldwiz_") for file in asset(_FOLDER).glob("shieldwiz_*.qm"))
    return ("en", *(code for code in found if code != "en"))


def install_language(application: QApplication, code: str) -> str:
    """Speak `code`, or with "" what the system speaks, as far as there is a translation. Returns what is spoken."""
    wanted = [code] if code else [name.replace("-", "_") for name in QLocale.system().uiLanguages()]
    spoken = next((known for name in wanted for known in languages() if name in (known, known.split("_")[0])), None)
    if spoken is None:
        spoken = next((known for name in wanted for known in languages() if name.split("_")[0] == known), "en")
    for file, folder in (
        (f"shieldwiz_{spoken}", str(asset(_FOLDER))),
        (f"qtbase_{spoken}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ):
        translator = QTranslator(application)
        if translator.load(file, folder):
            application.installTranslator(translator)
    if QLocale(spoken).textDirection() is not application.layoutDirection():
        application.setLayoutDirection(QLocale(spoken).textDirection())
    return spoken
