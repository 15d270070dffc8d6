# SPDX-License-Identifier: Apache-2.0
"""A fingerprint while somebody types or pastes it: the program compares, whole value only, and says what it is."""

import re
from collections.abc import Mapping
from typing import Any

from shieldwiz.foreign_text import is_hidden, shown

_SEPARATORS = re.compile(r"[\s:\-\u2010-\u2015.]+")
_LABEL = re.compile(r"^[^:]*[^:0-9a-fA-F\s][^:]*:")  # "Guardian fingerprint: 0ab1..."
_HEX, _DECIMAL, _THUMBPRINT = 64, 60, 40


def compare(typed: str, fingerprint: Mapping[str, Any], others: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Compare what was typed with a fingerprint (its `hex` and `digits`), and with the certificates' own (`others`).

    `state` is waiting, incomplete, same, different, other (the fingerprint of one certificate, its `role`), thumbprint
    (of Windows, which proves nothing) or bad-character (`character`). `count` digits were read. Nothing is said of a
    part: a value that begins right is not half right.
    """
    text = "".join(c for c in typed if c.isspace() or not is_hidden(c))
    plain = _SEPARATORS.sub("", _LABEL.sub("", text)).lower()
    form = "decimal" if plain.isdecimal() and len(plain) == _DECIMAL else "hex"
    found: dict[str, Any] = {"count": len(plain), "form": form, "role": "", "character": ""}
    odd = re.search(r"[^0-9a-f]", plain)
    if not plain:
        return {"state": "waiting", **found}
    if odd is not None:
        return {"state": "bad-character", **found, "character": shown(odd[0])}
    if plain in (fingerprint["hex"], str(fingerprint["digits"]).replace(" ", "")):
        return {"state": "same", **found}
    role = next((role for role, value in (others or {}).items() if value == plain), "")
    if role:
        return {"state": "other", **found, "role": role}
    if len(plain) == _THUMBPRINT:
        return {"state": "thumbprint", **found}
    is_whole = len(plain) >= _HEX or form == "decimal"
    return {"state": "different" if is_whole else "incomplete", **found}
