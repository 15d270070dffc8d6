# SPDX-License-Identifier: Apache-2.0
"""New answer files: from what a person typed to bytes in memory, judged by the preflight before anybody writes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.answerfile.choices import (
    Adapter,
    Domain,
    LinuxChoices,
    RdpCertificate,
    Script,
    WindowsChoices,
)
from shieldwiz.answerfile.given import Given
from shieldwiz.answerfile.hoster_values import preview
from shieldwiz.answerfile.linux_builder import build_linux
from shieldwiz.answerfile.preflight import preflight
from shieldwiz.answerfile.secret_text import Secret, new_password
from shieldwiz.answerfile.windows_builder import Built, build_windows
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file
from shieldwiz.foreign_text import shown
from shieldwiz.workflow.answer_file_form import AnswerFileForm
from shieldwiz.workflow.answer_files import report
from shieldwiz.workflow.inputs import refuse_same_file, write_output

MAX_PFX = 1 << 20
_MAX_SCRIPT = 393_216
_MAX_KEY = 64 << 10
_SCRIPTS = (".ps1", ".cmd", ".bat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new answer file in memory with the files that go along, and what the preflight says of them.

    `password` is the one that was made up, else "".
    """

    built: Built
    report: dict[str, Any]
    password: str = field(repr=False)


def make_answer_file(wanted: AnswerFileForm, now: datetime) -> Made:
    """Make an answer file. Writes nothing. Raises `USAGE` for choices that make no sense, and what reading raises."""
    made_up = "" if wanted.password else new_password(**({} if wanted.system == "windows" else {"signs": ""}))
    password = Secret(wanted.password or made_up)
    built = _windows(wanted, password) if wanted.system == "windows" else _linux(wanted, password)
    password.clear()
    given = Given(
        at=now,
        is_vmm=wanted.ends_with_shutdown,
        other_files=built.other_files,
        data_drives=True if wanted.protects_data_drives else None,
    )
    return Made(built=built, report=report("", preflight(built.data, given)), password=made_up)


def _windows(wanted: AnswerFileForm, password: Secret) -> Built:
    domain, certificate = None, None
    if wanted.domain or wanted.join_account or wanted.unit:
        domain = Domain(
            name=wanted.domain, account=wanted.join_account, password=Secret(wanted.join_password), unit=wanted.unit
        )
    if wanted.certificate:
        data = read_file(Path(wanted.certificate), MAX_PFX)
        certificate = RdpCertificate(data=data, password=Secret(wanted.certificate_password))
    return build_windows(
        WindowsChoices(
            password=password,
            administrator=wanted.administrator,
            computer_name=wanted.computer_name,
            product_key=wanted.product_key,
            time_zone=wanted.time_zone,
            language=wanted.language,
            keyboard=wanted.keyboard,
            adapters=tuple(read_adapter(one) for one in wanted.adapters),
            domain=domain,
            doors=tuple(dict.fromkeys(wanted.doors)),
            certificate=certificate,
            scripts=tuple(_script(one) for one in wanted.scripts),
            protects_data_drives=wanted.protects_data_drives,
            ends_with_shutdown=wanted.ends_with_shutdown,
        )
    )


def _linux(wanted: AnswerFileForm, password: Secret) -> Built:
    key = ""
    if wanted.ssh_key:
        key = read_file(Path(wanted.ssh_key), _MAX_KEY).decode("utf-8", errors="replace").strip()
    return build_linux(
        LinuxChoices(
            password=password,
            computer_name=wanted.computer_name,
            time_zone=wanted.time_zone,
            ssh_key=key,
            adapters=tuple(read_adapter(one) for one in wanted.adapters),
            run_once=wanted.run_once,
        )
    )


def read_adapter(text: str) -> Adapter:
    """`dhcp`, `hoster`, or `ADDRESS/PREFIX,GATEWAY[,DNS]`. Raises `USAGE`."""
    if text in ("dhcp", "hoster"):
        return Adapter(is_hoster=text == "hoster")
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (2, 3):
        raise ShieldwizError(
            Problem.USAGE,
            f"{shown(text, 60)!r} does not describe an adapter.",
            "Write dhcp, hoster, or for example 192.0.2.10/24,192.0.2.1,192.0.2.53 (address, gateway, DNS server).",
        )
    return Adapter(address=parts[0], gateway=parts[1], dns=parts[2] if len(parts) == 3 else "")


def _script(path: str) -> Script:
    if not path.lower().endswith(_SCRIPTS):
        raise ShieldwizError(
            Problem.USAGE, f"{shown(path)} is not a script.", "Scripts end in .ps1, .cmd or .bat.", detail=shown(path)
        )
    return Script(name=Path(path).name, data=read_file(Path(path), _MAX_SCRIPT))


def write_answer_file(made: Made, output: str, inputs: Sequence[str], *, overwrite: bool) -> tuple[str, ...]:
    """Write it (0600) and the files that go along beside it. Returns the paths of these. Raises as `write_file`.

    A file that is an input already, of the same name, is not written again.
    """
    if output == "-" and made.built.other_files:
        raise ShieldwizError(
            Problem.USAGE, "This answer file needs other files beside it.", "Give -o the name of a file."
        )
    own = {Path(name).name: name for name in inputs}
    folder = Path(output).parent
    beside = []
    for file in made.built.other_files:
        source = own.get(file.name)
        if source is not None and read_file(Path(source), _MAX_SCRIPT) == file.data:
            beside.append(source)
            continue
        target = str(folder / file.name)
        for name in inputs:
            refuse_same_file(name, target)
        write_output(target, file.data, overwrite=overwrite, secret=True)
        beside.append(target)
    write_output(output, made.built.data, overwrite=overwrite, secret=True)
    return tuple(beside)


def make_for_window(now: datetime, wanted: AnswerFileForm) -> dict[str, Any]:
    """The answer file for the window: its `report`, a `preview` without secrets, the `made` file, a new `password`."""
    made = make_answer_file(wanted, now)
    text = preview(made.built.data)
    return {"report": made.report, "preview": text, "made": made, "password": made.password}


def save_for_window(made: Made, output: str, scripts: tuple[str, ...], *, overwrite: bool = False) -> dict[str, Any]:
    """Write a made answer file where the person asked for it. Returns `file` and the `others` that go along."""
    others = write_answer_file(made, output, scripts, overwrite=overwrite)
    return {"file": output, "others": list(others)}


def make_and_save(now: datetime, wanted: AnswerFileForm, output: str, *, overwrite: bool = False) -> dict[str, Any]:
    """Make an answer file and write it: `file`, the `others` that go along, the `report`, a `password` made up."""
    made = make_answer_file(wanted, now)
    inputs = (*wanted.scripts, *((wanted.certificate,) if wanted.certificate else ()))
    saved = save_for_window(made, output, inputs, overwrite=overwrite)
    return {**saved, "report": made.report, "password": made.password}
