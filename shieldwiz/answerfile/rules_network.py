# SPDX-License-Identifier: Apache-2.0
"""Rules of group H: addresses and the domain."""

import ipaddress
import re
from collections.abc import Iterator

from shieldwiz.answerfile import command_texts, tables
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.elements import (
    Element,
    boolean,
    children,
    find_all,
    first,
    is_literal,
    local_name,
    text_of,
)
from shieldwiz.answerfile.rule import Finder, Hit, at

_ORDER = ("Ipv4Settings", "Ipv6Settings", "Identifier", "UnicastIpAddresses", "Routes")
_ROUTE_ORDER = ("Identifier", "Metric", "NextHopAddress", "Prefix")
_HEX = r"[0-9A-Fa-f]{2}"
_MAC = re.compile(rf"{_HEX}(?:[-:]?{_HEX}){{5}}")
_HYPHENS = re.compile(rf"{_HEX}(?:-{_HEX}){{5}}")


def is_address(text: str, *, with_prefix: bool) -> bool:
    """Whether it is an IP address; `with_prefix` asks for /24 or the like behind it."""
    try:
        if with_prefix:
            ipaddress.ip_interface(text)
            return "/" in text
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_mac(text: str, *, separator: str = "") -> bool:
    """Whether it is a MAC address, with that separator where one is given."""
    if not separator:
        return _MAC.fullmatch(text) is not None
    return re.fullmatch(rf"{_HEX}(?:{separator}{_HEX}){{5}}", text) is not None


def _is_static(interface: Element) -> bool:
    return boolean(first(interface, "Ipv4Settings", "DhcpEnabled")) is False


def _unicast(view: View) -> list[Element]:
    if view.is_linux:
        return [
            one
            for name in ("IPV4Property", "IPV6Property")
            for one in find_all(view.adapters, name, "StaticIP", "Address")
        ]
    return find_all(view.interfaces, "UnicastIpAddresses", "IpAddress")


def _linux_static(view: View) -> Iterator[tuple[Element, Element]]:
    """Adapters with each of their properties that is static."""
    for adapter in view.adapters:
        for name in ("IPV4Property", "IPV6Property"):
            for one in children(adapter, name):
                if any(
                    str(key).rpartition("}")[2] == "AddressType" and value == "STATIC"
                    for key, value in one.attrib.items()
                ):
                    yield adapter, one


def _no_address(view: View) -> Iterator[Hit]:
    if view.is_linux:
        for _, one in _linux_static(view):
            if not any(text_of(address) for address in find_all([one], "StaticIP", "Address")):
                yield Hit(one)
    elif not view.any_does(command_texts.SETS_ADDRESS.search):
        for one in view.interfaces:
            addresses = find_all([one], "UnicastIpAddresses", "IpAddress")
            if _is_static(one) and not any(text_of(address) for address in addresses):
                yield Hit(one)


def _fixed(view: View) -> list[Hit]:
    addresses = [one for one in _unicast(view) if text_of(one) and is_literal(text_of(one))]
    names = find_all(view.adapters, "MACAddress") if view.is_linux else find_all(view.interfaces, "Identifier")
    return at([*addresses, *(one for one in names if is_mac(text_of(one)))])


def _address(view: View) -> Iterator[Hit]:
    plain: list[Element]
    if view.is_linux:
        plain = find_all(view.adapters, "Gateways", "Gateway", "Address")
        plain += find_all(view.adapters, "NameServers", "NameServer")
    else:
        plain = find_all(view.interfaces, "Routes", "Route", "NextHopAddress") + _dns_servers(view)
    for elements, with_prefix in ((_unicast(view), True), (plain, False)):
        for one in elements:
            text = text_of(one)
            if text and is_literal(text) and not is_address(text, with_prefix=with_prefix):
                yield Hit(one)


def _dns_servers(view: View) -> list[Element]:
    return view.setting(
        tables.DNS, "Interfaces", "Interface", "DNSServerSearchOrder", "IpAddress", passes=(tables.SPECIALIZE,)
    )


