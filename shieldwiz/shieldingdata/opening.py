# SPDX-License-Identifier: Apache-2.0
"""Open a shielding data file with a private encryption key (rules D14 to D16). Source: FORMATS 4.7."""

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.owners.owner import Unwrapper
from shieldwiz.shieldingdata.contents_form import read_contents
from shieldwiz.shieldingdata.rules import under_rule
from shieldwiz.shieldingdata.shielding_data import ConfirmedShieldingData, Contents


def open_contents(confirmed: ConfirmedShieldingData, certificate: Certificate, unwrapper: Unwrapper) -> Contents:
    """The secrets, for the recipient with this encryption certificate and its private key; all of them or nothing.

    Raises `NOT_A_RECIPIENT` (D14), `CANNOT_OPEN` (D14, D15: one text, whatever was wrong), and what
    `contents_form.read_contents` raises (D16).
    """
    verified = confirmed.verified
    with under_rule("D14"):  # one number too, so that nothing tells which of the two steps failed
        transport_key = unseal(verified.verdict, certificate, unwrapper)
        payload_key = algorithms.PAYLOAD_KEY.written.run(transport_key)
        plaintext = algorithms.PAYLOAD.written.run.decrypt(payload_key, verified.shielding_data.encrypted_contents)
    return read_contents(plaintext, verified.header.purpose)
