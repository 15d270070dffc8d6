# SPDX-License-Identifier: Apache-2.0
"""The doctor against a make-believe HGS that misbehaves in every way."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.issuing import AUTHORITY, COMMUNICATIONS, issue_certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.workflow.hgs_doctor import Questions, examine
from shieldwiz.workflow.hgs_doctor_report import monitoring
from shieldwiz.workflow.home import Home
from tests.hoster.simulated_hgs import Answer, Node, breaks_off, drips, endless, no_http, node, sends
from tests.schemas import check_schema
from tests.simulated_fabric import (
    NOW,
    Hoster,
    Information,
    certificate,
    document,
    hoster,
    other_certificates,
    renewed,
    reusing,
    unsigned_document,
)

ROLES = ("SIGNING", "ENCRYPTION", "COMMUNICATIONS")


@pytest.fixture(autouse=True)
def no_proxy_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


class Desk:
    """A home folder, and the doctor on it."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder=folder / "home")

    def ask(
        self, *hosts: str, confirm: Confirmations | None = None, now: datetime = NOW, **questions: Any
    ) -> list[dict[str, Any]]:
        asked = Questions(**{"seconds": 1.0, **questions})
        reports = examine(self.home, hosts, asked, confirm or Confirmations(), now)
        for report in reports:
            check_schema(report)
        return reports

    def one(self, host: str, **questions: Any) -> dict[str, Any]:
        (report,) = self.ask(host, **questions)
        return report


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def up() -> Iterator[Any]:
    with ExitStack() as stack:

        def start(answer: Answer, context: ssl.SSLContext | None = None) -> Node:
            return stack.enter_context(node(answer, context))

        yield start


CONTOSO = hoster("Contoso Hosting")
DOCUMENT = document(CONTOSO)
TOLD = GuardianFingerprint.of(CONTOSO.signing, CONTOSO.encryption).hex


def outcomes(report: dict[str, Any]) -> dict[str, str]:
    """The worst outcome of each check."""
    order = ("pass", "note", "not-evaluated", "warn", "fail")
    found: dict[str, str] = {}
    everything = [*report["agreement"], *report["change"], *report["notes"]]
    everything += [check for one in report["nodes"] for check in one["checks"]]
    for check in everything:
        found[check["id"]] = max(found.get(check["id"], "pass"), check["outcome"], key=order.index)
    return found


def details(report: dict[str, Any], check_id: str) -> str:
    everything = [*report["agreement"], *report["change"], *report["notes"]]
    everything += [check for one in report["nodes"] for check in one["checks"]]
    return " ".join(check["detail"] for check in everything if check["id"] == check_id)


def test_a_sound_hgs_that_nobody_confirmed_is_a_decision(desk: Desk, up: Any) -> None:
    one = up(sends(document(reusing(CONTOSO))))
    report = desk.one(one.address)
    assert report["verdict"] == "decide"
    assert "its own signing certificate, which nobody confirmed" in report["headline"]
    assert report["guardian"]["fingerprint"]["hex"] == TOLD
    assert outcomes(report) == {
        "H02": "pass", "H04": "pass", "H05": "pass", "H06": "warn", "H08": "pass", "H10": "pass", "H11": "note",
        "H12": "note",
    }  # fmt: skip
    ((path, headers),) = one.seen
    assert path == "/KeyProtection/service/metadata/2014-07/metadata.xml"
    assert headers["Accept-Encoding"] == "identity"
    assert not {"Cookie", "Authorization"} & set(headers)


def test_confirmed_and_remembered_it_is_trusted_from_then_on(desk: Desk, up: Any) -> None:
    one = up(sends(DOCUMENT))
    report = desk.one(one.address, confirm=Confirmations(guardian_fingerprint=TOLD), remember=True)
    assert (report["verdict"], report["change"]) == ("trusted", [])
    report = desk.one(one.address)
    assert report["verdict"] == "trusted"
    assert details(report, "H09") == "Same guardian as on 2026-12-01."
    assert "2036-11-27" in report["headline"]


