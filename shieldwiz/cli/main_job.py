# SPDX-License-Identifier: Apache-2.0
"""The main job from end to end against a practice fabric, as the very commands a person would type.

`make run` shows it step by step, and `self-test` runs it quietly.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shieldwiz.cli.exit_codes import ExitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One command, why a person types it, and how it must end."""

    words: str
    arguments: tuple[str, ...]
    expected: ExitCode = ExitCode.WELL


def steps(folder: Path) -> Iterator[Step]:
    """The steps, in order; each may read what the one before it wrote. `folder` must be empty or not exist yet."""
    home = ("--home", str(folder / "home"))
    fabric = folder / "fabric"
    secret = ("--passphrase-file", str(fabric / "passphrases.txt"))
    metadata, made = str(fabric / "metadata.xml"), str(folder / "web.pdkx")
    yield Step(
        words="A make-believe hoster: its keys, what it publishes, and a template disk. Everything is marked PRACTICE.",
        arguments=(*home, "practice", str(fabric)),
    )
    yield Step(
        words="The hoster sent you its metadata. Is it genuine? Nothing is wrong with it, but anybody could have made "
        "it: the decision is yours, and it stays open (exit code 4).",
        arguments=(*home, "metadata", "verify", metadata),
        expected=ExitCode.DECIDE,
    )
    yield Step(
        words="Somebody changed a copy of it on the way. That is refused (exit code 3).",
        arguments=(*home, "metadata", "verify", str(fabric / "metadata-tampered.xml")),
        expected=ExitCode.REFUSED,
    )
    fingerprint = (fabric / "fingerprint.txt").read_text(encoding="utf-8").splitlines()[1]
    yield Step(
        words="You call the hoster on a number you already had, and it reads its fingerprint to you. The program "
        "compares it; now the keys are proved to be the hoster's, and you keep them.",
        arguments=(
            *home,
            *("guardian", "import", metadata, "--name", "PRACTICE hoster"),
            *("--guardian-fingerprint", fingerprint),
        ),
    )
    yield Step(
        words="Your own key, as owner of the virtual machine, with a backup that is opened again at once.",
        arguments=(
            *home,
            *("owner", "create", "PRACTICE owner", "--backup", str(folder / "backup")),
            *secret,
        ),
    )
    yield Step(
        words="The main job: seal the answer file and a certificate for you and the hoster alone.",
        arguments=(
            *home,
            *("pdk", "create", made, "--owner", "PRACTICE owner", "--guardian", "PRACTICE hoster"),
            *("--volume-id", str(fabric / "volume-id.json"), "--answer-file", str(fabric / "unattend.xml")),
            *("--other-file", str(fabric / "rdp.pfx"), "--description", "PRACTICE web server"),
            *("--receipt", str(folder / "receipt.json"), "--save-recipe", str(folder / "web.toml")),
            *secret,
        ),
    )
    yield Step(
        words="Is the file whole, and yours?",
        arguments=(*home, "pdk", "verify", made, "--owner", "PRACTICE owner"),
    )
    yield Step(
        words="Windows hosts need Microsoft's own .pdk. Only Windows makes one, from this kit; its key is shown once.",
        arguments=(*home, "windows-kit", "make", made, "-o", str(folder / "web-kit.zip"), *secret),
    )
    yield Step(
        words="The hoster opens it with its own key, as its Host Guardian Service would for a healthy host.",
        arguments=(
            *home,
            *("pdk", "open", made, "--pfx", str(fabric / "hgs-encryption.pfx"), "--extract", str(folder / "inside")),
            *secret,
        ),
    )


def run_steps(folder: Path, run: Callable[[Step], int]) -> Step | None:
    """Run every step with `run`; returns the first that ended in another way than it must, else None."""
    folder.mkdir(parents=True, exist_ok=True)
    for step in steps(folder):
        if run(step) != step.expected:
            return step
    inside, fabric = folder / "inside", folder / "fabric"
    for name in ("unattend.xml", "rdp.pfx"):
        if (inside / name).read_bytes() != (fabric / name).read_bytes():
            return Step(words=f"{name} came out as it went in", arguments=())
    return None
