# SPDX-License-Identifier: Apache-2.0
"""Every check of a metadata examination as a line for people, by its id, outcome, reason and certificate.

What the tables do not know is shown in the check's own English words. Lines that say the same of several certificates
become one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shieldwiz.gui.wording.check_sentences import (
    certificate_sentence,
    document_sentence,
    key_sentence,
    passed_key_sentence,
)
from shieldwiz.gui.wording.refusals import plain_detail
from shieldwiz.gui.wording.sentences import Sentence, date_text, said, size_words, translate

Report = Mapping[str, Any]
_SILENT_WHEN_PASSED = frozenset({"V04", "V06", "V07", "form", "key-usage"})  # another line says it


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """One line: the sentence, a second line, and what the list needs to draw and to sort it."""

    id: str
    outcome: str
    sentence: Sentence
    details: tuple[Sentence, ...] = ()
    about: str = ""
    is_open: bool = False


def check_words(examination: Report) -> tuple[CheckWords, ...]:
    """The lines of the tab Checks, in the order of the judgement."""
    found: list[CheckWords] = []
    not_reached = False
    for check in examination["checks"]:
        if check["reason"] == "not-reached":
            not_reached = True
        elif check["outcome"] != "pass" or check["id"] not in _SILENT_WHEN_PASSED:
            found.append(_line(check, examination))
    lines = _merged(found)
    if not_reached and examination["verdict"] == "refused":
        lines.append(
            CheckWords(
                id="V12",
                outcome="not-evaluated",
                sentence=Sentence(translate("wording", "Everything after this point")),
                details=(Sentence(translate("wording", "Not looked at, because the file is refused.")),),
            )
        )
    return tuple(lines)


def about_words(about: str) -> str:
    """A certificate as a line names it."""
    return {
        "signing": translate("wording", "Signing certificate"),
        "encryption": translate("wording", "Encryption certificate"),
        "communications": translate("wording", "Signer's certificate"),
    }.get(about, "")


def _line(check: Report, examination: Report) -> CheckWords:
    words = _words(check, examination)
    about = about_words(check["about"])
    sentence, details = words or (said(plain_detail(check)), (Sentence(about),) if about else ())
    return CheckWords(
        id=check["id"],
        outcome=check["outcome"],
        sentence=sentence,
        details=details,
        about=check["about"],
        is_open=bool(check["is_open"]),
    )


def _words(check: Report, examination: Report) -> tuple[Sentence, tuple[Sentence, ...]] | None:
    """The table's words; None where it has none."""
    key = (check["id"], check["outcome"], check["reason"])
    if check["id"] in ("V01", "V02") and check["outcome"] == "pass":
        return _file_line(check["id"], examination)
    if check["id"] in ("V03", "V05") and check["outcome"] == "fail":
        return None  # the check itself names the element and the line
    if check["id"] == "key" and check["about"]:
        return _key_line(check, examination)
    certificate = _certificate(examination, check["about"])
    if check["id"] == "validity" and certificate is not None:
        return _validity_line(check, certificate)
    document = document_sentence(*key)
    if document:
        return _document_line(check, examination, document)
    sentence = certificate_sentence(*key)
    if not sentence:
        return None
    about = about_words(check["about"])
    return Sentence(sentence), ((Sentence(about),) if about else ())


def _file_line(check_id: str, examination: Report) -> tuple[Sentence, tuple[Sentence, ...]]:
    if check_id == "V01":
        return Sentence(translate("wording", "The file is within limits")), (Sentence(size_words(examination["size"])),)
    if examination["encoding"] != "UTF-16":
        return Sentence(translate("wording", "The text is UTF-8")), ()
    return Sentence(translate("wording", "The text is UTF-16")), (
        Sentence(translate("wording", "If it was re-saved, the signature may be broken.")),
    )


