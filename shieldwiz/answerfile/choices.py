# SPDX-License-Identifier: Apache-2.0
"""What a person chooses for a new answer file, and whether it makes sense. Complaints say what to type instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from shieldwiz.answerfile import tables
from shieldwiz.answerfile.elements import is_literal
from shieldwiz.answerfile.passwords import is_weak, lacks_kinds
from shieldwiz.answerfile.rules_accounts import is_bad_account
from shieldwiz.answerfile.rules_linux import is_ssh_key
from shieldwiz.answerfile.rules_names import MOST_NAME_BYTES, is_bad_name, is_locale, is_product_key
from shieldwiz.answerfile.rules_network import is_address
from shieldwiz.answerfile.secret_text import Secret
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import is_plain

BUILT_IN = "administrator"
MOST_ADAPTERS = 8
_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?:\.(?!-)[A-Za-z0-9-]{1,63})+")
_HOST_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,62}[A-Za-z0-9])?")
_SHELL_SIGNS = frozenset('"$`\\')


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """A network adapter. Without an address its values come from DHCP, or (`is_hoster`) from the hoster.

    `address` has its prefix: 192.0.2.10/24.
    """

    is_hoster: bool = False
    address: str = ""
    gateway: str = ""
    dns: str = ""

    @property
    def is_dhcp(self) -> bool:
        """Whether DHCP gives the address."""
        return not self.is_hoster and not self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script of the person's own, to run at the end."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """The domain to join, with the account that may do so."""

    name: str
    account: str
    password: Secret
    unit: str = ""
    is_firewall_for_domain_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RdpCertificate:
    """A PFX for Remote Desktop, and its password."""

    data: bytes = field(repr=False)
    password: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowsChoices:
    """A new answer file for Windows. Empty name and time zone: the hoster supplies them; `product_key` hoster too."""

    password: Secret
    administrator: str = "vmowner"
    computer_name: str = ""
    product_key: str = ""
    time_zone: str = ""
    language: str = "en-US"
    keyboard: str = ""
    adapters: tuple[Adapter, ...] = ()
    domain: Domain | None = None
    doors: tuple[str, ...] = ("rdp",)
    certificate: RdpCertificate | None = None
    scripts: tuple[Script, ...] = ()
    protects_data_drives: bool = False
    ends_with_shutdown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LinuxChoices:
    """A new answer file for Linux. Without adapters the template disk's own network stays."""

    password: Secret
    computer_name: str = ""
    time_zone: str = ""
    ssh_key: str = ""
    adapters: tuple[Adapter, ...] = ()
    run_once: tuple[str, ...] = ()


def check_windows(choices: WindowsChoices) -> None:
    """Raise `USAGE` with everything that cannot be so, a sentence each."""
    _raise([*_windows(choices), *_adapters(choices.adapters)])


def check_linux(choices: LinuxChoices) -> None:
    """Raise `USAGE` with everything that cannot be so, a sentence each."""
    _raise([*_linux(choices), *_adapters(choices.adapters)])


def _raise(problems: list[str]) -> None:
    if problems:
        raise ShieldwizError(Problem.USAGE, " ".join(problems), "Nothing was made.")


