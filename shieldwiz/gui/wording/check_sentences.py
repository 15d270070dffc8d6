# SPDX-License-Identifier: Apache-2.0
"""The tables of check sentences: (id, outcome, reason) to words. An empty reason is what a passed check has."""

from shieldwiz.gui.wording.sentences import translate


def document_sentence(check_id: str, outcome: str, reason: str) -> str:
    """What a check says about the document and about its proof; "" where the table has nothing."""
    return _document().get((check_id, reason if outcome != "pass" else ""), "") or _proof(check_id, outcome, reason)


def certificate_sentence(check_id: str, outcome: str, reason: str) -> str:
    """What a check says about a certificate, without naming which; "" where the table has nothing."""
    return _certificate().get((check_id, reason if outcome != "pass" or check_id == "key-usage" else ""), "")


def key_sentence(reason: str) -> str:
    """Why a key is not fit; "" where the check's own words say more."""
    return {
        "too-short": translate("wording", "This RSA key is too short (2048 bits or more are needed)"),
        "not-rsa": translate("wording", "Not an RSA key"),
    }.get(reason, "")


def passed_key_sentence(about: str, *, usage_is_fine: bool) -> str:
    """A sound key, {0} bits long, and what it may do."""
    if not usage_is_fine:
        return {
            "signing": translate("wording", "Signing key: RSA {0}"),
            "encryption": translate("wording", "Encryption key: RSA {0}"),
            "communications": translate("wording", "Signer's key: RSA {0}"),
        }.get(about, "")
    return {
        "signing": translate("wording", "Signing key: RSA {0}, may sign"),
        "encryption": translate("wording", "Encryption key: RSA {0}, may encrypt data"),
        "communications": translate("wording", "Signer's key: RSA {0}, may sign"),
    }.get(about, "")


def _document() -> dict[tuple[str, str], str]:
    """By id and reason; the reason is "" where the check passed."""
    return {
        ("V01", "size"): translate("wording", "The file is larger than 1 MB. Guardian metadata is a few KB."),
        ("V03", ""): translate("wording", "Nothing hidden in the XML"),
        ("V05", ""): translate("wording", "The structure is that of guardian metadata"),
        ("V05", "ignored-parts"): translate("wording", "Extra parts of other makers are ignored."),
        ("V08", ""): translate(
            "wording", "The signing certificate vouches for itself and for the encryption certificate"
        ),
        ("V08", "wrong"): translate("wording", "The signing key does not vouch for both certificates"),
        ("V08", "unknown-algorithm"): translate(
            "wording", "Not checked: the keys vouch for each other by an unknown method"
        ),
        ("V08", "over-base64"): translate(
            "wording", "The signing key vouches for the text of a certificate, not for its bytes"
        ),
        ("V09", ""): translate("wording", "The communications signature fits the content"),
        ("V09", "sha1"): translate("wording", "Signed with SHA-1: counts for nothing"),
        ("V09", "unknown-algorithm"): translate("wording", "Not checked: the signature uses an unknown method"),
        ("V09", "signature-form"): translate("wording", "The signature covers something other than this document"),
        ("V10", ""): translate("wording", "The signer is the one you confirmed"),
        ("V10", "unknown-signer"): translate("wording", "The signer is not known to this computer"),
        ("V10", "weak"): translate("wording", "The signature fits the content, but by a method that can be forged"),
        ("V10", "unsigned"): translate("wording", "The file is not signed"),
        ("V10", "broken"): translate("wording", "The communications signature does not fit the content"),
        ("V10", "other-signer"): translate("wording", "The file was signed by somebody other than the signer you gave"),
        ("V10", "no-signer-named"): translate("wording", "Not checked: the signature does not say who made it"),
        ("V10", "ignored"): translate("wording", "The communications signature was left out, as you asked"),
        ("V11", ""): translate("wording", "What is shown here is exactly what was signed"),
        ("V11", "structure"): translate("wording", "What was signed is something other than what this file shows"),
    }


