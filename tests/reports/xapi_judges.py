"""Two judges of statements that are not ours, as published on npm; STOREDRILL_JUDGES says where (.ci/servers).

`published` is the JSON schema of xAPI 1.0.x by Rustici Software, who wrote the first draft of the standard
(`tin-can-json-schema`, Apache-2.0), with the patterns for its formats; jsonschema applies it. A schema of 1.0.3 by ADL
itself is in no registry. `learning_locker` is the validation of the record store of that name, which its makers say was
conformance tested (`@learninglocker/xapi-validation`, MIT); node runs it. Nothing of either is in this repository.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = os.environ.get("STOREDRILL_JUDGES", "")
WHERE = "as installed by .ci/servers: STOREDRILL_JUDGES says where (a folder `node_modules`)"
SCHEMA = Path(FOLDER or "nowhere") / "tin-can-json-schema"
LOCKER = Path(FOLDER or "nowhere") / "@learninglocker" / "xapi-validation"
NODE = shutil.which("node")
needs_schema = pytest.mark.skipif(not SCHEMA.is_dir(), reason=f"needs the published schema of xAPI, {WHERE}")
needs_locker = pytest.mark.skipif(not (NODE and LOCKER.is_dir()), reason=f"needs node and xapi-validation, {WHERE}")
ASK_LOCKER = (
    "const judge = require(process.argv[1]).default;"
    "const read = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
    "const told = (warning) => warning.constructor.name + ' at ' + warning.path.join('.');"
    "console.log(JSON.stringify(read.map((one) => judge(one).map(told))));"
)


@cache
def _validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing.jsonschema")
    whole = json.loads((SCHEMA / "1.0.1.json").read_bytes())
    formats = jsonschema.FormatChecker(())
    for name, pattern in json.loads((SCHEMA / "formats.json").read_bytes()).items():
        formats.checks(name)(
            lambda value, good=re.compile(pattern): not isinstance(value, str) or bool(good.search(value))
        )
    registry = referencing.SchemaRegistry().with_resource("urn:xapi", referencing.DRAFT4.create_resource(whole))
    jsonschema.Draft4Validator.check_schema(whole)
    return jsonschema.Draft4Validator({"$ref": "urn:xapi#statement"}, registry=registry, format_checker=formats)


def published(statements: Sequence[Any]) -> list[list[str]]:
    """What the published schema finds wrong, a list a statement."""
    return [[f"{each.json_path}: {each.message}" for each in _validator().iter_errors(one)] for one in statements]


def learning_locker(statements: Sequence[Any]) -> list[list[str]]:
    """What Learning Locker finds wrong, a list a statement."""
    assert NODE
    asked = subprocess.run(
        [NODE, "-e", ASK_LOCKER, str(LOCKER)], input=json.dumps(statements), capture_output=True, text=True, check=True
    )
    found: list[list[str]] = json.loads(asked.stdout)
    return found
