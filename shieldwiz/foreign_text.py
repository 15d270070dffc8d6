# SPDX-License-Identifier: Apache-2.0
"""Text that came from somebody else: shown escaped, or refused where a hidden character could deceive."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


def is_hidden(character: str) -> bool:
    """Whether a character is a control, format (bidi, zero width), line or paragraph separator, or lone surrogate."""
    return unicodedata.category(character) in _HIDDEN


def shown(text: str, limit: int = 200) -> str:
    """`text` fit for a terminal, a log or a label: hidden characters as braced hex escapes, cut at `limit`."""
    if len(text) <= limit and text.isprintable():  # nearly always
        return text
    escaped = "".join(f"\\u{{{ord(c):x}}}" if is_hidden(c) else c for c in text[: limit + 1])
    return escaped if len(text) <= limit else escaped[:limit] + "…"


def is_plain(text: str, *, allowed: str = "") -> bool:
    """Whether `text` has no hidden character but those `allowed`, and neither a space nor a line feed at an end.

    Source: the formats' rule for text leaves.
    """
    if any(is_hidden(c) and c not in allowed for c in text):
        return False
    return all(c != "\n" and unicodedata.category(c) != "Zs" for c in (text[:1] + text[-1:]))
