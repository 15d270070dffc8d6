# SPDX-License-Identifier: Apache-2.0
import re

import pytest

from shieldwiz.answerfile.preflight import preflight
from tests.answerfile.samples import CASES, given, sample

_SECRETS = ("Quiet-Harbour", "UXVpZXQ", "Gravel", "Join-Only", "UQB1AGkA", "AAAAC3NzaC1lZDI1NTE5")


@pytest.mark.parametrize("name", CASES)
def test_a_sample_shows_exactly_what_it_was_made_for(name: str) -> None:
    case = CASES[name]
    result = preflight(sample(name), given(case["context"]))
    found = {
        severity: sorted(one.id for one in result.findings if one.severity.value == severity)
        for severity in ("error", "warning", "note")
    }
    assert found == {severity: sorted(ids) for severity, ids in case["expect"].items()}
    assert result.reach.value == case["verdict"]
    said = repr(result)
    assert not any(secret in said for secret in _SECRETS)


@pytest.mark.parametrize("name", CASES)
def test_every_place_has_its_line_and_path(name: str) -> None:
    data = sample(name)
    for finding in preflight(data, given(CASES[name]["context"])).findings:
        for place in finding.where:
            if place.path:
                element = re.sub(r"\[\d+\]$", "", place.path.rsplit("/", 1)[1])
                assert f"<{element}" in data.decode().splitlines()[place.line - 1]
            else:
                assert place.file or place.line


def test_there_are_good_and_bad_ones() -> None:
    assert sum(name.startswith("good-") for name in CASES) == 6
    assert sum(name.startswith("bad-") for name in CASES) == 10
