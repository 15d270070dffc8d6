# SPDX-License-Identifier: Apache-2.0
"""How one gets into the VM: Remote Desktop and its firewall, WinRM, SSH; and in the name of which account."""

from dataclasses import dataclass
from functools import cached_property

from shieldwiz.answerfile import command_texts, tables
from shieldwiz.answerfile.elements import Element, boolean, first, is_literal, text_of
from shieldwiz.answerfile.view import Parts
from shieldwiz.foreign_text import shown

_GROUP_ID = "@firewallapi.dll,-28752"
_GROUP_NAME = "remote desktop"
_OFF = ("DomainProfile_EnableFirewall", "PrivateProfile_EnableFirewall", "PublicProfile_EnableFirewall")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallGroup:
    """A group of firewall rules for Remote Desktop. `profile` in lower case; domain where it is left out."""

    element: Element
    is_active: bool
    is_by_name: bool
    profile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Which doors the file opens."""

    rdp: bool
    denied: tuple[Element, ...]
    winrm: bool
    ssh: bool
    firewall_groups: tuple[FirewallGroup, ...]
    firewall_off: bool
    is_open_otherwise: bool

    @property
    def other(self) -> str:
        """Another door than Remote Desktop, by its name; "" where there is none."""
        return "PowerShell remoting (WinRM)" if self.winrm else "SSH" if self.ssh else ""


class View(Parts):
    """An answer file as the rules look at it."""

    @cached_property
    def doors(self) -> Doors:
        """The doors of a Windows file."""
        return _find_doors(self)


def _find_doors(view: Parts) -> Doors:
    denying = view.setting(tables.LSM, "fDenyTSConnections", passes=(tables.SPECIALIZE,))
    opened_by_command = view.any_does(command_texts.OPENS_RDP.search)
    allowed = [one for one in denying if boolean(one) is False or not is_literal(text_of(one))]
    denied = [one for one in denying if boolean(one) is True]
    off = [one for name in _OFF for one in view.setting(tables.MPS, name) if boolean(one) is False]
    is_off = bool(off) or view.any_does(command_texts.FIREWALL_OFF.search)
    return Doors(
        rdp=bool(allowed) or opened_by_command,
        denied=() if opened_by_command or allowed else tuple(denied),
        winrm=view.any_does(command_texts.WINRM_ON.search),
        ssh=view.any_does(command_texts.SSH_ON.search),
        firewall_groups=_firewall_groups(view),
        firewall_off=is_off,
        is_open_otherwise=is_off
        or view.any_does(command_texts.FIREWALL_FOR_RDP.search)
        or bool(view.given.template_opens),
    )


def _firewall_groups(view: Parts) -> tuple[FirewallGroup, ...]:
    found = []
    for element in view.setting(tables.MPS, "FirewallGroups", "FirewallGroup", passes=(tables.SPECIALIZE,)):
        group = text_of(first(element, "Group")).lower()
        if group in (_GROUP_ID, _GROUP_NAME):
            active, profile = first(element, "Active"), text_of(first(element, "Profile")).lower()
            found.append(
                FirewallGroup(
                    element=element,
                    is_active=boolean(active) is True or not is_literal(text_of(active)),
                    is_by_name=group == _GROUP_NAME,
                    profile=profile or "domain",
                )
            )
    return tuple(found)


def way_in(view: View) -> str:
    """The rest of the sentence "This VM will be reachable: yes, ...", without the first words."""
    if view.is_linux:
        return 'by SSH on port 22 as "root"'
    doors = view.doors
    if doors.rdp:
        door = "by Remote Desktop on port 3389"
    elif doors.winrm:
        door = "by PowerShell remoting (WinRM)"
    elif doors.ssh:
        door = "by SSH on port 22"
    else:
        door = "as the template disk allows it"
    return f"{door} as {_who(view)}"


def _who(view: View) -> str:
    local = next((one.name for one in view.accounts if one.may_use_rdp and is_literal(one.name) and one.name), "")
    if local:
        return f'"{shown(local, 40)}"'
    if view.administrator_passwords:
        return '"Administrator"'
    return "an account of the domain" if view.is_joined else "the account that a command makes"
