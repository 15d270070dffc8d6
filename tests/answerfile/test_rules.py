# SPDX-License-Identifier: Apache-2.0
"""Every rule fires where it should, and does not where something only looks like it."""

import pytest

from shieldwiz.answerfile.findings import Effect, Reach, Severity
from shieldwiz.answerfile.preflight import accepting
from shieldwiz.answerfile.rules import FINDERS, rules
from tests.answerfile import cases_access, cases_linux, cases_reading, cases_running
from tests.answerfile.making import Case, dom, end, win

_FILES = (cases_reading, cases_access, cases_running, cases_linux)
CASES = {rule: cases for file in _FILES for rule, cases in file.CASES.items()}
BROKEN = [one for file in _FILES for one in file.MORE_BROKEN]
_MADE_ELSEWHERE = {"AF-PFX-NOKEY", "AF-PFX-WEAK"}


def test_every_rule_has_its_files() -> None:
    assert len(rules()) == 168
    assert CASES.keys() == rules().keys()
    assert FINDERS.keys() == {rule for rule in rules() if not rule.startswith(("AF-FILE", "AF-XML"))} | {
        "AF-XML-WCM",
        "AF-XML-ACTION",
    }


@pytest.mark.parametrize("rule", sorted(CASES.keys() - _MADE_ELSEWHERE))
def test_a_rule_fires(rule: str) -> None:
    assert rule in CASES[rule][0].ids()


@pytest.mark.parametrize("rule", sorted(CASES))
def test_a_rule_does_not_fire_for_a_near_miss(rule: str) -> None:
    assert rule not in CASES[rule][1].ids()


@pytest.mark.parametrize(("rule", "case"), BROKEN, ids=[rule for rule, _ in BROKEN])
def test_a_rule_fires_for_another_file(rule: str, case: Case) -> None:
    assert rule in case.ids()


@pytest.mark.parametrize(("rule", "case"), cases_running.WHOLE, ids=[rule for rule, _ in cases_running.WHOLE])
def test_a_rule_does_not_fire_for_another_near_miss(rule: str, case: Case) -> None:
    assert rule not in case.ids()


@pytest.mark.parametrize(("door", "case"), cases_access.other_doors().items(), ids=list(cases_access.other_doors()))
def test_the_verdict_names_the_way_in(door: str, case: Case) -> None:
    result = case.run()
    assert result.reach is not Reach.YES or door in result.reason
    assert door in cases_access.way_of(case)


def test_every_text_is_a_sentence() -> None:
    for rule in rules().values():
        assert rule.message[-1] == ".", rule.id
        assert rule.fix[-1] in ".?)", rule.id
        assert rule.severity in {"E", "W", "N", "E/W", "E/w"}
        assert rule.effect in {"N", "Nd", "U", "-"}
        assert rule.system in {"windows", "linux", "both"}
        assert rule.source


def test_the_console_of_the_other_policy_softens_a_shut_door() -> None:
    shut = cases_access.CASES["AF-RDP-OFF"][0]
    (strict,) = [one for one in shut.run().findings if one.id == "AF-RDP-OFF"]
    (soft,) = [one for one in shut.told(is_shielded=False).run().findings if one.id == "AF-RDP-OFF"]
    assert (strict.severity, strict.effect) == (Severity.ERROR, Effect.NO)
    assert (soft.severity, soft.effect) == (Severity.WARNING, Effect.UNSURE)


def test_without_vmm_nobody_waits_for_a_shutdown() -> None:
    case = cases_running.CASES["AF-SHUTDOWN-NONE"][0]
    assert case.run().reach is Reach.UNSURE
    without = case.told(is_vmm=False).run()
    (finding,) = [one for one in without.findings if one.id == "AF-SHUTDOWN-NONE"]
    assert (finding.severity, finding.effect) == (Severity.WARNING, Effect.NONE)
    assert without.reach is Reach.YES


def test_another_door_softens_what_is_wrong_with_remote_desktop() -> None:
    case = win((">false</fDeny", ">true</fDeny"), end("powershell.exe Enable-PSRemoting -Force"))
    (finding,) = [one for one in case.run().findings if one.id == "AF-RDP-DENIED"]
    assert (finding.severity, finding.effect) == (Severity.WARNING, Effect.NONE)


def test_a_member_of_a_domain_may_be_opened_by_policy() -> None:
    case = dom(("Networking-MPSSVC-Svc", "Microsoft-Windows-LUA-Settings"))
    (finding,) = [one for one in case.run().findings if one.id == "AF-RDP-FIREWALL"]
    assert finding.effect is Effect.UNSURE


def test_many_places_are_cut_and_many_names_too() -> None:
    names = "".join(f"<X>@Colour{letter}@</X>" for letter in "abcdefghijklmnopqrstuvwxyz" * 3)
    (finding,) = [one for one in win(("<OOBE>", f"<OOBE>{names}")).run().findings if one.id == "AF-STR-UNKNOWN"]
    assert len(finding.where) == 50
    assert finding.message.count("@Colour") == 8
    assert "…" in finding.message


def test_what_is_accepted_is_no_error_any_more() -> None:
    result = cases_access.CASES["AF-RDP-OFF"][0].run()
    assert [one.id for one in result.errors] == ["AF-RDP-OFF"]
    accepted = accepting(result, frozenset({"AF-RDP-OFF"}))
    assert (accepted.errors, accepted.reach) == ((), result.reach)


def test_strict_makes_errors_of_warnings() -> None:
    result = win((">1</UserA", ">0</UserA")).told(is_strict=True).run()
    assert [one.id for one in result.errors] == ["AF-RDP-NLA-OFF"]
