# SPDX-License-Identifier: Apache-2.0
"""Where the organisation's rules take hold: each raises `ORGANISATION` for what is not allowed on this computer."""

from typing import TYPE_CHECKING, Any

from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Confirmations, TrustBasis, Verdict
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.workflow.inputs import read_input
from shieldwiz.workflow.organisation import MAX_FILE, Organisation, current, understood
from shieldwiz.workflow.report import schema

if TYPE_CHECKING:  # judging one file need not import the library
    from shieldwiz.guardians.library import KnownGuardian


def _rules() -> Organisation:
    """The rules. Raises where there are some that cannot be understood."""
    rules = current()
    if rules.broken:
        raise rules.refusal(
            f"Your organisation's settings cannot be understood, so nothing can be allowed: {rules.broken[0]}"
        )
    return rules


def require_allowed_confirmations(confirmations: Confirmations) -> None:
    """Before anything is judged: may these checks be set aside?"""
    rules = _rules()
    if confirmations.allow_untrusted_root and not rules.allows_no_proof:
        raise rules.refusal("Your organisation asks for proof whose keys these are: they cannot be taken without.")
    if rules.allows_overrides:
        return
    if confirmations.allow_expired:
        raise rules.refusal("Your organisation does not allow certificates that have expired.")
    if confirmations.ignore_communications_signature:
        raise rules.refusal("Your organisation does not allow to set the signature aside.")


def require_allowed_import(verdict: Verdict) -> None:
    """Before a guardian is kept: is it proved, by what the organisation asks for, and are its keys long enough?"""
    rules = _rules()
    if verdict.trust_basis is TrustBasis.OVERRIDE and not rules.allows_no_proof:
        raise rules.refusal("Your organisation asks for proof whose keys these are: they are not kept without.")
    if rules.requires_confirmed_signer and (verdict.signer is None or not verdict.signer.is_confirmed):
        raise rules.refusal(
            "Your organisation asks for a confirmed signer: give the certificate or the fingerprint of whoever signed."
        )
    if verdict.guardian is not None:
        _require_long_keys(rules, verdict.guardian)


def require_allowed_recipient(known: "KnownGuardian") -> None:
    """Before secrets are sealed for a guardian: it may have been kept before the rules were made."""
    rules = _rules()
    if not known.is_proven and not rules.allows_no_proof:
        raise rules.refusal(f"{shown(known.name)} is not let in: nothing proves whose keys these are.")
    _require_long_keys(rules, known.guardian)


def _require_long_keys(rules: Organisation, guardian: Guardian) -> None:
    for certificate in (guardian.signing, guardian.encryption):
        key = certificate.rsa_key()
        if key is not None and key.key_size < rules.key_size:
            raise rules.refusal(
                f"A key of this guardian has {key.key_size} bits; your organisation asks for {rules.key_size}."
            )


def require_allowed_owner(key_size: int, *, has_backup: bool) -> None:
    """Before an owner is made. `key_size` is in bits."""
    rules = _rules()
    if key_size < rules.key_size:
        raise rules.refusal(f"Your organisation asks for keys of at least {rules.key_size} bits.")
    if rules.requires_backup and not has_backup:
        raise rules.refusal("Your organisation asks for a backup of every owner key.")


def require_allowed_policy(policy: str) -> None:
    """Before a file is made or changed."""
    rules = _rules()
    if not rules.allows_policy(policy):
        allowed = " or ".join(rules.policies)
        raise rules.refusal(f"Your organisation does not allow files of the policy {policy}, only {allowed}.")


def check_file(name: str) -> dict[str, Any]:
    """The report on an organisation's settings file: what it allows, and what is wrong in it."""
    rules = understood(read_input(name, MAX_FILE), name)
    return {
        "schema": schema("organisation-check"),
        "file": name,
        "problems": list(rules.broken),
        "allows": None if rules.broken else _allowed(rules),
    }


def _allowed(rules: Organisation) -> dict[str, Any]:
    return {
        "without_proof": rules.allows_no_proof,
        "without_confirmed_signer": not rules.requires_confirmed_signer,
        "overrides": rules.allows_overrides,
        "owner_without_backup": not rules.requires_backup,
        "minimum_key_size": rules.key_size or None,
        "policies": list(rules.policies),
        "home": rules.home or None,
        "contact": rules.contact or None,
    }
