# SPDX-License-Identifier: Apache-2.0
"""The constant scripts, as far as they can be judged without Windows: form, grammar, cmdlets, what may not be there."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from tree_sitter import Node

from shieldwiz.assets import asset
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.windowskit.script_steps import step_in_words
from shieldwiz.windowskit.scripts import (
    EXPORT_VOLUME_ID,
    HELPERS,
    MAKE_SCRIPT,
    helper_script,
    script_bytes,
    script_sha256,
)
from tests.powershell_grammars import PARSERS, faults, walk
from tests.windowskit.cmdlets import CMDLETS, COMMON, MUST_ACT, MUST_STOP, READS

SCRIPTS = (MAKE_SCRIPT, *HELPERS.values())
# The exceptions, script by script.
MAY_ALSO = {
    EXPORT_VOLUME_ID: {"Invoke-CimMethod", "New-VolumeIDQualifier", "Set-StrictMode"},
    "Save-GuardianMetadata.ps1": {"Invoke-WebRequest", "Set-StrictMode"},
}
FORBIDDEN_TYPES = ("ScriptBlock", "PowerShell]", "Reflection", "Runspace", "WebClient", "HttpClient", "Process]")


def text_of(node: Node | None) -> str:
    return (node.text or b"").decode() if node is not None else ""


def commands(name: str, grammar: str = "pwsh") -> list[tuple[str, list[str], str]]:
    """Every call: its name, its parameters, its whole text."""
    root = PARSERS[grammar].parse(script_bytes(name)).root_node
    found = []
    for node in walk(root):
        if node.type == "command":
            own = [text_of(one) for one in parameters_of(node)]
            found.append((text_of(node.child_by_field_name("command_name")), own, text_of(node)))
    return found


def parameters_of(command: Node) -> list[Node]:
    """The parameters of a call, without those of calls inside its arguments."""
    found, pending = [], list(command.children)
    while pending:
        node = pending.pop(0)
        if node.type == "command_parameter":
            found.append(node)
        elif node.type != "command":
            pending.extend(node.children)
    return found


def functions(name: str) -> set[str]:
    return set(re.findall(r"^function ([A-Za-z0-9-]+)", script_bytes(name).decode("utf-8-sig"), re.MULTILINE))


@pytest.mark.parametrize("name", SCRIPTS)
def test_form(name: str) -> None:
    data = script_bytes(name)
    assert data.startswith(b"\xef\xbb\xbf")
    text = data[3:].decode("ascii")
    assert text.count("\r\n") == text.count("\n") == text.count("\r")
    assert max(map(len, text.split("\r\n"))) < 300
    assert text.startswith("# SPDX-License-Identifier: Apache-2.0\r\n<#\r\n.SYNOPSIS")
    assert script_sha256(name) == hashlib.sha256(data).hexdigest()
    assert asset("windows-kit").joinpath(name).is_file()


@pytest.mark.parametrize("grammar", PARSERS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_both_grammars_understand_all_of_it(name: str, grammar: str) -> None:
    assert not faults(script_bytes(name), grammar)
    assert faults(script_bytes(name).replace(b"param(", b"param", 1), grammar), "a fault would be noticed"


@pytest.mark.parametrize("name", SCRIPTS)
def test_it_calls_only_what_the_table_has(name: str) -> None:
    own = functions(name)
    called = {command for command, _, _ in commands(name)}
    assert called - own <= CMDLETS.keys()
    assert own <= called | {"Write-Step"}, "every function is used"
    assert {command for command, _, _ in commands(name, "powershell")} == called, "both grammars see the same calls"


@pytest.mark.parametrize("name", SCRIPTS)
def test_parameters_are_those_of_microsofts_pages(name: str) -> None:
    for command, parameters, text in commands(name):
        if command in CMDLETS:
            used = {parameter.lstrip("-").rstrip(":") for parameter in parameters}
            assert used <= CMDLETS[command] | COMMON, text
            if command in MUST_STOP:
                assert "-ErrorAction Stop" in text, text


def test_what_was_agreed_to_is_done_and_not_rehearsed() -> None:
    for command, _, text in commands(MAKE_SCRIPT):
        if command in MUST_ACT:
            assert "-WhatIf:$false -Confirm:$false" in text, text


@pytest.mark.parametrize("name", MAY_ALSO)
def test_helpers_only_read(name: str) -> None:
    for command in {one for one, _, _ in commands(name)} - functions(name) - MAY_ALSO[name]:
        assert command.split("-")[0] in READS | {"Write"}, command


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_turns_text_into_commands(name: str) -> None:
    source = script_bytes(name).decode("utf-8-sig")
    code = re.sub(r"<#.*?#>|^\s*#.*$", "", source, flags=re.DOTALL | re.MULTILINE)
    for word in ("Invoke-Expression", "iex ", "Add-Type", "-EncodedCommand", "Start-Process", "Invoke-Command"):
        assert word.lower() not in code.lower()
    for word in FORBIDDEN_TYPES:
        assert word.lower() not in code.lower()
    root = PARSERS["pwsh"].parse(script_bytes(name)).root_node
    for node in walk(root):
        assert node.type not in {"command_invokation_operator", "command_invocation_operator"}, text_of(node)
        if node.type == "expandable_string_literal":
            assert text_of(node) in {'"SWKITF1`n"', '"`n"'}, "text in double quotes could be expanded"
        assert node.type not in {"verbatim_here_string_characters", "expandable_here_string_literal"}


def test_the_script_holds_no_value_of_any_kit() -> None:
    source = script_bytes(MAKE_SCRIPT).decode("utf-8-sig").lower()
    assert not re.search(r"[a-z]:\\(?!localmachine)", source.replace("cert:\\", ""))
    assert "http" not in source


def test_every_step_has_words_for_who_was_not_there() -> None:
    steps = set(re.findall(r"'(S\d\d)'", script_bytes(MAKE_SCRIPT).decode("utf-8-sig"))) - {"S90"}
    assert len(steps) == 24
    for step in steps:
        assert step_in_words(step) != step_in_words("S99")


def test_the_receipt_of_the_script_has_the_keys_of_the_schema() -> None:
    source = script_bytes(MAKE_SCRIPT).decode("utf-8-sig")
    block = source[source.index("$Receipt = @{") : source.index("seen = $Seen")]
    keys = set(re.findall(r"(\w+) = ", block)) - {"Receipt"} | {"seen"}
    schema = json.loads(asset("schemas/windows-kit-receipt.json").read_bytes())
    assert keys == set(schema["required"]) == set(schema["properties"])
    record = source[source.index("function New-GuardianRecord") : source.index("function Get-Switches")]
    for key in schema["properties"]["owner"]["anyOf"][0]["required"]:
        assert f"{key} = " in record


def test_the_script_reads_only_keys_that_kit_json_has() -> None:
    source = script_bytes(MAKE_SCRIPT).decode("utf-8-sig")
    schema = json.loads(asset("schemas/windows-kit.json").read_bytes())["properties"]
    parts = {
        r"\$Kit\.(\w+)": schema,
        r"\$Kit\.owner\.(\w+)": schema["owner"]["properties"],
        r"\$Owner\.(\w+)": schema["owner"]["properties"],
        r"\$Hoster\.(\w+)": schema["guardians"]["items"]["properties"],
        r"\$Hoster\.basis\.(\w+)": schema["guardians"]["items"]["properties"]["basis"]["properties"],
        r"\$Wanted\.(\w+)": schema["guardians"]["items"]["properties"],
        r"\$Disk\.(\w+)": schema["volumeIds"]["items"]["properties"],
        r"\$Disk\.expected\.(\w+)": schema["volumeIds"]["items"]["properties"]["expected"]["properties"],
        r"\$Kit\.output\.(\w+)": schema["output"]["properties"],
    }
    for pattern, properties in parts.items():
        found = set(re.findall(pattern, source))
        assert found
        assert found <= set(properties), pattern


def test_helpers_by_their_short_names() -> None:
    assert helper_script("export-volume-id") == script_bytes(EXPORT_VOLUME_ID)
    with pytest.raises(ShieldwizError) as caught:
        helper_script("../kit")
    assert "export-volume-id, save-metadata" in caught.value.hint
    assert caught.value.problem is Problem.NAME_UNKNOWN


def test_the_hashes_are_published() -> None:
    page = (Path(__file__).parents[2] / "docs" / "WINDOWS_KIT.md").read_text("utf-8")
    for name in SCRIPTS:
        assert f"{script_sha256(name)}  {name}" in page


def test_the_five_commands_are_the_same_everywhere() -> None:
    root = Path(__file__).parents[2]
    pages = [root / "README.md", root / "docs" / "WINDOWS_KIT.md", *asset("windows-kit").glob("README.*.txt")]
    assert len(pages) == 4
    page = pages[0].read_text("utf-8")
    five = page[page.index("```powershell\n") + 14 :].split("```")[0].splitlines()
    assert len(five) == 5
    for other in pages:
        text = other.read_text("utf-8")
        for command in five:
            assert command in text, other
    assert not faults("\n".join(five).encode(), "pwsh"), "the other one takes no bare words with commas between them"
