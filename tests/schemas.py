# SPDX-License-Identifier: Apache-2.0
"""Validates JSON output against resources/schemas."""

import functools
import json
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from shieldwiz.assets import asset


@functools.cache
def _registry() -> Registry[Any]:
    documents = [json.loads(path.read_bytes()) for path in sorted(asset("schemas").glob("*.json"))]
    return Registry[Any]().with_resources((document["$id"], Resource.from_contents(document)) for document in documents)


def check_schema(value: dict[str, Any]) -> None:
    """Fail unless the object is valid by the schema that it names."""
    family, name, version = value["schema"].split("/")
    assert (family, version) == ("shieldwiz", "1")
    document = _registry()[f"{name}.json"].contents
    validator = Draft202012Validator(document, registry=_registry())
    errors = [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(value)]
    assert not errors, errors
