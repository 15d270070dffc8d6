# SPDX-License-Identifier: Apache-2.0
"""Passwords as an answer file holds them: encoded, decoded, and how good they are. None of them leaves this package."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from shieldwiz.answerfile.elements import Element, boolean, first, is_literal, raw_text
from shieldwiz.answerfile.tables import sample_passwords

ADMINISTRATOR_SUFFIX = "AdministratorPassword"
SUFFIX = "Password"
_KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
LEAST_LENGTH = 12


class Use(StrEnum):
    """What a password is for."""

    ADMINISTRATOR = "administrator"
    ACCOUNT = "account"
    LOGON = "logon"
    JOIN = "join"
    ROOT = "root"


@dataclass(frozen=True, slots=True, kw_only=True)
class Password:
    """One password. `plain` is None where it could not be decoded, or is yet to be filled in (`is_open`).

    `element` is the one to point at; `flag` is what PlainText says.
    """

    use: Use
    element: Element
    account: str
    plain: str | None = field(repr=False)
    is_open: bool = False
    flag: bool | None = None
    looks_encoded: bool = False


def read_password(use: Use, element: Element, account: str) -> Password:
    """The password in an element with Value and PlainText."""
    value, flag = first(element, "Value"), first(element, "PlainText")
    text = raw_text(value)
    is_plain = boolean(flag)
    suffix = ADMINISTRATOR_SUFFIX if use is Use.ADMINISTRATOR else SUFFIX
    undone = decode_password(text, suffix) if is_literal(text) else None
    return Password(
        use=use,
        element=value if value is not None else element,
        account=account,
        plain=None if not is_literal(text) else undone if is_plain is False else text,
        is_open=not is_literal(text),
        flag=is_plain,
        looks_encoded=is_plain is not False and (undone is not None or decode_password(text, SUFFIX) is not None),
    )


def encode_password(plain: str, suffix: str) -> str:
    """As Windows wants it where PlainText is false: base64 of UTF-16LE, with the suffix."""
    return base64.b64encode((plain + suffix).encode("utf-16-le")).decode("ascii")


def decode_password(text: str, suffix: str) -> str | None:
    """What stands before the suffix, or None where the text is not encoded so. Missing padding is put up with."""
    bare = "".join(text.split()).rstrip("=")
    try:
        data = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
        plain = data.decode("utf-16-le")
    except (binascii.Error, ValueError):
        return None
    return plain.removesuffix(suffix) if plain.endswith(suffix) else None


def is_weak(plain: str) -> bool:
    """Short, or known from published examples."""
    return len(plain) < LEAST_LENGTH or plain.lower() in sample_passwords()


def lacks_kinds(plain: str, account: str) -> bool:
    """Whether the usual password policy would refuse it: fewer than 3 kinds of characters, or the account's name."""
    kinds = sum(re.search(kind, plain) is not None for kind in _KINDS)
    return kinds < 3 or (len(account) >= 3 and account.lower() in plain.lower())


def decode_root_password(text: str) -> str | None:
    """A Linux root password: base64 of UTF-8."""
    try:
        return base64.b64decode(text, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None


def plain_texts(passwords: Iterable[Password], use: Use) -> set[str]:
    """The passwords of one use that could be read."""
    return {one.plain for one in passwords if one.use is use and one.plain}
