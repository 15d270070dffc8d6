# SPDX-License-Identifier: Apache-2.0

import pytest

from shieldwiz.keyprotector.seal import seal
from tests.keyprotector.parties import TRANSPORT_KEY, guardian, party


@pytest.fixture(scope="session")
def sealed() -> bytes:
    """A protector of the owner Finance for the guardians North and South, over a known transport key."""
    return seal(party("Finance"), (guardian("North"), guardian("South")), TRANSPORT_KEY)
