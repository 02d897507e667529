"""A report as its JSON says it, block by block."""

import json
from typing import Any

from tests.cli.conftest import Storedrill


def blocks(report: dict[str, Any]) -> dict[str, Any]:
    return {block["id"]: block for block in report["blocks"] if "id" in block} | {
        block["table"]["id"]: block["table"] for block in report["blocks"] if block["type"] == "manifest"
    }


def key(report: dict[str, Any]) -> dict[str, Any]:
    return {item["id"]: item["figure"] for item in blocks(report)["key"]["items"]}


def made(storedrill: Storedrill, *arguments: str) -> dict[str, Any]:
    told = storedrill("report", *arguments, "--out", "-", "--format", "json")
    assert told.status == 0, told.err
    read: dict[str, Any] = json.loads(told.out)
    return read
