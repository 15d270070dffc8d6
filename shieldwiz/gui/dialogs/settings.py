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
from shieldwiz.gui.widgets.locked import LockedNote
from shieldwiz.gui.widgets.path_row import PathRow
from shieldwiz.gui.widgets.text import FixedLabel, Small, foreign, whole
from shieldwiz.workflow.draft import Policy
from shieldwiz.workflow.organisation import Organisation

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
        self._show_organisation()
        close = primary_button(self.tr("&Close"), object_name="settings_close_button")
        close.clicked.connect(self.accept)
        self.set_buttons(close, default=close)

    def _show_organisation(self) -> None:
        """What the administrators have set, where they have set something: readable, with a lock."""
        rules = self._window.session.organisation
        if not rules.file:
            return
        self.body.addWidget(Small(self.tr("Set by your organisation:")))
        for number, sentence in enumerate(self._rules(rules), 1):
            self.body.addWidget(LockedNote(sentence, object_name=f"settings_locked_{number}"))
        if rules.contact:
            self.body.addWidget(Small(self.tr("Ask {0}.").format(foreign(rules.contact, 120))))

    def _rules(self, rules: Organisation) -> list[str]:
        if rules.broken:
            return [self.tr("Its settings cannot be understood, so nothing can be allowed.")]
        said = {
            self.tr("Guardians are kept only with proof whose keys they have."): not rules.allows_no_proof,
            self.tr("Who signed a guardian's metadata has to be confirmed."): rules.requires_confirmed_signer,
            self.tr("No check may be set aside."): rules.forbids_overrides,
            self.tr("Every owner key has a backup."): rules.requires_backup,
            self.tr("Keys have at least {0} bits.").format(rules.key_size): bool(rules.key_size),
            self.tr("Only some policies are allowed."): not all(map(rules.allows_policy, list(Policy))),
            self.tr("The home folder is fixed."): bool(rules.home),
        }
        return [sentence for sentence, holds in said.items() if holds]

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
