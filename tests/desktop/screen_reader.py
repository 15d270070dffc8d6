# SPDX-License-Identifier: Apache-2.0
"""What a screen reader sees of a program, and the actions it offers: AT-SPI over D-Bus, without any library of it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

_Found = TypeVar("_Found")
_SPI = "org.a11y.atspi"
_ROOT = "/org/a11y/atspi/accessible/root"
_PAUSE = 0.05  # seconds between two looks
PATIENCE = 30.0  # seconds; enough for a machine that does four other things
# Bits of the state that are asked for here, by AT-SPI's numbering.
_STATES = {1: "active", 4: "checked", 8: "enabled", 12: "focused", 25: "showing", 30: "visible"}
_ROWS = ("push button", "check box", "radio button")  # what a row is to a screen reader: it is pressed or ticked


def wait_for(look: Callable[[], _Found | None], what: str, patience: float = PATIENCE) -> _Found:
    """Looks until `look` finds something, which is returned. Raises AssertionError naming `what` when nothing comes."""
    ends = time.monotonic() + patience
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > ends:
            raise AssertionError(f"not within {patience:.0f} s: {what}")
        time.sleep(_PAUSE)


class _VanishedError(Exception):
    """The program no longer has that control, or not yet."""


@dataclass(frozen=True, slots=True)
class Control:
    """One node of the tree of a program."""

    reader: "ScreenReader" = field(repr=False)
    bus_name: str
    path: str

    @property
    def name(self) -> str:
        """What it is called to a person who does not see it."""
        return str(self._property("Name"))

    @property
    def description(self) -> str:
        """What is said after the name."""
        return str(self._property("Description"))

    @property
    def identifier(self) -> str:
        """Its name in the program's source: the last part of Qt's path of object names."""
        return str(self._property("AccessibleId")).rpartition(".")[2]

    @property
    def role(self) -> str:
        """What kind of thing it is, such as `push button`."""
        return str(self._call("Accessible", "GetRoleName")[0])

    @property
    def states(self) -> frozenset[str]:
        """Which of the states are set that a test asks for."""
        low, high = self._call("Accessible", "GetState")[0]
        bits = low | high << 32
        return frozenset(word for bit, word in _STATES.items() if bits >> bit & 1)

    @property
    def text(self) -> str:
        """What stands in a field; a field for secrets gives dots."""
        return str(self._call("Text", "GetText", "ii", (0, -1))[0])

    def children(self) -> list["Control"]:
        """What is directly inside."""
        return [Control(self.reader, *child) for child in self._call("Accessible", "GetChildren")[0]]

    def rows(self) -> list["Control"]:
        """The rows of a list."""
        return [control for control in Program(self).controls() if control.role in _ROWS]

    def press(self) -> None:
        """Does its first action: presses a button, ticks a box, chooses a tab."""
        self._call("Action", "DoAction", "i", (0,))

    def choose(self, at: int) -> None:
        """Chooses the child at `at`, of a list or of tabs."""
        self._call("Selection", "SelectChild", "i", (at,))

    def focus(self) -> Self:
        """Takes the keyboard to it, and waits until it is there."""
        self._call("Component", "GrabFocus")
        wait_for(lambda: "focused" in self.states, f"the focus on {self.identifier}")
        return self

    def _call(self, interface: str, method: str, signature: str | None = None, body: tuple[Any, ...] = ()) -> Any:
        address = DBusAddress(self.path, self.bus_name, f"{_SPI}.{interface}")
        return self.reader.ask(new_method_call(address, method, signature, body))

    def _property(self, name: str) -> Any:
        address = DBusAddress(self.path, self.bus_name, f"{_SPI}.Accessible")
        return self.reader.ask(Properties(address).get(name))[0][1]


class ScreenReader:
    """A connection to the bus on which programs show their controls."""

    def __init__(self) -> None:
        launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        with open_dbus_connection("SESSION") as session:
            reply = session.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=PATIENCE)
        if reply.header.message_type is MessageType.error:
            raise RuntimeError(f"There is no bus for screen readers here: {reply.body}")
        self._bus: DBusConnection = open_dbus_connection(reply.body[0])

    def close(self) -> None:
        """Ends the connection."""
        self._bus.close()

    def ask(self, message: Any) -> Any:
        """Sends a message and returns the body of its answer."""
        reply = self._bus.send_and_get_reply(message, timeout=PATIENCE)
        if reply.header.message_type is MessageType.error:
            raise _VanishedError(reply.body)
        return reply.body

    def program(self, process: int) -> "Program":
        """The program with this process number, once it shows itself on the bus."""
        return Program(wait_for(lambda: self._root_of(process), "the program on the bus for screen readers"))

    def _root_of(self, process: int) -> Control | None:
        daemon = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        for control in Control(self, f"{_SPI}.Registry", _ROOT).children():
            try:
                [number] = self.ask(new_method_call(daemon, "GetConnectionUnixProcessID", "s", (control.bus_name,)))
            except _VanishedError:
                continue
            if number == process:
                return control
        return None


@dataclass(frozen=True, slots=True)
class Program:
    """The windows of a program, and what is in them."""

    root: Control

    def controls(self) -> Iterator[Control]:
        """All controls that can be seen, windows first, in the order of the tree."""
        return (control for control, _ in self._walk())

    def _walk(self) -> Iterator[tuple[Control, frozenset[str]]]:
        """The same, each with its states."""
        waiting = self.root.children()
        while waiting:
            control = waiting.pop(0)
            try:
                states = control.states
                if "visible" not in states:
                    continue
                children = control.children()
            except _VanishedError:
                continue
            yield control, states
            waiting[:0] = children

    def look(self, identifier: str = "", *, name: str = "", role: str = "", state: str = "") -> Control | None:
        """The first control that fits all that is given, or None."""
        for control, states in self._walk():
            try:
                if (
                    (not state or state in states)
                    and (not identifier or control.identifier == identifier)
                    and (not name or control.name == name)
                    and (not role or control.role == role)
                ):
                    return control
            except _VanishedError:
                continue
        return None

    def find(
        self,
        identifier: str = "",
        *,
        name: str = "",
        role: str = "",
        state: str = "enabled",
        patience: float = PATIENCE,
    ) -> Control:
        """The first control that fits; waits until it is there and enabled."""
        words = ", ".join(word for word in (identifier, name, role, state) if word)
        return wait_for(lambda: self.look(identifier, name=name, role=role, state=state), words, patience)

    def press(self, identifier: str) -> None:
        """Finds a control and presses it."""
        self.find(identifier).press()

    def focused(self) -> Control | None:
        """Where the keyboard is: the innermost, because what stands for another one has the focus with it."""
        return next(iter([control for control, states in self._walk() if "focused" in states][-1:]), None)

    def outline(self) -> str:
        """What it shows, a line for each control that has a name."""
        lines = []
        for control in self.controls():
            try:
                lines.append(f"{control.role} {control.identifier}: {control.name}")
            except _VanishedError:
                continue
        return "\n".join(line for line in lines if not line.endswith(": "))

    def shows(self, words: str) -> bool:
        """Whether any control has these words in its name."""
        return words in self.outline()
