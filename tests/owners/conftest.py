# SPDX-License-Identifier: Apache-2.0

from datetime import UTC, datetime
from pathlib import Path

import pytest

from shieldwiz.owners.key_file import read_key_file
from shieldwiz.owners.owner import Owner, create_owner

VECTORS = Path(__file__).parent.parent / "vectors"
SAMPLE_PASSPHRASE = "sample-only-42"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def owner() -> Owner:
    """An owner of our own making."""
    return create_owner("Finance", key_size=2048, now=NOW)


@pytest.fixture(scope="session")
def other_owner() -> Owner:
    """Another one, of the same name."""
    return create_owner("Finance", key_size=2048, now=NOW)


@pytest.fixture(scope="session")
def sample_owner() -> Owner:
    """The owner in the samples of the second implementation."""
    data = (VECTORS / "formats" / "owner.key.age").read_bytes()
    return read_key_file(data, SAMPLE_PASSPHRASE, name="Sample owner")
