# SPDX-License-Identifier: Apache-2.0
"""Every page, dialog and state is looked over: names, letters, order, room, colours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialog

import translations
from shieldwiz.gui.dialogs.error import ErrorDialog
from shieldwiz.gui.theme import DARK, LIGHT, Colours, Scheme, Theme
from shieldwiz.gui.window import SMALLEST_SIZE
from tests.gui import sweeps
from tests.gui.conftest import MakeStage
from tests.gui.scenes import SCENES
from tests.gui.stage import Stage

ALL = sorted(SCENES)
# The pages over hostile files are laid out as the others; what is long in them is not ours to translate.
LAYOUTS = [name for name in ALL if not name.startswith("hostile_")]
ERRORS = {"error", "unexpected", "hostile_error"}
OF_KEYS = ("names", "mnemonics", "object_names", "tab_order", "unreached")
OF_WORDS = ("widths", "cuts", "placeholders", "foreign_text")


def sweep(stage: Stage, *names: str) -> list[str]:
    """What the named sweeps find over what is shown, once its layouts have come to rest."""
    for pause in (20, 100, 600):
        stage.pause(pause)
        found = [f"{name}: {one}" for name in names for one in getattr(sweeps, name)(stage.shown)]
        if not found:
            break
    return found


@pytest.mark.parametrize("name", ALL)
def test_every_state_is_sound(make_stage: MakeStage, qapp: QApplication, light_theme: Theme, name: str) -> None:
    scene = SCENES[name]
    stage = make_stage(home=scene.home)
    scene.play(stage)
    assert (name in ERRORS) is isinstance(stage.shown, ErrorDialog)
    colours = () if scene.is_green else ("green",)
    found = sweep(stage, *OF_KEYS, *OF_WORDS, *colours)
    light_theme.use(Scheme.DARK)
    found += [f"dark: {one}" for one in sweep(stage, "cuts", *colours)]
    if not isinstance(stage.shown, QDialog):
        stage.window.resize(*SMALLEST_SIZE)
        found += [f"smallest: {one}" for one in sweep(stage, "cuts", "widths")]
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        found += [f"mirrored: {one}" for one in sweep(stage, "cuts", "tab_order")]
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert not found, "\n" + "\n".join(found)


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pseudo-language, compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translations, "PSEUDO", tmp_path_factory.mktemp("pseudo"))
        return translations.make_pseudo()


@pytest.fixture
def long_language(qapp: QApplication, long_words: Path) -> Iterator[None]:
    """Every text is longer."""
    translator = QTranslator(qapp)
    assert translator.load(str(long_words))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("name", LAYOUTS)
def test_longer_words_fit(make_stage: MakeStage, long_language: None, name: str) -> None:
    scene = SCENES[name]
    stage = make_stage(home=scene.home)
    scene.play(stage)
    found = sweep(stage, "cuts", "widths")
    if not isinstance(stage.shown, QDialog):
        stage.window.resize(*SMALLEST_SIZE)
        found += [f"smallest: {one}" for one in sweep(stage, "cuts", "widths")]
    assert not found, "\n" + "\n".join(found)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, by WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


GROUNDS = ("window", "surface", "sunken")
TONES = ("trusted", "decide", "refused", "info", "accent")
TEXTS = [
    *((role, ground) for role in ("text", "muted", "disabled", *TONES) for ground in GROUNDS),
    *((tone, f"{tone}_soft") for tone in TONES),
    *(("text", f"{tone}_soft") for tone in TONES),
    *(("muted", f"{tone}_soft") for tone in TONES),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent", "info_soft"),
    ("accent", "decide_soft"),
    ("accent_hover", "surface"),
]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_fields_and_the_focus_ring_can_be_seen(colours: Colours, ground: str) -> None:
    assert contrast(colours.edge, getattr(colours, ground)) >= 3
    assert contrast(colours.accent, getattr(colours, ground)) >= 3
