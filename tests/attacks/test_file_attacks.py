# SPDX-License-Identifier: Apache-2.0
"""Shielding data files under attack: parts of several files, secrets that do not fit, hostile names of entries.

Whatever fails behind a private key fails in one way, and nothing of the contents is written before all is verified.
"""

import base64
import itertools
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates

from shieldwiz.cli.exit_codes import ExitCode, exit_code_of
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.encoding import read_key_protector
from shieldwiz.owners.owner import SoftwareKey
from shieldwiz.shieldingdata.contents_form import contents_xml
from shieldwiz.shieldingdata.header_form import SHIELDING_DATA, escaped
from shieldwiz.shieldingdata.shielding_data import Policy
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.shielding import Key
from shieldwiz.workflow.shielding import open_file as open_into_folder
from tests.attacks.forgeries import (
    CONTENTS,
    SECRET,
    cipher_of,
    encrypted,
    file,
    genuine_file,
    header,
    oaep,
    open_file,
    protector,
    resealed,
    unchanged,
)
from tests.keyprotector.parties import TRANSPORT_KEY, party

Tell = Callable[[str], None]
OTHER_KEY = bytes(range(100, 132))
_PASSWORD = "correct horse"
_PART = re.compile(
    "(<Header>.*</Header>)(<Protector .*</Protector>)(<xenc:EncryptedData .*</xenc:EncryptedData>)(<ds:Signature .*)"
)


class Desk:
    """A person with North's key in a PFX, who opens files into a folder of their own."""

    def __init__(self, folder: Path) -> None:
        north = party("North")
        assert isinstance(north.unwrapper, SoftwareKey)
        self._folder = folder
        builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1)  # it is opened hundreds of times
        lock = builder.key_cert_algorithm(PBES.PBESv2SHA256AndAES256CBC).hmac_hash(SHA256()).build(_PASSWORD.encode())
        pfx = serialize_key_and_certificates(b"North", north.unwrapper.private_key, north.encryption.x509, None, lock)
        (folder / "north.pfx").write_bytes(pfx)
        self._key = Key(pfx=str(folder / "north.pfx"), secret=_PASSWORD)
        self.output = folder / "opened"

    def opens(self, data: bytes) -> ShieldwizError | None:
        """What `pdk open` says, None where it opened."""
        (self._folder / "file.pdkx").write_bytes(data)
        home = Home(folder=self._folder / "home")
        try:
            open_into_folder(home, str(self._folder / "file.pdkx"), self._key, str(self.output), accept_unknown=True)
        except ShieldwizError as error:
            return error
        return None

    def everything_written(self) -> bytes:
        """All bytes in all files and names below the folder, but those that were put there."""
        put = {self._folder / "north.pfx", self._folder / "file.pdkx"}
        found = b""
        for path in self._folder.rglob("*"):
            if path not in put:
                found += os.fsencode(path.name) + b"\n" + (path.read_bytes() if path.is_file() else b"")
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_genuine_file_is_written(desk: Desk) -> None:
    assert desk.opens(genuine_file()) is None
    assert (desk.output / "note.txt").read_bytes() == SECRET
    assert SECRET in desk.everything_written()


