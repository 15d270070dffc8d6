# SPDX-License-Identifier: Apache-2.0
"""Rules of group F: Remote Desktop, its firewall, and other doors."""

from collections.abc import Iterator

from shieldwiz.answerfile import command_texts, tables
from shieldwiz.answerfile.doors import FirewallGroup, View
from shieldwiz.answerfile.elements import boolean, text_of
from shieldwiz.answerfile.rule import Finder, Hit, at, at_commands, whole

_OFF = ("DomainProfile_EnableFirewall", "PrivateProfile_EnableFirewall", "PublicProfile_EnableFirewall")
_PROFILES = ("domain", "private", "public", "all")


def _softer(view: View, hit: Hit) -> Hit:
    """With another door a shut one is a nuisance."""
    return hit._replace(severity="W", effect="-") if view.doors.other else hit


def _off(view: View) -> list[Hit]:
    doors = view.doors
    if doors.rdp or doors.other or doors.denied or view.given.template_opens:
        return []
    return [Hit(effect="U" if view.is_joined else "")]


def _by_template(view: View) -> list[Hit]:
    doors = view.doors
    opens = sorted(view.given.template_opens)
    return [Hit(about=one) for one in opens] if not (doors.rdp or doors.other) else []


def _other_door(view: View) -> list[Hit]:
    doors = view.doors
    return [Hit(about=doors.other)] if doors.other and not doors.rdp else []


def _denied(view: View) -> list[Hit]:
    return [_softer(view, Hit(one)) for one in view.doors.denied]


def _firewall(view: View) -> list[Hit]:
    doors = view.doors
    if not doors.rdp or doors.firewall_groups or doors.is_open_otherwise:
        return []
    return [_softer(view, Hit(effect="U" if view.is_joined else ""))]


def _groups(view: View) -> tuple[FirewallGroup, ...]:
    """The groups that matter: Remote Desktop is on, and nothing else opens the firewall."""
    doors = view.doors
    return doors.firewall_groups if doors.rdp and not doors.is_open_otherwise else ()


def _inactive(view: View) -> list[Hit]:
    groups = _groups(view)
    return [_softer(view, Hit(one.element)) for one in groups] if not any(one.is_active for one in groups) else []


def _profiles(view: View) -> set[str]:
    """The profiles of the active groups; empty where one of them is open or unknown, or the VM is in a domain."""
    active = [one.profile for one in _groups(view) if one.is_active]
    if view.is_joined or any(one not in _PROFILES for one in active):
        return set()
    return set(active)


def _profile(view: View) -> list[Hit]:
    groups = [one.element for one in _groups(view) if one.is_active]
    return [_softer(view, Hit(one)) for one in groups] if _profiles(view) == {"domain"} else []


def _private(view: View) -> list[Hit]:
    groups = [one.element for one in _groups(view) if one.is_active]
    return (
        [_softer(view, Hit(one)) for one in groups] if _profiles(view) in ({"private"}, {"private", "domain"}) else []
    )


def _by_name(view: View) -> list[Hit]:
    active = [one for one in _groups(view) if one.is_active]
    if not active or not all(one.is_by_name for one in active):
        return []
    languages = [text_of(one).lower() for one in view.setting(tables.INTL, "UILanguage")]
    is_english = bool(languages) and all(one == "en" or one.startswith("en-") for one in languages)
    return [_softer(view, Hit(one.element, effect="-" if is_english else "")) for one in active]


def _closes(view: View) -> list[Hit]:
    return at_commands(view.doing(command_texts.CLOSES_RDP.search))


def _firewall_off(view: View) -> Iterator[Hit]:
    for name in _OFF:
        yield from at(one for one in view.setting(tables.MPS, name) if boolean(one) is False)
    yield from at_commands(view.doing(command_texts.FIREWALL_OFF.search))


def _authentication(view: View) -> list[str]:
    return [text_of(one) for one in view.setting(tables.RDPX, "UserAuthentication")]


def _nla_off(view: View) -> list[Hit]:
    return at(one for one in view.setting(tables.RDPX, "UserAuthentication") if text_of(one) == "0")


def _nla_default(view: View) -> list[Hit]:
    by_command = view.any_does(lambda text: "userauthentication" in text.lower())
    return whole(view.doors.rdp and not _authentication(view) and not by_command)


def _layer(view: View) -> list[Hit]:
    effect = "U" if "1" in _authentication(view) else "-"
    layers = view.setting(tables.RDPX, "SecurityLayer")
    return [Hit(one, effect=effect) for one in layers if text_of(one) == "0"]


def _certificate_none(view: View) -> list[Hit]:
    sets = view.any_does(command_texts.SETS_RDP_CERTIFICATE.search)
    return whole(view.doors.rdp and not view.is_joined and not sets)


def _winrm_clear(view: View) -> list[Hit]:
    return at_commands(view.doing(command_texts.WINRM_CLEAR.search)) if view.doors.winrm else []


FINDERS: dict[str, Finder] = {
    "AF-RDP-OFF": _off,
    "AF-RDP-BY-TEMPLATE": _by_template,
    "AF-RDP-OTHER-DOOR": _other_door,
    "AF-RDP-DENIED": _denied,
    "AF-RDP-FIREWALL": _firewall,
    "AF-RDP-FIREWALL-INACTIVE": _inactive,
    "AF-RDP-FIREWALL-PROFILE": _profile,
    "AF-RDP-FIREWALL-PRIVATE": _private,
    "AF-RDP-FIREWALL-NAME": _by_name,
    "AF-CMD-CLOSES-DOOR": _closes,
    "AF-FW-OFF": _firewall_off,
    "AF-RDP-NLA-OFF": _nla_off,
    "AF-RDP-NLA-DEFAULT": _nla_default,
    "AF-RDP-SECLAYER": _layer,
    "AF-RDP-CERT-NONE": _certificate_none,
    "AF-WINRM-CLEAR": _winrm_clear,
}
