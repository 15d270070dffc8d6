# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.benchmarks.hostile`: the worst files up to the cap that we could think of, given to each reader.

Every file is judged by `shieldwiz` itself, in a process of its own. Counted are seconds of a processor, of all its
processes together, beyond those that the program takes where there is no such file: so it does not matter what else the
computer does. Printed for each reader: the slowest and the largest; `--all` prints every file. Ends with 1 where a
limit is passed.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from shieldwiz.keyprotector.encoding import Form
from tests.attacks.parties import genuine
from tests.benchmarks.hostile_certificates import (
    PASSWORD,
    Named,
    certificate_files,
    leaf_with_list,
    pfx_files,
    revocation_lists,
)
from tests.benchmarks.hostile_documents import (
    anything,
    metadata_files,
    protectors,
    recipes,
    shielding_data_files,
    volume_ids,
)
from tests.keyprotector.parties import FORMATS
from tests.simulated_fabric import authority

MAX_SECONDS = 1.0
MAX_MEMORY = 200.0  # MiB
_ONE_RUN = Path(__file__).with_name("one_run.py")
_AT = ("--at", "2026-12-01T00:00:00Z")
_ROLES = tuple(
    f"--role={role}"
    for role in ("signing", "encryption", "communications", "attestation-signer", "https", "dump-encryption")
)


class Row(NamedTuple):
    """One file and what it cost. `exit_code` is negative where a signal ended the program."""

    reader: str
    name: str
    seconds: float
    memory: float
    exit_code: int

    @property
    def is_within(self) -> bool:
        return self.seconds < MAX_SECONDS and self.memory < MAX_MEMORY and 0 <= self.exit_code <= 4


class Reader(NamedTuple):
    """A reader, the files for it, and the commands (FILE stands for the file) that read one."""

    name: str
    files: Iterable[Named]
    commands: Sequence[Sequence[str]]
    suffix: str = ""


def readers(folder: Path) -> Iterator[Reader]:
    """All readers; what the commands need beside the file is written to `folder`."""
    root, leaf, listed, password = (str(folder / name) for name in ("root.cer", "leaf.cer", "listed.cer", "password"))
    Path(root).write_bytes(authority("Hostile")[0].der)
    Path(leaf).write_bytes(genuine().signing.der)
    Path(listed).write_bytes(leaf_with_list().der)
    Path(password).write_text(PASSWORD, encoding="utf-8")
    fingerprint = "0" * 64
    yield Reader("metadata", metadata_files(), [["metadata", "verify", "FILE", "--root", root, "--signer", leaf, *_AT]])
    host = ("--host", "a.example.com", "--root", root)
    yield Reader("certificate", certificate_files(), [["certificate", "check", "FILE", *_ROLES, *host, *_AT]])
    yield Reader("roots file", certificate_files(), [["certificate", "check", leaf, *_ROLES, "--root", "FILE", *_AT]])
    for form in Form:
        commands = [
            ["protector", "inspect", "FILE"],
            ["protector", "verify", "FILE", "--owner-fingerprint", fingerprint],
        ]
        yield Reader(f"key protector, {form}", protectors(form), commands)
    pfx = ("--pfx", str(FORMATS / "guardian-a.encryption.pfx"), "--passphrase-file", password)
    commands = [
        ["pdk", "verify", "FILE", "--owner-fingerprint", fingerprint],
        ["pdk", "open", "FILE", *pfx, "--accept-unknown-owner", "--extract", str(folder / "inside")],
    ]
    yield Reader("shielding data file", shielding_data_files(), commands)
    match = ("--name", "a" * 255, "--version", "1.0.0.0", "--signer", leaf)
    yield Reader("template disk", volume_ids(), [["volume-id", "match", "FILE", *match]])
    yield Reader("recipe", recipes(), [["recipe", "check", "FILE"]])
    revoked = ["certificate", "check", listed, "--role=signing", "--root", root, "--crl", "FILE", *_AT]
    yield Reader("revocation list", revocation_lists(), [revoked])
    own = [
        "owner",
        "import",
        "x",
        "--pfx",
        "FILE",
        "--pfx-password-file",
        password,
        "--passphrase-file",
        password,
        *_AT,
    ]
    checked = ["certificate", "check", "FILE", "--role=signing", "--passphrase-file", password, *_AT]
    yield Reader("PFX", pfx_files(), [checked, own])
    yield Reader("inspect", _everything(), [["inspect", "FILE"]])


