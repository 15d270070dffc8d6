# SPDX-License-Identifier: Apache-2.0
"""A screen that nobody sees, the program on it, and a person's keyboard and clipboard."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.desktop.keyboard import Keyboard
from tests.desktop.screen_reader import Control, Program, ScreenReader, wait_for

SLOW = 60.0  # seconds that making keys may take on a busy machine
_HERE = Path(__file__).parent
_PICTURES = _HERE.parents[1] / "build" / "desktop"
_SIZE = "1280x1024x24"
# What a person's own session could tell Qt to look or behave otherwise.
_LEFT_OUT = ("QT_", "XDG_", "WAYLAND_", "DESKTOP_", "GNOME_", "KDE_", "SHIELDWIZ_", "LC_", "LANG")


@contextmanager
def screen() -> Iterator[str]:
    """The name of an X server with a window manager."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    with _running(command, pass_fds=(writing,)):
        os.close(writing)
        with os.fdopen(reading) as told:
            name = f":{told.readline().strip()}"
        with _running(["openbox", "--sm-disable"], env={**os.environ, "DISPLAY": name}):
            yield name


@dataclass(slots=True, kw_only=True)
class Desk:
    """The running program, seen and driven from outside."""

    display: str
    folder: Path
    """Where the person keeps files; the program's home is inside."""
    reader: ScreenReader
    program: Program = field(init=False)
    keyboard: Keyboard = field(init=False)
    _open: ExitStack = field(init=False, default_factory=ExitStack)
    _process: subprocess.Popen[bytes] = field(init=False)

    @property
    def home(self) -> Path:
        """The home folder of the program."""
        return self.folder / "home"

    @property
    def _complaints(self) -> Path:
        return self.folder / "complaints.txt"

    def start(self) -> None:
        """Starts the program and waits until the keyboard is in its window."""
        environment = self._environment()
        out = self._open.enter_context(self._complaints.open("wb"))
        command = [sys.executable, "-m", "shieldwiz.gui"]
        self._process = self._open.enter_context(_running(command, env=environment, cwd=self.folder, stderr=out))
        self.keyboard = Keyboard(environment)
        self.program = self.reader.program(self._process.pid)
        self.wait_for_focus("start_protect_button")

    def leave(self) -> None:
        """Leaves the program by Ctrl+Q. It must have complained of nothing."""
        wait_for(lambda: self.program.look("main_window", state="active"), "the window, after all dialogs")
        self.keyboard.press("ctrl+q")
        assert self._process.wait(timeout=20) == 0
        assert self.complaints() == ""

    def end(self) -> None:
        """Ends what still runs."""
        self._open.close()

    def complaints(self) -> str:
        """What the program wrote where errors go."""
        return self._complaints.read_text(encoding="utf-8", errors="replace")

    def wait_for_focus(self, identifier: str = "", *, name: str = "", patience: float = 30.0) -> Control:
        """Waits until the keyboard is at a control."""
        return self.program.find(identifier, name=name, state="focused", patience=patience)

    def put_on_clipboard(self, text: str) -> None:
        """Another program has `text` on the clipboard."""
        command = [sys.executable, str(_HERE / "clipboard.py"), text]
        other = self._open.enter_context(_running(command, env=self._environment(), stdout=subprocess.PIPE))
        assert other.stdout is not None
        assert self._open.enter_context(other.stdout).readline().strip() == b"ready"

    def take_picture(self, name: str) -> Path:
        """Writes what is on the screen into build/desktop."""
        _PICTURES.mkdir(parents=True, exist_ok=True)
        path = _PICTURES / f"{name}.png"
        command = [sys.executable, str(_HERE / "picture.py"), str(path)]
        subprocess.run(command, env=self._environment(), check=False, timeout=30)
        return path

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
        return kept | {
            "DISPLAY": self.display,
            "LANG": "C.UTF-8",
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "SHIELDWIZ_HOME": str(self.home),
            "SHIELDWIZ_SETTINGS": str(self.folder / "settings.ini"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            # It warns of questions about controls that went away between two looks.
            "QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false",
        }


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
