# SPDX-License-Identifier: Apache-2.0
"""Guardian metadata under fire, as it is and signed anew by its signer."""

import json
from collections.abc import Iterator
from functools import cache

from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import VerdictWord
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.metadata import read_metadata, signature_element
from shieldwiz.guardians.verdict import judge
from shieldwiz.guardians.xml_signature import read_signature_form, sign_enveloped, verify
from shieldwiz.owners.owner import SoftwareKey
from shieldwiz.xml_reading import DS, parse_xml
from tests.fuzz.der_mutators import mutate_der
from tests.fuzz.mutators import around, in_base64, mutate_bytes, one_of
from tests.fuzz.targets import (
    METADATA,
    NOW,
    Result,
    Target,
    WrongError,
    private_key,
    result_of,
)
from tests.fuzz.xml_mutators import mutate_xml


def _metadata_seeds() -> Iterator[bytes]:
    """The good documents of other implementations that one communications key signed."""
    for case in json.loads((METADATA / "expected.json").read_text("utf-8"))["cases"]:
        if case["file"].startswith("good-") and "certs/communications.cer" in case["args"]:
            yield (METADATA / case["file"]).read_bytes()


@cache
def _communications() -> Certificate:
    return Certificate.from_der((METADATA / "certs" / "communications.cer").read_bytes())


def _signed_bytes(data: bytes) -> bytes | None:
    root = parse_xml(data)
    signature = signature_element(root)
    if signature is None:
        return None
    found = verify(root, read_signature_form(signature, read_metadata(root).root_id), _communications())
    return None if found is None else found.content


@cache
def _known_metadata() -> frozenset[bytes | None]:
    return frozenset(map(_signed_bytes, _metadata_seeds()))


def _run_metadata(data: bytes) -> Result:
    verdict = judge(data, Confirmations(signer=_communications()), NOW)
    if any(check.reason == "unexpected" for check in verdict.checks):
        raise WrongError("an exception inside was turned into a refusal")
    if verdict.word not in (VerdictWord.TRUSTED, VerdictWord.ACCEPTED):
        return Result.REFUSED
    return result_of(is_equal=_signed_bytes(data) in _known_metadata())


def _communications_key() -> SoftwareKey:
    return SoftwareKey(private_key("communications"))


def _signed_anew(data: bytes) -> bytes:
    """The document without its signature, signed again by the communications key."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        for signature in root.findall(f"{{{DS}}}Signature"):
            root.remove(signature)
        unsigned = etree.tostring(root, method="c14n", exclusive=True)
        return sign_enveloped(unsigned, _communications_key().sign, key_info=_communications())
    except (etree.LxmlError, ValueError):
        return data


def targets() -> Iterator[Target]:
    seeds = tuple(dict.fromkeys(_metadata_seeds()))
    xml = one_of(mutate_bytes, mutate_xml, mutate_xml)
    yield Target(name="metadata", seeds=seeds, mutate=xml, run=_run_metadata)
    yield Target(
        name="metadata, signed anew",
        seeds=seeds,
        mutate=around(one_of(xml, in_base64(mutate_der)), bytes, _signed_anew),
        run=_run_metadata,
        may_differ=True,
    )