def _secret_dependent() -> Iterator[tuple[str, bytes]]:
    """Files that pass every public check, since the owner made them: only a private key shows what is wrong."""
    north = party("North").encryption.rsa_key()
    assert north is not None
    payload_v1 = "30000000010000000100000020000000"
    for name, cipher in (
        ("zeros", bytes(256)),
        ("ones", b"\xff" * 256),
        ("a small number", bytes(255) + b"\1"),
        ("PKCS #1 v1.5", north.encrypt(TRANSPORT_KEY, PKCS1v15())),
        ("OAEP with SHA-1", oaep(TRANSPORT_KEY, digest=SHA1())),
        ("OAEP with SHA-512", oaep(TRANSPORT_KEY, digest=SHA512())),
        ("for somebody else", oaep(TRANSPORT_KEY, who="South")),
        ("another transport key", oaep(OTHER_KEY)),
        *((f"{length} bytes", oaep(bytes(length))) for length in (0, 1, 16, 31, 33, 47, 48, 64, 190)),
        ("a byte more", oaep(TRANSPORT_KEY + b"\0")),
        ("a header of zeros", oaep(bytes(16) + TRANSPORT_KEY)),
        ("a header of two keys", oaep(bytes.fromhex(payload_v1.replace("01", "02")) + TRANSPORT_KEY)),
        ("a header in big-endian", oaep(bytes.fromhex("00000030000000010000000100000020") + TRANSPORT_KEY)),
        ("a sound header and another key", oaep(bytes.fromhex(payload_v1) + OTHER_KEY)),
    ):
        yield f"wrapped: {name}", file(resealed(cipher_of(2, cipher)))
    yield "transport key signature under another key", file(resealed(unchanged, transport_key=OTHER_KEY))
    yield "transport key signature under the payload key", file(_mac_under_payload_key())
    sound = encrypted()
    for name, at in (("IV", 0), ("ciphertext", 20), ("tag", -1)):
        changed = bytearray(sound)
        changed[at] ^= 1
        yield f"contents: one bit of the {name}", file(payload=bytes(changed))
    mac_key = algorithms.MAC_KEY.written.run(TRANSPORT_KEY)
    for name, payload in (
        ("under another transport key", encrypted(transport_key=OTHER_KEY)),
        ("cut", sound[:-1]),
        ("longer", sound + b"\0"),
        ("nothing but IV and tag", bytes(28)),
        ("under the key of the signature", algorithms.PAYLOAD.written.run.encrypt(mac_key, contents_xml(CONTENTS))),
        (
            "under the transport key itself",
            algorithms.PAYLOAD.written.run.encrypt(TRANSPORT_KEY, contents_xml(CONTENTS)),
        ),
    ):
        yield f"contents {name}", file(payload=payload)


def _mac_under_payload_key() -> bytes:
    found = read_key_protector(protector()).protector
    assert found is not None
    value = algorithms.MAC.written.run(algorithms.PAYLOAD_KEY.written.run(TRANSPORT_KEY), found.signed)
    old = base64.b64encode(found.transport_key_signature.value)
    return protector().replace(old, base64.b64encode(value))


def test_whatever_depends_on_a_secret_fails_in_one_way(desk: Desk, tell: Tell) -> None:
    """One message, one hint, one rule, one place, one exit code; and not a byte is written."""
    said: dict[tuple[object, ...], list[str]] = {}
    for name, data in _secret_dependent():
        error = desk.opens(data)
        assert error is not None, name
        key = (type(error), error.problem, error.message, error.hint, error.rule, error.detail, exit_code_of(error))
        said.setdefault(key, []).append(name)
    assert list(said.values()) == [list(itertools.chain(*said.values()))]
    ((_, problem, message, _, rule, detail, code),) = said
    assert (problem, rule, detail, code) == (Problem.CANNOT_OPEN, "D14", "", ExitCode.REFUSED)
    assert str(message).endswith("damaged, or not made for it.")
    assert desk.everything_written() == b""
    number = len(next(iter(said.values())))
    tell(f"failures behind a private key: {number} tried, 0 opened, 1 way of failing, 0 bytes written")


def test_each_recipient_must_find_the_same_transport_key(desk: Desk) -> None:
    """The owner wraps one key for North and another for South: only one of them can open anything."""
    for_south = file(resealed(cipher_of(2, oaep(OTHER_KEY))))
    assert open_file(for_south, party("South")) == CONTENTS
    refused = desk.opens(for_south)
    assert refused is not None
    assert refused.problem is Problem.CANNOT_OPEN
    two = resealed(cipher_of(2, oaep(OTHER_KEY)), transport_key=OTHER_KEY)
    assert open_file(file(two, encrypted(transport_key=OTHER_KEY))) == CONTENTS
    with pytest.raises(ShieldwizError):
        open_file(file(two, encrypted(transport_key=OTHER_KEY)), party("South"))


def _parts(data: bytes) -> list[str]:
    match = _PART.search(data.decode())
    assert match is not None
    return list(match.groups())


def _second_file() -> bytes:
    """Another genuine file of the same owner for the same guardians."""
    said = header(revision=2, policy=Policy.ENCRYPTION_SUPPORTED)
    return file(protector(OTHER_KEY), encrypted(transport_key=OTHER_KEY), head=said)


