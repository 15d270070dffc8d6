# SPDX-License-Identifier: Apache-2.0
"""What a scene is, and the list of all."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.gui.stage import Stage

Play = Callable[[Stage], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A state of the window. `is_green` where something that is shown was proved; `home` is a folder of the world."""

    name: str
    play: Play
    is_green: bool = False
    home: str = "home"


SCENES: dict[str, Scene] = {}


def scene(*, green: bool = False, empty: bool = False, hostile: bool = False) -> Callable[[Play], Play]:
    """Enter a function into the list of scenes under its own name."""

    def enter(play: Play) -> Play:
        name = play.__name__
        assert name not in SCENES, name
        home = "" if empty else "hostile home" if hostile else "home"
        SCENES[name] = Scene(name=name, play=play, is_green=green, home=home)
        return play

    return enter
