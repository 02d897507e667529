"""The rules of ADL's xAPI 1.0.3 specification (xAPI-Data, 2.2 and 2.4) for what we export, as a JSON schema.

Written down from the text of the specification; `ralph`'s models are the second opinion.
"""

from collections.abc import Iterator
from typing import Any

import pytest

jsonschema = pytest.importorskip("jsonschema", reason="statements are checked with the extra `test`")

IRI = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.\-]*:\S+$"}
UUID = {"type": "string", "pattern": r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"}
SAID = {"type": "string", "minLength": 1}
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
"""As much of RFC 5646 as we speak."""
TEXTS = {"type": "object", "minProperties": 1, "patternProperties": {LANGUAGE: SAID}, "additionalProperties": False}
EXTENSIONS = {"type": "object", "propertyNames": IRI}


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """Properties that the specification does not name are not allowed, 2.2."""
    return {
        "type": "object", "properties": properties, "required": list(required),
        "additionalProperties": False, "minProperties": 1,
    }  # fmt: skip


AGENT = _object(
    ("account",),  # exactly one inverse functional identifier, 2.4.2.3
    objectType={"const": "Agent"},
    name=SAID,
    account=_object(("homePage", "name"), homePage=IRI, name=SAID),
)
ACTIVITY = _object(
    ("id",),
    objectType={"const": "Activity"},
    id=IRI,
    definition=_object(name=TEXTS, description=TEXTS, type=IRI, moreInfo=IRI, extensions=EXTENSIONS),
)
NUMBER = {"type": "number"}
STATEMENT = _object(
    ("id", "actor", "verb", "object"),
    id=UUID,
    actor=AGENT,
    verb=_object(("id",), id=IRI, display=TEXTS),
    object=ACTIVITY,
    result=_object(
        score=_object(scaled={"type": "number", "minimum": -1, "maximum": 1}, raw=NUMBER, min=NUMBER, max=NUMBER),
        success={"type": "boolean"},
        completion={"type": "boolean"},
        duration={"type": "string", "pattern": r"^PT(\d+H)?(\d+M)?\d+(\.\d{1,2})?S$"},
        extensions=EXTENSIONS,
    ),
    context=_object(
        registration=UUID,
        instructor=AGENT,
        platform=SAID,  # with revision: only where the object is an Activity, as here always
        revision=SAID,
        language={"type": "string", "pattern": LANGUAGE},
        contextActivities=_object(
            grouping={"type": "array", "items": ACTIVITY}, category={"type": "array", "items": ACTIVITY}
        ),
        extensions=EXTENSIONS,
    ),
    timestamp={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$"},
    version={"type": "string", "pattern": r"^1\.0\.\d+$"},
)
VALIDATOR = jsonschema.Draft202012Validator(STATEMENT)


def broken(statement: dict[str, Any]) -> list[str]:
    """Which rules a statement breaks; empty for a good one."""
    found = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(statement)]
    found += [f"{where}: empty, 2.2" for where in _empty(statement, "$")]
    score = statement.get("result", {}).get("score", {})
    if score and not score["min"] <= score["raw"] <= score["max"]:
        found.append(f"$.result.score: {score}, 2.4.5.1")
    return found


def _empty(value: dict[str, Any], where: str) -> Iterator[str]:
    """Nothing is null, outside of extensions."""
    for name, inside in value.items():
        if name == "extensions":
            continue
        if inside is None or inside in ("", {}, []):
            yield f"{where}.{name}"
        elif isinstance(inside, dict):
            yield from _empty(inside, f"{where}.{name}")