def _rival_file() -> bytes:
    """A genuine file of another owner for the same guardians."""
    other = protector(OTHER_KEY, owner="Rival")
    return file(other, encrypted(transport_key=OTHER_KEY), signed_by="Rival", head=header(revision=3))


def test_parts_of_several_files(desk: Desk, tell: Tell) -> None:
    """Header, protector, contents and signature of three genuine files in every mixture."""
    files = [_parts(data) for data in (genuine_file(), _second_file(), _rival_file())]
    start = genuine_file()[: genuine_file().index(b"<Header>")]
    tried = 0
    for chosen in itertools.product(range(3), repeat=4):
        data = start + "".join(files[number][at] for at, number in enumerate(chosen)).encode()
        if len(set(chosen)) == 1:
            assert open_file(data) == CONTENTS
            continue
        error = desk.opens(data)
        assert error is not None, chosen
        assert error.problem is Problem.OWNER_SIGNATURE
        tried += 1
    assert desk.everything_written() == b""
    tell(f"parts of three genuine files: {tried} mixtures tried, 0 opened, 0 bytes written")


def test_parts_of_several_files_signed_again_by_the_owner(desk: Desk) -> None:
    """A protector on the contents of another file: the owner's signature helps nobody."""
    for xml, key in ((protector(), OTHER_KEY), (protector(OTHER_KEY), TRANSPORT_KEY)):
        error = desk.opens(file(xml, encrypted(transport_key=key)))
        assert error is not None
        assert error.problem is Problem.CANNOT_OPEN


@pytest.mark.parametrize("signer", ["North", "South", "Rival"])
def test_the_whole_signed_by_somebody_else(signer: str) -> None:
    for data in (file(signed_by=signer), file(payload=encrypted(b"<Contents/>"), signed_by=signer)):
        with pytest.raises(ShieldwizError) as caught:
            open_file(data)
        assert caught.value.problem is Problem.OWNER_SIGNATURE


_UP, _DEEP = "../", "../" * 20
NAMES = (
    *("..", ".", "", " ", "...", ". .", "a.", "a. ", " a", "a ", "a\n", "\na", "a\tb", "a\u00a0", "\u3000a"),
    *(f"{_UP}a", f"{_DEEP}etc/passwd", "a/../b", "a/b", "/a", "/etc/passwd", "//host/share/a", "a//b", "./a", "~/a"),
    *(
        "..\\a",
        "a\\b",
        "\\a",
        "\\\\host\\share\\a",
        "\\\\?\\C:\\a",
        "\\\\.\\pipe\\a",
        "C:\\a",
        "C:a",
        "C:/a",
        "c:",
        "a:b",
    ),
    *(
        "a:$DATA",
        "a::$INDEX_ALLOCATION",
        "CON",
        "con",
        "Con.txt",
        "NUL",
        "nul.tar.gz",
        "AUX",
        "PRN",
        "COM1",
        "com1.txt",
    ),
    *("COM0", "COM9.log", "LPT1", "lpt9.x", "NUL .txt", "CON\u00a0.txt", "a*", "a?", 'a"', "a<b", "a>b", "a|b"),
    *("a\u202etxt.exe", "\u200ba", "a\u200d", "\ufeffa", "a\u2028b", "a\u2029b", "a\u0085b", "a\u00adb", "a\U000e0001"),
    *("x" * 256, "x" * 4_096, "\U0001f512" * 128, "a\u0301" * 200, "\ue000" * 300, "a\ufdd0\uffff"),
)
PAIRS = (
    ("a.txt", "a.txt"),
    ("a.txt", "A.TXT"),
    ("stra\u00dfe", "STRASSE"),
    ("\u00e9", "e\u0301"),
    ("\u00c9", "e\u0301"),
    ("\u212a", "k"),
    ("\u03c3", "\u03c2"),
    ("unattend.xml", "UNATTEND.XML"),
)


def _contents(*names: str) -> bytes:
    inside = "".join(
        f'<OtherFile Name="{_attribute(name)}">{base64.b64encode(SECRET).decode()}</OtherFile>' for name in names
    )
    return f'<Contents xmlns="{SHIELDING_DATA}">{inside}</Contents>'.encode("utf-8", "surrogatepass")


