# SPDX-License-Identifier: Apache-2.0
"""The constant scripts of the hoster's desk: form, grammar, and that they read where they say so."""

import re

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow.hgs_scripts import SCRIPTS, script_bytes, write_script
from tests.powershell_grammars import PARSERS, faults, walk

READS = {"Get", "Test", "Select", "Where", "ForEach", "Join", "Split", "Resolve", "ConvertTo", "ConvertFrom", "Write"}
# What each may call beside cmdlets that read.
MAY_ALSO = {
    "test-certificates": {"New-Object", "Set-StrictMode", "Invoke-WebRequest", "secedit", "Remove-Item"},
    "export-key-protectors": {"New-Object", "Set-StrictMode", "New-Item"},
    "grant-key-protectors": {
        "New-Object", "Set-StrictMode", "New-Item", "Import-HgsGuardian", "Grant-HgsKeyProtectorAccess",
    },
    "set-key-protectors": {"Set-StrictMode", "Set-VMKeyProtector", "Start-VM"},
}  # fmt: skip
# Microsoft's pages of HgsClient and Hyper-V, winserver2025.
PARAMETERS = {
    "Set-VMKeyProtector": {"VM", "KeyProtector", "ErrorAction"},
    "Get-VMKeyProtector": {"VM", "ErrorAction"},
    "Grant-HgsKeyProtectorAccess": {"KeyProtector", "Guardian", "AllowUntrustedRoot", "AllowExpired", "ErrorAction"},
    "ConvertTo-HgsKeyProtector": {"Bytes", "ErrorAction"},
    "Import-HgsGuardian": {"Path", "Name", "AllowUntrustedRoot", "AllowExpired", "ErrorAction"},
    "Get-HgsKeyProtectionCertificate": {"ErrorAction"},
}


def commands(name: str, grammar: str = "pwsh") -> list[tuple[str, str]]:
    """Every call: its name and its whole text."""
    found = []
    for node in walk(PARSERS[grammar].parse(script_bytes(name)).root_node):
        if node.type == "command":
            called = node.child_by_field_name("command_name")
            found.append(((called.text or b"").decode() if called else "", (node.text or b"").decode()))
    return found


def own_functions(name: str) -> set[str]:
    return set(re.findall(r"^function ([A-Za-z-]+)", script_bytes(name).decode("utf-8-sig"), re.MULTILINE))


@pytest.mark.parametrize("name", SCRIPTS)
def test_form_and_grammar(name: str) -> None:
    data = script_bytes(name)
    assert data.startswith(b"\xef\xbb\xbf# SPDX-License-Identifier: Apache-2.0\r\n<#\r\n.SYNOPSIS")
    text = data[3:].decode("ascii")
    assert text.count("\r\n") == text.count("\n") == text.count("\r")
    for grammar in PARSERS:
        assert not faults(data, grammar)


@pytest.mark.parametrize("name", SCRIPTS)
def test_it_calls_only_what_it_may(name: str) -> None:
    called = {command for command, _ in commands(name)}
    assert called == {command for command, _ in commands(name, "powershell")}
    for command in called - own_functions(name) - MAY_ALSO[name]:
        assert command.split("-")[0] in READS, command
    assert MAY_ALSO[name] <= called, "an exception that is not needed"
    assert own_functions(name) <= called


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_turns_text_into_commands(name: str) -> None:
    source = script_bytes(name).decode("utf-8-sig")
    code = re.sub(r"<#.*?#>|^\s*#.*$", "", source, flags=re.DOTALL | re.MULTILINE).lower()
    for word in ("invoke-expression", "iex ", "add-type", "start-process", "scriptblock]", "export-pfx", "privatekey."):
        assert word not in code
    for node in walk(PARSERS["pwsh"].parse(script_bytes(name)).root_node):
        assert node.type not in {"command_invokation_operator", "expandable_string_literal"}, node.text


@pytest.mark.parametrize("name", SCRIPTS)
def test_parameters_are_those_of_microsofts_pages(name: str) -> None:
    for command, text in commands(name):
        if command in PARAMETERS:
            arguments = text.split("|")[0]
            used = set(re.findall(r"(?<![\w-])-([A-Z]\w+)", arguments[len(command) :]))
            assert used <= PARAMETERS[command], text


def test_only_one_script_changes_virtual_machines_and_rehearses_first() -> None:
    assert [name for name in SCRIPTS if "Set-VMKeyProtector -VM $" in script_bytes(name).decode("utf-8-sig")] == [
        "set-key-protectors"
    ]
    source = script_bytes("set-key-protectors").decode("utf-8-sig")
    assert "SupportsShouldProcess = $true" in source
    act, ask = source.index("Set-VMKeyProtector -VM $"), source.index("ShouldProcess($Machine")
    assert source.index("-ne 'Off'") < source.index("-ne $Record.sha256") < ask < act
    assert "-RestoreLastKnownGoodKeyProtector" in source


def test_writing_one_says_what_it_does(tmp_path: object) -> None:
    with pytest.raises(ShieldwizError) as caught:
        write_script("../kit", "x")
    assert caught.value.problem is Problem.NAME_UNKNOWN
