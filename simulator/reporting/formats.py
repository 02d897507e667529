"""Every format a report can be written in, a row each; none is loaded before it is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

if TYPE_CHECKING:  # the command line lists the formats, and loads none
    from collections.abc import Callable

    from grading.reports.model import Report
    from grading.reports.progress import Tell
    from simulator.kernel.texts import Lang

    Write = Callable[[Report, Lang, BinaryIO, Tell], None]
    """Writes the whole file, and tells how many rows are written; reads each table once, from first to last row."""


KINDS = ("readiness", "trainee", "class", "store")
"""Of reports."""


class Format(NamedTuple):
    suffix: str
    module: str
    """Has a function `write`, a `Write`."""

    @property
    def write(self) -> "Write":
        return cast("Write", import_module(self.module).write)


FORMATS = {
    "html": Format(".html", "grading.reports.report_html"),
    "pdf": Format(".pdf", "grading.reports.report_pdf"),
    "xlsx": Format(".xlsx", "grading.reports.report_xlsx"),
    "csv": Format(".csv", "grading.reports.report_csv"),
    "json": Format(".json", "grading.reports.report_json"),
}
XAPI = "xapi"
"""No report but its people's sessions, as statements for a learning record store (`simulator.reporting.statements`)."""
NAMES = (*FORMATS, XAPI)
SUFFIXES = {**{name: row.suffix for name, row in FORMATS.items()}, XAPI: ".xapi.json"}


def format_of(name: str, file: str) -> str:
    """The format that was asked for; without one, that which a file's name ends in; else HTML."""
    if name:
        return name
    return next((id for id in reversed(SUFFIXES) if file.lower().endswith(SUFFIXES[id])), "html")
