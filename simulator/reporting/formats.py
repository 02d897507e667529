"""Every format a report can be written in, a row each; none is loaded before it is asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, NamedTuple, cast

from grading.reports.model import Report
from grading.reports.progress import Tell
from simulator.kernel.texts import Lang

Write = Callable[[Report, Lang, BinaryIO, Tell], None]
"""Writes the whole file, and tells how many rows are written; reads each table once, from first to last row."""


class Format(NamedTuple):
    suffix: str
    module: str
    """Has a function `write`, a `Write`."""

    @property
    def write(self) -> Write:
        return cast(Write, import_module(self.module).write)


FORMATS = {
    "html": Format(".html", "grading.reports.report_html"),
    "csv": Format(".csv", "grading.reports.report_csv"),
    "json": Format(".json", "grading.reports.report_json"),
}


def format_of(name: str, file: str) -> str:
    """The format that was asked for; without one, that which a file's name ends in; else HTML."""
    if name:
        return name
    return next((id for id, row in FORMATS.items() if file.lower().endswith(row.suffix)), "html")
