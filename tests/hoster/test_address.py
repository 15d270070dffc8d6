# SPDX-License-Identifier: Apache-2.0
import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.hoster.address import DOCUMENTED_PATH, metadata_url

GOOD = {
    "hgs.contoso.example": f"http://hgs.contoso.example{DOCUMENTED_PATH}",
    " hgs.contoso.example ": f"http://hgs.contoso.example{DOCUMENTED_PATH}",
    "hgs:8080": f"http://hgs:8080{DOCUMENTED_PATH}",
    "10.0.0.5": f"http://10.0.0.5{DOCUMENTED_PATH}",
    "[2001:db8::5]": f"http://[2001:db8::5]{DOCUMENTED_PATH}",
    "[2001:db8::5]:81": f"http://[2001:db8::5]:81{DOCUMENTED_PATH}",
    "https://hgs.contoso.example": f"https://hgs.contoso.example{DOCUMENTED_PATH}",
    "https://hgs.contoso.example/": f"https://hgs.contoso.example{DOCUMENTED_PATH}",
    "http://hgs/KeyProtection": f"http://hgs{DOCUMENTED_PATH}",
    "http://hgs/KeyProtection/": f"http://hgs{DOCUMENTED_PATH}",
    "http://hgs/other/metadata.xml?x=1": "http://hgs/other/metadata.xml?x=1",
    "bücher.example": f"http://xn--bcher-kva.example{DOCUMENTED_PATH}",
    "hgs.example.": f"http://hgs.example.{DOCUMENTED_PATH}",
}
BAD = [
    "", "  ", "a b", "ftp://hgs", "file:///etc/passwd", "http://user@hgs", "http://user:word@hgs", "http://hgs/#x",
    "http://", "hgs:0", "hgs:99999", "hgs:", "hgs:x", "-hgs", "a..b", "h" * 64, "a." * 127 + "abcd", "x" * 2001,
    "ü" * 64 + ".example", "h\u202egs", "http://[::1", "http://hgs\\@other", "\u2024.example", "http://[zz]",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "asked"), GOOD.items(), ids=GOOD)
def test_what_people_type_becomes_the_documented_address(typed: str, asked: str) -> None:
    assert metadata_url(typed) == asked


@pytest.mark.parametrize("typed", BAD, ids=repr)
def test_what_is_no_address_is_a_usage_error(typed: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        metadata_url(typed)
    assert caught.value.problem is Problem.USAGE