def test_remembering_is_no_confirmation_but_does_not_page_anybody(desk: Desk, up: Any) -> None:
    one = up(sends(DOCUMENT))
    reports = desk.ask(one.address, remember=True)
    assert monitoring(reports, 60)[0] == 1
    reports = desk.ask(one.address, remember=True)
    assert reports[0]["verdict"] == "decide"
    code, line = monitoring(reports, 60)
    assert code == 0
    assert line == "HGS OK - 1 nodes, guardian unchanged | days_pair=3649 nodes=1"


@pytest.mark.parametrize(
    ("answer", "check", "words"),
    [
        (sends(b"", 301, Location="http://elsewhere.example/\x7f"), "H04", "elsewhere.example"),
        (sends(b"", 302, Location="http://elsewhere.example/"), "H04", "sends you elsewhere (302)"),
        (sends(b"", 401), "H04", "proxy or another site"),
        (sends(b"", 403), "H04", "proxy or another site"),
        (sends(b"", 404), "H04", "Get-HgsServer"),
        (sends(b"", 407), "H04", "without a proxy"),
        (sends(b"no", 418), "H04", "What the server said: no"),
        (sends(b"", 500), "H04", "cannot use one of its certificates"),
        (sends(b"", 502), "H04", "Ask the nodes directly"),
        (sends(b"", 503), "H04", "application pool is stopped"),
        (sends(b"", 504), "H04", "Ask the nodes directly"),
        (sends(b"<!DOCTYPE html><html>IIS</html>", content_type="text/html"), "H05", "a web page"),
        (sends(b"\x1f\x8b\x08\0\0", Content_Encoding="gzip"), "H05", "compressed"),
        (sends(b"hello"), "H05", "no XML"),
        (sends(b"<x/>"), "H06", "V05"),
        (sends(b"<!-- -->" + b"x" * (1 << 20)), "H05", "more than 1 MiB"),
        (sends(DOCUMENT[:-20]), "H06", "V04"),
        (sends(DOCUMENT.replace(b"Metadata", b"Metadatum")), "H06", "V05"),
    ],
)  # fmt: skip
def test_every_bad_answer_is_refused_and_named(answer: Answer, check: str, words: str, desk: Desk, up: Any) -> None:
    report = desk.one(up(answer).address)
    assert report["verdict"] == "refused"
    assert words in details(report, check)
    assert "\x7f" not in str(report)


@pytest.mark.parametrize("answer", [drips, endless, breaks_off])
def test_what_never_ends_or_ends_too_soon(answer: Answer, desk: Desk, up: Any) -> None:
    report = desk.one(up(answer).address, seconds=1.0)
    assert report["verdict"] in ("refused", None)
    assert not report["guardian"]


def test_what_is_no_http_and_what_does_not_connect(desk: Desk, up: Any) -> None:
    report = desk.one(up(no_http).address)
    assert report["verdict"] is None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    report = desk.one(f"127.0.0.1:{port}")
    assert report["verdict"] is None
    assert "does not take the connection" in details(report, "H02")
    assert monitoring([report], 60)[0] == 3
    report = desk.one("no-such-name.invalid", every_node=True)
    assert report["verdict"] is None
    assert "DNS forwarder" in details(report, "H01")


@pytest.mark.parametrize(
    ("body", "first"),
    [
        (b"<html>Primary Signing Certificate not found</html>", ["P1"]),
        (b"Primary Encryption Certificate not found", ["P1"]),
        (b"<style>p{}</style><p>Keyset does not exist", ["P2", "P3"]),
        (b"0x80090016", ["P2", "P3"]),
        (b"Access is denied.", ["P3"]),
        (b"0x80070005", ["P3"]),
        (b"0x80090010", ["P3"]),
        (b"Invalid provider type specified", ["P6"]),
        (b"0x80090014", ["P6"]),
        (b"A required privilege is not held by the client", ["P9"]),
        (b"Server Error in '/KeyProtection' Application.", ["P1"]),
        (b"", ["P1", "P2", "P3"]),
        (b"Zugriff \x1b[31m", ["P1", "P2", "P3"]),
    ],
)  # fmt: skip
def test_http_500_gives_the_steps_in_order(body: bytes, first: list[str], desk: Desk, up: Any) -> None:
    report = desk.one(up(sends(body, 500, content_type="text/html")).address)
    assert report["verdict"] == "refused"
    (steps,) = report["steps"]
    ids = [step["id"] for step in steps["steps"]]
    assert ids[: len(first)] == first
    assert sorted(ids) == sorted(f"P{number}" for number in range(1, 11))
    assert steps["first_line"].startswith("HGS cannot use one of its certificates")
    assert "\x1b" not in steps["said"]
    assert monitoring([report], 60)[0] == 2


