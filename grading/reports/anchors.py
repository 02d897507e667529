"""From a figure on a page to what it rests on: the session's row, the table, the list of evidence."""

from collections.abc import Sequence
from html import escape

from grading.reports.model import SESSIONS, Report


class Anchors:
    """Of one report. Where something does not stand on the page there is no link to it."""

    def __init__(self, report: Report) -> None:
        tables = report.tables
        self._tables = {id for id, table in tables.items() if len(table.rows)}
        self._evidence = report.manifest.table.id if report.manifest else ""
        self._runs: set[str] | None = None
        if report.period[0] and SESSIONS in self._tables:  # grades may be older than the period
            self._runs = {str(row[0]) for row in tables[SESSIONS].rows}

    def of(self, on: str) -> str:
        """The id of the place; empty where there is none."""
        kind, _, what = on.partition(":")
        if kind == "run":
            there = SESSIONS in self._tables and (self._runs is None or what in self._runs)
            return row_id(what) if there else ""
        table = what.partition("?")[0] if kind == "rows" else self._evidence
        return table if table in self._tables else ""

    def linked(self, shown: str, rests_on: Sequence[str], *, drawn: bool = False) -> str:
        """What is shown (text, or something `drawn`), as a link to the first thing that it rests on; all of them are
        told beside a pointer."""
        place = next((found for on in rests_on if (found := self.of(on))), "")
        if not place:
            return shown
        told, link = escape(" · ".join(rests_on)), f'<a class="rests" href="#{escape(place)}"'
        return f"{link}><title>{told}</title>{shown}</a>" if drawn else f'{link} title="{told}">{shown}</a>'


def row_id(run: str) -> str:
    """Of a session's row."""
    return f"run-{run}"
