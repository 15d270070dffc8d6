# SPDX-License-Identifier: Apache-2.0
"""Words that came from somebody else, alone and inside sentences of ours."""

import html
import re
import unicodedata

from shieldwiz.foreign_text import shown

_FOREIGN_LIMIT = 80  # characters
_WHOLE_LIMIT = 1_000
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_FIRST_STRONG_ISOLATE, _LEFT_TO_RIGHT_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2066", "\u2069"


def foreign(text: str, limit: int = _FOREIGN_LIMIT) -> str:
    """Somebody else's text on one line: hidden characters escaped, cut in the middle to `limit` characters."""
    escaped = _escaped(text, limit)
    if len(escaped) > limit:
        tail = (limit - 1) // 2
        escaped = escaped[: limit - 1 - tail] + "…" + escaped[-tail:]
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in escaped):
        return f"{_FIRST_STRONG_ISOLATE}{escaped}{_END_OF_ISOLATE}"
    return escaped


def whole(text: str) -> str:
    """Somebody else's text for a tooltip: escaped, and cut only where it is longer than a tooltip can be."""
    return foreign(text, _WHOLE_LIMIT)


def _escaped(text: str, limit: int) -> str:
    # What lies further inside is cut out anyway, and a text may be many kilobytes long.
    if len(text) > 2 * limit:
        text = text[:limit] + text[-limit:]
    return shown(text, limit * 20)


def isolated(text: str) -> str:
    """A path, a fingerprint or a command that stays left-to-right inside a sentence of any direction."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_END_OF_ISOLATE}"


def literal(text: str) -> str:
    """A whole text, to be put into a sentence for `marked` as it is: no mark of it counts."""
    return re.sub(r"\*(?=\*)", "* ", text.replace("{", "{{").replace("}", "}}"))


def marked(sentence: str, *values: str) -> str:
    """Our own `sentence` as rich text: `**` around bold words, {0} for foreign `values`, which stay plain text."""
    parts = html.escape(sentence).split("**")
    bold = "".join(f"<b>{part}</b>" if at % 2 else part for at, part in enumerate(parts))
    return _filled(bold, [html.escape(foreign(value)) for value in values])


def plain(sentence: str, *values: str) -> str:
    """The same without marks, for screen readers and for the clipboard."""
    return _filled(sentence.replace("**", ""), [foreign(value) for value in values])


def _filled(sentence: str, values: list[str]) -> str:
    # Unlike str.format it never fails: a brace that means nothing stays what it is.
    def fill(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0][0]
        return values[int(found[1])] if int(found[1]) < len(values) else found[0]

    return re.sub(r"\{\{|\}\}|\{([0-9]{1,2})\}", fill, sentence)


def tooltip(text: str) -> str:
    """A tooltip of plain text, which wraps like any other and whose marks are not taken for ours."""
    return f"<span>{html.escape(text)}</span>" if text else ""
