# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest

from shieldwiz import assets


def test_a_resource_is_found_in_the_checkout() -> None:
    assert json.loads(assets.asset("schemas/owner.json").read_bytes())["$id"]


def test_a_resource_is_found_where_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "shieldwiz"
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assert assets.asset("a.json") == tmp_path / "resources" / "a.json"
    (package / "resources").mkdir(parents=True)
    assert assets.asset("a.json") == package / "resources" / "a.json"