def _attribute(name: str) -> str:
    """As canonical XML writes an attribute."""
    text = escaped(name).replace("&gt;", ">").replace('"', "&quot;")
    return text.replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;")


ENTRIES = (*((name,) for name in NAMES), *PAIRS, *(("good.txt", name) for name in NAMES))


@pytest.mark.parametrize("part", range(6))
def test_hostile_names_of_entries(part: int, desk: Desk, tell: Tell) -> None:
    """The owner itself put them in: the guardian who opens the file writes nothing at all."""
    tried = 0
    for names in ENTRIES[part::6]:
        error = desk.opens(file(payload=encrypted(_contents(*names))))
        assert error is not None, names
        assert error.problem in (Problem.FILE_NAME, Problem.CONTENTS), names
        assert error.rule == "D16"
        tried += 1
    assert desk.everything_written() == b""
    assert not list(desk.output.parent.parent.glob("a"))
    tell(f"hostile names of entries, part {part + 1} of 6: {tried} files tried, 0 opened, 0 bytes written")


@pytest.mark.parametrize("name", ["a\0b", "a\x01", "a\x1b[31m", "a\x7f", "a\ud800"])
def test_names_that_xml_cannot_hold(name: str, desk: Desk) -> None:
    error = desk.opens(file(payload=encrypted(_contents(name))))
    assert error is not None
    assert error.problem in (Problem.CONTENTS, Problem.FILE_NAME)
    assert desk.everything_written() == b""


def test_no_hostile_name_is_shown_as_it_is(desk: Desk) -> None:
    error = desk.opens(file(payload=encrypted(_contents("a\u202egpj.exe"))))
    assert error is not None
    assert "\u202e" not in f"{error.message}{error.hint}{error.detail}"
    error = desk.opens(file(payload=encrypted(_contents("x" * 4_096))))
    assert error is not None
    assert len(error.message) < 400


PLAINTEXTS = {
    "nothing": b"",
    "text": SECRET,
    "another root": b"<Other/>",
    "no namespace": b"<Contents></Contents>",
    "a declaration": b'<?xml version="1.0"?>' + contents_xml(CONTENTS),
    "white space behind": contents_xml(CONTENTS) + b"\n",
    "a document type": b"<!DOCTYPE x>" + contents_xml(CONTENTS),
    "an external entity": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + contents_xml(CONTENTS),
    "a comment": contents_xml(CONTENTS).replace(b"</Contents>", b"<!----></Contents>"),
    "CDATA": contents_xml(CONTENTS).replace(b"</OtherFile>", b"<![CDATA[]]></OtherFile>"),
    "another quotation mark": contents_xml(CONTENTS).replace(b'"note.txt"', b"'note.txt'"),
    "an attribute more": contents_xml(CONTENTS).replace(b"<OtherFile ", b'<OtherFile Mode="4755" '),
    "no name": contents_xml(CONTENTS).replace(b' Name="note.txt"', b""),
    "an element within": contents_xml(CONTENTS).replace(b"</OtherFile>", b"<x></x></OtherFile>"),
    "text between": contents_xml(CONTENTS).replace(b"</Contents>", b"x</Contents>"),
    "base64 that is none": contents_xml(CONTENTS).replace(b"</OtherFile>", b"!</OtherFile>"),
    "white space in base64": contents_xml(CONTENTS).replace(b"</OtherFile>", b"\n</OtherFile>"),
    "an answer file where there must be none": contents_xml(CONTENTS).replace(b"OtherFile", b"AnswerFile"),
    "65 files": _contents(*(f"file{number}" for number in range(65))),
    "10,000 files": _contents(*(f"file{number}" for number in range(10_000))),
    "depth": b"<Contents>" * 10_000,
    "UTF-16": contents_xml(CONTENTS).decode().encode("utf-16"),
    "not UTF-8": contents_xml(CONTENTS).replace(b"note", b"\xff"),
}


@pytest.mark.parametrize("name", PLAINTEXTS)
def test_contents_that_the_owner_wrote_wrongly(name: str, desk: Desk) -> None:
    error = desk.opens(file(payload=encrypted(PLAINTEXTS[name])))
    assert error is not None
    assert error.rule == "D16"
    assert desk.everything_written() == b""