def _windows(choices: WindowsChoices) -> Iterator[str]:
    name = choices.computer_name
    if name and (is_bad_name(name) or len(name.encode("utf-8")) > MOST_NAME_BYTES or not _is_typed(name)):
        yield "A computer name has at most 15 letters, digits and hyphens, and not digits alone."
    if choices.product_key and choices.product_key != "hoster" and not is_product_key(choices.product_key):
        yield "A product key is five groups of five letters and digits."
    if choices.time_zone and choices.time_zone not in tables.time_zones():
        yield "This time zone is none that Windows knows; `tzutil /l` lists them, such as W. Europe Standard Time."
    if not all(is_locale(one) for one in (choices.language, choices.keyboard or "en-US")):
        yield "A language is written like en-US, a keyboard like 0409:00000409."
    if is_bad_account(choices.administrator) or not _is_typed(choices.administrator):
        yield "The administrator's account needs a name of at most 20 letters, digits, hyphens or blanks."
    yield from _password(choices.password, choices.administrator)
    if not choices.doors or not set(choices.doors) <= {"rdp", "winrm"}:
        yield "Choose at least one door: rdp or winrm."
    if choices.certificate is not None and "rdp" not in choices.doors:
        yield "A certificate for Remote Desktop needs the door rdp."
    if not all(one.name.lower().endswith((".ps1", ".cmd", ".bat")) for one in choices.scripts):
        yield "Scripts end in .ps1, .cmd or .bat."
    if choices.domain is not None:
        yield from _domain(choices.domain, choices.password)
        static = [one for one in choices.adapters if not one.is_dhcp]
        if static and not any(one.is_hoster or one.dns for one in static):
            yield "To find the domain a fixed address needs a DNS server."


def _password(password: Secret, account: str) -> Iterator[str]:
    plain = password.reveal()
    if not is_plain(plain) or is_weak(plain) or lacks_kinds(plain, account) or not is_literal(plain):
        yield (
            "The password needs at least 12 characters of three kinds (small letters, capitals, digits, signs), "
            "without the account's name, and not one from published examples."
        )


def _domain(domain: Domain, password: Secret) -> Iterator[str]:
    if _DOMAIN.fullmatch(domain.name) is None:
        yield "Write the domain as a DNS name, such as corp.example.com."
    account = domain.account
    if not account or not _is_typed(account) or "\\" in account or "@" in account:
        yield "Write the account that joins the domain as a name alone."
    elif account.lower() == BUILT_IN:
        yield "Do not join with Administrator; use an account that may do nothing but join."
    joining = domain.password.reveal()
    if not joining or not is_plain(joining) or not is_literal(joining):
        yield "The account that joins the domain needs its password."
    elif joining == password.reveal():
        yield "The account that joins the domain and the administrator must not share a password."
    if domain.unit and (not _is_typed(domain.unit) or "=" not in domain.unit):
        yield "Write the organisational unit as OU=...,DC=...,DC=..."


def _linux(choices: LinuxChoices) -> Iterator[str]:
    if choices.computer_name and (
        _HOST_NAME.fullmatch(choices.computer_name) is None or not is_literal(choices.computer_name)
    ):
        yield "A host name has at most 64 letters, digits, hyphens and dots."
    if choices.time_zone and re.fullmatch(r"[0-9]{1,4}", choices.time_zone) is None:
        yield "The time zone of a Linux VM is a number of the agent's table; leave it out if you do not know it."
    plain = choices.password.reveal()
    if not is_plain(plain) or is_weak(plain) or _SHELL_SIGNS.intersection(plain):
        yield 'The password of root needs at least 12 characters, and none of " $ ` \\.'
    if choices.ssh_key and (not is_ssh_key(choices.ssh_key) or choices.ssh_key.startswith("ssh-dss")):
        yield "The SSH key is not one line of a .pub file."
    if not all(one.strip() and _is_typed(one) for one in choices.run_once):
        yield "A command is one line of text."


def _adapters(adapters: tuple[Adapter, ...]) -> Iterator[str]:
    if len(adapters) > MOST_ADAPTERS:
        yield f"At most {MOST_ADAPTERS} adapters."
    for adapter in adapters:
        if adapter.address and not (
            is_address(adapter.address, with_prefix=True)
            and is_address(adapter.gateway, with_prefix=False)
            and (not adapter.dns or is_address(adapter.dns, with_prefix=False))
        ):
            yield "A fixed address is written 192.0.2.10/24,192.0.2.1,192.0.2.53: with prefix, gateway, DNS server."


def _is_typed(text: str) -> bool:
    """Whether it is one plain line without strings or placeholders in it."""
    return is_plain(text) and is_literal(text)
