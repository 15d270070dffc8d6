# SPDX-License-Identifier: Apache-2.0
"""Rules of groups A and B: can it be read, and does it stand where Windows looks for it?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shieldwiz.answerfile import tables
from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.elements import (
    Element,
    boolean,
    children,
    holds_placeholder,
    is_literal,
    is_placeholder,
    local_name,
    text_of,
)
from shieldwiz.answerfile.rule import Finder, Hit, at, whole
from shieldwiz.answerfile.strings import edits

if TYPE_CHECKING:
    from shieldwiz.answerfile.view import Component

_TOKEN = "31bf3856ad364e35"
_LISTED = frozenset(
    {
        *("RunSynchronousCommand", "RunAsynchronousCommand", "SynchronousCommand", "AsynchronousCommand"),
        *("LocalAccount", "FirewallGroup", "Interface", "Route"),
    }
)


def _leftover(view: View) -> list[Hit]:
    return at(one for one in _leaves(view) if _is_ours(text_of(one)))


def _is_ours(text: str) -> bool:
    return len(text) > 4 and text.startswith("##") and text.endswith("##")


def _foreign(view: View) -> Iterator[Hit]:
    for one in _leaves(view):
        text = text_of(one)
        if not text or _is_ours(text):
            continue
        if is_placeholder(text) or (view.role(one) not in ("command", "secret") and holds_placeholder(text)):
            yield Hit(one)


def _leaves(view: View) -> Iterator[Element]:
    return (one for one in view.root.iter() if len(one) == 0)


def _settings(view: View) -> list[tuple[Element, str]]:
    return [(one, (one.get("pass") or "").strip()) for one in children(view.root, "settings")]


def _pass_unknown(view: View) -> list[Hit]:
    return at(one for one, name in _settings(view) if name.lower() not in tables.passes())


def _pass_case(view: View) -> list[Hit]:
    known = tables.passes()
    return [Hit(one, known[n.lower()]) for one, n in _settings(view) if n.lower() in known and n != known[n.lower()]]


def _pass_duplicate(view: View) -> Iterator[Hit]:
    seen = set()
    for one, name in _settings(view):
        if name.lower() in seen and name.lower() in tables.passes():
            yield Hit(one, tables.passes()[name.lower()])
        seen.add(name.lower())


def _pass_nothing(view: View) -> list[Hit]:
    return whole(not any(one.pass_name in (tables.SPECIALIZE, tables.OOBE) for one in view.components))


def _pass_unused(view: View) -> list[Hit]:
    unused = set(tables.passes()) - {tables.SPECIALIZE, tables.OOBE}
    return [Hit(one, tables.passes()[name.lower()]) for one, name in _settings(view) if name.lower() in unused]


def _misplaced(view: View, *, is_ignored: bool) -> Iterator[Hit]:
    for component in view.components:
        if component.pass_name not in tables.passes():
            continue
        for setting in tables.settings():
            if setting.component.lower() != component.name or setting.is_ignored is not is_ignored:
                continue
            if component.pass_name in (one.lower() for one in setting.passes):
                continue
            for element in children(component.element, setting.name):
                yield Hit(element, f"{setting.name} belongs into {setting.passes[0]}")


def _pass_wrong(view: View) -> Iterator[Hit]:
    return _misplaced(view, is_ignored=False)


def _pass_ignored(view: View) -> Iterator[Hit]:
    return _misplaced(view, is_ignored=True)


def _component_name(view: View) -> Iterator[Hit]:
    for component in view.components:
        name = component.name
        if not name:
            yield Hit(component.element, "a component has no name")
        elif name not in tables.known_components() and len(name) < 100:
            near = next((right for key, right in tables.key_components().items() if edits(name, key) <= 2), None)
            if near is not None:
                yield Hit(component.element, f"meant is {near}")


def _other_architecture(view: View, *, is_key: bool) -> Iterator[Hit]:
    wanted = view.given.architecture.lower()
    found: dict[tuple[str, str], list[Component]] = {}
    for component in view.components:
        if component.pass_name in (tables.SPECIALIZE, tables.OOBE):
            found.setdefault((component.pass_name, component.name), []).append(component)
    for (_, name), components in found.items():
        kinds = {one.architecture for one in components}
        if (name in tables.key_components()) is is_key and not kinds & {wanted, "wow64"}:
            yield from (Hit(one.element, wanted) for one in components if one.architecture in tables.architectures())


def _architecture(view: View) -> Iterator[Hit]:
    return _other_architecture(view, is_key=True)


def _architecture_other(view: View) -> Iterator[Hit]:
    return _other_architecture(view, is_key=False)


def _architecture_value(view: View) -> list[Hit]:
    return at(one.element for one in view.components if one.architecture not in tables.architectures())


def _identity(view: View) -> Iterator[Hit]:
    for component in view.components:
        if component.name.startswith(("microsoft-windows-", "networking-")):
            said = [
                (component.element.get(name) or "").strip().lower()
                for name in ("publicKeyToken", "language", "versionScope")
            ]
            if said != [_TOKEN, "neutral", "nonsxs"]:
                yield Hit(component.element)


def _component_duplicate(view: View) -> Iterator[Hit]:
    seen = set()
    for one in view.components:
        key = (one.pass_name, one.name, one.architecture, (one.element.get("language") or "").lower())
        if key in seen and one.name:
            yield Hit(one.element)
        seen.add(key)


def _component_nested(view: View) -> list[Hit]:
    return at(
        inner for one in view.components for inner in one.element.iterdescendants() if local_name(inner) == "component"
    )


def _setting_case(view: View) -> Iterator[Hit]:
    for component in view.components:
        names = {one.name.lower(): one.name for one in tables.settings() if one.component.lower() == component.name}
        for child in component.element:
            right = names.get(local_name(child).lower())
            if right is not None and right != local_name(child):
                yield Hit(child, right)


def _wcm(view: View) -> Iterator[Hit]:
    for element in view.root.iter():
        is_ours = str(element.tag).startswith(f"{{{tables.UNATTEND}}}") and local_name(element) != "package"
        if is_ours and any(_is_wrong_wcm(str(name)) for name in element.attrib):
            yield Hit(element)


def _is_wrong_wcm(name: str) -> bool:
    namespace, _, local = name.rpartition("}")
    return local in ("action", "keyValue") and namespace != f"{{{tables.WCM}"


def _action(view: View) -> Iterator[Hit]:
    for component in view.components:
        for element in component.element.iterdescendants():
            names = [str(name) for name in element.attrib]
            if local_name(element) in _LISTED and f"{{{tables.WCM}}}action" not in names:
                yield from at([element] if not any(map(_is_wrong_wcm, names)) else [])


def _boolean(view: View) -> Iterator[Hit]:
    for element in view.setting(tables.LSM, "fDenyTSConnections"):
        if boolean(element) is None and is_literal(text_of(element)):
            yield Hit(element)


def _range(view: View) -> Iterator[Hit]:
    for name, allowed in (("UserAuthentication", ("0", "1")), ("SecurityLayer", ("0", "1", "2"))):
        for element in view.setting(tables.RDPX, name):
            if text_of(element) not in allowed and is_literal(text_of(element)):
                yield Hit(element, f"{name} can be {' or '.join(allowed)}")


FINDERS: dict[str, Finder] = {
    "AF-TEMPLATE-LEFTOVER": _leftover,
    "AF-TEMPLATE-FOREIGN": _foreign,
    "AF-PASS-UNKNOWN": _pass_unknown,
    "AF-PASS-CASE": _pass_case,
    "AF-PASS-DUPLICATE": _pass_duplicate,
    "AF-PASS-NOTHING": _pass_nothing,
    "AF-PASS-UNUSED": _pass_unused,
    "AF-PASS-WRONG": _pass_wrong,
    "AF-PASS-IGNORED": _pass_ignored,
    "AF-COMP-NAME": _component_name,
    "AF-COMP-ARCH": _architecture,
    "AF-COMP-ARCH-OTHER": _architecture_other,
    "AF-COMP-ARCH-VALUE": _architecture_value,
    "AF-COMP-IDENTITY": _identity,
    "AF-COMP-DUPLICATE": _component_duplicate,
    "AF-COMP-NESTED": _component_nested,
    "AF-SETTING-CASE": _setting_case,
    "AF-XML-WCM": _wcm,
    "AF-XML-ACTION": _action,
    "AF-VALUE-BOOL": _boolean,
    "AF-VALUE-RANGE": _range,
}
