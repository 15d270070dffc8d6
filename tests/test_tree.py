# SPDX-License-Identifier: Apache-2.0
"""What may not stand in the tree: keys outside the tests, paths of one machine, addresses of package servers."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What lies in a checkout without belonging to it, where git is not there to ask.
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__", ".hypothesis", ".import_linter_cache"}

# Put together here, so that this file is no hit itself.
KEY = re.compile("-----BEGIN " + r"(?:[A-Z]+ )?PRIVATE KEY-----")
MACHINE_PATH = re.compile(r"(?<![\w.~$}])/(?:" + "work|root|farm|home/[a-z]+|Users" + r")/\w")
PACKAGE_HOST = re.compile(
    "|".join(
        ("pypi" + r"\.org", "python" + "hosted", r"registry\." + "npm", r"deb\." + "debian", r"ftp\.\w+\." + "debian")
    )
)


def tracked() -> tuple[Path, ...]:
    """The files of the tree: as git knows them, or all where this is no clone."""
    if shutil.which("git") and (ROOT / ".git").exists():
        # A clone that belongs to somebody else is read all the same; nothing in it is run.
        command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        found = (ROOT / name.decode() for name in listed.split(b"\0") if name)
        return tuple(path for path in found if path.is_file())
    return tuple(
        path for path in ROOT.rglob("*") if path.is_file() and not NOT_OURS & set(path.relative_to(ROOT).parts)
    )


def hits(pattern: re.Pattern[str], files: tuple[Path, ...]) -> Iterator[str]:
    """Where `pattern` stands in `files`: file, line number, line."""
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {line[:120]}"


def outside_vectors() -> tuple[Path, ...]:
    """Without the files that other programs made: they are as they are."""
    return tuple(path for path in tracked() if not path.is_relative_to(ROOT / "tests" / "vectors"))


def test_the_tree_is_seen() -> None:
    assert {ROOT / "pyproject.toml", ROOT / "shieldwiz" / "__init__.py", Path(__file__).resolve()} <= set(tracked())


@pytest.mark.parametrize(
    ("pattern", "bad", "good"),
    [
        (KEY, "-----BEGIN RSA " + "PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----"),
        (MACHINE_PATH, "see /" + "root/notes", "see the root/notes"),
        (MACHINE_PATH, "'/" + "home/ada/x.pdk'", "~/home/ada/x.pdk"),
        (PACKAGE_HOST, "https://pypi" + ".org/simple", "https://example.org/simple"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], bad: str, good: str) -> None:
    assert pattern.search(bad)
    assert not pattern.search(good)


def test_no_private_key_outside_the_tests() -> None:
    files = tuple(path for path in tracked() if not path.is_relative_to(ROOT / "tests"))
    assert not list(hits(KEY, files))


def test_no_path_of_one_machine() -> None:
    assert not list(hits(MACHINE_PATH, outside_vectors()))


def test_no_address_of_a_package_server() -> None:
    assert not list(hits(PACKAGE_HOST, outside_vectors()))


def test_each_source_file_says_its_licence() -> None:
    sources = [path for path in outside_vectors() if path.suffix == ".py"]
    assert sources
    texts = {path: path.read_text(encoding="utf-8") for path in sources}
    # An empty file has nothing to license.
    without = [path for path, text in texts.items() if text and not text.startswith("# SPDX-License-Identifier: ")]
    assert not without


def test_the_lock_names_no_host_and_no_path() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    line = re.compile(r"[a-z0-9-]+==[0-9a-z.]+( ; [^/@]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert not [row for row in text.splitlines() if not line.fullmatch(row)]


def test_the_lock_pins_all_that_is_asked_for_with_the_hashes_of_all_systems() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    hashes = {
        name: body.count("--hash")
        for name, body in re.findall(r"^([a-z0-9-]+)==.*((?:\n    --hash.*)+)", text, re.MULTILINE)
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.match(r"[\w-]+", entry.lower())[0] for entry in asked}  # type: ignore[index]  # each has a name
    assert not names - hashes.keys()
    # One system and one Python alone would be two or three files.
    assert min(hashes[name] for name in ("cryptography", "lxml", "ruff", "mypy")) > 12
