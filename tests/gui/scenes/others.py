# SPDX-License-Identifier: Apache-2.0
"""Settings, help, and what is said when something goes wrong."""

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui import commands
from tests.gui.scenes.scene import scene
from tests.gui.stage import Stage


@scene()
def settings(stage: Stage) -> None:
    commands.show_settings(stage.window)
    stage.rest()


@scene()
def about(stage: Stage) -> None:
    commands.show_about(stage.window)
    stage.rest()


@scene()
def help_of_the_start(stage: Stage) -> None:
    commands.show_help(stage.window, "start")
    stage.rest()


@scene()
def help_glossary(stage: Stage) -> None:
    commands.show_help(stage.window, "glossary")
    stage.rest()


@scene()
def help_keyboard(stage: Stage) -> None:
    commands.show_help(stage.window, "keyboard")
    stage.rest()


@scene()
def error(stage: Stage) -> None:
    told = ShieldwizError(Problem.NOT_FOUND, "There is no file web.pdkx.", "Look where it has gone.")
    commands.show_error(stage.window, told)
    stage.rest()


@scene()
def unexpected(stage: Stage) -> None:
    commands.show_bug(stage.window, "KeyError\nreview.py:201 _show_lines\nframe.py:117 enter")
    stage.rest()
