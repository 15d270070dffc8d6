# SPDX-License-Identifier: Apache-2.0
"""What a rule is: one row of the table, with a small function that finds where it fires."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from shieldwiz.answerfile.commands import Command
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.elements import Element

# Severities: E error, W warning, N note; "E/W" is W under EncryptionSupported, "E/w" is W without VMM.
# Effects: N not reachable, Nd the same but for a console, U unknown, "-" none.


class Hit(NamedTuple):
    """One place where a rule fires. `about` fills {} in its sentence; `severity`, `effect` stand in for the rule's."""

    element: Element | None = None
    about: str = ""
    severity: str = ""
    effect: str = ""
    file: str = ""
    line: int = 0


Finder = Callable[[View], Iterable[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table. `system` is windows, linux or both; `source` is a mark of where the rule comes from."""

    id: str
    severity: str
    effect: str
    system: str
    message: str
    fix: str
    source: str
    find: Finder


def at(elements: Iterable[Element]) -> list[Hit]:
    """A hit at each element."""
    return [Hit(element) for element in elements]


def at_commands(commands: Iterable[Command]) -> list[Hit]:
    """A hit at each command; at the file where it is a script."""
    return [Hit(command.element, file=command.file) for command in commands]


def whole(condition: object) -> list[Hit]:
    """A hit that stands for the whole file, where the condition is true."""
    return [Hit()] if condition else []
