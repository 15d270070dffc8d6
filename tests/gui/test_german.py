# SPDX-License-Identifier: Apache-2.0
"""The window speaks German completely: every text is translated, whole, and short enough."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

import translations
from shieldwiz.assets import asset
from tests.gui import sweeps
from tests.gui.conftest import MakeStage
from tests.gui.scenes import SCENES

SOURCE = asset("i18n") / "shieldwiz_de.ts"
HELP = ("places", "glossary", "keyboard", "checks", "errors")
# Values, numbers, bold marks, patterns of file names, their separators, an ellipsis at the end.
KEPT = re.compile(r"%n|\{\d\}|\*\*|\*\.\w+|;;|…$")
MNEMONIC = re.compile(r"&(?!&)(.)")
SHORT_WORD = 9  # so many more letters are no burden: "Cut" is "Ausschneiden"


@dataclass(frozen=True, slots=True)
class Message:
    """One text of the window with its German forms."""

    context: str
    source: str
    forms: tuple[str, ...]
    is_finished: bool


def messages() -> list[Message]:
    """All messages of the German file."""
    found = []
    for context in ET.parse(SOURCE).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            found.append(
                Message(
                    context=context.findtext("name") or "",
                    source=message.findtext("source") or "",
                    forms=tuple(forms),
                    is_finished="type" not in translation.attrib,
                )
            )
    return found


MESSAGES = messages()


def wrong(*found: str) -> str:
    """The findings, one a line, for an assertion."""
    return "\n" + "\n".join(found)


def pairs() -> Iterator[tuple[Message, str]]:
    """Every message with each of its forms."""
    for message in MESSAGES:
        for form in message.forms:
            yield message, form


def test_every_text_is_translated() -> None:
    found = [
        f"{one.context}: {one.source}"
        for one in MESSAGES
        if not one.is_finished or not all(form.strip() for form in one.forms)
    ]
    assert not found, wrong(*found)


def test_the_file_holds_every_text_of_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "PSEUDO", tmp_path)
    translations.make_pseudo()
    collected = {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ET.parse(tmp_path / "shieldwiz_xx.ts").iter("context")
        for message in context.iter("message")
    }
    found = sorted(collected ^ {(one.context, one.source) for one in MESSAGES})
    assert not found, wrong("Run packaging/translations.py.", *map(str, found))


def test_values_and_marks_are_kept() -> None:
    found = [
        f"{message.context}: {message.source} | {form}"
        for message, form in pairs()
        if Counter(KEPT.findall(message.source)).keys() != Counter(KEPT.findall(form)).keys()
        or form.count("**") != message.source.count("**")
    ]
    assert not found, wrong(*found)


def test_letters_to_press_are_kept_and_can_be_typed() -> None:
    found = []
    for message, form in pairs():
        letters = MNEMONIC.findall(form)
        if len(letters) != len(MNEMONIC.findall(message.source)) or not all(
            "a" <= one.lower() <= "z" for one in letters
        ):
            found.append(f"{message.context}: {message.source} | {form}")
    assert not found, wrong(*found)


def test_buttons_stay_short() -> None:
    found = [
        f"{message.context}: {message.source} | {form}"
        for message, form in pairs()
        if MNEMONIC.search(message.source)
        and "." not in message.source
        and len(form) > max(1.6 * len(message.source), len(message.source) + SHORT_WORD)
    ]
    assert not found, wrong(*found)


def test_the_voice_is_kept() -> None:
    found = [
        f"{message.context}: {form}"
        for message, form in pairs()
        if "!" in form or re.search(r"\bbitte\b", form) or re.search(r"\berfolgreich", form)
    ]
    assert not found, wrong(*found)


@pytest.mark.parametrize("name", HELP)
def test_help_has_the_same_pages(name: str) -> None:
    english, german = (asset(f"help/{code}/{name}.md").read_text(encoding="utf-8") for code in ("en", "de"))
    headings = re.compile(r"^## .+ \{#([^}]+)\}$", re.MULTILINE)
    assert headings.findall(english) == headings.findall(german)
    assert not german.count("!")


@pytest.mark.parametrize("name", HELP)
def test_help_pages_are_built_alike(name: str) -> None:
    kinds = re.compile(r"^(?:## |\*\*|\d\. |- |\| )", re.MULTILINE)
    english, german = (asset(f"help/{code}/{name}.md").read_text(encoding="utf-8") for code in ("en", "de"))
    assert Counter(kinds.findall(english)) == Counter(kinds.findall(german))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The German texts, as the window reads them."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("german")
        (folder / SOURCE.name).write_bytes(SOURCE.read_bytes())
        patch.setattr(translations, "FOLDER", folder)
        translations.compile_all()
    return (folder / SOURCE.name).with_suffix(".qm")


@pytest.fixture
def german(qapp: QApplication, compiled: Path) -> Iterator[None]:
    """The window speaks German."""
    translator = QTranslator(qapp)
    assert translator.load(str(compiled))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_no_letter_leads_to_two_things(make_stage: MakeStage, german: None, name: str) -> None:
    scene = SCENES[name]
    stage = make_stage(home=scene.home)
    scene.play(stage)
    stage.pause(20)
    found = sweeps.mnemonics(stage.shown)
    assert not found, wrong(*found)
