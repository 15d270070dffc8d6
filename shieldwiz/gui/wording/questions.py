# SPDX-License-Identifier: Apache-2.0
"""The three questions about a metadata file, and what is said to each answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shieldwiz.gui.wording.refusals import is_broken_signature
from shieldwiz.gui.wording.sentences import Sentence, translate

Examination = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """One question, the word that answers it, and the line below. `answer` is the id that the examination gave."""

    number: int
    question: Sentence
    answer: str
    answer_word: str
    text: Sentence


def question_words(examination: Examination, *, name: str, switched_off: bool) -> tuple[QuestionWords, ...]:
    """The three questions. `name` is what the keys are called; `switched_off`: the signature is not checked."""
    found = {question["number"]: question for question in examination["questions"]}
    titles = {
        1: Sentence(translate("wording", "Is the file unchanged since it was signed?")),
        2: Sentence(translate("wording", "Do its two keys belong together?")),
        3: _third_question(examination, name),
    }
    texts = {
        1: _first_text(found[1], examination, switched_off=switched_off),
        2: _second_text(found[2], examination),
        3: _third_text(found[3], examination),
    }
    answers = {number: str(question["answer"]) for number, question in found.items()}
    if switched_off and answers[1] != "not-signed":
        answers[1] = "not-checked"
    return tuple(
        QuestionWords(
            number=number,
            question=titles[number],
            answer=answers[number],
            answer_word=answer_word(answers[number]),
            text=texts[number],
        )
        for number in titles
    )


def answer_word(answer: str) -> str:
    """The word at the end of a question's line."""
    return {
        "yes": translate("wording", "Yes"),
        "no": translate("wording", "No"),
        "not-known": translate("wording", "Not known yet"),
        "weak": translate("wording", "Weak"),
        "not-signed": translate("wording", "Not signed"),
        "not-checked": translate("wording", "Not checked"),
        "accepted": translate("wording", "Accepted without proof"),
        "not-asked": translate("wording", "Not asked"),
    }[answer]


def _first_text(question: Mapping[str, Any], examination: Examination, *, switched_off: bool) -> Sentence:
    answer, subject = question["answer"], str(question["subject"] or "")
    if answer == "not-signed":
        return Sentence(translate("wording", "Nobody's signature vouches for it."))
    if switched_off:
        return Sentence(translate("wording", "Not checked: you switched it off."))
    if answer == "yes":
        signer = examination["signer"]
        if signer is not None and signer["confirmed"]:
            return Sentence(translate("wording", "Signed by **{0}**, the signer you confirmed."), (subject,))
        return Sentence(translate("wording", "Signed by **{0}**, a signer this computer does not know."), (subject,))
    if answer == "no":
        if question["reason"] == "other-signer":
            return Sentence(translate("wording", "It was not signed by the signer you gave."))
        return Sentence(translate("wording", "The content has another checksum than the one that was signed."))
    if answer == "weak" and question["reason"] == "sha1":
        return Sentence(translate("wording", "It is signed with SHA-1, which can be forged."))
    return Sentence(_not_checked(examination, str(question["reason"])))


def _not_checked(examination: Examination, reason: str) -> str:
    if reason == "unknown-algorithm":
        return translate("wording", "It uses a method that shieldwiz does not know.")
    if reason == "no-signer-named":
        return translate("wording", "The signature does not say who made it. Give the signer's certificate.")
    if examination["verdict"] == "refused":
        return translate("wording", "Not looked at, because the file is refused.")
    return translate("wording", "Not checked.")


def _second_text(question: Mapping[str, Any], examination: Examination) -> Sentence:
    refused = examination["verdict"] == "refused"
    match question["answer"]:
        case "yes" if refused:
            return Sentence(translate("wording", "That alone does not help: both could have been replaced."))
        case "yes":
            return Sentence(translate("wording", "The signing key vouches for the encryption key."))
        case "no":
            return Sentence(translate("wording", "The signing key does not vouch for the encryption key."))
        case "accepted":
            return Sentence(translate("wording", "You confirmed both certificates by their fingerprint."))
        case _ if refused:
            return Sentence(translate("wording", "Not looked at, because the file is refused."))
        case _:
            return Sentence(translate("wording", "It uses a method that shieldwiz does not know."))


def _third_question(examination: Examination, name: str) -> Sentence:
    if not name:
        return Sentence(translate("wording", "Are they really the hoster's keys?"))
    if examination["verdict"] == "trusted":
        return Sentence(translate("wording", "Are they really the keys of {0}?"), (name,))
    return Sentence(translate("wording", "Are they really the keys of “{0}”?"), (name,))


def _third_text(question: Mapping[str, Any], examination: Examination) -> Sentence:
    match question["answer"]:
        case "yes":
            return Sentence(_proof(str(examination["trust_basis"])))
        case "accepted":
            return Sentence(translate("wording", "Nothing proves it. You let it in all the same."))
        case "no":
            return Sentence(translate("wording", "They are not the keys you were told about."))
        case "not-asked":
            if is_broken_signature(examination["checks"]):
                return Sentence(translate("wording", "A changed file is not worth comparing."))
            return Sentence(translate("wording", "A refused file is not worth comparing."))
        case _:
            return Sentence(translate("wording", "Only something from outside the file can tell."))


def _proof(basis: str) -> str:
    return {
        "signer": translate("wording", "The signer you confirmed vouches for them."),
        "root": translate("wording", "The root you chose stands behind them."),
    }.get(basis, translate("wording", "The fingerprint you were told is the fingerprint of these keys."))
