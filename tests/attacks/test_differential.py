# SPDX-License-Identifier: Apache-2.0
"""What shieldwiz says, xmlsec1, OpenSSL and the published test vectors say too."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.metadata import read_metadata, signature_element
from shieldwiz.guardians.pair_signatures import SIGNATURE_ALGORITHMS
from shieldwiz.guardians.verdict import judge
from shieldwiz.guardians.xml_signature import read_signature_form, verify
from shieldwiz.keyprotector import algorithms
from shieldwiz.owners.owner import SoftwareKey
from shieldwiz.xml_reading import parse_xml
from tests.attacks.harmless_rewritings import rewritings
from tests.attacks.parties import genuine, mallory
from tests.attacks.published_vectors import assignments, oaep_vectors, signature_vectors
from tests.simulated_fabric import MORE, NOW

VECTORS = Path(__file__).parent.parent / "vectors" / "metadata"
PSS = "http://www.w3.org/2007/05/xmldsig-more#"
Tell = Callable[[str], None]

needs_xmlsec1 = pytest.mark.skipif(
    sys.platform == "win32" and shutil.which("xmlsec1") is None, reason="xmlsec1 is not to be had there"
)
needs_openssl = pytest.mark.skipif(
    sys.platform == "win32" and shutil.which("openssl") is None, reason="openssl is not to be had there"
)


class Genuine(NamedTuple):
    """A document that is to be trusted, and by whose signature."""

    name: str
    data: bytes
    signer: Certificate

    @property
    def uses_pss(self) -> bool:
        return PSS.encode() in self.data

    def signed_bytes(self, signer: Certificate | None = None) -> bytes | None:
        """What the signature covers by our reading; None where it does not fit."""
        root = parse_xml(self.data)
        signature = signature_element(root)
        assert signature is not None
        form = read_signature_form(signature, read_metadata(root).root_id)
        found = verify(root, form, signer or self.signer)
        return None if found is None else found.content


def genuine_documents() -> Iterator[Genuine]:
    """All that the tests make, and all that other implementations made."""
    for name, data in rewritings():
        yield Genuine(name, data, genuine().communications)
    for case in json.loads((VECTORS / "expected.json").read_text("utf-8"))["cases"]:
        if case["file"].startswith("good-") and "--signer" in case["args"]:
            signer = VECTORS / case["args"][case["args"].index("--signer") + 1]
            data = (VECTORS / case["file"]).read_bytes()
            yield Genuine(case["file"], data, Certificate.from_der(signer.read_bytes()))


class Peer:
    """xmlsec1, which sees one document and one certificate at a time."""

    def __init__(self, folder: Path) -> None:
        self._document, self._certificate = folder / "document.xml", folder / "signer.pem"

    def says(self, data: bytes, signer: Certificate) -> tuple[bool, bytes]:
        """Whether the signature is valid, and the bytes that it digested."""
        self._document.write_bytes(data)
        self._certificate.write_bytes(signer.pem)
        command = ["xmlsec1", "--verify", "--store-references", "--enabled-key-data", "key-name"]
        command += ["--id-attr:ID", "Metadata", "--pubkey-cert-pem", str(self._certificate), str(self._document)]
        done = subprocess.run(command, capture_output=True, check=False, timeout=30)
        digested = re.search(
            rb"== PreDigest data - start buffer:\n(.*)\n== PreDigest data - end", done.stdout, re.DOTALL
        )
        return done.returncode == 0, b"" if digested is None else digested[1]


def lacks_pss() -> bool:
    """Before 1.3, xmlsec1 knows no RSA-PSS."""
    version = subprocess.run(["xmlsec1", "--version"], capture_output=True, check=True).stdout
    return version.startswith(b"xmlsec1 1.2")


@needs_xmlsec1
def test_xmlsec1_agrees_on_every_genuine_document(tmp_path: Path, tell: Tell) -> None:
    peer = Peer(tmp_path)
    without_pss = lacks_pss()
    agreed, left_out = 0, []
    for document in genuine_documents():
        ours = document.signed_bytes()
        assert ours is not None, document.name
        assert judge(document.data, Confirmations(signer=document.signer), NOW).word is VerdictWord.TRUSTED, (
            document.name
        )
        if document.uses_pss and without_pss:
            left_out.append(document.name)
            continue
        assert peer.says(document.data, document.signer) == (True, ours), document.name
        agreed += 1
    assert agreed >= 60
    said = f"; without {len(left_out)} in RSA-PSS, which xmlsec1 1.2 lacks" if left_out else ""
    tell(f"xmlsec1: {agreed} genuine documents, verdict and canonical bytes agree{said}")


@needs_xmlsec1
def test_xmlsec1_agrees_on_changed_documents_and_wrong_signers(tmp_path: Path, tell: Tell) -> None:
    peer = Peer(tmp_path)
    documents = [one for one in genuine_documents() if not one.uses_pss]
    tried = 0
    for document in documents[::3]:
        stranger = mallory().communications
        assert document.signed_bytes(stranger) is None
        assert not peer.says(document.data, stranger)[0], document.name
        for old, new in ((b"Algorithm", b"Algorithm"), (b"<Version>1<", b"<Version>2<"), (b"Version=", b"version=")):
            changed = document.data.replace(old, new, 1)
            if old == new or changed == document.data:
                continue
            assert judge(changed, Confirmations(signer=document.signer), NOW).word is VerdictWord.REFUSED
            assert not peer.says(changed, document.signer)[0], document.name
            tried += 1
    assert tried >= 20
    tell(f"xmlsec1: {tried} changed documents and {len(documents[::3])} wrong signers, refused by both")


@pytest.mark.parametrize(
    "name", ["FIPS_186-2/SigVer15_186-3.rsp", "FIPS_186-2/SigGen15_186-3.rsp", "SigVer15EMTest.txt"]
)
def test_published_pkcs1_signatures(name: str, tell: Tell) -> None:
    """Each signature fits under its own algorithm where the publisher says so, and under no other of ours."""
    accepted = tried = 0
    for vector in signature_vectors(f"asymmetric/RSA/{name}", "S" if "SigGen" in name else "Result"):
        for uri, run in SIGNATURE_ALGORITHMS.items():
            fits = run(vector.key, vector.signature, vector.message)
            assert fits is (vector.is_valid and uri == f"{MORE}rsa-{vector.hash_name}")
            accepted += fits
            tried += 1
    assert tried >= 900
    tell(f"published vectors, {name}: {tried} checks, {accepted} accepted, as published")


def test_published_pss_signatures_have_another_salt(tell: Tell) -> None:
    """Their salt is 10 bytes long; ours must be as long as the hash, so that all are refused, sound or not."""
    hashes: dict[str, HashAlgorithm] = {"sha256": SHA256(), "sha384": SHA384(), "sha512": SHA512()}
    sound = tried = 0
    for vector in signature_vectors("asymmetric/RSA/FIPS_186-2/SigVerPSS_186-3.rsp"):
        tried += 1
        assert not any(run(vector.key, vector.signature, vector.message) for run in SIGNATURE_ALGORITHMS.values())
        if vector.is_valid and vector.hash_name in hashes:
            algorithm = hashes[vector.hash_name]
            scheme = padding.PSS(mgf=padding.MGF1(algorithm), salt_length=10)
            vector.key.verify(vector.signature, vector.message, scheme, algorithm)
            sound += 1
    assert sound == 45
    tell(f"published vectors, RSA-PSS with 10 bytes of salt: {tried} tried, 0 accepted ({sound} sound under that salt)")


@needs_openssl
@pytest.mark.parametrize("bits", ["256", "384", "512"])
def test_pss_signatures_of_openssl(bits: str, tmp_path: Path, tell: Tell) -> None:
    key = genuine().signing_key
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "data").write_bytes(b"message")
    run = SIGNATURE_ALGORITHMS[f"{PSS}sha{bits}-rsa-MGF1"]
    accepted = []
    for salt in ("digest", "max", "0", "20", str(int(bits) // 8)):
        command = ["openssl", "dgst", f"-sha{bits}", "-sign", "key.pem", "-sigopt", "rsa_padding_mode:pss"]
        command += ["-sigopt", f"rsa_pss_saltlen:{salt}", "data"]
        signature = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
        if run(key.public_key(), signature, b"message"):
            accepted.append(salt)
        assert not run(key.public_key(), signature, b"Message")
    assert accepted == ["digest", str(int(bits) // 8)]
    tell(f"OpenSSL, RSA-PSS with SHA-{bits}: 10 tried, 2 accepted, those whose salt is as long as the hash")


def test_published_oaep_ciphertexts(tell: Tell) -> None:
    """Each opens under its own hashes alone, and not at all when one bit is turned."""
    names = [
        f"oaep-custom/oaep-{mgf}-{digest}.txt"
        for mgf in _HASHES
        for digest in _HASHES
        if (mgf, digest) != ("sha1",) * 2
    ]
    opened = refused = 0
    for name in ("pkcs-1v2-1d2-vec/oaep-vect.txt", *names):
        for number, vector in enumerate(islice(oaep_vectors(f"asymmetric/RSA/{name}"), 24)):
            unwrapper = SoftwareKey(vector.key)
            plain = unwrapper.unwrap(vector.ciphertext, digest=vector.digest, mgf=vector.mgf)
            assert plain == vector.message
            opened += 1
            if number % 20:
                continue
            changed = vector.ciphertext[:-1] + bytes([vector.ciphertext[-1] ^ 1])
            wrong = [(changed, vector.digest, vector.mgf)]
            wrong += [
                (vector.ciphertext, digest, mgf)
                for digest in _HASHES
                for mgf in _HASHES
                if (digest, mgf) != (vector.digest, vector.mgf)
            ]
            for ciphertext, digest, mgf in wrong:
                with pytest.raises(ShieldwizError) as caught:
                    unwrapper.unwrap(ciphertext, digest=digest, mgf=mgf)
                assert caught.value.problem is Problem.CANNOT_OPEN
                refused += 1
    assert opened >= 380
    tell(f"published vectors, RSA-OAEP: {opened} opened as published, {refused} wrong ones tried, 0 opened")


_HASHES = ("sha1", "sha256", "sha384", "sha512")


def test_published_hkdf_outputs(tell: Tell) -> None:
    """Ours takes no salt and gives 32 bytes: the cases without salt, up to there."""
    tried = 0
    for name in ("rfc-5869-HKDF-SHA256.txt", "hkdf-generated.txt"):
        for said in assignments(f"KDF/{name}", "OKM"):
            if said["salt"] or said["Hash"] != "SHA-256":
                continue
            derive = algorithms._hkdf(bytes.fromhex(said["info"]))
            assert derive(bytes.fromhex(said["IKM"])) == bytes.fromhex(said["OKM"])[:32]
            tried += 1
    assert tried >= 2
    tell(f"published vectors, HKDF-SHA-256 without salt: {tried} tried, all as published")


def test_published_gcm_cases(tell: Tell) -> None:
    """The cases of 96-bit IV, no associated data and 128-bit tag, which is all that ours does."""
    decrypt = algorithms.PAYLOAD.written.run.decrypt
    opened = refused = 0
    for name, last in (("gcmDecrypt256.rsp", ("PT", "FAIL")), ("gcmEncryptExtIV256.rsp", ("Tag",))):
        for said in assignments(f"ciphers/AES/GCM/{name}", *last):
            if (said["IVlen"], said["AADlen"], said["Taglen"]) != ("96", "0", "128"):
                continue
            key, iv, ciphertext, tag = (bytes.fromhex(said[part]) for part in ("Key", "IV", "CT", "Tag"))
            if said["ended"] == "FAIL":
                with pytest.raises(ShieldwizError) as caught:
                    decrypt(key, iv + ciphertext + tag)
                assert caught.value.problem is Problem.CANNOT_OPEN
                refused += 1
            else:
                assert decrypt(key, iv + ciphertext + tag) == bytes.fromhex(said["PT"])
                opened += 1
    assert opened >= 75
    assert refused >= 20
    tell(f"published vectors, AES-256-GCM: {opened} opened as published, {refused} refused as published")


def test_published_macs(tell: Tell) -> None:
    run = algorithms.MAC.written.run
    cases = list(assignments("HMAC/rfc-4231-sha256.txt", "MD"))
    for said in cases:
        assert run(bytes.fromhex(said["Key"]), bytes.fromhex(said["Msg"])) == bytes.fromhex(said["MD"])
    assert len(cases) >= 5
    tell(f"published vectors, HMAC-SHA-256 (RFC 4231): {len(cases)} tried, all as published")
