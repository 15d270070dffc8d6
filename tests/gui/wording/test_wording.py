# SPDX-License-Identifier: Apache-2.0
"""The tables of words: complete, whole sentences, and nothing foreign taken for ours."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.gui import wording
from shieldwiz.gui.theme import Tone
from shieldwiz.gui.widgets.text import plain
from shieldwiz.gui.wording.sentences import said
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.examination import examine

VECTORS = Path(__file__).parents[2] / "vectors" / "metadata"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
FILES = sorted(VECTORS.glob("*.xml"))


def judged(file: Path, home: Path, choices: Choices | None = None) -> dict[str, Any]:
    """An examination with an empty library."""
    return examine(str(home), NOW, source=str(file), choices=choices)


def test_every_problem_has_a_head() -> None:
    assert wording.known_problems() == set(Problem)
    for problem in Problem:
        head, text = wording.error_words(ShieldwizError(problem, "What happened.", "What to do."))
        assert head
        assert not head.endswith(".")
        assert text


def test_an_errors_own_words_are_escaped() -> None:
    _, text = wording.error_words(ShieldwizError(Problem.NOT_FOUND, "There is no file a\u202eb.", "Look."))
    assert text == "There is no file a\\u{202e}b. Look."


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_document_has_words(file: Path, tmp_path: Path) -> None:
    examination = judged(file, tmp_path)
    banner = wording.verdict_words(examination, name=examination["claimed_name"] or "x", at=NOW)
    assert banner.tone is not Tone.TRUSTED
    head, text, values = wording.combined(banner.head, banner.text)
    said = f"{plain(head, *values)} {plain(text, *values)}"
    assert not re.search(r"\{\d\}|\*\*", said)
    questions = wording.question_words(examination, name=examination["claimed_name"], switched_off=False)
    assert [question.number for question in questions] == [1, 2, 3]
    for question in questions:
        assert plain(question.text.text, *question.text.values).endswith(".")
    lines = wording.check_words(examination)
    failed = [line for line in lines if line.outcome == "fail"]
    assert bool(failed) == (examination["verdict"] == "refused")
    for line in lines:
        sentence = plain(line.sentence.text, *line.sentence.values)
        assert sentence
        # The numbers of rules are for the report.
        assert not re.match(r"[CVW]\d", sentence)


def test_nothing_of_an_examination_is_lost_but_what_another_line_says(tmp_path: Path) -> None:
    examination = judged(VECTORS / "good-mono-inclusive-id.xml", tmp_path)
    outcomes = {check["id"] for check in examination["checks"] if check["outcome"] != "pass"}
    assert outcomes <= {line.id for line in wording.check_words(examination)}


@pytest.mark.parametrize(
    "file", [file for file in FILES if not file.name.startswith("good")], ids=lambda file: file.stem
)
def test_no_refused_or_open_document_has_a_question_answered_by_an_empty_signer(file: Path, tmp_path: Path) -> None:
    examination = judged(file, tmp_path)
    first = wording.question_words(examination, name="", switched_off=False)[0]
    assert first.answer != "yes" or first.text.values[0]


def test_several_certificates_share_a_line(tmp_path: Path) -> None:
    lines = wording.check_words(judged(VECTORS / "good-mono-inclusive-id.xml", tmp_path))
    valid = next(line for line in lines if line.id == "validity")
    assert valid.sentence.values == ("1 January 2036",)
    assert [detail.text for detail in valid.details] == [
        "Signing certificate",
        "Encryption certificate",
        "Signer's certificate",
    ]


def test_a_signature_that_fails_is_not_said_to_fit(tmp_path: Path) -> None:
    lines = wording.check_words(judged(VECTORS / "bad-reindented.xml", tmp_path))
    assert not any(line.sentence.text == "The communications signature fits the content" for line in lines)


def test_trusted_alone_is_green(tmp_path: Path) -> None:
    fingerprint = "89544e3dd20cf1db6dbdfc363350002ee9f59ce6e7a6d2275039b683961e49ff"
    file = VECTORS / "good-mono-inclusive-id.xml"
    proved = judged(file, tmp_path, Choices(guardian_fingerprint=fingerprint))
    accepted = judged(file, tmp_path, Choices(accept_without_proof=True))
    assert wording.verdict_words(proved, name="X", at=NOW).tone is Tone.TRUSTED
    taken = wording.verdict_words(accepted, name="X", at=NOW, reason="a {0} **reason**")
    assert taken.tone is Tone.DECIDE
    head, text, values = wording.combined(taken.head, taken.text)
    assert head == "Accepted by you, without proof."
    assert "“a {0} **reason**”" in plain(text, *values)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"change": "renewed"}, "renewed certificates for the same keys"),
        ({"change": "new-pair", "older": True}, "older keys"),
        ({"change": "half-changed"}, "only one of the two keys"),
        ({"change": "new-pair", "known_signer": True}, "signed by the signer you know"),
        ({"change": "new-pair-old-listed"}, "somebody you do not know signed it"),
        ({"change": "new-pair", "rows": [{"what": "signer", "word": "same"}]}, "signed by the signer of its old ones"),
    ],
)
def test_each_change_has_its_words(facts: dict[str, Any], says: str, tmp_path: Path) -> None:
    changes = {"name": "Contoso {0}", "older": False, "known_signer": False, **facts}
    examination = judged(VECTORS / "good-mono-inclusive-id.xml", tmp_path)
    examination["library"] = {**examination["library"], "changes": changes}
    words = wording.verdict_words(examination, name="x", at=NOW)
    head, text, values = wording.combined(words.head, words.text)
    assert says in plain(head, *values)
    assert "Contoso {0}" in plain(head, *values)
    assert plain(text, *values)
    assert (words.tone, words.icon) == (Tone.DECIDE, "git-compare")


def test_words_of_others_are_whole_and_keep_their_braces() -> None:
    told = said("a {0} \u202e" + "x" * 300)
    assert told.text == "a {0} \\u{202e}" + "x" * 300
    head, text, values = wording.combined(wording.Sentence("Of “{0}”", ("y",)), told)
    assert (plain(head, *values), plain(text, *values)) == ("Of “y”", told.text)


def test_values_of_two_sentences_are_counted_through() -> None:
    first = wording.Sentence("{0} and {1}", ("a", "b"))
    second = wording.Sentence("{0} or {1}", ("c", "d"))
    assert wording.combined(first, second) == ("{0} and {1}", "{2} or {3}", ("a", "b", "c", "d"))


@pytest.mark.parametrize(("size", "words"), [(12, "12 bytes"), (5_867, "5.7 KB"), (200 << 10, "200 KB")])
def test_sizes(size: int, words: str) -> None:
    assert wording.size_words(size) == words


def test_dates() -> None:
    assert wording.date_text("2026-12-01T12:00:00Z") == "1 December 2026"
    assert wording.date_text(None) == ""
