# SPDX-License-Identifier: Apache-2.0
"""A screen that nobody sees, and the program on it."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.desktop.keyboard import Keyboard
from tests.desktop.screen_reader import Program, ScreenReader, wait_for

_PICTURES = Path(__file__).resolve().parents[2] / "build" / "desktop"
_SIZE = "1280x1024x24"
# What a person's own session could tell Qt to look or behave otherwise.
_LEFT_OUT = ("QT_", "XDG_", "WAYLAND_", "DESKTOP_", "GNOME_", "KDE_", "SHIELDWIZ_", "LC_", "LANG")
_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Lets a fixture know that its test failed."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The running program, seen and driven from outside. It is `program` to the screen reader."""

    program: Program
    keyboard: Keyboard
    folder: Path
    """Where a person of this test keeps files; the program's home is inside."""

    @property
    def home(self) -> Path:
        """The home folder of the program."""
        return self.folder / "home"


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of an X server with a window manager."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    with _running(command, pass_fds=(writing,)):
        os.close(writing)
        with os.fdopen(reading) as told:
            name = f":{told.readline().strip()}"
        with _running(["openbox", "--sm-disable"], env={**os.environ, "DISPLAY": name}):
            yield name


@pytest.fixture
def reader() -> Iterator[ScreenReader]:
    """A screen reader, which needs the session bus that `make gui-test` starts."""
    found = ScreenReader()
    yield found
    found.close()


@pytest.fixture
def desk(display: str, reader: ScreenReader, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The program, just started, with nothing kept yet. It is left by Ctrl+Q, and must have complained of nothing.

    When the test fails, build/desktop shows what was on the screen.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
    environment |= {
        "DISPLAY": display,
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "SHIELDWIZ_HOME": str(tmp_path / "home"),
        "SHIELDWIZ_SETTINGS": str(tmp_path / "settings.ini"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        # It warns of questions about controls that went away between two looks.
        "QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false",
    }
    complaints = tmp_path / "complaints.txt"
    with (
        complaints.open("wb") as out,
        _running([sys.executable, "-m", "shieldwiz.gui"], env=environment, cwd=tmp_path, stderr=out) as process,
    ):
        keyboard = Keyboard(environment)
        program = reader.program(process.pid)
        wait_for(program.focused, "the window with the keyboard in it")
        yield Desk(program=program, keyboard=keyboard, folder=tmp_path)
        if request.node.stash.get(_FAILED, False):
            _take_picture(environment, request.node.name)
            print(complaints.read_text(encoding="utf-8", errors="replace"))  # noqa: T201 - pytest shows it
            return
        wait_for(lambda: program.look("main_window", state="active"), "the window, after all dialogs")
        keyboard.press("ctrl+q")
        assert process.wait(timeout=20) == 0
    assert complaints.read_text(encoding="utf-8", errors="replace") == ""


def _take_picture(environment: dict[str, str], name: str) -> None:
    _PICTURES.mkdir(parents=True, exist_ok=True)
    program = str(Path(__file__).with_name("picture.py"))
    subprocess.run([sys.executable, program, str(_PICTURES / f"{name}.png")], env=environment, check=False, timeout=30)


@contextmanager
def _running(command: list[str], **how: object) -> Iterator[subprocess.Popen[bytes]]:
    """A program, ended in any case."""
    process = subprocess.Popen(command, **{"stderr": subprocess.DEVNULL, **how})  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
