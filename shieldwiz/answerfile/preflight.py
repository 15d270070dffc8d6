# SPDX-License-Identifier: Apache-2.0
"""The preflight: every rule over one answer file, and the verdict. No network, no clock, no file is touched."""

from collections.abc import Iterable
from dataclasses import replace

from shieldwiz.answerfile.doors import View, way_in
from shieldwiz.answerfile.findings import Effect, Finding, Place, Preflight, Reach, Severity
from shieldwiz.answerfile.given import Given
from shieldwiz.answerfile.reading import read_document
from shieldwiz.answerfile.rule import Hit, Rule
from shieldwiz.answerfile.rules import rules

_MOST_PLACES = 50
_MOST_NAMED = 8
_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "w": Severity.WARNING, "N": Severity.NOTE}


def preflight(data: bytes, given: Given) -> Preflight:
    """Judge an answer file. Nothing it says holds a password, a key or a command; never raises for what is inside."""
    document, faults = read_document(data)
    found = [_finding(rules()[fault.rule], [Hit(about=fault.about, line=fault.line)], None, given) for fault in faults]
    if document is None:
        return _judged("", "", found)
    view = View(document, given)
    for rule in rules().values():
        if rule.system in ("both", document.system):
            hits = list(rule.find(view))
            if hits:
                found.append(_finding(rule, hits, view, given))
    return _judged(document.system, way_in(view) + _if_supplied(view), found)


def _finding(rule: Rule, hits: list[Hit], view: View | None, given: Given) -> Finding:
    severity = min((_severity(hit.severity or rule.severity, given) for hit in hits), key=list(Severity).index)
    effect = min((_effect(hit.effect or rule.effect, given) for hit in hits), key=list(Effect).index)
    if given.is_strict and severity is Severity.WARNING:
        severity = Severity.ERROR
    places = [_place(hit, view) for hit in hits[:_MOST_PLACES]]
    abouts = list(dict.fromkeys(hit.about for hit in hits if hit.about))
    named = ", ".join(abouts[:_MOST_NAMED]) + (", …" if len(abouts) > _MOST_NAMED else "")
    return Finding(
        id=rule.id,
        severity=severity,
        effect=effect,
        message=rule.message.replace("{}", named),
        fix=rule.fix,
        where=tuple(dict.fromkeys(place for place in places if place != Place())),
        is_accepted=rule.id in given.allowed,
    )


def _severity(letters: str, given: Given) -> Severity:
    """Of a pair such as E/W the second is meant where the console helps; of E/w, where no VMM waits."""
    usual, _, other = letters.partition("/")
    if other == "W" and not given.is_shielded:
        return Severity.WARNING
    return Severity.WARNING if other == "w" and not given.is_vmm else _SEVERITIES[usual]


def _effect(letters: str, given: Given) -> Effect:
    if letters == "Nd":
        return Effect.NO if given.is_shielded else Effect.UNSURE
    return {"N": Effect.NO, "U": Effect.UNSURE, "-": Effect.NONE}[letters]


def _place(hit: Hit, view: View | None) -> Place:
    if hit.element is None or view is None:
        return Place(line=hit.line, file=hit.file)
    return Place(line=hit.element.sourceline or 0, path=view.paths.path(hit.element), file=hit.file)


def _judged(system: str, way: str, findings: Iterable[Finding]) -> Preflight:
    found = tuple(findings)
    for effect, reach in ((Effect.NO, Reach.NO), (Effect.UNSURE, Reach.UNSURE)):
        reasons = [finding.message for finding in found if finding.effect is effect]
        if reasons:
            return Preflight(system=system, reach=reach, reason=" ".join(reasons), findings=found)
    return Preflight(system=system, reach=Reach.YES, reason=way, findings=found)


def _if_supplied(view: View) -> str:
    needed = list(dict.fromkeys(one.token.right for one in view.known_strings))
    return f", if the hoster supplies {', '.join(needed)}" if needed else ""


def accepting(result: Preflight, allowed: frozenset[str]) -> Preflight:
    """The same preflight with the findings of these ids accepted; the verdict stays."""
    return replace(
        result,
        findings=tuple(replace(one, is_accepted=one.is_accepted or one.id in allowed) for one in result.findings),
    )
