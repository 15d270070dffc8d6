# SPDX-License-Identifier: Apache-2.0
from shieldwiz.errors import REFUSALS, DecisionNeededError, Problem, ShieldwizError


def test_the_ids_of_refusals_are_those_of_files() -> None:
    assert {Problem.SIZE, Problem.KIND, Problem.KEY_FILE_OPEN, Problem.CANNOT_OPEN} <= REFUSALS
    assert not {Problem.NOT_FOUND, Problem.NOT_FIT, Problem.USAGE, Problem.DECISION_NEEDED} & REFUSALS


def test_an_error_takes_a_rule_once() -> None:
    error = ShieldwizError(Problem.XML, "It is not XML.", "Look at it.", detail="line 3")
    ruled = error.under("V04")
    assert (ruled.problem, ruled.message, ruled.hint, ruled.rule, ruled.detail) == (
        Problem.XML, "It is not XML.", "Look at it.", "V04", "line 3",
    )  # fmt: skip
    assert ruled.under("D6").rule == "V04"
    assert error.rule == ""
    assert str(error) == "It is not XML."


def test_an_error_after_something_says_what_stays() -> None:
    error = ShieldwizError(Problem.WRITE_FAILED, "b could not be written.", "Make room.", rule="D1", detail="b")
    later = error.after("a is written")
    assert (later.problem, later.message) == (Problem.WRITE_FAILED, "a is written, but: b could not be written.")
    assert (later.hint, later.rule, later.detail) == ("Make room.", "D1", "b")


def test_a_decision_stays_a_decision_under_a_rule() -> None:
    assert isinstance(DecisionNeededError(Problem.OWNER_UNKNOWN, "Who?").under("D14"), DecisionNeededError)
