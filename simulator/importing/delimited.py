"""Text files with separators (CSV and its kin), a record at a time.

A quote that is never closed would swallow the rest of the file in silence. So a record may span a few lines and no
more: beyond, the line with the quote stands alone, as a broken one, and the next is read as if nothing had been.
"""

import csv
from collections import Counter
from collections.abc import Iterator

from simulator.importing.sheets import Line, Sheet

SEPARATORS = (",", "\t", ";", "|", "，")
LONGEST = 10
"""Lines of one record."""
SAMPLE = 30


def sheet(text: str) -> tuple[Sheet, str]:
    """The text as a sheet, and what separates its cells."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")  # not splitlines: a cell may hold others
    declared = lines[0].strip().lower() if lines else ""
    skip = 1 if declared.startswith("sep=") and len(declared) == 5 else 0  # Excel's own way to say it
    separator = declared[4] if skip else _guess(lines)
    return Sheet("", lambda: _records(lines, skip, separator), ragged=True), separator


def _guess(lines: list[str]) -> str:
    """What stands the same number of times in many lines; the more cells it makes the better. Lines above the heading
    may well have fewer."""
    sample = [line for line in lines if line.strip()][:SAMPLE]
    best, most = ",", 0
    for separator in SEPARATORS:
        counts = Counter(_outside_quotes(line, separator) for line in sample)
        likely = max((often * min(cells, 8) for cells, often in counts.items()), default=0)
        if likely > most:
            best, most = separator, likely
    return best


def _outside_quotes(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])


def _records(lines: list[str], at: int, separator: str) -> Iterator[Line]:
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    while at < last:
        line, end = lines[at], at + 1
        if '"' in line and _open(line, separator):
            while end < last and end - at < LONGEST:
                line += "\n" + lines[end]
                end += 1
                if not _open(line, separator):
                    break
            else:
                yield Line(at + 1, lines[at].split(separator), (), "importing.quote_open")
                at += 1
                continue
        try:
            yield Line(at + 1, _cells(line, separator))
        except csv.Error:
            yield Line(at + 1, line.split(separator), (), "importing.quote_open")
        at = end


def _cells(line: str, separator: str) -> list[str]:
    if '"' not in line:
        return line.split(separator)
    return next(csv.reader([line], delimiter=separator), [])


def _open(line: str, separator: str) -> bool:
    """Whether a quoted cell has begun and not ended. A quote inside of a plain cell (`27" screen`) opens nothing."""
    at, inside = 0, False
    while True:
        if inside:
            at = line.find('"', at)
            if at < 0:
                return True
            if line[at + 1 : at + 2] == '"':
                at += 2
                continue
            inside = False
        elif line[at : at + 1] == '"':
            inside = True
            at += 1
            continue
        at = line.find(separator, at)
        if at < 0:
            return False
        at += 1
