# SPDX-License-Identifier: Apache-2.0
"""An answer file as the rules look at it: components, settings, strings, commands, accounts, passwords."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from shieldwiz.answerfile import command_texts, tables
from shieldwiz.answerfile.commands import Command, When, listed, setup_commands, with_scripts
from shieldwiz.answerfile.elements import (
    Element,
    Paths,
    children,
    find_all,
    first,
    is_literal,
    local_name,
    text_of,
)
from shieldwiz.answerfile.given import Given
from shieldwiz.answerfile.passwords import Password, Use, decode_root_password, read_password
from shieldwiz.answerfile.reading import Document
from shieldwiz.answerfile.strings import Kind, Token, find_tokens

_MOST_ATTRIBUTES = 100
_COMMAND_ELEMENTS = frozenset({"Path", "CommandLine", "RunOnceCommand"})
_SECRET_ELEMENTS = frozenset({"Password", "SSHKey", "MachinePassword", "Credentials", "AdministratorPassword"})
_JOIN_ELEMENTS = frozenset({"JoinDomain", "JoinWorkgroup", "MachineObjectOU"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One component element; pass, name and architecture in lower case."""

    element: Element
    pass_name: str
    name: str
    architecture: str


class Found(NamedTuple):
    """A substitution string where it stands; `role` is command, secret, join or "" for the element around it."""

    token: Token
    element: Element
    role: str
    is_whole: bool


class Account(NamedTuple):
    """A local account with its groups in lower case."""

    name: str
    groups: tuple[str, ...]
    element: Element
    password: Password | None

    @property
    def is_admin(self) -> bool:
        """Whether it may do everything. A group yet to be filled in is taken for the best one."""
        return any(group == "administrators" or not is_literal(group) for group in self.groups)

    @property
    def may_use_rdp(self) -> bool:
        """Whether it may come in by Remote Desktop."""
        return self.is_admin or "remote desktop users" in self.groups


