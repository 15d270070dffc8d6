# SPDX-License-Identifier: Apache-2.0
"""PowerShell as two grammars see it, and the folding without which they are blind to typographic characters."""

from collections.abc import Iterator

import tree_sitter_powershell
import tree_sitter_pwsh
from tree_sitter import Language, Node, Parser

PARSERS = {
    "pwsh": Parser(Language(tree_sitter_pwsh.language())),
    "powershell": Parser(Language(tree_sitter_powershell.language())),
}

# What PowerShell's tokenizer takes for the same character. Both grammars know only the first of each.
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2013\u2014\u2015", "-"),
        **dict.fromkeys("\u00a0\u0085", " "),
    }
)


def folded(source: str) -> str:
    """The source as the tokenizer understands it, in ASCII punctuation."""
    return source.translate(_FOLDED)


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in node.children:
        yield from walk(child)


def faults(source: bytes, grammar: str) -> list[str]:
    """Where the grammar does not understand the source."""
    root = PARSERS[grammar].parse(source).root_node
    return [
        f"line {node.start_point[0] + 1}: {node.text!r:.100}"
        for node in walk(root)
        if node.type == "ERROR" or node.is_missing
    ]


def literals(source: str, grammar: str) -> list[str]:
    """The single-quoted literals of a source; empty where anything in it is not understood."""
    data = source.encode("utf-8")
    if faults(data, grammar):
        return []
    nodes = walk(PARSERS[grammar].parse(data).root_node)
    return [(node.text or b"").decode() for node in nodes if node.type == "verbatim_string_characters"]
