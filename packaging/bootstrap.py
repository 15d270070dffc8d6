# SPDX-License-Identifier: Apache-2.0
"""Sets everything up and runs one task of these: run, test, check, lock, bench, faults, fuzz, chroot-test, installers.

`python3 packaging/bootstrap.py TASK`, or `make TASK`. Needs nothing but Python. Makes `.venv` from requirements.lock
the first time and whenever the lock or the Python changes. Must *parse* on Python 3.8, so that an old Python says in
one sentence that it is too old.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"

# Programs that a task starts, each with the Debian package that brings it. The tests compare our work with xmlsec1's,
# age's and openssl's.
PROGRAMS = {
    "test": {"xmlsec1": "xmlsec1", "age": "age", "openssl": "openssl"},
    "gui-test": {
        "Xvfb": "xvfb",
        "openbox": "openbox",
        "xdotool": "xdotool",
        "dbus-run-session": "dbus",
        "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    },
    "faults": {"strace": "strace"},
    "chroot-test": {"debootstrap": "debootstrap", "unshare": "util-linux", "git": "git"},
    "installers": {"dpkg-deb": "dpkg", "rpmbuild": "rpm", "objdump": "binutils", "git": "git"},
}
# Shared libraries of Linux without which Qt cannot be imported, and those without which it shows no window (Qt ends the
# whole process then, instead of saying so), each with the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
LIBRARIES = {
    "run": {**QT_LIBRARIES, **WINDOW_LIBRARIES},
    "test": QT_LIBRARIES,
    "bench": QT_LIBRARIES,
    "screenshots": QT_LIBRARIES,
    "gui-test": {**QT_LIBRARIES, **WINDOW_LIBRARIES},
    "installers": {**QT_LIBRARIES, **WINDOW_LIBRARIES},
}
OWN_SESSION = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "AT_SPI_BUS_ADDRESS")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
# What judges and seals: a line or a branch that no test enters is an error here.
FULLY_COVERED = ("certificates", "guardians", "owners", "keyprotector", "shieldingdata", "windowskit")


def too_old(version: tuple[int, int]) -> str:
    """The sentence for a Python that is too old, or an empty string. `version` is (major, minor)."""
    if version >= OLDEST_PYTHON:
        return ""
    return (
        "shieldwiz needs Python {}.{} or later, and this is Python {}.{}. Install a newer one and start this again "
        "with it, for example: python3.13 packaging/bootstrap.py run".format(*OLDEST_PYTHON, *version)
    )


def missing_packages(task: str) -> list[str]:
    """Names of the Debian packages without which `task` cannot run here."""
    missing = []
    # Debian and Ubuntu ship the module venv without the pip that it puts into what it makes.
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python{}.{}-venv".format(*sys.version_info[:2]))
    missing.extend(package for program, package in PROGRAMS.get(task, {}).items() if shutil.which(program) is None)
    if sys.platform == "linux":
        missing.extend(package for name, package in LIBRARIES.get(task, {}).items() if not has_library(name))
        if task in LIBRARIES and not has_font():
            missing.append("fonts-dejavu-core")
    return missing


def has_library(name: str) -> bool:
    """True where the system's loader finds the shared library `name`."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """True where there is any font that Qt can draw with."""
    folders = (Path(folder) for folder in FONT_FOLDERS)
    return any(next(folder.rglob(kind), None) for folder in folders for kind in ("*.ttf", "*.otf"))


def is_root() -> bool:
    """True where packages of the system can be installed without asking; never on Windows."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_lines(packages: list[str]) -> list[list[str]]:
    """The commands that install `packages` on Debian and Ubuntu."""
    return [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]]


def provide_packages(task: str) -> None:
    """Installs what the system lacks for `task`, or stops and says how to. Raises SystemExit with the sentence."""
    missing = missing_packages(task)
    if not missing:
        return
    names = " ".join(missing)
    if os.name == "nt":
        say(
            f"Not found on this computer: {names}. The tests that compare with these programs cannot pass without them."
        )
        return
    if shutil.which("apt-get") is None:
        raise SystemExit(
            f"This system lacks what Debian calls {names}. Install it with your system's own package tool, then "
            f"start this again."
        )
    lines = apt_lines(missing)
    if not is_root():
        typed = " && ".join("sudo " + " ".join(line) for line in lines)
        raise SystemExit(f"Something of the system is missing: {names}. Type this, then start again:\n\n    {typed}\n")
    say(f"Installing from the system's packages: {names}")
    for line in lines:
        done = subprocess.run(
            [*line[:1], "-q", "-q", *line[1:]],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = last_line(done.stderr)
            raise SystemExit(f"{' '.join(line)} failed ({said}). Is the network there? Put that right and start again.")


def stamp_text() -> str:
    """What `.venv` depends on, in one line: the pins, the Python, and where the checkout lies."""
    parts = LOCK.read_bytes() + sys.version.encode() + str(ROOT).encode()
    return hashlib.sha256(parts).hexdigest()


def is_up_to_date() -> bool:
    """True where `.venv` was made to its end from the present lock by this Python, in this place."""
    try:
        return STAMP.read_text(encoding="ascii") == stamp_text() and venv_python().exists()
    except OSError:
        return False


def venv_python() -> Path:
    """The Python inside `.venv`."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def last_line(text: str) -> str:
    """The last line that says something, of what a program wrote."""
    return ([line.strip() for line in text.splitlines() if line.strip()] or ["it said nothing"])[-1]


