# SPDX-License-Identifier: Apache-2.0
"""Make a specialization file for Linux, as the VMM agent reads it."""

import base64

from lxml import etree

from shieldwiz.answerfile import tables
from shieldwiz.answerfile.choices import Adapter, LinuxChoices, check_linux
from shieldwiz.answerfile.elements import Element
from shieldwiz.answerfile.windows_builder import DECLARATION, Built


def build_linux(choices: LinuxChoices) -> Built:
    """The file of these choices: UTF-8, LF. Raises `USAGE` where a choice makes no sense."""
    check_linux(choices)
    # A second prefix for the same namespace: the published schema wants attributes in it.
    root = etree.Element(f"{{{tables.LINUX}}}LinuxOSSpecialization", nsmap={None: tables.LINUX, "lx": tables.LINUX})
    system = _add(root, "OSConfiguration")
    _add(system, "HostName", choices.computer_name or "@ComputerName@")
    if choices.time_zone:
        _add(system, "TimeZone", choices.time_zone)
    if choices.adapters:
        adapters = _add(system, "VNetAdapters")
        for number, adapter in enumerate(choices.adapters, 1):
            _adapter(_add(adapters, "VNetAdapter"), adapter, number)
    user = _add(_add(system, "Users"), "User")
    _add(user, "UserName", "root")
    _add(user, "Password", base64.b64encode(choices.password.reveal().encode("utf-8")).decode("ascii"))
    if choices.ssh_key:
        _add(user, "SSHKey", choices.ssh_key)
    if choices.run_once:
        commands = _add(system, "RunOnceCommands")
        for number, text in enumerate(choices.run_once, 1):
            _add(commands, "RunOnceCommand", text).set(f"{{{tables.LINUX}}}Sequence", str(number))
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return Built(data=DECLARATION + _with_prefixes(text).encode("utf-8"))


def _add(parent: Element, name: str, text: str = "") -> Element:
    element = etree.SubElement(parent, f"{{{tables.LINUX}}}{name}")
    element.text = text or None
    return element


def _adapter(parent: Element, adapter: Adapter, number: int) -> None:
    _add(parent, "MACAddress", f"@MACAddr-{number}@")
    is_six = ":" in adapter.address
    protocol = _add(parent, "IPV6Property" if is_six else "IPV4Property")
    protocol.set(f"{{{tables.LINUX}}}AddressType", "DHCP" if adapter.is_dhcp else "STATIC")
    if adapter.is_dhcp:
        return
    _add(_add(protocol, "StaticIP"), "Address", adapter.address or f"@IP4Addr-{number}@")
    server = adapter.dns or (f"@DnsAddr-{number}-1@" if adapter.is_hoster else "")
    if server:
        _add(_add(parent, "NameServers"), "NameServer", server)
    gateway = _add(_add(parent, "Gateways"), "Gateway")
    _add(gateway, "Address", adapter.gateway or f"@NextHop-{number}-1@")


def _with_prefixes(text: str) -> str:
    """Elements without a prefix, attributes with it; the library chooses one prefix for both."""
    return text.replace("<lx:", "<").replace("</lx:", "</")
