# SPDX-License-Identifier: Apache-2.0
"""Rules of group L: what the VMM agent for Linux does with the file; it strips prefixes and ignores namespaces."""

import base64
import binascii
import re
from collections.abc import Iterator

from shieldwiz.answerfile import command_texts
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.elements import Element, children, find_all, first, is_literal, local_name, text_of
from shieldwiz.answerfile.passwords import Use
from shieldwiz.answerfile.rule import Finder, Hit, at, at_commands, whole
from shieldwiz.answerfile.rules_network import is_mac

_CHILDREN: dict[str, frozenset[str]] = {
    "LinuxOSSpecialization": frozenset({"SchemaVersion", "AgentVersion", "OSConfiguration"}),
    "OSConfiguration": frozenset({"HostName", "DNSDomainName", "TimeZone", "VNetAdapters", "RunOnceCommands", "Users"}),
    "VNetAdapters": frozenset({"VNetAdapter"}),
    "VNetAdapter": frozenset(
        {"MACAddress", "IPV4Property", "IPV6Property", "Gateways", "NameServers", "DNSSearchSuffixes"}
    ),
    "IPV4Property": frozenset({"StaticIP"}),
    "IPV6Property": frozenset({"StaticIP"}),
    "StaticIP": frozenset({"Address", "AddressType"}),  # the latter has a rule of its own
    "Gateways": frozenset({"Gateway"}),
    "Gateway": frozenset({"Address", "Metric"}),
    "NameServers": frozenset({"NameServer"}),
    "Users": frozenset({"User"}),
    "User": frozenset({"UserName", "Password", "SSHKey", "UID", "GroupID", "PrimaryGroup"}),
    "RunOnceCommands": frozenset({"RunOnceCommand"}),
}
_HOST_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,62}[A-Za-z0-9])?")
_SHELL_SIGNS = frozenset('"$`\\')


def _encoding(view: View) -> list[Hit]:
    return whole(view.document.encoding.startswith("utf-16"))


def _bom(view: View) -> list[Hit]:
    return whole(view.document.has_bom and view.document.encoding == "utf-8")


def _element(view: View) -> Iterator[Hit]:
    if not children(view.root, "OSConfiguration"):
        yield Hit(view.root)
    for element in view.root.iter():
        parent = element.getparent()
        if parent is None:
            continue
        known = _CHILDREN.get(local_name(parent))
        is_schema_name = local_name(parent) == "User" and local_name(element) == "Name"  # AF-LX-USERNAME says it
        if known is not None and local_name(element) not in known and not is_schema_name:
            yield Hit(element)


def _user_name(view: View) -> list[Hit]:
    return at(one for one in view.users if not text_of(first(one, "UserName")))


def _has(user: Element, name: str) -> bool:
    return bool(text_of(first(user, name)))


def _no_root(view: View) -> list[Hit]:
    has_key_alone = any(_has(one, "SSHKey") and not _has(one, "Password") for one in view.root_users)
    nameless = any(not text_of(first(one, "UserName")) for one in view.users)
    return whole(not any(_has(one, "Password") for one in view.root_users) and not has_key_alone and not nameless)


def _ignored(view: View) -> list[Hit]:
    names = [(one, text_of(first(one, "UserName"))) for one in view.users]
    return at(one for one, name in names if name and name != "root" and is_literal(name))


def _key_alone(view: View) -> list[Hit]:
    return at(one for one in view.root_users if _has(one, "SSHKey") and not _has(one, "Password"))


def _base64(view: View) -> list[Hit]:
    return at(one.element for one in view.passwords if one.use is Use.ROOT and one.plain is None and not one.is_open)


def _shell(view: View) -> list[Hit]:
    return at(
        one.element
        for one in view.passwords
        if one.plain and (_SHELL_SIGNS.intersection(one.plain) or one.plain != one.plain.strip())
    )


def _keys(view: View) -> list[tuple[Element, str]]:
    return [(one, text_of(one)) for one in find_all(view.users, "SSHKey") if text_of(one)]


def _no_key(view: View) -> list[Hit]:
    return whole(view.root_users and not any(_has(one, "SSHKey") for one in view.root_users))


