# SPDX-License-Identifier: Apache-2.0
"""The program on a screen that nobody sees; a picture of it where a test fails; a table of how much a task takes."""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from tests.desktop.belongings import Belongings, make_belongings
from tests.desktop.desk import Desk, screen
from tests.desktop.screen_reader import ScreenReader

StartDesk = Callable[..., Desk]
TaskRow = tuple[str, int, int, float]  # the task, keys pressed, characters typed, seconds

_FAILED = pytest.StashKey[bool]()
_ROWS = pytest.StashKey[list[TaskRow]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Lets a fixture know that its test failed."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints how much each task took."""
    rows = config.stash.get(_ROWS, [])
    if rows:
        terminalreporter.section("tasks by keyboard alone")
        terminalreporter.write_line(f"{'task':<62} {'keys':>5} {'typed':>6} {'seconds':>8}")
    for task, keys, typed, seconds in rows:
        terminalreporter.write_line(f"{task:<62} {keys:>5} {typed:>6} {seconds:>8.1f}")


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of an X server with a window manager."""
    with screen() as name:
        yield name


@pytest.fixture
def reader() -> Iterator[ScreenReader]:
    """A screen reader, which needs the session bus that `make gui-test` starts."""
    found = ScreenReader()
    yield found
    found.close()


@pytest.fixture(scope="session")
def belongings(tmp_path_factory: pytest.TempPathFactory) -> Belongings:
    """What a person has who has used the program before."""
    return make_belongings(tmp_path_factory.mktemp("belongings"))


@pytest.fixture
def start_desk(
    display: str, reader: ScreenReader, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[StartDesk]:
    """Starts the program with a copy of a home, or with nothing kept yet.

    After the test it is left by Ctrl+Q; when the test failed, build/desktop shows what was on the screen.
    """
    desk = Desk(display=display, folder=tmp_path, reader=reader)

    def start(home: Path | None = None) -> Desk:
        if home is not None:
            shutil.copytree(home, desk.home)
        desk.start()
        return desk

    try:
        yield start
        if request.node.stash.get(_FAILED, False):
            told = (desk.take_picture(request.node.name), desk.complaints(), desk.program.outline())
            print(*told, sep="\n")  # noqa: T201 - pytest shows it
        else:
            desk.leave()
    finally:
        desk.end()


@pytest.fixture
def note_task(request: pytest.FixtureRequest) -> Callable[[str, Desk], None]:
    """Notes how much a task took, for the table at the end."""

    def note(task: str, desk: Desk) -> None:
        row = (task, desk.keyboard.keys, desk.keyboard.typed, desk.keyboard.seconds())
        request.config.stash.setdefault(_ROWS, []).append(row)

    return note
