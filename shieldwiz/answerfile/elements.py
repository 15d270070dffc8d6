# SPDX-License-Identifier: Apache-2.0
"""Small looks at elements: children by name, text, and the path that a finding names."""

import re
from functools import lru_cache

from lxml import etree

from shieldwiz.answerfile.strings import TOKEN
from shieldwiz.foreign_text import shown

Element = etree._Element  # noqa: SLF001 - the library names the type so

_PLACEHOLDER = re.compile(
    r"##.*##|\$\{.*\}|\{\{.*\}\}|\{[A-Za-z_][\w.]*\}|%%.+%%|__\w+__|\[\[.*\]\]|<%.*%>|@@\{.*\}@@", re.DOTALL
)
_INSIDE = re.compile(r"\$\{|\{\{")
_SHORT = 200  # longer texts are scripts, where braces mean something else


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return _without_namespace(str(element.tag))


@lru_cache(maxsize=1024)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    """The children of that name."""
    return list(element.iterchildren(f"{{*}}{name}"))


def find_all(elements: list[Element], *names: str) -> list[Element]:
    """All that stand at the end of this path below `elements`."""
    for name in names:
        elements = [child for element in elements for child in children(element, name)]
    return elements


def first(element: Element, *names: str) -> Element | None:
    """The first element at the end of this path, or None."""
    return next(iter(find_all([element], *names)), None)


def raw_text(element: Element | None) -> str:
    """All text below an element, as it stands."""
    if element is None:
        return ""
    return "".join(element.itertext()) if len(element) else element.text or ""


def text_of(element: Element | None) -> str:
    """All text below an element, without white space at its ends."""
    return raw_text(element).strip()


def is_placeholder(text: str) -> bool:
    """Whether another tool has yet to fill this in."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


def holds_placeholder(text: str) -> bool:
    """Whether a short text has a part that another tool has yet to fill in."""
    return is_placeholder(text) or (len(text) <= _SHORT and _INSIDE.search(text) is not None)


def is_literal(text: str) -> bool:
    """Whether a text stands for itself: neither a substitution string nor a placeholder in it."""
    return not holds_placeholder(text) and TOKEN.search(text) is None


def boolean(element: Element | None) -> bool | None:
    """True for true or 1, False for false or 0, in any case; None for everything else."""
    return {"true": True, "1": True, "false": False, "0": False}.get(text_of(element).lower())


class Paths:
    """The path of every element of a document, made once: finding them one by one would be quadratic."""

    def __init__(self, root: Element) -> None:
        self._steps: dict[Element, str] = {root: local_name(root)}
        for parent in root.iter():
            counts: dict[str, int] = {}
            for child in parent:
                name = local_name(child)
                counts[name] = counts.get(name, 0) + 1
                self._steps[child] = f"{shown(name, 60)}[{counts[name]}]"

    def path(self, element: Element) -> str:
        """Such as /unattend/settings[1]/component[2]/ProductKey[1]; names and numbers alone, no values."""
        steps = [self._steps[element]]
        steps += [self._steps[parent] for parent in element.iterancestors()]
        return "/" + "/".join(reversed(steps))