class Parts:
    """What the rules ask. Everything is looked for once, when it is first asked for."""

    def __init__(self, document: Document, given: Given) -> None:
        self.document = document
        self.given = given
        self.root = document.root
        self.is_linux = document.system == "linux"
        self.paths = Paths(document.root)
        self.memory: dict[str, Any] = {}  # what rules work out once

    # Windows

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """All components of all passes."""
        return tuple(
            Component(
                element=element,
                pass_name=(settings.get("pass") or "").strip().lower(),
                name=(element.get("name") or "").strip().lower(),
                architecture=(element.get("processorArchitecture") or "").strip().lower(),
            )
            for settings in children(self.root, "settings")
            for element in children(settings, "component")
        )

    def live(self, name: str, *passes: str) -> list[Element]:
        """The components of that name that run here, in any of these passes (both where none is named)."""
        wanted = passes or (tables.SPECIALIZE, tables.OOBE)
        return [
            one.element
            for one in self.components
            if one.name == name.lower()
            and one.pass_name in wanted
            and one.architecture == self.given.architecture.lower()
        ]

    def setting(self, name: str, *path: str, passes: tuple[str, ...] = ()) -> list[Element]:
        """The settings at the end of this path in a component that runs here."""
        return find_all(self.live(name, *passes), *path)

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The local accounts that are made."""
        found = []
        for element in self.setting(
            tables.SHELL, "UserAccounts", "LocalAccounts", "LocalAccount", passes=(tables.OOBE,)
        ):
            name = text_of(first(element, "Name"))
            groups = tuple(one.strip().lower() for one in text_of(first(element, "Group")).split(";"))
            inner = first(element, "Password")
            password = read_password(Use.ACCOUNT, inner, name) if inner is not None else None
            found.append(Account(name, groups, element, password))
        return tuple(found)

    @cached_property
    def administrator_passwords(self) -> list[Element]:
        """AdministratorPassword elements that count."""
        return self.setting(tables.SHELL, "UserAccounts", "AdministratorPassword", passes=(tables.OOBE,))

    @cached_property
    def auto_logons(self) -> list[Element]:
        """AutoLogon elements that count."""
        return self.setting(tables.SHELL, "AutoLogon")

    @cached_property
    def identifications(self) -> list[Element]:
        """What says which domain is joined."""
        return self.setting(tables.JOIN, "Identification", passes=(tables.SPECIALIZE,))

    # Both

    @cached_property
    def passwords(self) -> tuple[Password, ...]:
        """Every password that the file sets."""
        if self.is_linux:
            return tuple(self._root_password(user) for user in self.users if children(user, "Password"))
        found = [read_password(Use.ADMINISTRATOR, one, "Administrator") for one in self.administrator_passwords]
        found += [account.password for account in self.accounts if account.password is not None]
        found += [
            read_password(Use.LOGON, one, text_of(first(logon, "Username")))
            for logon in self.auto_logons
            for one in children(logon, "Password")
        ]
        for one in find_all(self.identifications, "Credentials", "Password"):
            text = text_of(one)
            is_open = not is_literal(text)
            found.append(
                Password(use=Use.JOIN, element=one, account="", plain=None if is_open else text, is_open=is_open)
            )
        return tuple(found)

    @staticmethod
    def _root_password(user: Element) -> Password:
        element = children(user, "Password")[0]
        text = text_of(element)
        is_open = not is_literal(text)
        plain = None if is_open else decode_root_password(text)
        return Password(
            use=Use.ROOT, element=element, account=text_of(first(user, "UserName")), plain=plain, is_open=is_open
        )

    @cached_property
    def strings(self) -> tuple[Found, ...]:
        """Every substitution string in the text of an element."""
        found = []
        for element in self.root.iter():
            text = element.text or ""
            if "@" not in text and len(element) == 0:
                continue
            for part in (text, *(child.tail or "" for child in element)):
                for token in find_tokens(part):
                    is_whole = len(element) == 0 and part.strip() == token.text
                    found.append(Found(token, element, self.role(element), is_whole))
        return tuple(found)

    @cached_property
    def known_strings(self) -> tuple[Found, ...]:
        """The strings that a fabric fills in, also where the case of a letter is wrong."""
        return tuple(one for one in self.strings if one.token.kind in (Kind.KNOWN, Kind.CASE))

    @staticmethod
    def role(element: Element) -> str:
        """command, secret, join, or "" for anything else."""
        name = local_name(element)
        if name in _COMMAND_ELEMENTS:
            return "command"
        if name in _JOIN_ELEMENTS:
            return "join"
        parents = [local_name(parent) for parent in element.iterancestors()]
        if name in _SECRET_ELEMENTS or (name != "PlainText" and _SECRET_ELEMENTS.intersection(parents)):
            return "secret"
        return ""

    @cached_property
    def own_commands(self) -> tuple[Command, ...]:
        """The commands that stand in the file itself, by the order in which they run."""
        if self.is_linux:
            return tuple(
                Command(text=text_of(one), when=When.ONCE, element=one, item=one)
                for one in find_all([self.root], "OSConfiguration", "RunOnceCommands", "RunOnceCommand")
            )
        deploy, shell = self.live(tables.DEPLOY, tables.SPECIALIZE), self.live(tables.SHELL, tables.OOBE)
        setup = listed(deploy, "RunSynchronous", "RunSynchronousCommand", "Path")
        setup += listed(deploy, "RunAsynchronous", "RunAsynchronousCommand", "Path")
        logon = listed(shell, "FirstLogonCommands", "SynchronousCommand", "CommandLine")
        logon += listed(shell, "LogonCommands", "AsynchronousCommand", "CommandLine")
        return (
            *setup_commands(setup),
            *(Command(text=text_of(one), when=When.LOGON, element=one, item=item) for item, one in logon),
        )

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        """All commands, with the added scripts behind the command that calls them."""
        if self.is_linux:
            return self.own_commands
        return with_scripts(self.own_commands, self.given.other_files)

    def doing(self, does: Callable[[str], object]) -> list[Command]:
        """The commands of whose text this is true."""
        return [command for command in self.commands if does(command.text)]

    def any_does(self, does: Callable[[str], object]) -> bool:
        """Whether any command does this."""
        return any(does(command.text) for command in self.commands)

    # Facts over several of them

    @cached_property
    def is_joined(self) -> bool:
        """Whether the VM becomes a member of a domain."""
        if any(text_of(one) for one in find_all(self.identifications, "JoinDomain")):
            return True
        if find_all(self.identifications, "Provisioning"):
            return True
        return self.any_does(command_texts.JOINS_DOMAIN.search)

    @cached_property
    def has_admin(self) -> bool:
        """Whether anybody may administer it."""
        return (
            bool(self.administrator_passwords)
            or any(account.is_admin for account in self.accounts)
            or bool(self.setting(tables.SHELL, "UserAccounts", "DomainAccounts", passes=(tables.OOBE,)))
            or self.any_does(command_texts.MAKES_ADMIN.search)
        )

    @cached_property
    def users(self) -> list[Element]:
        """Linux: the users."""
        return find_all([self.root], "OSConfiguration", "Users", "User")

    @cached_property
    def root_users(self) -> list[Element]:
        """Linux: the users named root."""
        return [user for user in self.users if text_of(first(user, "UserName")) == "root"]

    @cached_property
    def adapters(self) -> list[Element]:
        """Linux: the adapters."""
        return find_all([self.root], "OSConfiguration", "VNetAdapters", "VNetAdapter")

    @cached_property
    def interfaces(self) -> list[Element]:
        """Windows: the adapters that TCP/IP is told of."""
        return self.setting(tables.TCP, "Interfaces", "Interface", passes=(tables.SPECIALIZE,))

    @cached_property
    def attribute_strings(self) -> list[Element]:
        """Elements with a substitution string in an attribute."""
        return [
            one
            for one in self.root.iter()
            if 0 < len(one.attrib) <= _MOST_ATTRIBUTES  # to list the values of thousands takes seconds
            and any("@" in value and next(find_tokens(value), None) is not None for value in one.attrib.values())
        ]
