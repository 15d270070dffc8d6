# SPDX-License-Identifier: Apache-2.0
"""The few things that can be set. Each takes effect at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QComboBox

from shieldwiz.gui.dialogs.dialog import Dialog
from shieldwiz.gui.theme import Scheme
from shieldwiz.gui.translations import languages
from shieldwiz.gui.widgets.buttons import primary_button
from shieldwiz.gui.widgets.form_row import FormRow
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import FixedLabel, Small, whole

if TYPE_CHECKING:
    from shieldwiz.gui.window import Window


class SettingsDialog(Dialog):
    """File > Settings."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window, self.tr("Settings"))
        self.setObjectName("settings_dialog")
        self._window = window
        self._settings = window.session.settings
        self.body.addWidget(FormRow(self.tr("&Theme"), self._theme_combo(), object_name="settings_theme"))
        self.body.addWidget(
            FormRow(
                self.tr("&Language"),
                self._language_combo(),
                hint=self.tr("Takes effect when shieldwiz is started again."),
                object_name="settings_language",
            )
        )
        self.body.addWidget(self._drafts_box())
        self.body.addWidget(self._http_box())
        folder = PathRow(self.tr("&Folder that file dialogs begin in"), folder=True, object_name="settings_folder")
        folder.set_text(self._settings.folder)
        folder.settled.connect(self._take_folder)
        self._folder = folder
        self.body.addWidget(folder)
        self.body.addWidget(Small(self.tr("Home folder: guardians, owners and drafts are kept here.")))
        home = FixedLabel(whole(window.session.home))
        home.setObjectName("settings_home_label")
        home.setAccessibleName(self.tr("Home folder"))
        self.body.addWidget(home)
        close = primary_button(self.tr("&Close"), object_name="settings_close_button")
        close.clicked.connect(self.accept)
        self.set_buttons(close, default=close)

    def _theme_combo(self) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName("settings_theme_combo")
        names = {Scheme.SYSTEM: self.tr("System"), Scheme.LIGHT: self.tr("Light"), Scheme.DARK: self.tr("Dark")}
        for scheme, name in names.items():
            combo.addItem(name, scheme.value)
        combo.setCurrentIndex(combo.findData(self._settings.scheme.value))
        combo.activated.connect(lambda at: self._window.use_scheme(Scheme(combo.itemData(at))))
        return combo

    def _language_combo(self) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName("settings_language_combo")
        combo.addItem(self.tr("System"), "")
        for code in languages():
            combo.addItem(QLocale(code).nativeLanguageName() or code, code)
        combo.setCurrentIndex(max(0, combo.findData(self._settings.language)))
        combo.activated.connect(lambda at: setattr(self._settings, "language", combo.itemData(at)))
        return combo

    def _drafts_box(self) -> QCheckBox:
        box = QCheckBox(self.tr("&Keep drafts (without secrets)"))
        box.setObjectName("settings_drafts_check")
        box.setChecked(self._settings.keeps_drafts)
        box.toggled.connect(lambda on: setattr(self._settings, "keeps_drafts", on))
        return box

    def _http_box(self) -> QCheckBox:
        box = QCheckBox(self.tr("&Ask before opening http addresses"))
        box.setObjectName("settings_http_check")
        box.setChecked(self._settings.asks_before_http)
        box.toggled.connect(lambda on: setattr(self._settings, "asks_before_http", on))
        return box

    def _take_folder(self, folder: str) -> None:
        if self._folder.check_now():
            self._settings.folder = folder
