# SPDX-License-Identifier: Apache-2.0
"""The words of the banner over a metadata check, by what the examination came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shieldwiz.gui.theme import Tone
from shieldwiz.gui.wording.refusals import refusal_words
from shieldwiz.gui.wording.sentences import Sentence, date_text, time_text, translate

Examination = Mapping[str, Any]
_WHOSE_KEYS = frozenset({"trust-basis", "V08", "V09", "V10", "guardian-fingerprint"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerWords:
    """Colour, icon and words of a banner. Only a trusted verdict has the tone `TRUSTED`."""

    tone: Tone
    icon: str
    head: Sentence
    text: Sentence = field(default_factory=Sentence)


def verdict_words(examination: Examination, *, name: str, at: datetime, reason: str = "") -> BannerWords:
    """What the banner says. `name` is what the keys are called (as the file claims, or as the person named them), `at`
    the moment of the person's last answer (UTC), `reason` why the keys were accepted without proof.
    """
    match examination["verdict"]:
        case "trusted":
            head, text = _trusted(examination, name, at)
            return BannerWords(tone=Tone.TRUSTED, icon="shield-check", head=head, text=text)
        case "accepted":
            head, text = _accepted(at, reason)
            return BannerWords(tone=Tone.DECIDE, icon="scale", head=head, text=text)
        case "refused":
            head, text = refusal_words(examination["checks"])
            return BannerWords(tone=Tone.REFUSED, icon="shield-x", head=head, text=text)
        case _:
            return _decide(examination)


def _decide(examination: Examination) -> BannerWords:
    changes = examination["library"]["changes"]
    head, text = _changed(changes) if changes else _open(examination)
    return BannerWords(tone=Tone.DECIDE, icon="git-compare" if changes else "scale", head=head, text=text)


def known_words(names: Sequence[str]) -> BannerWords:
    """The banner where the library already has these keys, under `names`."""
    head = translate("wording", "Already in your library: {0}. Nothing has changed.")
    return BannerWords(tone=Tone.INFO, icon="info", head=Sentence(head, (", ".join(names),)))


def open_points(examination: Examination) -> tuple[str, ...]:
    """What waits for the person: `expired`, `whose-keys`, `changed`, in the order in which they are shown."""
    ids = {check["id"] for check in examination["checks"] if check["is_open"]}
    found = ["expired"] if "validity" in ids else []
    if ids & _WHOSE_KEYS:
        found.append("whose-keys")
    if "pin" in ids:
        found.append("changed")
    return tuple(found)


def expired_on(examination: Examination) -> str:
    """The day on which the first expired certificate of the guardian ran out, in words."""
    about = {c["about"] for c in examination["checks"] if c["id"] == "validity" and c["reason"] == "expired"}
    ends = [one["not_after"] for one in examination["certificates"] if one["role"] in about - {"communications"}]
    return date_text(min((end for end in ends if end), default=None))


def _trusted(examination: Examination, name: str, at: datetime) -> tuple[Sentence, Sentence]:
    time = time_text(at)
    match examination["trust_basis"]:
        case "guardian-fingerprint":
            text = translate(
                "wording",
                "You compared the guardian fingerprint today at {0}. Everything else was checked and nothing is wrong.",
            )
            return Sentence(translate("wording", "Trusted: these are {0}'s keys."), (name,)), Sentence(text, (time,))
        case "signer":
            subject = (examination["signer"] or {}).get("subject", "")
            text = translate("wording", "{0} vouches for these keys. You confirmed that signer today at {1}.")
            return Sentence(translate("wording", "Trusted: signed by the signer you confirmed.")), Sentence(
                text, (subject, time)
            )
        case _:
            return _trusted_root(examination)


def _trusted_root(examination: Examination) -> tuple[Sentence, Sentence]:
    head = Sentence(translate("wording", "Trusted: the root you chose stands behind both keys."))
    issuers = dict.fromkeys(
        one["issuer"] for one in examination["certificates"] if one["role"] in ("signing", "encryption")
    )
    return head, Sentence(translate("wording", "Root: {0}."), (", ".join(issuers),))


def _accepted(at: datetime, reason: str) -> tuple[Sentence, Sentence]:
    head = Sentence(translate("wording", "Accepted by you, without proof."))
    if not reason:
        return head, Sentence(translate("wording", "Compare the fingerprint when you can."))
    text = translate("wording", "Today at {0}, reason: “{1}”. Compare the fingerprint when you can.")
    return head, Sentence(text, (time_text(at), reason))


def _open(examination: Examination) -> tuple[Sentence, Sentence]:
    points = open_points(examination)
    if len(points) > 1:
        number = len(points)
        head = translate("wording", "Your decision: %n things are open.", "", number)
        return Sentence(head), Sentence(translate("wording", "Each has an answer of its own."))
    if points == ("expired",):
        head = translate("wording", "Your decision: these certificates expired on {0}.")
        text = translate("wording", "Existing VMs are not harmed. For new ones, ask for current metadata.")
        return Sentence(head, (expired_on(examination),)), Sentence(text)
    reasons = {(check["id"], check["reason"]) for check in examination["checks"] if check["is_open"]}
    for key, (head, text) in _open_words().items():
        if key in reasons:
            return Sentence(head), Sentence(text)
    head = translate("wording", "Your decision: nothing is wrong, but nothing proves yet whose keys these are.")
    claimed = examination["claimed_name"]
    if not claimed:
        return Sentence(head), Sentence(translate("wording", "The file names nobody. Answer question 3 to settle it."))
    text = translate("wording", "The file says **“{0}”**. Anybody can write that name. Answer question 3 to settle it.")
    return Sentence(head), Sentence(text, (claimed,))


def _open_words() -> dict[tuple[str, str], tuple[str, str]]:
    nothing = translate("wording", "Your decision: the signature counts for nothing.")
    return {
        ("V08", "unknown-algorithm"): (
            translate("wording", "Your decision: whether the two keys belong together could not be checked."),
            translate(
                "wording", "It uses a method that shieldwiz does not know. The guardian fingerprint covers both keys."
            ),
        ),
        ("V09", "sha1"): (nothing, translate("wording", "It uses SHA-1, which can be forged.")),
        ("V09", "unknown-algorithm"): (nothing, translate("wording", "It uses a method that shieldwiz does not know.")),
        ("V10", "unsigned"): (
            translate("wording", "Your decision: the file is not signed."),
            translate("wording", "That happens. The fingerprint can prove the keys all the same."),
        ),
        ("V10", "no-signer-named"): (
            translate("wording", "Your decision: the signature does not say who made it."),
            translate("wording", "Give the signer's certificate to have it checked, or compare the fingerprint."),
        ),
    }


def _changed(changes: Mapping[str, Any]) -> tuple[Sentence, Sentence]:
    name = (changes["name"],)
    if changes["change"] == "renewed":
        head = translate("wording", "Your decision: {0} has renewed certificates for the same keys.")
        text = translate("wording", "The certificates were renewed, the keys are the same. Nothing needs to be done.")
    elif changes["older"]:
        head = translate("wording", "Your decision: this file gives {0} older keys.")
        text = translate("wording", "This file is older than the one you have.")
    elif changes["change"] == "half-changed":
        head = translate("wording", "Your decision: only one of the two keys of {0} has changed.")
        text = translate(
            "wording", "Both are changed together, so the hoster made a mistake, or somebody mixed two files. Ask."
        )
    elif changes["known_signer"]:
        head = translate("wording", "Your decision: {0} has new keys, and the change is signed by the signer you know.")
        text = translate("wording", "Existing files stay as they are and keep working.")
    elif any(row["what"] == "signer" and row["word"] == "same" for row in changes.get("rows", ())):
        head = translate(
            "wording", "Your decision: this file gives {0} other keys, signed by the signer of its old ones."
        )
        text = translate("wording", "You never confirmed that signer, so compare the fingerprint first.")
    else:
        head = translate(
            "wording", "Your decision: this file gives {0} other keys, and somebody you do not know signed it."
        )
        text = translate("wording", "Treat it as a stranger until the fingerprint is compared.")
    return Sentence(head, name), Sentence(text)