def test_one_node_of_two_with_500_is_named(desk: Desk, up: Any) -> None:
    good, bad = up(sends(DOCUMENT)), up(sends(b"Keyset does not exist", 500))
    report = desk.one("hgs.example", at_addresses=(good.address, bad.address))
    assert report["verdict"] == "refused"
    assert report["headline"] == f"{bad.address} answers 500, {good.address} is fine: only that node."
    assert [one["key_set"] for one in report["nodes"]] == ["A", None]
    assert good.seen[0][1]["Host"] == "hgs.example"
    assert [step["id"] for step in report["steps"][0]["steps"]][:3] == ["P2", "P3", "P8"]


def test_nodes_with_other_keys_other_signers_and_other_bytes(desk: Desk, up: Any) -> None:
    other = hoster("Contoso older")
    nodes = [up(sends(DOCUMENT)), up(sends(DOCUMENT)), up(sends(document(other)))]
    report = desk.one("hgs.example", at_addresses=tuple(one.address for one in nodes))
    assert (report["verdict"], outcomes(report)["H07"]) == ("refused", "fail")
    assert [one["key_set"] for one in report["nodes"]] == ["A", "A", "B"]
    assert "works or fail" in report["headline"] or "work or fail" in report["headline"]
    nodes = [up(sends(DOCUMENT)), up(sends(document(reusing(CONTOSO))))]
    report = desk.one("hgs.example", at_addresses=tuple(one.address for one in nodes))
    assert outcomes(report)["H07"] == "warn"
    nodes = [up(sends(DOCUMENT)), up(sends(DOCUMENT + b"\n"))]
    report = desk.one("hgs.example", at_addresses=tuple(one.address for one in nodes))
    assert outcomes(report)["H07"] == "note"
    reports = desk.ask(*(one.address for one in nodes), as_one=True)
    assert len(reports) == 1
    assert len(reports[0]["nodes"]) == 2
    assert len(desk.ask(*(one.address for one in nodes))) == 2


def test_a_clock_that_is_ten_minutes_off(desk: Desk, up: Any) -> None:
    report = desk.one(up(sends(DOCUMENT, minutes_off=10)).address)
    assert outcomes(report)["H08"] == "warn"
    assert "10 minutes ahead" in details(report, "H08")
    assert "AttestationSignerCertRenewalTask" in details(report, "H08")
    assert outcomes(desk.one(up(sends(DOCUMENT, date=False)).address))["H08"] == "not-evaluated"
    nodes = [up(sends(DOCUMENT, minutes_off=minutes)) for minutes in (-4, 4)]
    report = desk.one("hgs.example", at_addresses=tuple(one.address for one in nodes))
    assert "differ by more than 5 minutes" in details(report, "H08")


def document_with(who: Hoster, *listed: Certificate) -> bytes:
    """Metadata that lists other signing certificates."""
    return document(who, information=replace(Information.of(who), other=other_certificates(listed)))


def test_every_change_since_last_time_has_its_sentence(desk: Desk, up: Any) -> None:
    later = NOW + timedelta(days=4000)
    other = hoster("Contoso 2027")
    mixed = replace(CONTOSO, encryption=other.encryption, encryption_key=other.encryption_key)
    with_signer = replace(CONTOSO, communications=other.communications, communications_key=other.communications_key)
    reused = reusing(CONTOSO)
    for before, after, outcome, words, verdict in (
        (DOCUMENT, DOCUMENT, "pass", "Same guardian as on", "decide"),
        (DOCUMENT, DOCUMENT + b"\n", "note", "written again", "decide"),
        (DOCUMENT, document(renewed(CONTOSO, "Contoso", end=later)), "note", "New dates, same keys", "decide"),
        (DOCUMENT, document_with(other, CONTOSO.signing), "warn", "Do not remove them", "decide"),
        (DOCUMENT, document(other), "fail", "existing VMs will not start", "refused"),
        (DOCUMENT, document(mixed), "fail", "one alone was marked primary", "refused"),
        (DOCUMENT, document(with_signer), "warn", "harmless for VMs", "decide"),
        (document(reused), DOCUMENT, "note", "signing certificate and a communications", "decide"),
        (DOCUMENT, unsigned_document(CONTOSO), "fail", "signature is gone", "refused"),
    ):
        state = desk.home.folder / "state.json"
        state.unlink(missing_ok=True)
        desk.one(up(sends(before)).address, state=str(state))
        report = desk.one(up(sends(after)).address, state=str(state))
        assert words in details(report, "H09"), words
        assert (outcomes(report)["H09"], report["verdict"]) == (outcome, verdict), words