def make_venv() -> None:
    """Makes `.venv` where it is missing or stale. Raises SystemExit with a sentence where that fails."""
    if is_up_to_date():
        return
    say("Making .venv from requirements.lock (once; under a minute)")
    try:
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise SystemExit(f"Python could not be started to make .venv: {error}") from error
    if made.returncode:
        said = last_line(made.stderr or made.stdout)
        raise SystemExit(f"{VENV} could not be made ({said}). May you write there, and is there room on the disk?")
    pip("-r", str(LOCK), "--require-hashes", "--only-binary", ":all:", "--no-deps")
    pip("--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
    # Last: whatever is interrupted before starts over.
    STAMP.write_text(stamp_text(), encoding="ascii")


def pip(*arguments: str, python: Path | None = None) -> None:
    """Runs `pip install` in `.venv` (or with `python`). Raises SystemExit with a sentence where it fails."""
    # Twice quiet: else every odd line in a person's own pip settings fills the screen.
    command = [str(python or venv_python()), "-m", "pip", "install", "-q", "-q", "--disable-pip-version-check"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(pip_sentence(done.stderr))


def pip_sentence(errors: str) -> str:
    """What to tell a person about a pip that failed with `errors` on its error output."""
    if "CERTIFICATE_VERIFY_FAILED" in errors:
        return (
            "pip does not accept the certificate of the package server. Where your organisation's network uses a "
            "certificate authority of its own, set PIP_CERT to the file with its certificates and start again."
        )
    if "hashes" in errors.lower() and "do not match" in errors.lower():
        return "A package is not the one that requirements.lock names (its hash differs); nothing of it was installed."
    return (
        "pip could not install the packages. Is the network there, and does pip know your package server? Pip's last "
        f"words: {last_line(errors)}"
    )


def say(text: str) -> None:
    """Prints at once, also where the output goes into a file."""
    print(text, flush=True)


def start(*arguments: str, folder: Path | None = ROOT) -> int:
    """Runs the Python in `.venv` with `arguments` and hands on its exit code. `folder` None: where the person is."""
    return subprocess.run([str(venv_python()), *arguments], cwd=folder, check=False).returncode


def run(arguments: list[str]) -> int:
    """Opens the window; without a display, shows the main job against a make-believe hoster."""
    if has_display():
        return start("-P", "-m", "shieldwiz.gui", *arguments, folder=None)
    say("There is no display here, so the window cannot open. The main job without it:")
    return start("-m", "shieldwiz.cli.demonstration", *arguments, folder=None)


def has_display() -> bool:
    """True where a window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(arguments: list[str]) -> int:
    """Runs all tests and looks at their branch coverage; with arguments for pytest just runs those."""
    pytest = ("-m", "pytest", "-n", "2")
    if arguments:
        return start(*pytest, *arguments)
    # What a run that was killed left behind would be counted, or could not be read.
    shutil.rmtree(ROOT / "build" / "coverage", ignore_errors=True)
    outcome = start(*pytest, "--cov", "--cov-report=")
    if outcome:
        return outcome
    return report_coverage()


def report_coverage() -> int:
    """Prints the coverage of the whole, and fails where one of the packages that judge is not covered to the last."""
    report = ("-m", "coverage", "report")
    start(*report)
    include = "--include=" + ",".join(f"shieldwiz/{name}/*" for name in FULLY_COVERED)
    if start(*report, include, "--fail-under=100", "--format=total"):
        say(f"The branch coverage of {', '.join(FULLY_COVERED)} must be 100 %. What is missing stands in the table.")
        return 1
    return 0


def check(arguments: list[str]) -> int:
    """Runs each checking tool, also where one before it failed."""
    del arguments
    scripts = venv_python().parent
    tools = (
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        ("mypy",),
        ("lint-imports", "--cache-dir", "build/import-linter"),
        ("deptry", "."),
    )
    failed = []
    for tool in tools:
        name = " ".join(tool)
        began = time.monotonic()
        done = subprocess.run(
            [str(scripts / tool[0]), *tool[1:]],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            failed.append(name)
            say(done.stdout.rstrip())
        say(f"{name}: {'FAILED' if done.returncode else 'well'} ({time.monotonic() - began:.1f} s)")
    return 1 if failed else 0


def lock(arguments: list[str]) -> int:
    """Makes requirements.lock anew from pyproject.toml; `--upgrade` lets the pins move."""
    tools = ROOT / "build" / "lock"
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(tools)], check=True)
    python = tools / venv_python().relative_to(VENV)
    pip("uv", python=python)
    command = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "gui", "--group", "dev"]
    # One lock for all systems and Pythons, and nothing in it of this machine's package server.
    command += ["--universal", "--python-version", "{}.{}".format(*OLDEST_PYTHON), "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--quiet"]
    outcome = subprocess.run([*command, "-o", LOCK.name, *arguments], cwd=ROOT, check=False).returncode
    if outcome:
        return outcome
    # What the packages are made of: the same versions, without the tests' tools, with what builds.
    folder = "packaging/pyinstaller/"
    command[command.index("--group") : command.index("--group") + 2] = [folder + "requirements.in", "-c", LOCK.name]
    return subprocess.run([*command, "-o", folder + "requirements.lock", *arguments], cwd=ROOT, check=False).returncode


def bench(arguments: list[str]) -> int:
    """Measures."""
    return start("-m", "tests.benchmarks.bench", *arguments)


def faults(arguments: list[str]) -> int:
    """Kills every save, and lets the disk fail, at each call that writes; `--only owner` takes some of them."""
    return start("-m", "tests.faults.strace_faults", *arguments)


def fuzz(arguments: list[str]) -> int:
    """Feeds the readers with spoilt files; `--seconds N` says for how long."""
    return start("-m", "tests.fuzz.fuzz", *(arguments or ["--seconds", "60"]))


def gui_test(arguments: list[str]) -> int:
    """Drives the real window as a screen reader and a keyboard do, on a screen that nobody sees."""
    command = ["-m", "pytest", "-m", "desktop", "tests/desktop", "-p", "no:xdist", *arguments]
    # Else the bus for screen readers would take the place of the one in the person's own session.
    environment = {name: value for name, value in os.environ.items() if name not in OWN_SESSION}
    return subprocess.run(
        ["dbus-run-session", "--", str(venv_python()), *command], cwd=ROOT, env=environment, check=False
    ).returncode


def screenshots(arguments: list[str]) -> int:
    """Writes a picture of every page, dialog and state into build/screenshots."""
    return start("-m", "tests.gui.screenshots", *arguments)


def translations(arguments: list[str]) -> int:
    """Collects the texts into resources/i18n/*.ts and compiles them."""
    return start(str(ROOT / "packaging" / "translations.py"), *arguments)


def chroot_test(arguments: list[str]) -> int:
    """Does what a newcomer does, on bare Debian systems. Needs root."""
    return subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "chroot_test.py"), *arguments], check=False
    ).returncode


def installers(arguments: list[str]) -> int:
    """Builds the bundle, and the packages that this system can make of it, into build/installers/out."""
    return subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "installers.py"), *arguments], check=False
    ).returncode


TASKS = {
    "run": run,
    "test": test,
    "check": check,
    "lock": lock,
    "bench": bench,
    "faults": faults,
    "fuzz": fuzz,
    "gui-test": gui_test,
    "screenshots": screenshots,
    "translations": translations,
    "chroot-test": chroot_test,
    "installers": installers,
}
# These make environments of their own.
WITHOUT_VENV = ("lock", "chroot-test", "installers")


def main(arguments: list[str]) -> int:
    """Sets up what the task needs and runs it; its exit code is the result."""
    sentence = too_old((sys.version_info[0], sys.version_info[1]))
    if sentence:
        raise SystemExit(sentence)
    if not arguments or arguments[0] not in TASKS:
        say(f"Usage: python3 packaging/bootstrap.py {'|'.join(TASKS)} [arguments of the task]")
        return 2
    task, *rest = arguments
    provide_packages(task)
    if task not in WITHOUT_VENV:
        make_venv()
    if task in LIBRARIES and task not in WITHOUT_VENV:  # those that show the window, which reads compiled texts
        start(str(ROOT / "packaging" / "translations.py"), "--compile")
    return TASKS[task](rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
