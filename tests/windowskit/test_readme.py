# SPDX-License-Identifier: Apache-2.0
import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit.kit_parts import OwnerPfx
from shieldwiz.windowskit.readme import LANGUAGES, kit_name, language_of
from shieldwiz.windowskit.scripts import MAKE_SCRIPT, script_sha256
from tests.windowskit.making import KEY, existing, inputs, make


def text(language: str = "en", **choices: object) -> str:
    made = choices.pop("made", None) or inputs()
    data = make(made, language=language, **choices).files["README.txt"]  # type: ignore[arg-type]
    assert data.startswith(b"\xef\xbb\xbf")
    found = data.decode("utf-8-sig")
    assert found.count("\r\n") == found.count("\n")
    return found.replace("\r\n", "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_steps_the_script_and_the_five_commands(language: str) -> None:
    readme = text(language)
    for start in ("\n1. ", "\n2. ", "\n3. ", *(f"\n   {number}. " for number in range(1, 6))):
        assert start in readme
    assert readme.index("\n3. ") < readme.index("\n-----")
    assert "Unblock-File .\\web-kit.zip" in readme
    assert readme.count("-ExecutionPolicy Bypass") >= 4
    assert script_sha256(MAKE_SCRIPT) in readme
    assert "{" not in readme
    assert KEY.text not in readme
    assert "--pdk 'web.pdk'" in readme


def test_missing_catalogs_and_hosters_are_named() -> None:
    readme = text()
    assert "inputs\\disk-2.vsc" in readme
    assert "Ubuntu größer" in readme
    assert "inputs\\disk-1.vsc" not in readme
    assert "North (its fingerprint was compared, 24 November 2026)" in readme
    assert "BEFORE STEP 1" not in text(made=existing())
    assert "only the owner is let in" in text(made=existing(guardians=()))


def test_what_is_secret_is_named() -> None:
    readme = text(clear_answer_file=True)
    assert "the answer file, READABLE by everybody who has this folder" in readme
    assert "the file a & b.txt, locked with the kit key" in readme
    plain = text(made=existing(), owner_pfx=OwnerPfx.NEVER)
    assert "this kit needs none" in plain
    assert "   - nothing" in plain


def test_a_hostile_name_is_quoted_in_the_command() -> None:
    assert "--pdk 'x’’; calc.exe #.pdk'" in text(made=existing(pdk_name="x’; calc.exe #.pdk"))


def test_languages() -> None:
    assert (language_of("de-AT"), language_of("EN_us")) == ("de", "en")
    with pytest.raises(ShieldwizError) as caught:
        language_of("tlh")
    assert caught.value.problem is Problem.USAGE


def test_the_name_of_the_folder() -> None:
    assert kit_name("HR-webservers.pdk") == "HR-webservers-kit"
    assert kit_name("名前.pdk") == "shieldwiz-kit"
