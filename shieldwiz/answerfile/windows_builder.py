# SPDX-License-Identifier: Apache-2.0
"""Make an answer file for Windows: bytes in memory, which the preflight of the same program calls reachable."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from shieldwiz.answerfile import tables
from shieldwiz.answerfile.choices import BUILT_IN, Adapter, Domain, WindowsChoices, check_windows
from shieldwiz.answerfile.elements import Element
from shieldwiz.answerfile.given import OtherFile
from shieldwiz.answerfile.passwords import ADMINISTRATOR_SUFFIX, SUFFIX, encode_password
from shieldwiz.answerfile.scripts import added_files, last_commands, safe_names

DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_ACTION = f"{{{tables.WCM}}}action"
_KEY = f"{{{tables.WCM}}}keyValue"
_KEYBOARDS = {"en-US": "0409:00000409", "en-GB": "0809:00000809", "de-DE": "0407:00000407", "fr-FR": "040c:0000040c"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A new answer file, and the files that must go along. `renamed`: scripts that got another name, old and new."""

    data: bytes = field(repr=False)
    other_files: tuple[OtherFile, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


def build_windows(choices: WindowsChoices) -> Built:
    """The answer file of these choices: UTF-8, LF. Raises `USAGE` where a choice makes no sense."""
    check_windows(choices)
    files = added_files(choices)
    root = etree.Element(f"{{{tables.UNATTEND}}}unattend", nsmap={None: tables.UNATTEND, "wcm": tables.WCM})
    _specialize(_add(root, "settings", **{"pass": "specialize"}), choices, files)
    _first_start(_add(root, "settings", **{"pass": "oobeSystem"}), choices)
    names = zip((one.name for one in choices.scripts), safe_names(choices.scripts), strict=True)
    return Built(
        data=DECLARATION + etree.tostring(root, encoding="utf-8", pretty_print=True),
        other_files=files,
        renamed=tuple((old, new) for old, new in names if old != new),
    )


def _add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{tables.UNATTEND}}}{name}", attributes)
    element.text = text or None
    return element


def _item(parent: Element, name: str, key: str = "", text: str = "") -> Element:
    element = _add(parent, name, text)
    element.set(_ACTION, "add")
    if key:
        element.set(_KEY, key)
    return element


def _component(parent: Element, name: str) -> Element:
    return _add(
        parent,
        "component",
        name=name,
        processorArchitecture="amd64",
        publicKeyToken="31bf3856ad364e35",
        language="neutral",
        versionScope="nonSxS",
    )


def _specialize(settings: Element, choices: WindowsChoices, files: Iterable[OtherFile]) -> None:
    shell = _component(settings, tables.SHELL)
    _add(shell, "ComputerName", choices.computer_name or "@ComputerName@")
    if choices.product_key:
        _add(shell, "ProductKey", "@ProductKey@" if choices.product_key == "hoster" else choices.product_key)
    commands = _add(_component(settings, tables.DEPLOY), "RunSynchronous")
    for number, text in enumerate(last_commands(files, shuts_down=choices.ends_with_shutdown), 1):
        command = _item(commands, "RunSynchronousCommand")
        _add(command, "Order", str(number))
        _add(command, "Path", text)
    _network(settings, choices.adapters)
    if choices.domain is not None:
        _join(settings, choices.domain)
    if "rdp" in choices.doors:
        _remote_desktop(settings, choices)


