# SPDX-License-Identifier: Apache-2.0
"""Rules of group D: computer name, product key, time zone, language, first start."""

import re
from collections.abc import Iterator

from shieldwiz.answerfile import tables
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.elements import Element, boolean, find_all, first, is_literal, text_of
from shieldwiz.answerfile.rule import Finder, Hit, at, whole
from shieldwiz.answerfile.strings import find_tokens

MOST_NAME_BYTES = 15
_NOT_IN_NAMES = re.compile(r"[\s{|}~\[\\\]^':;<=>?@!\"#$%`()+/.,*&]")
_KEY = re.compile(r"[A-Za-z0-9]{5}(?:-[A-Za-z0-9]{5}){4}")
_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-[A-Za-z0-9]{1,8})*"
_KEYBOARD = r"[0-9A-Fa-f]{4}:(?:[0-9A-Fa-f]{8}|\{[0-9A-Fa-f-]{36}\}\{[0-9A-Fa-f-]{36}\})"
_LOCALE = re.compile(rf"(?:{_TAG}|{_KEYBOARD})(?:_[A-Za-z]+)?")
_LOCALES = ("InputLocale", "SystemLocale", "UserLocale", "UILanguage", "UILanguageFallback")


def names(view: View) -> list[Element]:
    """The elements with the literal name of the machine."""
    if view.is_linux:
        found = find_all([view.root], "OSConfiguration", "HostName")
    else:
        found = view.setting(tables.SHELL, "ComputerName", passes=(tables.SPECIALIZE,))
    return [one for one in found if text_of(one) and is_literal(text_of(one)) and not list(find_tokens(text_of(one)))]


def is_bad_name(text: str) -> bool:
    """Whether Windows would refuse the characters of a computer name."""
    if text == "*":
        return False
    return bool(_NOT_IN_NAMES.search(text)) or text.isdigit() or text.startswith("-") or text.endswith("-")


def is_product_key(text: str) -> bool:
    """Whether it has the form of a product key."""
    return _KEY.fullmatch(text) is not None


def is_locale(text: str) -> bool:
    """Whether it is a language tag or a keyboard, or several of them."""
    return all(_LOCALE.fullmatch(one.strip()) for one in text.split(";"))


def _name_length(view: View) -> list[Hit]:
    return at(one for one in names(view) if len(text_of(one).encode("utf-8")) > MOST_NAME_BYTES)


def _name_chars(view: View) -> list[Hit]:
    return at(one for one in names(view) if is_bad_name(text_of(one)))


def _name_fixed(view: View) -> list[Hit]:
    return at(one for one in names(view) if text_of(one) != "*")


def _keys(view: View) -> list[Element]:
    return view.setting(tables.SHELL, "ProductKey", passes=(tables.SPECIALIZE,))


def _key_empty(view: View) -> list[Hit]:
    return at(one for one in _keys(view) if not text_of(one))


def _key_format(view: View) -> list[Hit]:
    texts = [(one, text_of(one)) for one in _keys(view)]
    return at(one for one, text in texts if text and is_literal(text) and not is_product_key(text))


def _key_string(view: View) -> list[Hit]:
    if "productkey" in (one.strip("@").lower() for one in view.given.hoster_supplies):
        return []
    return [
        Hit(one.element)
        for one in view.known_strings
        if one.token.family is not None and one.token.family.name == "ProductKey" and one.role == ""
    ]


def _key_none(view: View) -> list[Hit]:
    return whole(not _keys(view))


def _time_zone(view: View) -> Iterator[Hit]:
    known = {name.lower() for name in tables.time_zones()}
    for element in view.setting(tables.SHELL, "TimeZone"):
        text = text_of(element)
        if not is_literal(text) or text.lower().removesuffix("_dstoff") in known:
            continue
        twin = tables.zone_of_place().get(text)
        yield Hit(element, f"; the Windows name is {twin}" if twin else "")


def _locale(view: View) -> Iterator[Hit]:
    for name in _LOCALES:
        for element in view.setting(tables.INTL, name):
            if is_literal(text_of(element)) and not is_locale(text_of(element)):
                yield Hit(element, name)


def _oobe(view: View) -> list[Element]:
    return view.setting(tables.SHELL, "OOBE", passes=(tables.OOBE,))


def _eula(view: View) -> list[Hit]:
    hiding = [first(one, "HideEULAPage") for one in _oobe(view)]
    if any(boolean(one) is True or (one is not None and not is_literal(text_of(one))) for one in hiding):
        return []
    return at(_oobe(view)) or whole(condition=True)


def _oobe_locale(view: View) -> list[Hit]:
    return whole(not view.live(tables.INTL))


def _skip(view: View) -> list[Hit]:
    found = find_all(_oobe(view), "SkipMachineOOBE") + find_all(_oobe(view), "SkipUserOOBE")
    return at(one for one in found if boolean(one) is True)


FINDERS: dict[str, Finder] = {
    "AF-NAME-LENGTH": _name_length,
    "AF-NAME-CHARS": _name_chars,
    "AF-NAME-FIXED": _name_fixed,
    "AF-PRODUCTKEY-EMPTY": _key_empty,
    "AF-PRODUCTKEY-FORMAT": _key_format,
    "AF-PRODUCTKEY-STRING": _key_string,
    "AF-PRODUCTKEY-NONE": _key_none,
    "AF-TIMEZONE": _time_zone,
    "AF-LOCALE-VALUE": _locale,
    "AF-OOBE-EULA": _eula,
    "AF-OOBE-LOCALE": _oobe_locale,
    "AF-OOBE-SKIP": _skip,
}
