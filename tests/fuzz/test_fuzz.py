# SPDX-License-Identifier: Apache-2.0
"""A short run of `make fuzz` with a fixed seed, and what the runner itself must do."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from tests.fuzz.all_targets import NAMES, target_named
from tests.fuzz.cases import Sum, input_of, keep, run_case, run_cases
from tests.fuzz.der_mutators import mutate_der
from tests.fuzz.fuzz import report
from tests.fuzz.mutators import Mutator, mutate_bytes
from tests.fuzz.targets import Result, Target
from tests.fuzz.xml_mutators import mutate_xml

Run = Callable[[bytes], Result]
SEED = "shieldwiz"
CASES = {"inside a key file": 60, "key protector, text": 100, "key file": 100, "PFX": 150}
USUAL = 250


@pytest.mark.parametrize("name", NAMES)
def test_a_short_run_finds_nothing(name: str) -> None:
    total = run_cases(name, SEED, 0, CASES.get(name, USUAL))
    assert [finding.text for finding in total.findings] == []
    assert total.results[Result.REFUSED] > total.cases // 3


@pytest.mark.parametrize("name", NAMES)
def test_each_seed_is_accepted_as_it_is(name: str) -> None:
    """Else the target would refuse all it is given, whatever the reader does."""
    target = target_named(name)
    total = Sum(target=name)
    for number, data in enumerate(target.seeds):
        run_case(target, number, data, total)
    assert total.findings == []
    if name.startswith("certificate"):  # some samples are made to be refused
        assert total.results[Result.EQUAL] >= 1
    else:
        assert total.results[Result.EQUAL] == len(target.seeds)


def test_the_same_seed_gives_the_same_cases() -> None:
    target = target_named("metadata")
    first = [input_of(target, "a", number) for number in range(30)]
    assert first == [input_of(target, "a", number) for number in range(30)]
    assert first != [input_of(target, "b", number) for number in range(30)]
    assert len(set(first)) > 20


@pytest.mark.parametrize("mutate", [mutate_bytes, mutate_xml, mutate_der])
def test_a_mutator_changes_most_of_what_it_gets_and_fails_at_nothing(mutate: Mutator) -> None:
    inputs = (b"", b"\0", b"<a/>", b"<a b='c'>d<e/>f</a>", b"\x30\x03\x02\x01\x05", b"\x30\x80", b"x" * 300)
    for data in inputs:
        results = {mutate(Random(number), data, b"<z>y</z>") for number in range(50)}
        assert len(results - {data}) > 5


def _made_up(run: Run) -> Target:
    return Target(name="made up", seeds=(b"x",), mutate=mutate_bytes, run=run)


def _refuse(data: bytes) -> Result:
    raise ShieldwizError(Problem.KIND, "No.")


def _crash(data: bytes) -> Result:
    raise ZeroDivisionError


OUTCOMES: list[tuple[Run, list[str]]] = [
    (_refuse, []),
    (_crash, ["crash"]),
    (lambda data: Result.EQUAL, []),
    (lambda data: Result.OTHER, ["wrong"]),
]


@pytest.mark.parametrize(("run", "kinds"), OUTCOMES)
def test_what_counts_as_a_finding(run: Run, kinds: list[str]) -> None:
    total = Sum(target="made up")
    run_case(_made_up(run), 7, b"data", total)
    assert [finding.kind for finding in total.findings] == kinds


def test_a_finding_is_kept_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    total = Sum(target="made up")
    run_case(_made_up(_crash), 7, b"data", total)
    path = keep(total.findings[0], tmp_path)
    assert path.read_bytes() == b"data"
    assert "ZeroDivisionError" in path.with_suffix(".txt").read_text("utf-8")
    report([Sum(target="made up", cases=3)])
    assert "together" in capsys.readouterr().out
