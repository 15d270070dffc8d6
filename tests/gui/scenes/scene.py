# SPDX-License-Identifier: Apache-2.0
"""What a scene is, and the list of all."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.gui.stage import Stage

Play = Callable[[Stage], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A state of the window. `is_green` where something that is shown was proved; `is_empty` begins without a home."""

    name: str
    play: Play
    is_green: bool = False
    is_empty: bool = False


SCENES: dict[str, Scene] = {}


def scene(*, green: bool = False, empty: bool = False) -> Callable[[Play], Play]:
    """Enter a function into the list of scenes under its own name."""

    def enter(play: Play) -> Play:
        name = play.__name__
        assert name not in SCENES, name
        SCENES[name] = Scene(name=name, play=play, is_green=green, is_empty=empty)
        return play

    return enter