def test_a_pair_that_was_primary_before_is_recognised(desk: Desk, up: Any) -> None:
    other = hoster("Contoso 2027")
    state = str(desk.home.folder / "state.json")
    told = Confirmations(guardian_fingerprint=GuardianFingerprint.of(other.signing, other.encryption).hex)
    desk.one(up(sends(DOCUMENT)).address, state=state)
    desk.one(up(sends(document(other))).address, state=state, confirm=told)
    report = desk.one(up(sends(DOCUMENT)).address, state=state)
    assert "was primary before (until 2026-12-01)" in details(report, "H09")
    assert report["verdict"] == "decide"


def test_a_damaged_memory_is_said_and_not_overwritten(desk: Desk, up: Any, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.write_text('{"schema": "x"}', encoding="utf-8")
    with pytest.raises(ShieldwizError) as caught:
        desk.one(up(sends(DOCUMENT)).address, state=str(state))
    assert caught.value.problem is Problem.READ_FAILED
    assert state.read_text(encoding="utf-8") == '{"schema": "x"}'


def test_expired_certificates_are_harmless_for_the_pair(desk: Desk, up: Any) -> None:
    old = renewed(CONTOSO, "Contoso", begin=NOW - timedelta(days=400), end=NOW - timedelta(days=30))
    report = desk.one(up(sends(document(old))).address)
    assert report["verdict"] == "decide"
    assert outcomes(report)["H10"] == "note"
    assert "VMs and existing shielding data go on" in details(report, "H10")
    assert {one["effect"] for one in report["expiry"]} == {"harmless"}


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, ssl.SSLContext]]:
    """A root as a file, and server contexts: right, expired, for another name, self-signed, about to lapse."""
    folder = tmp_path_factory.mktemp("tls")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    root_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    now = datetime.now(UTC)
    root = certificate(root_key, "Test root", AUTHORITY, begin=now - timedelta(days=900), end=now + timedelta(days=900))
    (folder / "root.cer").write_bytes(root.der)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "server")])
    contexts = {}
    for word, host, begin, end, issuer in (
        ("right", "hgs.example", -1, 800, (root, root_key)),
        ("lapsing", "hgs.example", -100, 10 + (max(NOW, now) - now) / timedelta(days=1), (root, root_key)),
        ("expired", "hgs.example", -100, -10, (root, root_key)),
        ("other", "other.example", -1, 800, (root, root_key)),
        ("self-signed", "hgs.example", -1, 800, None),
    ):
        made = issue_certificate(
            key,
            name,
            COMMUNICATIONS,
            begin=now + timedelta(days=begin),
            end=now + timedelta(days=end, hours=1),
            issuer=issuer,
            server_names=(host,),
        )
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / word).write_bytes(made.pem + pem)
        contexts[word] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[word].load_cert_chain(folder / word)
    return folder / "root.cer", contexts


