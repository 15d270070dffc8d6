# SPDX-License-Identifier: Apache-2.0
"""How a template disk's version must compare, in words."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from shieldwiz.workflow.draft import VersionRule


def rule_combo(chosen: VersionRule) -> QComboBox:
    """The three rules to choose from; `currentData` is the value of a `VersionRule`."""
    combo = QComboBox()
    words = {
        VersionRule.EQUALS: QCoreApplication.translate("rule", "exactly this"),
        VersionRule.GREATER_THAN_OR_EQUALS: QCoreApplication.translate("rule", "this or newer"),
        VersionRule.GREATER_THAN: QCoreApplication.translate("rule", "newer than"),
    }
    for rule, word in words.items():
        combo.addItem(word, rule.value)
    combo.setCurrentIndex(combo.findData(chosen.value))
    return combo


def is_version(text: str) -> bool:
    """Whether a text is four numbers from 0 to 65535 with dots between them."""
    parts = text.split(".")
    return len(parts) == 4 and all(
        one.isascii() and one.isdigit() and len(one) <= 5 and int(one) < 65536 for one in parts
    )
