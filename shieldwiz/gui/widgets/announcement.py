# SPDX-License-Identifier: Apache-2.0
"""Telling a screen reader what changed without moving the focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Have `text` read out: at once where `assertive`, else when the screen reader has finished its sentence."""
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(QAccessible.queryAccessibleInterface(widget), text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)
