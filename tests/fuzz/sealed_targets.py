# SPDX-License-Identifier: Apache-2.0
"""Key protectors, shielding data files and what is inside them under fire."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import ShieldwizError
from shieldwiz.guardians.xml_signature import XML_DECLARATION, sign_enveloped
from shieldwiz.keyprotector.encoding import Form, frame, read_key_protector
from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.keyprotector.verify import judge as judge_protector
from shieldwiz.shieldingdata.contents_form import contents_xml, read_contents
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import accept_unknown_owner, read_shielding_data
from shieldwiz.shieldingdata.shielding_data import Purpose, TemplateVersion, VersionRule, VolumeIdQualifier
from shieldwiz.shieldingdata.volume_id import match_disk, read_volume_id, write_volume_id
from shieldwiz.xml_reading import DS
from tests.fuzz.der_mutators import mutate_der
from tests.fuzz.mutators import around, in_base64, mutate_bytes, one_of
from tests.fuzz.targets import CERTIFICATES, Result, Target, WrongError, result_of
from tests.fuzz.xml_mutators import mutate_xml
from tests.keyprotector.parties import FORMATS, expected, forged, sample_key, sample_owner

_KP_NAMES = {Form.XML: "existing-vm.kp.xml", Form.BINARY: "existing-vm.kp", Form.TEXT: "existing-vm.kp.txt"}


@cache
def _protectors() -> tuple[bytes, ...]:
    """The `Protector` of two samples and one of a guardian's, as bare elements."""
    files = ((FORMATS / name).read_bytes() for name in ("existing-vm.pdkx", "template.pdkx"))
    return tuple(read_shielding_data(data).protector.xml for data in files)


@cache
def _known_protectors() -> frozenset[tuple[bytes, bytes]]:
    """W and transport key of each."""
    keys = (bytes.fromhex(expected()["files"][name]["transport_key"]) for name in ("existing-vm.pdkx", "template.pdkx"))
    parsed = [read_key_protector(xml).protector for xml in _protectors()]
    return frozenset((one.signed, key) for one, key in zip(parsed, keys, strict=True) if one is not None)


def _run_protector(data: bytes) -> Result:
    found = read_key_protector(data)
    if found.protector is None:
        return Result.REFUSED  # no protector: nothing to open
    again = read_key_protector(frame(found.protector.xml, Form.BINARY)).protector
    if again != found.protector:
        raise WrongError("a protector that reads differently in another form")
    verdict = judge_protector(found.protector)
    verdict.require_by_owner()
    certificate, key = sample_key("guardian-a.encryption")
    transport_key = unseal(verdict, certificate, key)
    return result_of(is_equal=(found.protector.signed, transport_key) in _known_protectors())


def _as_text(xml: bytes) -> bytes:
    return frame(xml[: 1 << 20], Form.TEXT)


def _from_text(data: bytes) -> bytes:
    return bytes(int(word) for word in data.split())[4:]


def _as_binary(xml: bytes) -> bytes:
    return frame(xml[: 1 << 20], Form.BINARY)


def _resealed(xml: bytes) -> bytes:
    """With MAC and guardian signature made again by the owner, where there is a place for them."""
    key = bytes.fromhex(expected()["files"]["existing-vm.pdkx"]["transport_key"])
    try:
        if not isinstance(etree.fromstring(xml)[0].tag, str):
            return xml  # lxml 6.1 ends the process where it is asked for the canonical form of an instruction
        return forged(xml, lambda text: text, sample_owner(), transport_key=key)
    except (etree.LxmlError, ValueError, IndexError):
        return xml


@cache
def _files_of_owner() -> tuple[bytes, ...]:
    return tuple((FORMATS / name).read_bytes() for name in ("existing-vm.pdkx", "template.pdkx"))


def _run_shielding_data(data: bytes) -> Result:
    verified = read_shielding_data(data)
    certificate, key = sample_key("guardian-a.encryption")
    open_contents(accept_unknown_owner(verified), certificate, key)
    return result_of(is_equal=data in _files_of_owner())


def _signed_by_owner(data: bytes) -> bytes:
    """The file without its signature, signed again by its owner."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        for signature in root.findall(f"{{{DS}}}Signature"):
            root.remove(signature)
        unsigned = etree.tostring(root, method="c14n", exclusive=True)
        return XML_DECLARATION + sign_enveloped(unsigned, sample_owner().signer.sign)
    except (etree.LxmlError, ValueError):
        return data


@cache
def _plaintexts() -> tuple[bytes, ...]:
    certificate, key = sample_key("guardian-a.encryption")
    opened = (
        open_contents(accept_unknown_owner(read_shielding_data(data)), certificate, key) for data in _files_of_owner()
    )
    return tuple(map(contents_xml, opened))


def _run_contents(data: bytes) -> Result:
    """For either purpose; what is accepted is written as it was read."""
    for purpose in Purpose:
        try:
            contents = read_contents(data, purpose)
        except ShieldwizError:
            continue
        if contents_xml(contents) != data:
            raise WrongError("contents with a second spelling")
        return result_of(is_equal=data in _plaintexts())
    return Result.REFUSED


def _volume_id_seeds() -> tuple[bytes, ...]:
    signer = Certificate.from_der((CERTIFICATES / "good-signing.cer").read_bytes())
    return tuple(
        write_volume_id(
            VolumeIdQualifier(disk_name=name, version=TemplateVersion.parse(version), rule=rule, signer=signer)
        )
        for name, version, rule in (
            ("WS2025*", "1.0.0.0", VersionRule.EQUALS),
            ("Ubuntu größer?", "65535.0.0.1", VersionRule.GREATER_THAN),
        )
    )


def _run_volume_id(data: bytes) -> Result:
    """What is accepted is read again as it is written."""
    qualifier = read_volume_id(data)
    if read_volume_id(write_volume_id(qualifier)) != qualifier:
        raise WrongError("a template disk that reads differently when it is written again")
    match_disk((qualifier,), "WS2025 x", qualifier.version, qualifier.signer)
    return result_of(is_equal=write_volume_id(qualifier) in _volume_id_seeds())


def targets() -> Iterator[Target]:
    xml = one_of(mutate_bytes, mutate_xml, mutate_xml)
    deep = one_of(xml, in_base64(mutate_der))
    yield Target(name=".pdkx", seeds=_files_of_owner(), mutate=xml, run=_run_shielding_data)
    yield Target(
        name=".pdkx, signed anew",
        seeds=_files_of_owner(),
        mutate=around(deep, bytes, _signed_by_owner),
        run=_run_shielding_data,
        may_differ=True,
    )
    yield Target(name="contents of a .pdkx", seeds=_plaintexts(), mutate=xml, run=_run_contents, may_differ=True)
    for name, seeds, mutate in (
        ("XML", _protectors(), xml),
        (
            "binary",
            tuple(map(_as_binary, _protectors())),
            one_of(mutate_bytes, around(xml, lambda data: data[4:], _as_binary)),
        ),
        ("text", tuple(map(_as_text, _protectors())), one_of(mutate_bytes, around(xml, _from_text, _as_text))),
    ):
        yield Target(name=f"key protector, {name}", seeds=seeds, mutate=mutate, run=_run_protector)
    yield Target(
        name="key protector, sealed anew",
        seeds=_protectors(),
        mutate=around(deep, bytes, _resealed),
        run=_run_protector,
        may_differ=True,
    )
    yield Target(
        name="template disk", seeds=_volume_id_seeds(), mutate=mutate_bytes, run=_run_volume_id, may_differ=True
    )
