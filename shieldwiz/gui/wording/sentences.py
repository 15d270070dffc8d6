# SPDX-License-Identifier: Apache-2.0
"""A sentence of ours and the foreign words in it, kept apart until they are shown; and dates and sizes in words."""

import re
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from shieldwiz.foreign_text import shown

translate = QCoreApplication.translate
_KIB = 1024
_LONGEST = 600  # characters of a text that is not ours


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translated sentence with {0}, {1}... where `values` stand. Whoever shows it escapes the values.

    `**` marks bold words where the label can show them.
    """

    text: str = ""
    values: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


def said(text: str) -> Sentence:
    """A text that is not ours, or holds words that are not: whole, on one line, with hidden characters escaped.

    A sentence without values is never looked through for them, so that it may hold braces.
    """
    return Sentence(shown(text, _LONGEST))


def combined(first: Sentence, second: Sentence) -> tuple[str, str, tuple[str, ...]]:
    """Two sentences for a widget that takes one row of values for both."""
    shift = len(first.values)
    if not shift and not second.values:
        return first.text, second.text, ()
    later = re.sub(r"\{(\d+)\}", lambda found: f"{{{int(found[1]) + shift}}}", second.text)
    return (
        first.text if first.values else _literal(first.text),
        later if second.values else _literal(second.text),
        first.values + second.values,
    )


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def date_text(moment: str | datetime | None) -> str:
    """A day as the system writes long dates, without the day of the week: `24 November 2026`.

    `moment` is UTC, as ISO text or as a datetime; "" gives "".
    """
    if not moment:
        return ""
    local = _local(moment)
    locale = QLocale()
    form = re.sub(r",?\s*dddd,?\s*", " ", locale.dateFormat(QLocale.FormatType.LongFormat)).strip()
    return locale.toString(QDate(local.year, local.month, local.day), form)


def time_text(moment: str | datetime) -> str:
    """A time of the day, `14:05` or as the system writes it."""
    local = _local(moment)
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def size_words(size: int) -> str:
    """A number of bytes in KB of 1,024 bytes, or in bytes where it is less than one."""
    if size < _KIB:
        return translate("wording", "%n bytes", "", size)
    number = QLocale().toString(size / _KIB, "f", 1 if size < 100 * _KIB else 0)
    return translate("wording", "{0} KB").format(number)


def _local(moment: str | datetime) -> datetime:
    found = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return found.astimezone()