def _proof(check_id: str, outcome: str, reason: str) -> str:
    found = {
        ("guardian-fingerprint", "pass", ""): translate("wording", "Guardian fingerprint compared by you"),
        ("guardian-fingerprint", "fail", "different"): translate(
            "wording", "The fingerprint you were told is not that of these keys"
        ),
        ("trust-basis", "pass", ""): translate(
            "wording", "Something from outside the file proves whose keys these are"
        ),
        ("trust-basis", "warn", "none"): translate("wording", "Nothing proves yet whose keys these are"),
        ("trust-basis", "note", "pin"): translate("wording", "You added these keys to your library before"),
        ("trust-basis", "note", "override"): translate(
            "wording", "Nothing proves whose keys these are: you accepted them without proof"
        ),
        ("pin", "pass", ""): translate("wording", "These keys are in your library already"),
        ("pin", "note", "changed"): translate("wording", "The keys are new, and you compared their fingerprint"),
        ("pin", "warn", "changed"): translate("wording", "The keys are other ones than you know"),
        ("pin", "warn", "changed-by-known-signer"): translate(
            "wording", "The keys are new, and the signer you know signed the change"
        ),
        ("override", "note", "allow-expired"): translate("wording", "You allow certificates that have expired"),
        ("override", "note", "allow-untrusted-root"): translate("wording", "You accept these keys without proof"),
        ("override", "note", "ignore-communications-signature"): translate(
            "wording", "You left the communications signature out"
        ),
        ("identity", "fail", "own-pair"): translate("wording", "This is your own owner key"),
        ("identity", "note", "same-certificate"): translate(
            "wording", "One certificate is used both for signing and for encryption"
        ),
        ("identity", "note", "reused"): translate(
            "wording", "The signer's certificate is the signing certificate too, as HGS sets it up"
        ),
        ("key", "fail", "shared-prime"): translate(
            "wording", "Two keys in this file share a prime factor, so both can be broken"
        ),
    }
    return found.get((check_id, outcome, reason), "")


def _certificate() -> dict[tuple[str, str], str]:
    return {
        ("key-usage", "lacks-digital-signature"): translate("wording", "The certificate does not allow signing"),
        ("key-usage", "lacks-data-encipherment"): translate(
            "wording", "The certificate does not allow encrypting data"
        ),
        ("key-usage", "absent"): translate("wording", "It does not say what it may be used for"),
        ("certificate-signature", ""): translate("wording", "Issued with a sound method"),
        ("certificate-signature", "self-signed-weak"): translate(
            "wording", "Signed by itself with a weak method: proves nothing"
        ),
        ("certificate-signature", "weak-hash"): translate("wording", "Issued with a method that can be forged"),
        ("certificate-signature", "unknown-method"): translate(
            "wording", "Issued with a method that shieldwiz does not know"
        ),
        ("form", "unknown-critical"): translate("wording", "It contains a critical part that shieldwiz does not know"),
        ("form", "authority"): translate("wording", "It is an authority's certificate"),
        ("form", "extended-usage"): translate(
            "wording", "It is made for web servers only, or for other things than HGS"
        ),
        ("form", "version-1"): translate("wording", "It is of an old version (1)"),
        ("form", "serial"): translate("wording", "Its serial number is not positive, as it must be"),
        ("form", "template"): translate(
            "wording", "Microsoft's stricter template has more in it; HGS does not ask for it"
        ),
        ("chain", ""): translate("wording", "Issued under the root you chose"),
        ("chain", "self-signed"): translate(
            "wording", "Self-signed: no authority stands behind it. Usual for HGS; compare the fingerprint."
        ),
        ("chain", "not-reached"): translate("wording", "Not issued under the root you chose"),
        ("chain", "no-root"): translate("wording", "Issued by an authority that nobody vouches for: you chose no root"),
        ("subject", "host-name"): translate("wording", "Tenants will see a name that reads like a computer's"),
        ("subject", "sample"): translate("wording", "Tenants will see a name that reads like a sample"),
        ("subject", "no-name"): translate("wording", "Tenants will see no name in it"),
        ("revocation", ""): translate("wording", "Not on the list you gave"),
        ("revocation", "no-list"): translate("wording", "No revocation list was given"),
        ("revocation", "no-fitting-list"): translate("wording", "No revocation list that was given speaks of it"),
        ("revocation", "revoked"): translate("wording", "The certificate was revoked"),
    }
