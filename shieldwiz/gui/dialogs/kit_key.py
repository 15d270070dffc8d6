# SPDX-License-Identifier: Apache-2.0
"""The key and the fingerprint of a kit for Windows, before the kit is written: the key is shown this once."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.buttons import LinkButton, normal_button, primary_button
from shieldwiz.gui.widgets.clipboard import copy_secret, copy_text
from shieldwiz.gui.widgets.notice import InlineNotice
from shieldwiz.gui.widgets.text import FixedLabel, Para, Small, Strong, foreign

_GROUPS_A_LINE = 4
_SHOWN = 6  # secrets by name; the rest by number


class KitKeyDialog(Dialog):
    """Ends well only when the person says that both values are kept."""

    def __init__(self, parent: QWidget, kit: Mapping[str, Any]) -> None:
        super().__init__(parent, self.tr("The kit for Windows"), width=WIDE)
        self.setObjectName("kit_key_dialog")
        self._key = str(kit["key"])
        self.body.addWidget(
            Para(
                self.tr(
                    "On a Windows computer that you trust, this kit makes {0}. Two values are asked for there that are "
                    "not in the kit. Hand them over in another way than the kit itself."
                ).format(foreign(kit["makes"], 80)),
                role="muted",
            )
        )
        self._add_key()
        self._add_fingerprint(kit["fingerprint"]["digits"].split(" "))
        self._add_secrets(kit)
        self.have_check = QCheckBox(self.tr("I &have both"))
        self.have_check.setObjectName("kit_have_check")
        self.body.addWidget(self.have_check, 0, Qt.AlignmentFlag.AlignLeft)
        cancel = normal_button(self.tr("&No kit"), object_name="kit_cancel_button")
        cancel.clicked.connect(self.reject)
        self.write_button = primary_button(self.tr("&Write the kit"), object_name="kit_write_button")
        self.write_button.clicked.connect(self.accept)
        self.write_button.setEnabled(False)
        self.have_check.toggled.connect(self.write_button.setEnabled)
        self.set_buttons(cancel, self.write_button, default=self.write_button)
        self.have_check.setFocus()

    def _add_key(self) -> None:
        copy = LinkButton(self.tr("&Copy"), object_name="kit_copy_key_button", accessible=self.tr("Copy the kit key"))
        copy.clicked.connect(lambda: copy_secret(self._key))
        self.body.addLayout(_headed(Strong(self.tr("Kit key")), copy))
        self.key_label = FixedLabel(self._key, kind="body")
        self.key_label.setObjectName("kit_key_label")
        self.key_label.setAccessibleName(self.tr("Kit key"))
        self.body.addWidget(self.key_label)
        self.body.addWidget(
            Small(self.tr("It opens all that is locked in the kit. It is shown now and never again, and kept nowhere."))
        )

    def _add_fingerprint(self, groups: list[str]) -> None:
        copy = LinkButton(
            self.tr("C&opy"), object_name="kit_copy_fingerprint_button", accessible=self.tr("Copy the kit fingerprint")
        )
        copy.clicked.connect(lambda: copy_text(" ".join(groups)))
        self.body.addLayout(_headed(Strong(self.tr("Kit fingerprint")), copy))
        lines = [" ".join(groups[at : at + _GROUPS_A_LINE]) for at in range(0, len(groups), _GROUPS_A_LINE)]
        label = FixedLabel("\n".join(lines), kind="body")
        label.setObjectName("kit_fingerprint_label")
        label.setAccessibleName(self.tr("Kit fingerprint"))
        self.body.addWidget(label)
        self.body.addWidget(
            Small(self.tr("By it the script on Windows notices a kit that somebody changed. It is no secret."))
        )

    def _add_secrets(self, kit: Mapping[str, Any]) -> None:
        self.body.addWidget(Strong(self.tr("What the kit holds")))
        secrets, missing = kit["secrets"], kit["missing_catalogs"]
        lines = [f"• {foreign(secret, 160)}" for secret in secrets[:_SHOWN]]
        if len(secrets) > _SHOWN:
            lines.append(self.tr("and %n more", "", len(secrets) - _SHOWN))
        self.body.addWidget(Small("\n".join(lines), role="text"))
        if missing:
            text = self.tr(
                "Microsoft's catalog (.vsc) of %n template disk(s) is missing, the first is {0}. Whoever runs the kit "
                "puts it there; its README says where.",
                "",
                len(missing),
            )
            self.body.addWidget(InlineNotice(Tone.INFO, text, values=(str(missing[0]["name"]),), plain=True))
        self.body.addWidget(
            Small(
                self.tr(
                    "The kit follows Microsoft's documents. It was never run on a real Windows computer by us; its "
                    "README says what is not known."
                )
            )
        )

    def done(self, result: int) -> None:
        """However it ends: no secret stays."""
        self._key = ""
        self.key_label.setText("")
        super().done(result)


def _headed(heading: QWidget, link: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(heading, 1)
    row.addWidget(link)
    return row
