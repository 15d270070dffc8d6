# SPDX-License-Identifier: Apache-2.0
"""Answer files for one rule each: a good sample with one thing changed."""

from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

from shieldwiz.answerfile.findings import Preflight
from shieldwiz.answerfile.given import Given, OtherFile
from shieldwiz.answerfile.preflight import preflight
from tests.answerfile.samples import NOW, sample

Change = tuple[str, str]
IDENTITY = 'publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS"'
LSM = "Microsoft-Windows-TerminalServices-LocalSessionManager"


@dataclass(frozen=True, slots=True)
class Case:
    """An answer file, and what the preflight is told."""

    data: bytes
    given: Given

    def told(self, **fields: Any) -> "Case":
        """The same file under other circumstances."""
        return replace(self, given=replace(self.given, **fields))

    def run(self) -> Preflight:
        """The preflight."""
        return preflight(self.data, self.given)

    def ids(self) -> set[str]:
        """The rules that fire."""
        return {finding.id for finding in self.run().findings}


def _changed(name: str, changes: tuple[Change, ...], *files: OtherFile) -> Case:
    text = sample(name).decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return Case(text.encode(), Given(at=NOW, data_drives=False, other_files=files))


def win(*changes: Change) -> Case:
    """A workgroup VM with Remote Desktop."""
    return _changed("good-workgroup.xml", changes)


def dom(*changes: Change) -> Case:
    """A member of a domain."""
    return _changed("good-domain.xml", changes)


def net(*changes: Change) -> Case:
    """Two adapters with static addresses of the hoster."""
    return _changed("good-static-two-adapters.xml", changes)


def lx(*changes: Change) -> Case:
    """A Linux VM."""
    return _changed("good-linux.xml", changes)


def pfx(*changes: Change, name: str = "rdp", script: Change | None = None) -> Case:
    """A VM with a certificate for Remote Desktop, and its script."""
    text = sample(f"{name}-certificate.ps1" if name == "rdp" else f"{name}.ps1").decode()
    if script is not None:
        assert script[0] in text
        text = text.replace(*script)
    files = (
        OtherFile(name=f"{name}.pfx", data=sample(f"{name}.pfx")),
        OtherFile(name="rdp-certificate.ps1" if name == "rdp" else f"{name}.ps1", data=text.encode()),
    )
    return _changed("good-rdp-certificate.xml" if name == "rdp" else "bad-certificate.xml", changes, *files)


def raw(data: bytes | str) -> Case:
    """Any bytes."""
    return Case(data.encode() if isinstance(data, str) else data, Given(at=NOW, data_drives=False))


def with_files(case: Case, **files: bytes) -> Case:
    """Other files by name, where _ stands for a dot."""
    found = tuple(OtherFile(name=name.replace("_", "."), data=data) for name, data in files.items())
    return case.told(other_files=(*case.given.other_files, *found))


def cmd(text: str, order: str = "9") -> Change:
    """One more command of the specialize pass."""
    inner = f"<Order>{order}</Order><Path>{escape(text)}</Path>"
    command = f'<RunSynchronousCommand wcm:action="add">{inner}</RunSynchronousCommand>'
    return "<RunSynchronous>", f"<RunSynchronous>{command}"


def end(text: str) -> Change:
    """One more line of SetupComplete.cmd, behind all others."""
    return cmd(rf'cmd.exe /d /c ">>%WINDIR%\Setup\Scripts\SetupComplete.cmd echo {text}"')


def logon(text: str) -> Change:
    """A command at the first log-on."""
    item = f"<Order>1</Order><CommandLine>{escape(text)}</CommandLine>"
    whole = f'<FirstLogonCommands><SynchronousCommand wcm:action="add">{item}</SynchronousCommand></FirstLogonCommands>'
    return "<UserAccounts>", f"{whole}<UserAccounts>"


def component(name: str, inner: str = "", arch: str = "amd64") -> str:
    """A component element."""
    return f'<component name="{name}" processorArchitecture="{arch}" {IDENTITY}>{inner}</component>'


def special(inner: str) -> Change:
    """More at the beginning of the specialize pass."""
    return '<settings pass="specialize">', f'<settings pass="specialize">{inner}'


def other_pass(name: str, inner: str = "") -> Change:
    """Another settings block."""
    return "</unattend>", f'<settings pass="{name}">{inner}</settings></unattend>'


def shell(inner: str) -> Change:
    """More settings of Shell-Setup in specialize."""
    return "<ComputerName>", f"{inner}<ComputerName>"


def oobe(inner: str) -> Change:
    """More settings of Shell-Setup in oobeSystem."""
    return "<OOBE>", f"{inner}<OOBE>"