def _document_line(check: Report, examination: Report, sentence: str) -> tuple[Sentence, tuple[Sentence, ...]]:
    if check["id"] == "V09" and check["outcome"] == "pass" and not _fits_content(examination):
        return Sentence(translate("wording", "The signature covers the whole document, in an allowed form")), ()
    if check["reason"] == "ignored-parts":
        return Sentence(sentence), (said(check["detail"].rpartition(": ")[2]),)
    signer = examination["signer"]
    if check["id"] in ("V09", "V10") and signer is not None and check["reason"] != "unknown-signer":
        return Sentence(sentence), (Sentence(translate("wording", "Made by {0}."), (signer["subject"],)),)
    second = document_detail(check["id"], check["reason"])
    return Sentence(sentence), ((Sentence(second),) if second else ())


def _fits_content(examination: Report) -> bool:
    """Whether a signature was found to fit, whoever made it."""
    return any(
        check["id"] == "V10" and (check["outcome"] == "pass" or check["reason"] in ("unknown-signer", "weak"))
        for check in examination["checks"]
    )


def document_detail(check_id: str, reason: str) -> str:
    """The second line of some checks."""
    return {
        ("V10", "unknown-signer"): translate(
            "wording", "A signature proves who signed only to someone who already knows the signer."
        ),
        ("V10", "broken"): translate("wording", "The checksum of the content differs from the one that was signed."),
        ("V10", "unsigned"): translate("wording", "Nobody's signature vouches for it."),
        ("trust-basis", "none"): translate("wording", "Only something from outside the file can tell."),
        ("V08", "wrong"): translate("wording", "The two keys do not belong together."),
    }.get((check_id, reason), "")


def _key_line(check: Report, examination: Report) -> tuple[Sentence, tuple[Sentence, ...]] | None:
    certificate = _certificate(examination, check["about"])
    if check["outcome"] != "pass":
        text = key_sentence(check["reason"])
        return (Sentence(text), (Sentence(about_words(check["about"])),)) if text else None
    bits = certificate["rsa_bits"] if certificate is not None else None
    if bits is None:
        return None
    usage_is_fine = any(
        (one["id"], one["about"], one["outcome"]) == ("key-usage", check["about"], "pass")
        for one in examination["checks"]
    )
    text = passed_key_sentence(check["about"], usage_is_fine=usage_is_fine)
    return (Sentence(text, (str(bits),)), ()) if text else None


def _validity_line(check: Report, certificate: Report) -> tuple[Sentence, tuple[Sentence, ...]] | None:
    about = Sentence(about_words(check["about"]))
    match check["outcome"], check["reason"]:
        case "pass", _:
            return Sentence(translate("wording", "Valid until {0}"), (date_text(certificate["not_after"]),)), (about,)
        case _, "expired" if check["about"] == "communications":
            text = translate("wording", "The signer's certificate expired on {0}. Low risk.")
            return Sentence(text, (date_text(certificate["not_after"]),)), ()
        case _, "expired":
            return Sentence(translate("wording", "Expired on {0}"), (date_text(certificate["not_after"]),)), (about,)
        case _, "not-yet-valid":
            text = translate("wording", "Not valid before {0}. Check this computer's clock.")
            return Sentence(text, (date_text(certificate["not_before"]),)), (about,)
        case _:
            return None


def _certificate(examination: Report, about: str) -> Report | None:
    certificates: Sequence[Report] = examination["certificates"]
    return next((one for one in certificates if about and one["role"] == about), None)


def _merged(lines: Iterable[CheckWords]) -> list[CheckWords]:
    """Lines that say the same become one, whose second line names every certificate."""
    found: dict[tuple[str, str, Sentence, bool], CheckWords] = {}
    for line in lines:
        key = (line.id, line.outcome, line.sentence, line.is_open)
        before = found.get(key)
        if before is None:
            found[key] = line
        else:
            more = tuple(detail for detail in line.details if detail not in before.details)
            found[key] = replace(before, details=before.details + more, about="")
    return list(found.values())
