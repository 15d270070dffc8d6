# SPDX-License-Identifier: Apache-2.0
"""The commands of an answer file, in the order in which they run, with the added scripts that they call."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from shieldwiz.answerfile import command_texts
from shieldwiz.answerfile.elements import Element, children, find_all, text_of
from shieldwiz.answerfile.given import OtherFile

_SCRIPTS = (".ps1", ".cmd", ".bat")
_LAST = 1 << 31


class When(StrEnum):
    """When a command runs."""

    SETUP = "setup"
    END = "end"
    LOGON = "logon"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command, or one added script that takes the place of the command that calls it.

    `element` holds its text and `item` stands around it; both None for a script, whose name is `file`.
    """

    text: str = field(repr=False)
    when: When
    element: Element | None = None
    item: Element | None = None
    file: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it stands in the answer file itself."""
        return self.element is not None


def listed(parents: list[Element], list_name: str, item_name: str, text_name: str) -> list[tuple[Element, Element]]:
    """The items of a list of commands with the element that holds the text, by Order; one without text is left out."""
    items = find_all(parents, list_name, item_name)
    found = [(item, text) for item in items for text in children(item, text_name)[:1]]
    return sorted(found, key=lambda one: order_of(one[0]))


def order_of(item: Element) -> int:
    """The Order of a command; after all others where it has none."""
    text = text_of(next(iter(children(item, "Order")), None))
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else _LAST


def setup_commands(pairs: Iterable[tuple[Element, Element]]) -> Iterator[Command]:
    """Commands of RunSynchronous and RunAsynchronous; what they write into SetupComplete.cmd runs at the end."""
    for item, element in pairs:
        text = text_of(element)
        when = When.END if command_texts.writes_setup_complete(text) else When.SETUP
        yield Command(text=text, when=when, element=element, item=item)


def with_scripts(commands: Iterable[Command], files: Iterable[OtherFile]) -> tuple[Command, ...]:
    """The commands, each followed by the added scripts that it names, and by those that these name."""
    waiting = {file.name.lower(): file for file in files if file.name.lower().endswith(_SCRIPTS)}
    found: list[Command] = []
    for command in commands:
        stack = [command]
        while stack:
            one = stack.pop()
            found.append(one)
            text = one.text.lower()
            called = [name for name in waiting if name in text]
            scripts = [waiting.pop(name) for name in called]
            stack += [Command(text=script_text(file.data), when=command.when, file=file.name) for file in scripts]
    return tuple(found)


def script_text(data: bytes) -> str:
    """A script as text, whatever its encoding; never fails."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
