# SPDX-License-Identifier: Apache-2.0
"""The table that the faults end with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import saves

_FIGURES = "faults"


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The beginning of every save; copied for each."""
    place = tmp_path_factory.mktemp("faults") / "beginning"
    saves.prepare(place)
    return place


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Adds a line to the summary of the run, also from another process."""

    def tell(line: str) -> None:
        record_property(_FIGURES, line)

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = [
        str(value)
        for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed"))
        for name, value in report.user_properties
        if name == _FIGURES and report.when == "call"
    ]
    if lines:
        terminalreporter.section("faults")
        for line in lines:
            terminalreporter.write_line(line)
