# SPDX-License-Identifier: Apache-2.0
"""Why metadata was refused: the words of the banner, by the first check that failed."""

from collections.abc import Mapping, Sequence
from typing import Any

from shieldwiz.gui.wording.sentences import Sentence, said, translate

_CERTIFICATE_CHECKS = frozenset({"V07", "form", "key", "key-usage", "certificate-signature", "validity", "revocation"})
_SIGNATURE_FORM = frozenset({"V09", "V11"})


def refusal_words(checks: Sequence[Mapping[str, Any]]) -> tuple[Sentence, Sentence]:
    """Head and text for a refused file. Every refusal has a failed check; the form's words stand for any other."""
    failed = next((check for check in checks if check["outcome"] == "fail"), None)
    if failed is None:
        return Sentence(translate("wording", "Refused: this is not well-formed guardian metadata.")), Sentence()
    found = _by_reason().get((failed["id"], failed["reason"]))
    if found is not None:
        return Sentence(found[0]), Sentence(found[1])
    if failed["id"] in _CERTIFICATE_CHECKS:
        return Sentence(_unfit(failed["about"])), said(plain_detail(failed))
    if failed["id"] in _SIGNATURE_FORM:
        return Sentence(
            translate("wording", "Refused: the signature of this file is not in a form that can be relied on.")
        ), said(failed["detail"])
    if failed["reason"] == "unexpected":
        return Sentence(translate("wording", "Refused: something in this file could not be judged.")), said(
            failed["detail"]
        )
    return Sentence(translate("wording", "Refused: this is not well-formed guardian metadata.")), said(failed["detail"])


def is_broken_signature(checks: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the communications signature alone is why the file is refused."""
    failed = [check for check in checks if check["outcome"] == "fail"]
    return bool(failed) and all((check["id"], check["reason"]) == ("V10", "broken") for check in failed)


def plain_detail(check: Mapping[str, Any]) -> str:
    """The check's own sentence without the number of the rule and without the certificate it speaks of."""
    detail = str(check["detail"])
    _, found, rest = detail.partition(f"{check['about']} certificate: ")
    return rest[:1].upper() + rest[1:] if found and check["about"] else detail


def _unfit(about: str) -> str:
    return {
        "signing": translate("wording", "Refused: the signing certificate is not fit for its task."),
        "encryption": translate("wording", "Refused: the encryption certificate is not fit for its task."),
        "communications": translate("wording", "Refused: the signer's certificate is not fit for its task."),
    }.get(about, translate("wording", "Refused: a certificate in this file is not fit for its task."))


def _by_reason() -> dict[tuple[str, str], tuple[str, str]]:
    return {
        ("V10", "broken"): (
            translate("wording", "Refused: this file was changed after it was signed."),
            translate(
                "wording",
                "The signature does not fit the content. Do not use the file, even if it comes from someone you know.",
            ),
        ),
        ("V10", "other-signer"): (
            translate("wording", "Refused: not signed by the signer you gave."),
            translate("wording", "Somebody else signed it. Call the hoster on a number you already had."),
        ),
        ("V08", "wrong"): (
            translate("wording", "Refused: the two keys do not belong together."),
            translate("wording", "The signing key does not vouch for the encryption key."),
        ),
        ("guardian-fingerprint", "different"): (
            translate("wording", "Refused: not the keys you were told about."),
            translate("wording", "Call the hoster on a number you already had."),
        ),
        ("identity", "own-pair"): (
            translate("wording", "Refused: these are your own owner keys."),
            translate("wording", "An owner cannot be a hoster. Ask the hoster for its own metadata."),
        ),
        ("key", "shared-prime"): (
            translate("wording", "Refused: two keys in this file can both be broken."),
            translate("wording", "They share a prime factor. Ask the hoster for new keys."),
        ),
        ("chain", "not-reached"): (
            translate("wording", "Refused: the root you chose does not stand behind both keys."),
            translate("wording", "Choose another root certificate, or compare the fingerprint."),
        ),
    }
