# SPDX-License-Identifier: Apache-2.0
"""Moments in the words of the system: long dates, and the time only when it is today."""

from PySide6.QtCore import QDateTime, QLocale, Qt


def long_date(moment: str | None) -> str:
    """A moment in ISO text (UTC) as "24 November 2026"; "" for none."""
    found = _local(moment)
    return QLocale().toString(found.date(), _long_format()) if found is not None else ""


def when(moment: str | None) -> str:
    """The same, but as "14:02" where it is today."""
    found = _local(moment)
    if found is None:
        return ""
    if found.date() == QDateTime.currentDateTime().date():
        return QLocale().toString(found.time(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(found.date(), _long_format())


def _local(moment: str | None) -> QDateTime | None:
    found = QDateTime.fromString(moment or "", Qt.DateFormat.ISODate)
    return found.toLocalTime() if found.isValid() else None


def _long_format() -> str:
    """The system's long date without the day of the week."""
    whole = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return whole.replace("dddd, ", "").replace(", dddd", "").replace("dddd ", "").replace(" dddd", "")
