# SPDX-License-Identifier: Apache-2.0
"""Every sample of other implementations through the command line: word, exit code, trust basis, deciding check."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import AT, Shieldwiz

VECTORS = Path(__file__).parent.parent / "vectors"
METADATA = json.loads((VECTORS / "metadata/expected.json").read_bytes())
CERTIFICATES = json.loads((VECTORS / "certificates/expected.json").read_bytes())


def _absolute(folder: Path, arguments: list[str]) -> list[str]:
    return [str(folder / one) if (folder / one).is_file() else one for one in arguments]


@pytest.mark.parametrize("case", METADATA["cases"], ids=lambda case: " ".join([case["file"], *case["args"][:-2]]))
def test_metadata_verify_gives_the_expected_verdict(case: dict[str, Any], shieldwiz: Shieldwiz) -> None:
    folder = VECTORS / "metadata"
    result = shieldwiz("metadata", "verify", str(folder / case["file"]), *_absolute(folder, case["args"]), "--json")
    report = result.object
    assert (report["verdict"], result.code, report["trust_basis"]) == (
        case["verdict"],
        case["exit"],
        case["trust_basis"],
    )
    failed = [check["id"] for check in report["checks"] if check["outcome"] == "fail"]
    if case["verdict"] == "refused":
        assert case["check"] == failed[0]
    elif case["verdict"] == "decide":
        assert case["check"] in report["open"]
    else:
        assert not failed
        assert not report["open"]


@pytest.mark.parametrize("case", CERTIFICATES["cases"], ids=lambda case: f"{case['file']} {case['role']}")
def test_certificate_check_gives_the_expected_verdict(case: dict[str, Any], shieldwiz: Shieldwiz) -> None:
    folder = VECTORS / "certificates"
    result = shieldwiz(
        *("certificate", "check", str(folder / case["file"]), "--role", case["role"]),
        *_absolute(folder, case["args"]),
        "--json",
    )
    assert (result.object["verdict"], result.code) == (case["verdict"], case["exit_code"])


def test_many_files_give_one_json_line_each_and_the_worst_exit_code(shieldwiz: Shieldwiz) -> None:
    folder = VECTORS / "metadata"
    names = [str(path) for path in sorted(folder.glob("*.xml"))] * 2  # enough for the worker processes
    missing = str(folder / "missing.xml")
    result = shieldwiz("metadata", "verify", *names, missing, *AT, "--json")
    reports = result.objects
    assert [report["file"] for report in reports] == [*names, missing]
    assert reports[-1]["problem"] == "not-found"
    assert result.code == 3
    alone = shieldwiz("metadata", "verify", names[0], *AT, "--json").object
    assert reports[0] == alone


def test_every_refusal_names_its_rule(shieldwiz: Shieldwiz) -> None:
    folder = VECTORS / "metadata"
    for path in sorted(folder.glob("bad-*.xml")):
        report = shieldwiz(
            *("metadata", "verify", str(path), "--signer", str(folder / "certs/communications.cer"), *AT, "--json")
        ).object
        failed = [check for check in report["checks"] if check["outcome"] == "fail"]
        assert failed, path.name
        assert all(check["detail"] for check in failed)
