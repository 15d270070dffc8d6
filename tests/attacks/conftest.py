# SPDX-License-Identifier: Apache-2.0
"""The figures that the attacks end with: how many were tried, how many got through, how long the slowest took."""

from collections.abc import Callable

import pytest

_FIGURES = "figures"


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
        terminalreporter.section("attacks")
        for line in lines:
            terminalreporter.write_line(line)
