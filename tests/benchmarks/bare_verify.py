# SPDX-License-Identifier: Apache-2.0
"""The floor for `metadata verify` of one file: import the same libraries, verify the signature once, no more."""

import sys
from pathlib import Path

import click
from cryptography import x509
from lxml import etree
from signxml.verifier import SignatureConfiguration, XMLVerifier

result = XMLVerifier().verify(
    etree.fromstring(Path(sys.argv[1]).read_bytes()),
    x509_cert=x509.load_der_x509_certificate(Path(sys.argv[2]).read_bytes()),
    expect_config=SignatureConfiguration(location="./"),
)
click.echo("fits" if not isinstance(result, list) and result.signed_xml is not None else "does not fit")
