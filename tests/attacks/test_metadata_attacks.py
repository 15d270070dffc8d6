# SPDX-License-Identifier: Apache-2.0
"""No hostile metadata is ever trusted or accepted, each is answered within a second, and no harmless one is refused."""

from collections import Counter
from collections.abc import Callable

import pytest

from shieldwiz.checks import VerdictWord
from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.guardians.verdict import judge
from tests.attacks.harmless_rewritings import rewritings
from tests.attacks.metadata_attacks import CLASSES, confirmations, judged
from tests.attacks.parties import genuine
from tests.simulated_fabric import NOW


@pytest.mark.parametrize("name", CLASSES)
def test_no_hostile_document_gets_through(name: str, tell: Callable[[str], None]) -> None:
    results = list(judged(CLASSES[name]()))
    names = Counter(result.attack.name for result in results)
    assert [repeated for repeated, times in names.items() if times > 1] == []
    assert [result.attack.name for result in results if result.got_through] == []
    assert [r.attack.name for r in results if not (r.is_refused or r.attack.may_decide)] == []
    assert len(results) >= 100
    slowest = max(results, key=lambda result: result.seconds)
    assert slowest.seconds < 1, slowest.attack.name
    refused = sum(result.is_refused for result in results)
    tell(
        f"metadata, {name}: {len(results)} hostile documents tried in three ways, 0 trusted or accepted, {refused} "
        f"refused, {len(results) - refused} left to decide; slowest {slowest.seconds:.3f} s ({slowest.attack.name})"
    )


def test_every_harmless_rewriting_is_trusted(tell: Callable[[str], None]) -> None:
    found = [(name, judge(data, confirmed, NOW)) for name, data in rewritings() for confirmed in confirmations()]
    refused = [
        (name, verdict.word, [check.detail for check in verdict.checks if check.outcome != "pass"][:1])
        for name, verdict in found
        if verdict.word is not VerdictWord.TRUSTED
    ]
    assert refused == []
    assert len(found) >= 2 * 12
    tell(f"metadata, harmless rewritings: {len(found) // 2} tried in two ways, all trusted")
    for _, verdict in found:
        assert verdict.trust_basis is TrustBasis.SIGNER
        assert verdict.guardian is not None
        assert (verdict.guardian.signing, verdict.guardian.encryption) == (genuine().signing, genuine().encryption)
