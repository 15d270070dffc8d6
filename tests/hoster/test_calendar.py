# SPDX-License-Identifier: Apache-2.0
"""What running out means, and the calendar of it, read back by a strict reader and by icalendar."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from shieldwiz.certificates.issuing import SIGNING
from shieldwiz.certificates.roles import Role
from shieldwiz.hoster.calendar_file import calendar
from shieldwiz.hoster.expiry import Expiry, expiry_of
from tests.simulated_fabric import NOW, certificate, hoster


def expiries(name: str = "Contoso, EU; \\ Nürnberg 東京") -> list[Expiry]:
    found = [expiry_of(role, name, hoster("Contoso").signing, NOW) for role in Role]
    return [one for one in found if one is not None]


def events_of(data: bytes) -> list[Any]:
    """As icalendar reads them."""
    calendar_read: Any = icalendar.Calendar.from_ical(data)
    return list(calendar_read.walk("VEVENT"))


def strictly_read(data: bytes) -> list[tuple[str, str]]:
    """Unfolded lines of RFC 5545: CR LF, 75 octets at most, a name, a colon, a value without bare separators."""
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= 75
        line.decode("utf-8")  # no character is cut
    text = data.decode("utf-8").replace("\r\n ", "")
    found = []
    for whole in text.splitlines():
        name, value = whole.split(":", 1)
        assert re.fullmatch(r"[A-Z-]+(;VALUE=DATE)?", name)
        found.append((name, value))
    return found


def test_every_certificate_is_an_event_that_says_what_it_means() -> None:
    data = calendar(expiries(), NOW)
    lines = strictly_read(data)
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    events = events_of(data)
    assert len(events) == len(Role)
    for event, one in zip(events, expiries(), strict=True):
        word = "OUTAGE" if one.role is Role.HTTPS else "harmless"
        assert str(event["SUMMARY"]) == f"{word}: {one.role} certificate of {one.name} expires"
        assert event["DTSTART"].dt == date(2036, 11, 27)
        assert event["DTEND"].dt == date(2036, 11, 28)
        assert one.meaning in str(event["DESCRIPTION"])
        assert one.advice in str(event["DESCRIPTION"])
        alarms = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
        assert alarms == [timedelta(days=-days) for days in ((60, 30, 14, 7) if word == "OUTAGE" else (90, 30))]


def test_an_event_keeps_its_identity() -> None:
    first = events_of(calendar(expiries(), NOW))
    later = events_of(calendar(expiries(), NOW + timedelta(days=9)))
    assert [str(event["UID"]) for event in first] == [str(event["UID"]) for event in later]
    assert len({str(event["UID"]) for event in first}) == len(first)


@pytest.mark.parametrize("name", ["a" * 200, "ü" * 80, "\u202eevil\r\nBEGIN:VALARM", "x\ny", "😀" * 40])
def test_no_name_breaks_the_file(name: str) -> None:
    lines = strictly_read(calendar(expiries(name), NOW))
    assert lines.count(("BEGIN", "VALARM")) == 5 * 2 + 4
    assert len(events_of(calendar(expiries(name), NOW))) == len(Role)


def test_only_https_is_an_outage() -> None:
    assert [one.role for one in expiries() if one.is_outage] == [Role.HTTPS]
    old = certificate(hoster("Contoso").signing_key, "Old", SIGNING, begin=NOW - timedelta(9), end=NOW - timedelta(2))
    one = expiry_of(Role.SIGNING, "Contoso", old, NOW)
    assert one is not None
    assert one.days == -2
    assert "Never renew" in one.advice
    assert not replace(one, role=Role.COMMUNICATIONS).is_outage
