# SPDX-License-Identifier: Apache-2.0
"""The constant scripts of the hoster's desk."""

import hashlib

from shieldwiz.assets import asset
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.workflow.inputs import write_output

SCRIPTS = {
    "test-certificates": "Test-HgsCertificates.ps1",
    "export-key-protectors": "Export-KeyProtectors.ps1",
    "grant-key-protectors": "Grant-KeyProtectors.ps1",
    "set-key-protectors": "Set-KeyProtectors.ps1",
}
_CHANGES = "It changes virtual machines: run it with -WhatIf first."
_READS = "It reads only."
_SAYS = {"set-key-protectors": _CHANGES, "grant-key-protectors": "It imports a guardian and writes new files."}


def script_bytes(name: str) -> bytes:
    """A script by its short name: the same bytes in every copy of a release. Raises `NAME_UNKNOWN`."""
    if name not in SCRIPTS:
        raise ShieldwizError(
            Problem.NAME_UNKNOWN, f"There is no script called {shown(name, 60)!r}.", f"There are: {', '.join(SCRIPTS)}."
        )
    return (asset("hgs") / SCRIPTS[name]).read_bytes()


def write_script(name: str, output: str, *, overwrite: bool = False) -> tuple[str, ...]:
    """Write it, and say what it is. Raises as `write_file`."""
    data = script_bytes(name)
    write_output(output, data, overwrite=overwrite)
    return (
        f"{SCRIPTS[name]}: {len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}",
        _SAYS.get(name, _READS),
    )
