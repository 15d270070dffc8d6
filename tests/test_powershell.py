# SPDX-License-Identifier: Apache-2.0
"""One value stays one value, whatever it holds: against a model of the tokenizer, and against two grammars."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.powershell import SINGLE_QUOTES, quote_powershell
from tests.powershell_grammars import PARSERS, folded, literals

ALPHABET = "'\u2018\u2019\u201a\u201b" + '"\u201c\u201d\u201e' + "a$`;"
# As WINDOWS_KIT 10 gives them: value, literal.
TABLE = [
    ("Contoso", "'Contoso'"),
    ("O'Brien & Söhne", "'O''Brien & Söhne'"),
    ("it''s", "'it''''s'"),
    ("'", "''''"),
    ("x'; Remove-Item C:\\ -Recurse #", "'x''; Remove-Item C:\\ -Recurse #'"),
    ("x’; calc.exe #", "'x’’; calc.exe #'"),
    ("‘quoted’", "'‘‘quoted’’'"),
    ("‚unten‘", "'‚‚unten‘‘'"),
    ("’'", "'’’'''"),
    ("“$(calc)”", "'“$(calc)”'"),
    ("$env:TEMP", "'$env:TEMP'"),
    ("$(Get-Date)", "'$(Get-Date)'"),
    ("${x}", "'${x}'"),
    ("a`n`0", "'a`n`0'"),
    ("-Force", "'-Force'"),
    ("–Force", "'–Force'"),
    ("--%", "'--%'"),
    ("@'", "'@'''"),
    ("'@", "'''@'"),
    ("[wild]*?.xml", "'[wild]*?.xml'"),
    ("a, b; c | d > e & f", "'a, b; c | d > e & f'"),
    ("\\\\srv\\share\\a b", "'\\\\srv\\share\\a b'"),
    ("a\\", "'a\\'"),
    ("%TEMP%", "'%TEMP%'"),
    ("~", "'~'"),
    ("#x", "'#x'"),
    ("<# x #>", "'<# x #>'"),
    ("", "''"),
]
REFUSED = "\n\t\r\0\x1b\x7f\x85\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def scan(source: str) -> str:
    """What PowerShell's tokenizer reads: one single-quoted literal that fills the whole source.

    Any of the five quotes opens and closes it; of two that stand together the second is kept.
    """
    assert source[0] in SINGLE_QUOTES
    value, at = "", 1
    while True:
        assert at < len(source), "the literal never ends"
        if source[at] not in SINGLE_QUOTES:
            value, at = value + source[at], at + 1
        elif at + 1 < len(source) and source[at + 1] in SINGLE_QUOTES:
            value, at = value + source[at + 1], at + 2
        else:
            assert at == len(source) - 1, f"{source[at + 1 :]!r} stands behind the literal"
            return value


@pytest.mark.parametrize(("value", "literal"), TABLE)
def test_the_table(value: str, literal: str) -> None:
    assert quote_powershell(value) == literal
    assert scan(literal) == value


@pytest.mark.parametrize("character", REFUSED, ids=lambda c: f"U+{ord(c):04X}")
def test_what_nobody_would_see_is_refused_by_name(character: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        quote_powershell(f"a{character}b")
    assert caught.value.problem is Problem.VALUE
    assert f"U+{ord(character):04X}" in caught.value.message


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(ShieldwizError, match=r"U\+D800"):
        quote_powershell("a\ud800")


def test_every_short_string_of_quotes_comes_back() -> None:
    count = 0
    for length in range(5):
        for letters in itertools.product(ALPHABET, repeat=length):
            value = "".join(letters)
            assert scan(quote_powershell(value)) == value
            count += 1
    assert count == 30_941


@settings(max_examples=2_000, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from(ALPHABET), max_size=40))
def test_any_text_comes_back_or_is_refused(value: str) -> None:
    try:
        literal = quote_powershell(value)
    except ShieldwizError:
        assert any(c in REFUSED for c in value)
        return
    assert scan(literal) == value


def hostile_values() -> list[str]:
    """Every string of up to three of the dangerous characters, and 4,000 that mix them with commands."""
    short = ["".join(letters) for length in (1, 2, 3) for letters in itertools.product(ALPHABET, repeat=length)]
    words = [
        *ALPHABET,
        *(value for value, _ in TABLE),
        " ",
        "; calc",
        "$(calc)",
        "\n",
        "@(",
        ")",
        "}",
        "{",
        "|",
        "--",
        "#",
    ]
    chance = random.Random(7)
    mixed = ["".join(chance.choices(words, k=chance.randint(1, 8))).replace("\n", "") for _ in range(4_000)]
    return [*short, *mixed, *(value for value, _ in TABLE)]


@pytest.mark.parametrize("grammar", PARSERS)
def test_grammars_see_one_literal_for_each_of_thousands_of_hostile_values(grammar: str) -> None:
    values = hostile_values()
    assert len(values) > 6_000
    for value in values:
        source = folded(f"Write-Output {quote_powershell(value)}")
        inside = source[len("Write-Output ") :]
        assert literals(source, grammar) == [inside], value


@pytest.mark.parametrize("grammar", PARSERS)
def test_the_folding_shows_what_the_grammars_would_not_see(grammar: str) -> None:
    broken = [
        "x’; calc.exe #",
        "x‘; calc.exe #",
        "x‚; calc.exe #",
        "x‛; calc.exe #",
        "’; calc #",
        "’;calc;’",
        "‘+(calc)+‘",
    ]
    for value in broken:
        naive = "Write-Output '" + value.replace("'", "''") + "'"
        assert len(literals(naive, grammar)) == 1, "unfolded, the grammar takes it for one harmless literal"
        assert literals(folded(naive), grammar) != [folded(naive)[len("Write-Output ") :]]