def is_ssh_key(text: str) -> bool:
    """Whether it is one line of a .pub file: type, base64 whose data begins with the same type, perhaps a comment."""
    words = text.split(" ", 2)
    if "\n" in text or "\r" in text or '"' in text or len(words) < 2:
        return False
    try:
        blob = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError):
        return False
    length = int.from_bytes(blob[:4], "big")
    return len(blob) > 4 and blob[4 : 4 + length] == words[0].encode("utf-8", errors="replace")


def _key(view: View) -> list[Hit]:
    return at(
        one for one, text in _keys(view) if is_literal(text) and "PRIVATE KEY" not in text and not is_ssh_key(text)
    )


def _private(view: View) -> list[Hit]:
    return at(one for one, text in _keys(view) if "PRIVATE KEY" in text)


def _weak_key(view: View) -> list[Hit]:
    return at(one for one, text in _keys(view) if text.startswith("ssh-dss"))


def _host_name(view: View) -> list[Hit]:
    found = [(one, text_of(one)) for one in find_all([view.root], "OSConfiguration", "HostName")]
    return at(one for one, text in found if is_literal(text) and _HOST_NAME.fullmatch(text) is None)


def _time_zone(view: View) -> list[Hit]:
    found = find_all([view.root], "OSConfiguration", "TimeZone")
    return at(one for one in found if not re.fullmatch(r"[0-9]{1,4}", text_of(one)))


def _properties(view: View) -> Iterator[tuple[Element, list[str]]]:
    """The IP properties with what their attribute AddressType says."""
    for name in ("IPV4Property", "IPV6Property"):
        for one in find_all(view.adapters, name):
            values = [value for key, value in one.attrib.items() if str(key).rpartition("}")[2] == "AddressType"]
            yield one, [str(value) for value in values]


def _address_type(view: View) -> list[Hit]:
    return at(one for one, values in _properties(view) if not values)


def _address_type_value(view: View) -> list[Hit]:
    return at(one for one, values in _properties(view) if any(value not in ("DHCP", "STATIC") for value in values))


def _mac(view: View) -> Iterator[Hit]:
    for adapter in view.adapters:
        found = first(adapter, "MACAddress")
        text = text_of(found)
        if is_literal(text) and not is_mac(text, separator=":"):
            yield Hit(found if found is not None else adapter)


def _mac_form(view: View) -> list[Hit]:
    found = find_all(view.adapters, "MACAddress")
    return at(one for one in found if "@" in text_of(one) and not is_literal(text_of(one)))


def _run_once(view: View) -> Iterator[Hit]:
    seen = set()
    for one in find_all([view.root], "OSConfiguration", "RunOnceCommands", "RunOnceCommand"):
        values = [str(value) for key, value in one.attrib.items() if str(key).rpartition("}")[2] == "Sequence"]
        number = values[0].strip() if values else ""
        if not re.fullmatch(r"[0-9]{1,9}", number) or int(number) in seen:
            yield Hit(one)
        else:
            seen.add(int(number))


def _shutdown(view: View) -> list[Hit]:
    return at_commands(view.doing(command_texts.ends_linux))


def _agent(view: View) -> list[Hit]:  # noqa: ARG001 - it holds for every file
    return whole(condition=True)


FINDERS: dict[str, Finder] = {
    "AF-LX-ENCODING": _encoding,
    "AF-LX-BOM": _bom,
    "AF-LX-ELEMENT": _element,
    "AF-LX-USERNAME": _user_name,
    "AF-LX-NO-ROOT": _no_root,
    "AF-LX-USER-IGNORED": _ignored,
    "AF-LX-KEY-WITHOUT-PASSWORD": _key_alone,
    "AF-LX-PASSWORD-BASE64": _base64,
    "AF-LX-PASSWORD-SHELL": _shell,
    "AF-LX-NO-SSHKEY": _no_key,
    "AF-LX-SSHKEY": _key,
    "AF-LX-SSHKEY-PRIVATE": _private,
    "AF-LX-SSHKEY-WEAK": _weak_key,
    "AF-LX-HOSTNAME": _host_name,
    "AF-LX-TIMEZONE": _time_zone,
    "AF-LX-ADDRESSTYPE": _address_type,
    "AF-LX-ADDRESSTYPE-VALUE": _address_type_value,
    "AF-LX-MAC": _mac,
    "AF-LX-MAC-FORM": _mac_form,
    "AF-LX-RUNONCE": _run_once,
    "AF-LX-SHUTDOWN": _shutdown,
    "AF-LX-AGENT": _agent,
}
