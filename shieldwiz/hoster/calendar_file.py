# SPDX-License-Identifier: Apache-2.0
"""An iCalendar file (RFC 5545) with one all-day event for each certificate that runs out.

The text of an event says first whether that day is harmless or an outage, since most calendars show no more.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from shieldwiz.foreign_text import shown
from shieldwiz.hoster.expiry import Expiry

_MAX_LINE = 75  # octets


def calendar(expiries: Iterable[Expiry], now: datetime) -> bytes:
    """The file, UTF-8 with CR LF. `now` is the moment at which it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shieldwiz//expiry//EN", "CALSCALE:GREGORIAN"]
    for expiry in expiries:
        lines += _event(expiry, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(expiry: Expiry, now: datetime) -> Iterator[str]:
    day = expiry.end.astimezone(UTC)
    word = "OUTAGE" if expiry.is_outage else "harmless"
    title = f"{word}: {expiry.role} certificate of {shown(expiry.name, 100)} expires"
    fingerprint = expiry.certificate.fingerprint
    text = f"{expiry.meaning}\n{expiry.advice}\n{expiry.certificate.subject}\nSHA-256 {fingerprint}"
    yield "BEGIN:VEVENT"
    yield f"UID:{fingerprint}-{expiry.role}@shieldwiz"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(title)}"
    yield f"DESCRIPTION:{_escaped(text)}"
    yield "TRANSP:TRANSPARENT"
    for days in expiry.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_escaped(title)}"
        yield f"TRIGGER:-P{days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        encoded = character.encode("utf-8")
        if len(piece) + len(encoded) > _MAX_LINE:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
