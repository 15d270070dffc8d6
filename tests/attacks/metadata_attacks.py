# SPDX-License-Identifier: Apache-2.0
"""Every hostile metadata document of these tests, and how each is judged."""

import time
from collections.abc import Iterator
from typing import NamedTuple

from shieldwiz.checks import VerdictWord
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.verdict import judge
from tests.attacks import certificate_attacks, key_attacks, signature_attacks, wrapping_attacks, xml_attacks
from tests.attacks.documents import Attack
from tests.attacks.parties import genuine
from tests.simulated_fabric import NOW

CLASSES = {
    "XML": xml_attacks.attacks,
    "wrapping": wrapping_attacks.attacks,
    "signature form": signature_attacks.attacks,
    "keys and algorithms": key_attacks.attacks,
    "certificates": certificate_attacks.attacks,
}


class Judged(NamedTuple):
    """What became of one document: with nothing confirmed, and under both ways to confirm the signer."""

    attack: Attack
    words: tuple[VerdictWord, ...]
    seconds: float

    @property
    def got_through(self) -> bool:
        return not {VerdictWord.TRUSTED, VerdictWord.ACCEPTED}.isdisjoint(self.words)

    @property
    def is_refused(self) -> bool:
        return set(self.words[1:]) == {VerdictWord.REFUSED}


def confirmations() -> tuple[Confirmations, ...]:
    """The genuine signer, confirmed by its certificate and by its fingerprint."""
    ours = genuine().communications
    return Confirmations(signer=ours), Confirmations(signer_fingerprint=ours.fingerprint)


def judged(attacks: Iterator[Attack]) -> Iterator[Judged]:
    """Each document's verdicts and its longest processor time; with nothing confirmed it tries the most signers."""
    for attack in attacks:
        words, slowest = [], 0.0
        for confirmed in (Confirmations(), *confirmations()):
            begin = time.process_time()
            words.append(judge(attack.data, confirmed, NOW).word)
            slowest = max(slowest, time.process_time() - begin)
        yield Judged(attack, tuple(words), slowest)