def _everything() -> Iterator[Named]:
    yield from anything()
    for files in (metadata_files, certificate_files, shielding_data_files, volume_ids, recipes, pfx_files):
        yield from files()
    for form in Form:
        yield from protectors(form)


def measure(*, show_all: bool = False, only: str = "") -> bool:
    """Print the table; returns whether all stay below the limits."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="shieldwiz-bench-") as name:
        folder = Path(name)
        print("\nhostile files, seconds beyond those of a start that finds no file")
        print(f"{'reader':<22}{'runs':>5}  slowest                                  largest")
        for reader in readers(folder):
            if reader.name.startswith(only):
                found = list(_measured(reader, folder))
                _print(reader.name, found, show_all=show_all)
                rows += found
    _print("together", rows, show_all=False)
    beyond = [row for row in rows if not row.is_within]
    print(f"  beyond {MAX_SECONDS:g} s or {MAX_MEMORY:g} MiB: {len(beyond)}")
    for row in beyond:
        print(f"    {row.seconds:.2f} s {row.memory:.0f} MiB, exit code {row.exit_code}: {row.reader}: {row.name}")
    return not beyond


def _measured(reader: Reader, folder: Path) -> Iterator[Row]:
    path = folder / "hostile.bin"
    starts = [_start(folder, command) for command in reader.commands]
    for name, data in reader.files:
        path.write_bytes(data)
        for command, start in zip(reader.commands, starts, strict=True):
            arguments = [str(path) if word == "FILE" else word for word in command]
            runs = [_run(folder, arguments)]
            if runs[0][0] - start > MAX_SECONDS * 0.8:
                runs += [_run(folder, arguments) for _ in range(2)]
            seconds, memory, code = min(runs)
            yield Row(
                reader.name,
                f"{' '.join(word for word in command[:2] if word != 'FILE')}: {name}",
                max(0.0, seconds - start),
                memory,
                code,
            )


def _start(folder: Path, command: Sequence[str]) -> float:
    """Seconds that the command takes where there is no such file."""
    missing = [str(folder / "missing") if word == "FILE" else word for word in command]
    return min(_run(folder, missing)[0] for _ in range(3))


def _print(reader: str, rows: Sequence[Row], *, show_all: bool) -> None:
    if not rows:
        return
    slowest, largest = max(rows, key=lambda row: row.seconds), max(rows, key=lambda row: row.memory)
    print(
        f"{reader:<22}{len(rows):>5}  {slowest.seconds:.2f} s  {slowest.name}; "
        f"{largest.memory:.0f} MiB  {largest.name}",
        flush=True,
    )
    for row in rows if show_all else ():
        print(f"    {row.seconds:6.2f} s {row.memory:6.0f} MiB {row.exit_code:4}  {row.name}")


def _run(folder: Path, arguments: Sequence[str]) -> tuple[float, float, int]:
    """Seconds of a processor, peak memory (MiB) of the largest process, and the exit code of `shieldwiz`."""
    command = [sys.executable, "-m", "shieldwiz", "--home", str(folder / "home"), *arguments]
    done = subprocess.run(
        [sys.executable, "-S", str(_ONE_RUN), *command], stdout=subprocess.PIPE, text=True, check=True
    )
    _, seconds, memory, code = done.stdout.split()
    return float(seconds), float(memory), int(code)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="print every file")
    parser.add_argument("--only", default="", help="readers whose names begin like this")
    chosen = parser.parse_args()
    sys.exit(0 if measure(show_all=chosen.all, only=chosen.only) else 1)
