"""What a preview has to say: as sentences, for machines, and as a file in which everything is put right."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from simulator.importing.layout import Finding
from simulator.importing.preview import Preview, Row
from simulator.importing.sheets import letter, said
from simulator.kernel.texts import Lang, Text, clip
from simulator.locale import Words

WIDEST = 60
"""Cells of a long text that a sentence shows."""


def sentence(preview: Preview, row: int, finding: Finding, words: Words) -> str:
    """`row 12, column C (Bar code): expected ..., got ...`, or what was done to it."""
    what = words(finding.id, **finding.given)
    place = words("importing.row", row=row)
    if finding.column:
        name = words.both(preview.kind.column(finding.column).name)
        column = preview.heading.letter(finding.column) or "–"
        place = words("importing.place", row=row, column=column, name=name)
    got = clip(" ".join(finding.got.split()), WIDEST)
    if finding.wrong:
        got = words("importing.quoted", text=got) if got else words("importing.nothing")
        return words("importing.wrong", place=place, expected=what, got=got)
    return words("importing.repaired", place=place, what=what, got=got, became=clip(finding.became, WIDEST))


def in_words(preview: Preview, file: str, words: Words) -> Iterator[str]:
    """The report, a line each: how the file was read, each problem and repair in its order, and the sum."""
    kind, heading = words.both(preview.kind.name), preview.heading
    yield words("importing.file", file=file, kind=kind, form=_form(preview, words), row=heading.number)
    for at in heading.unused:
        column = letter(heading.sheet.first_column + at)
        yield words("importing.unused", column=column, heading=heading.names[at].strip())
    for name in preview.sheets_left:
        yield words("importing.sheet_left", sheet=name)
    told = [(row.number, row.findings) for row in preview.rows if row.findings]
    told += [(aside.number, aside.findings) for aside in preview.asides if aside.findings]
    for number, findings in sorted(told, key=lambda one: one[0]):
        for finding in findings:
            yield sentence(preview, number, finding, words)
    for aside in preview.asides:
        if aside.why in ("above", "total"):
            cells = " | ".join(said(cell).strip() for cell in aside.cells if said(cell).strip())
            yield words(f"importing.aside_{aside.why}", row=aside.number, cells=clip(cells, WIDEST))
    for id, summed in preview.sums.items():
        one = preview.kind.column(id)
        total, left = (one.sort.show(value, preview.known) for value in (summed.total, summed.left))
        if summed.rows:
            yield words("importing.summed", column=one.name, rows=summed.rows, total=total)
        if summed.left_rows:
            yield words("importing.summed_left", column=one.name, rows=summed.left_rows, total=left)
    yield words("importing.sum", **counts(preview))


def counts(preview: Preview) -> dict[str, int]:
    """How many rows came to what; with those that hold no data, they are all rows of the file."""
    return {
        "rows": len(preview.rows),
        "accepted": len(preview.accepted),
        "repaired": len(preview.repaired),
        "rejected": len(preview.rejected),
        "aside": len(preview.asides),
    }


def as_json(preview: Preview, file: str) -> dict[str, Any]:
    """The same for machines, with every row in which something was found."""
    heading = preview.heading
    first = heading.sheet.first_column
    return {
        "file": file,
        "as": preview.kind.id,
        "form": preview.opened.form,
        "separator": preview.opened.separator,
        "sheet": heading.sheet.name,
        "heading": heading.number,
        "columns": [
            {"field": id, "column": heading.letter(id), "heading": heading.names[at]}
            for id, at in heading.places.items()
        ],
        "unused": [{"column": letter(first + at), "heading": heading.names[at]} for at in heading.unused],
        "sheets_left": list(preview.sheets_left),
        "clean": preview.clean,
        "counts": counts(preview),
        "sums": {id: summed._asdict() for id, summed in preview.sums.items()},
        "found": dict(sorted(Counter(finding.id for row in preview.rows for finding in row.findings).items())),
        "rows": [
            {
                "row": row.number,
                "standing": row.standing,
                "cells": [said(cell) for cell in row.cells],
                "findings": [_finding(preview, row.number, finding) for finding in row.findings],
            }
            for row in preview.rows
            if row.findings
        ],
        "asides": [
            {
                "row": aside.number,
                "why": aside.why,
                "cells": [said(cell) for cell in aside.cells],
                "findings": [_finding(preview, aside.number, finding) for finding in aside.findings],
            }
            for aside in preview.asides
        ],
    }


def _finding(preview: Preview, row: int, finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "level": "wrong" if finding.wrong else "repaired",
        "field": finding.column,
        "column": preview.heading.letter(finding.column),
        "got": finding.got,
        "became": finding.became,
        "given": {
            name: {"en": value.en, "zh": value.zh} if isinstance(value, Text) else value
            for name, value in finding.given.items()
        },
        "text": {lang: sentence(preview, row, finding, Words(lang)) for lang in ("en", "zh")},
    }


def cleaned(preview: Preview, lang: Lang) -> bytes:
    """All rows that can be taken, as CSV in UTF-8 with a mark (so that spreadsheets read it): it is read back as the
    same rows, with nothing to repair."""
    columns = [(at, one) for at, one in enumerate(preview.kind.columns) if one.id in preview.heading.places]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name[lang] for _, column in columns])
    for row in _taken(preview):
        writer.writerow([
            column.sort.show(row.values[at], preview.known) if row.values[at] != "" else "" for at, column in columns
        ])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _taken(preview: Preview) -> Iterator[Row]:
    return (row for row in preview.rows if row.standing != "rejected")


def _form(preview: Preview, words: Words) -> str:
    """The encoding and what separates, or the workbook's sheet."""
    file = preview.opened
    if file.separator:
        shown = "Tab" if file.separator == "\t" else f"'{file.separator}'"
        return words("importing.separated", form=file.form, separator=shown)
    return f"{file.form} {preview.heading.sheet.name}"
