# SPDX-License-Identifier: Apache-2.0
"""Rules of group C: the strings that the hoster's fabric fills in. What a secret holds is never repeated."""

from collections.abc import Iterator

from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.elements import local_name
from shieldwiz.answerfile.rule import Finder, Hit, at
from shieldwiz.answerfile.strings import Kind
from shieldwiz.answerfile.view import Found

_NETWORK = frozenset({"IP4Addr", "IP6Addr", "MACAddr", "Prefix", "NextHop", "DnsAddr"})
_SETTLED = (Kind.KNOWN, Kind.CASE)


def of_kind(view: View, *kinds: Kind, roles: tuple[str, ...] = ("", "join")) -> list[Found]:
    """The strings of these kinds, in elements of these roles."""
    return [one for one in view.strings if one.token.kind in kinds and one.role in roles]


def _misspelt(view: View) -> list[Hit]:
    return [_corrected(one) for one in of_kind(view, Kind.MISSPELT)]


def _case(view: View) -> list[Hit]:
    return [_corrected(one) for one in of_kind(view, Kind.CASE)]


def _double(view: View) -> list[Hit]:
    return [_corrected(one) for one in of_kind(view, Kind.DOUBLE)]


def _corrected(one: Found) -> Hit:
    return Hit(one.element, f"{one.token.text} (right: {one.token.right})")


def _unknown(view: View) -> list[Hit]:
    return [Hit(one.element, one.token.text) for one in of_kind(view, Kind.UNKNOWN) if one.is_whole]


def _embedded(view: View) -> list[Hit]:
    return [Hit(one.element, one.token.text) for one in of_kind(view, *_SETTLED) if not one.is_whole]


def _attribute(view: View) -> list[Hit]:
    return at(view.attribute_strings)


def _place(view: View) -> Iterator[Hit]:
    for one in of_kind(view, *_SETTLED, roles=("",)):
        family = one.token.family
        if family is not None and one.is_whole and local_name(one.element) not in family.elements:
            yield Hit(one.element, f"{one.token.text} stands for: {family.meaning}")


def _in_command(view: View) -> list[Hit]:
    return [
        Hit(one.element, one.token.right)
        for one in of_kind(view, *_SETTLED, Kind.MISSPELT, Kind.DOUBLE, roles=("command",))
    ]


def _in_secret(view: View) -> list[Hit]:
    return [Hit(one.element) for one in of_kind(view, *Kind, roles=("secret",)) if one.is_whole]


def _in_join(view: View) -> list[Hit]:
    return [Hit(one.element) for one in of_kind(view, *Kind, roles=("join",))]


def _gap(view: View) -> list[Hit]:
    found = {one.token.numbers[0]: one.element for one in view.known_strings if one.token.numbers}
    if not found or max(found) == len(found):
        return []
    lacking = next(number for number in range(1, max(found)) if number not in found)
    return [Hit(found[max(found)], f"adapter {lacking}")]


def _needed(view: View) -> list[Hit]:
    public = [one for one in view.strings if one.role != "secret" or one.token.kind in _SETTLED]
    return [
        Hit(one.element, one.token.right or one.token.text)
        for one in public
        if one.role != "command" or one.token.right
    ]


def _network(view: View) -> list[Hit]:
    return [
        Hit(one.element, one.token.text)
        for one in of_kind(view, *_SETTLED, Kind.MISSPELT)
        if one.token.family is not None and one.token.family.name in _NETWORK
    ]


def _dns(view: View) -> list[Hit]:
    return [
        Hit(one.element)
        for one in view.known_strings
        if one.token.family is not None and one.token.family.name == "DnsAddr"
    ]


FINDERS: dict[str, Finder] = {
    "AF-STR-MISSPELT": _misspelt,
    "AF-STR-CASE": _case,
    "AF-STR-DOUBLE-AT": _double,
    "AF-STR-UNKNOWN": _unknown,
    "AF-STR-EMBEDDED": _embedded,
    "AF-STR-ATTRIBUTE": _attribute,
    "AF-STR-PLACE": _place,
    "AF-STR-IN-COMMAND": _in_command,
    "AF-STR-IN-SECRET": _in_secret,
    "AF-STR-IN-JOIN": _in_join,
    "AF-STR-GAP": _gap,
    "AF-STR-NEEDED": _needed,
    "AF-STR-NETWORK": _network,
    "AF-STR-DNS-UNDOCUMENTED": _dns,
}