@pytest.mark.parametrize(
    ("word", "outcome", "words"),
    [("right", "pass", "is sound (TLSv1"), ("expired", "fail", "expired"), ("other", "fail", "name"),
     ("self-signed", "fail", "self")],
)  # fmt: skip
def test_tls(word: str, outcome: str, words: str, tls: Any, desk: Desk, up: Any) -> None:
    root, contexts = tls
    one = up(sends(DOCUMENT), contexts[word])
    report = desk.one(
        "hgs.example", at_addresses=(one.address,), scheme="https", tls_roots=(str(root),),
        confirm=Confirmations(guardian_fingerprint=TOLD),
    )  # fmt: skip
    assert outcomes(report)["H03"] == outcome
    assert words.lower() in details(report, "H03").lower().replace("mismatch", "name mismatch")
    assert report["guardian"]["fingerprint"]["hex"] == TOLD, "seen all the same, over the unverified connection"
    assert report["verdict"] == ("trusted" if outcome == "pass" else "refused")
    assert report["nodes"][0]["tls"]["certificate"]["subject"] == "CN=server"
    assert "tenants need it too" in details(report, "H12")


def test_an_https_certificate_that_lapses_is_critical(tls: Any, desk: Desk, up: Any) -> None:
    root, contexts = tls
    one = up(sends(DOCUMENT), contexts["lapsing"])
    reports = desk.ask(
        "hgs.example", at_addresses=(one.address,), scheme="https", tls_roots=(str(root),),
        confirm=Confirmations(guardian_fingerprint=TOLD), now=max(NOW, datetime.now(UTC)),
    )  # fmt: skip
    assert outcomes(reports[0])["H10"] == "warn"
    code, line = monitoring(reports, 60)
    assert code == 2
    assert line.startswith("HGS CRITICAL - HTTPS certificate lapses in 10 days: hosts will not attest | ")
    assert "days_tls=10" in line


def test_the_address_forms(desk: Desk, up: Any) -> None:
    one = up(sends(DOCUMENT))
    for host in (f"http://{one.address}", f"http://{one.address}/KeyProtection/", f"http://{one.address}/other.xml"):
        assert desk.one(host)["verdict"] == "decide"
    assert "not the documented one" in details(desk.one(f"http://{one.address}/other.xml"), "H12")
    assert desk.one("127.0.0.1", port=one.port, scheme="http")["verdict"] == "decide"
    assert desk.one("127.0.0.1", port=one.port, every_node=True)["nodes"][0]["address"] == one.address
    for bad in ("ftp://hgs.example", "hgs.example/#x", "user@hgs.example", "hgs.example\n"):
        with pytest.raises(ShieldwizError) as caught:
            desk.one(bad.replace("\n", "\x07"))
        assert caught.value.problem is Problem.USAGE
    with pytest.raises(ShieldwizError) as caught:
        desk.one("hgs.example", at_addresses=tuple(f"127.0.0.{n}:1" for n in range(1, 66)))
    assert "64" in caught.value.message
    with pytest.raises(ShieldwizError):
        desk.one("hgs.example", at_addresses=("127.0.0.1:99999",))


def test_without_a_scheme_both_are_asked_and_one_is_enough(desk: Desk) -> None:
    report = desk.one("127.0.0.1")
    assert [one["url"].split(":")[0] for one in report["nodes"]] == ["http", "https"]
    assert report["verdict"] is None or report["verdict"] == "refused"


def test_a_proxy_is_used_only_when_asked_for(desk: Desk, up: Any) -> None:
    proxy = up(sends(DOCUMENT))
    report = desk.one("http://hgs.example", proxy=f"http://{proxy.address}")
    assert report["verdict"] == "decide"
    assert proxy.seen[0][0].startswith("http://hgs.example/")
    for wrong in ({"proxy": "socks://x"}, {"proxy": "http://x", "every_node": True}):
        with pytest.raises(ShieldwizError):
            desk.one("hgs.example", **wrong)


def test_what_came_is_saved_as_it_came(desk: Desk, up: Any, tmp_path: Path) -> None:
    one, bad = up(sends(DOCUMENT)), up(sends(b"a fault", 500))
    desk.one("hgs.example", at_addresses=(one.address, bad.address), save=str(tmp_path / "saved"))
    kept = sorted(path for path in (tmp_path / "saved").iterdir())
    assert sorted(path.read_bytes() for path in kept) == sorted([DOCUMENT, b"a fault"])


def test_http_only_says_why_that_is_enough(desk: Desk, up: Any) -> None:
    told = details(desk.one(up(sends(DOCUMENT)).address), "H12")
    assert "http is Microsoft's default" in told
    assert "Key protectors are encrypted by themselves" in told
    assert "compliance" in told
