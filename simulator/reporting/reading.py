"""A report's file read back: its JSON, or the JSON that a page, a PDF or a workbook carries."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grading.reports.model import FORM
from grading.reports.report_html import EMBEDDED
from simulator.reporting.pdfs import PDF, attached
from simulator.reporting.workbooks import WORKBOOK, carried

OPENS, ENDS = f'<script type="application/json" id="{EMBEDDED}">'.encode(), b"</script>"


class NoReport(ValueError):
    """A file is no report, or one of another form. `id` is the sentence's."""

    def __init__(self, id: str, path: Path, **given: object) -> None:
        self.id, self.given = id, {"file": str(path), **given}
        super().__init__(f"{id}: {path}")


def read_report(path: Path) -> dict[str, Any]:
    """Raises NoReport, OSError."""
    data = path.read_bytes()
    start = data.find(OPENS)
    if data.startswith(PDF):
        data = attached(data)
    elif data.startswith(WORKBOOK):
        data = carried(data)
    elif start >= 0:
        data = data[start + len(OPENS) : data.find(ENDS, start)]
    try:
        found = json.loads(data, object_pairs_hook=_once)
    except ValueError as error:
        raise NoReport("report.no_report", path) from error
    if not isinstance(found, dict) or "storedrill_report" not in found or not isinstance(found.get("blocks"), list):
        raise NoReport("report.no_report", path)
    if not all(map(_is_block, found["blocks"])):
        raise NoReport("report.no_report", path)
    if found["storedrill_report"] != FORM:
        raise NoReport("report.other_form", path, came=found["storedrill_report"], expected=FORM)
    return found


def _is_block(said: Any) -> bool:
    """So much of its form as everybody relies on who reads one."""
    if not isinstance(said, dict) or not isinstance(said.get("type"), str):
        return False
    table = said.get("table") if said["type"] == "manifest" else said if said["type"] == "table" else None
    if table is None:
        return said["type"] != "manifest" and all(isinstance(one, dict) for one in said.get("items", ()))
    if not isinstance(table, dict) or not isinstance(table.get("columns"), list):
        return False
    columns = all(isinstance(one, dict) and {"id", "title", "kind"} <= one.keys() for one in table["columns"])
    return columns and isinstance(table.get("rows"), list) and all(isinstance(row, list) for row in table["rows"])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What is said twice is said by none of our reports: two readers could read two things."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("expected each name once")
    return found


def figures_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """Key figures of a report as a later one remembers them: the day, and id -> numerator and denominator by prefix (of
    a count that is out of some number, both)."""
    blocks: dict[str, dict[str, list[int]]] = {}
    for block in report["blocks"]:
        if block.get("type") != "figures" or not block["id"].endswith("key"):
            continue
        found = blocks.setdefault(block["id"].removesuffix("key"), {})
        for item in block["items"]:
            value = item["figure"].get("value")
            if isinstance(value, int):
                found[item["id"]] = [value, item["figure"].get("n") or 1]
            elif isinstance(value, list):
                found[item["id"]] = value
    return {"day": report["day"], "blocks": blocks}