def _network(settings: Element, adapters: tuple[Adapter, ...]) -> None:
    """Adapters with an address; those of the hoster are numbered among themselves, as its strings must have no gap."""
    static = []
    for place, adapter in enumerate(adapters, 1):
        number = sum(one.is_hoster for one in adapters[:place]) if adapter.is_hoster else 0
        static += [] if adapter.is_dhcp else [(_identifier(place, number), number, adapter)]
    if not static:
        return
    interfaces = _add(_component(settings, tables.TCP), "Interfaces")
    for identifier, number, adapter in static:
        interface = _item(interfaces, "Interface")
        ipv4 = _add(interface, "Ipv4Settings")
        _add(ipv4, "DhcpEnabled", "false")
        _add(ipv4, "RouterDiscoveryEnabled", "false")
        _add(interface, "Identifier", identifier)
        addresses = _add(interface, "UnicastIpAddresses")
        _item(addresses, "IpAddress", "1", adapter.address or f"@IP4Addr-{number}@")
        route = _item(_add(interface, "Routes"), "Route")
        _add(route, "Identifier", "1")
        _add(route, "NextHopAddress", adapter.gateway or f"@NextHop-{number}-1@")
        default = "::/0" if ":" in adapter.gateway else "0.0.0.0/0"
        _add(route, "Prefix", default if adapter.address else f"@Prefix-{number}-1@")
    served = [one for one in static if one[2].dns or one[1] == 1]
    servers = _add(_component(settings, tables.DNS), "Interfaces") if served else settings
    for identifier, number, adapter in served:
        interface = _item(servers, "Interface")
        order = _add(interface, "DNSServerSearchOrder")
        _item(order, "IpAddress", "1", adapter.dns or f"@DnsAddr-{number}-1@")
        _add(interface, "Identifier", identifier)


def _identifier(place: int, number: int) -> str:
    """The hoster's string, or the name that Windows gives the adapter at that place."""
    return f"@MACAddr-{number}@" if number else "Ethernet" if place == 1 else f"Ethernet {place}"


def _join(settings: Element, domain: Domain) -> None:
    identification = _add(_component(settings, tables.JOIN), "Identification")
    credentials = _add(identification, "Credentials")
    _add(credentials, "Domain", domain.name)
    _add(credentials, "Password", domain.password.reveal())
    _add(credentials, "Username", domain.account)
    _add(identification, "JoinDomain", domain.name)
    if domain.unit:
        _add(identification, "MachineObjectOU", domain.unit)


def _remote_desktop(settings: Element, choices: WindowsChoices) -> None:
    is_domain_only = choices.domain is not None and choices.domain.is_firewall_for_domain_only
    _add(_component(settings, tables.LSM), "fDenyTSConnections", "false")
    groups = _add(_component(settings, tables.MPS), "FirewallGroups")
    group = _item(groups, "FirewallGroup", "RemoteDesktop")
    _add(group, "Active", "true")
    _add(group, "Group", "@FirewallAPI.dll,-28752")
    _add(group, "Profile", "domain" if is_domain_only else "all")
    security = _component(settings, tables.RDPX)
    _add(security, "SecurityLayer", "2")
    _add(security, "UserAuthentication", "1")


def _first_start(settings: Element, choices: WindowsChoices) -> None:
    language = _component(settings, tables.INTL)
    _add(language, "InputLocale", choices.keyboard or _KEYBOARDS.get(choices.language, choices.language))
    for name in ("SystemLocale", "UILanguage", "UserLocale"):
        _add(language, name, choices.language)
    shell = _component(settings, tables.SHELL)
    start = _add(shell, "OOBE")
    for name in ("HideEULAPage", "HideOEMRegistrationScreen", "HideOnlineAccountScreens"):
        _add(start, name, "true")
    _add(start, "ProtectYourPC", "3")
    _account(_add(shell, "UserAccounts"), choices)
    _add(shell, "TimeZone", choices.time_zone or "@TimeZone@")


def _account(accounts: Element, choices: WindowsChoices) -> None:
    """Encoded, since in that form a password survives any character; it hides nothing."""
    if choices.administrator.lower() == BUILT_IN:
        password = _add(accounts, "AdministratorPassword")
        _add(password, "Value", encode_password(choices.password.reveal(), ADMINISTRATOR_SUFFIX))
        _add(password, "PlainText", "false")
        return
    account = _item(_add(accounts, "LocalAccounts"), "LocalAccount")
    password = _add(account, "Password")
    _add(password, "Value", encode_password(choices.password.reveal(), SUFFIX))
    _add(password, "PlainText", "false")
    _add(account, "Group", "Administrators")
    _add(account, "Name", choices.administrator)
