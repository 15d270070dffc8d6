# SPDX-License-Identifier: Apache-2.0
"""Rules of group E: accounts and passwords. No message holds a password."""

import re
from collections.abc import Iterator

from shieldwiz.answerfile import command_texts
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.elements import Element, boolean, children, first, is_literal, text_of
from shieldwiz.answerfile.passwords import Password, Use, is_weak, lacks_kinds, plain_texts
from shieldwiz.answerfile.rule import Finder, Hit, at, whole
from shieldwiz.answerfile.view import Account

_NOT_IN_ACCOUNTS = re.compile(r"[\"/\\\[\]:;|=,+*?<>@]")
_LONGEST_ACCOUNT = 20
_OWN = (Use.ADMINISTRATOR, Use.ACCOUNT)


def is_bad_account(name: str) -> bool:
    """Whether Windows would refuse the name of a local account."""
    return not name.strip(". ") or len(name) > _LONGEST_ACCOUNT or bool(_NOT_IN_ACCOUNTS.search(name))


def _nobody(view: View) -> bool:
    return not view.has_admin and not any(account.may_use_rdp for account in view.accounts)


def _none(view: View) -> list[Hit]:
    return whole(_nobody(view) and not view.is_joined)


def _domain_only(view: View) -> list[Hit]:
    return whole(_nobody(view) and view.is_joined)


def _disabled(view: View) -> list[Hit]:
    if any(account.is_admin and account.name.lower() != "administrator" for account in view.accounts):
        return []
    if view.any_does(command_texts.MAKES_ADMIN.search):
        return []
    severity, effect = ("W", "U") if view.is_joined else ("", "")
    disabling = view.doing(command_texts.DISABLES_ADMIN.search)
    return [Hit(one.element, file=one.file, severity=severity, effect=effect) for one in disabling]


def _builtin(view: View) -> list[Hit]:
    return at(view.administrator_passwords) if not view.accounts else []


def _account_name(view: View) -> list[Hit]:
    return at(one.element for one in view.accounts if is_literal(one.name) and is_bad_account(one.name))


def _no_rdp(view: View) -> list[Hit]:
    return at(one.element for one in view.accounts if not one.may_use_rdp)


def _no_admin(view: View) -> list[Hit]:
    return at(one.element for one in view.accounts if one.may_use_rdp and not one.is_admin)


def _empty(view: View) -> Iterator[Hit]:
    """Where another account with a password can come in, an empty one keeps nobody out."""
    passwords = [one for one in view.passwords if one.use is Use.ADMINISTRATOR]
    blank: list[Element] = [one.element for one in passwords if one.plain == ""]
    blank += [account.element for account in view.accounts if _is_blank(account)]
    others = any(one.plain != "" for one in passwords)
    others = others or any(account.may_use_rdp and not _is_blank(account) for account in view.accounts)
    effect = "-" if others or view.is_joined else ""
    for element in blank:
        yield Hit(element, effect=effect)


def _is_blank(account: Account) -> bool:
    return account.password is None or account.password.plain == ""


def _encoding(view: View) -> list[Hit]:
    return at(one.element for one in view.passwords if one.flag is False and one.plain is None and not one.is_open)


def _flag(view: View) -> list[Hit]:
    return at(
        one.element
        for one in view.passwords
        if one.use in (*_OWN, Use.LOGON) and one.flag is None and one.plain and not _flag_is_open(one)
    )


def _flag_is_open(password: Password) -> bool:
    parent = password.element.getparent()
    flag = first(parent, "PlainText") if parent is not None else None
    return flag is not None and not is_literal(text_of(flag))


def _looks_encoded(view: View) -> list[Hit]:
    return at(one.element for one in view.passwords if one.looks_encoded)


def _readable(view: View, *uses: Use) -> list[tuple[Password, str]]:
    return [(one, one.plain) for one in view.passwords if one.use in uses and one.plain and not one.looks_encoded]


def _complexity(view: View) -> list[Hit]:
    return at(one.element for one, plain in _readable(view, *_OWN) if lacks_kinds(plain, one.account))


def _weak(view: View) -> list[Hit]:
    return at(one.element for one, plain in _readable(view, *_OWN, Use.ROOT) if is_weak(plain))


def _reused(view: View) -> list[Hit]:
    own = plain_texts(view.passwords, Use.ADMINISTRATOR) | plain_texts(view.passwords, Use.ACCOUNT)
    return at(one.element for one in view.passwords if one.use is Use.JOIN and one.plain in own)


def _clear(view: View) -> list[Hit]:
    return at(one.element for one in view.passwords if one.plain)


def _enabled(view: View) -> list[Element]:
    return [one for one in view.auto_logons if boolean(first(one, "Enabled")) is True]


def _auto_logon(view: View) -> list[Hit]:
    severity = "" if view.given.is_shielded else "E"
    return [Hit(one, severity=severity) for one in _enabled(view)]


def _count(view: View) -> Iterator[Hit]:
    for element in _enabled(view):
        text = text_of(first(element, "LogonCount"))
        if is_literal(text) and text.lstrip("0") != "1":
            yield Hit(element)


def _user(view: View) -> list[Hit]:
    return at(one for one in _enabled(view) if not any(text_of(name) for name in children(one, "Username")))


FINDERS: dict[str, Finder] = {
    "AF-ADMIN-NONE": _none,
    "AF-ADMIN-DOMAIN-ONLY": _domain_only,
    "AF-ADMIN-DISABLED": _disabled,
    "AF-ADMIN-BUILTIN": _builtin,
    "AF-ACCOUNT-NAME": _account_name,
    "AF-ACCOUNT-NO-RDP": _no_rdp,
    "AF-ACCOUNT-NO-ADMIN": _no_admin,
    "AF-PW-EMPTY": _empty,
    "AF-PW-ENCODING": _encoding,
    "AF-PW-FLAG": _flag,
    "AF-PW-LOOKS-ENCODED": _looks_encoded,
    "AF-PW-COMPLEXITY": _complexity,
    "AF-PW-WEAK": _weak,
    "AF-PW-REUSED": _reused,
    "AF-PW-CLEAR": _clear,
    "AF-AUTOLOGON": _auto_logon,
    "AF-AUTOLOGON-COUNT": _count,
    "AF-AUTOLOGON-USER": _user,
}