def _no_gateway(view: View) -> Iterator[Hit]:
    if view.is_linux:
        for adapter, one in _linux_static(view):
            if not any(text_of(address) for address in find_all([adapter], "Gateways", "Gateway", "Address")):
                yield Hit(one)
        return
    hops = [text_of(one) for one in find_all(view.interfaces, "Routes", "Route", "NextHopAddress")]
    if not any(hops) and not view.any_does(command_texts.SETS_ADDRESS.search):
        yield from at(one for one in view.interfaces if _is_static(one))


def _order(view: View) -> Iterator[Hit]:
    routes = find_all(view.interfaces, "Routes", "Route")
    for elements, order in ((view.interfaces, _ORDER), (routes, _ROUTE_ORDER)):
        for element in elements:
            found = [order.index(local_name(child)) for child in element if local_name(child) in order]
            if found != sorted(found):
                yield Hit(element)


def _identifier(view: View) -> list[Hit]:
    return at(one for one in view.interfaces if not text_of(first(one, "Identifier")))


def _mac(view: View) -> list[Hit]:
    found = find_all(view.interfaces, "Identifier")
    return at(one for one in found if is_mac(text_of(one)) and _HYPHENS.fullmatch(text_of(one)) is None)


def _prefix_doubt(view: View) -> list[Hit]:
    return at(
        one.element for one in view.known_strings if one.token.family is not None and one.token.family.name == "Prefix"
    )


def _joining(view: View) -> list[Element]:
    return [one for one in view.identifications if any(text_of(name) for name in children(one, "JoinDomain"))]


def _join_empty(view: View) -> list[Hit]:
    found = find_all(view.identifications, "JoinDomain")
    return at(one for one in found if not text_of(one))


def _credentials(view: View) -> Iterator[Hit]:
    for one in _joining(view):
        if boolean(first(one, "UnsecureJoin")) is True or children(one, "Provisioning"):
            continue
        if not all(text_of(first(one, "Credentials", name)) for name in ("Username", "Password")):
            yield Hit(one)


def _users(view: View) -> Iterator[tuple[Element, str, str]]:
    """The user of each join with its name and domain, where these are literal."""
    for one in _joining(view):
        user = first(one, "Credentials", "Username")
        domain = text_of(first(one, "Credentials", "Domain"))
        if user is not None and text_of(user) and is_literal(text_of(user)) and is_literal(domain):
            yield user, text_of(user), domain


def _username(view: View) -> list[Hit]:
    return at(user for user, name, domain in _users(view) if bool(domain) is ("\\" in name or "@" in name))


def _both(view: View) -> list[Hit]:
    return at(one for one in _joining(view) if any(text_of(name) for name in children(one, "JoinWorkgroup")))


def _is_privileged(name: str) -> bool:
    return name.rpartition("\\")[2].partition("@")[0].lower() == "administrator"


def _privileged(view: View) -> list[Hit]:
    return at(user for user, name, _ in _users(view) if _is_privileged(name))


def _secret(view: View) -> list[Hit]:
    return at(user for user, name, _ in _users(view) if not _is_privileged(name))


def _no_dns(view: View) -> list[Hit]:
    if _dns_servers(view) or not any(_is_static(one) for one in view.interfaces):
        return []
    return at(_joining(view))


FINDERS: dict[str, Finder] = {
    "AF-NET-NO-ADDRESS": _no_address,
    "AF-NET-FIXED": _fixed,
    "AF-NET-ADDRESS": _address,
    "AF-NET-NO-GATEWAY": _no_gateway,
    "AF-NET-ORDER": _order,
    "AF-NET-IDENTIFIER": _identifier,
    "AF-NET-MAC": _mac,
    "AF-NET-PREFIX-DOUBT": _prefix_doubt,
    "AF-JOIN-EMPTY": _join_empty,
    "AF-JOIN-CREDENTIALS": _credentials,
    "AF-JOIN-USERNAME": _username,
    "AF-JOIN-BOTH": _both,
    "AF-JOIN-PRIVILEGED": _privileged,
    "AF-JOIN-SECRET": _secret,
    "AF-JOIN-NO-DNS": _no_dns,
}
