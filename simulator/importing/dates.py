"""Cells that hold a day: in whatever form people write it, and never guessed where it can be read two ways.

`03/04/2026` is one of two days. Whether a file means the third of April or the fourth of March is said by its other
rows: where one of them can only be read one way, all are; where none can, such a day is rejected.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from simulator.importing.known import Known
from simulator.importing.layout import Bad, Note, Read, Sort, Value
from simulator.importing.sheets import Cell
from simulator.importing.values import narrow, read

YEAR_FIRST = re.compile(r"(\d{4})[-/.年 ](\d{1,2})[-/.月 ](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
ZERO = date(1899, 12, 30)
"""What spreadsheets count days from."""
SERIAL = range(20_000, 80_000)
"""Days between 1954 and 2119."""
DAY_FIRST, MONTH_FIRST, MIXED = "day_first", "month_first", "mixed"
REWRITTEN = Note("importing.date_form")


def order(cells: Iterable[Cell]) -> str:
    """Which of day and month a column puts first; empty where nothing says."""
    seen = set()
    for cell in cells:
        found = YEAR_LAST.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found:
            one, other = int(found[1]), int(found[2])
            if one > 12 >= other:
                seen.add(DAY_FIRST)
            elif other > 12 >= one:
                seen.add(MONTH_FIRST)
    return MIXED if len(seen) == 2 else next(iter(seen), "")


def _day(cell: Cell, known: Known, habit: str) -> Value | Read:
    notes: list[Note] = []
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if not isinstance(cell, str | int) or isinstance(cell, bool):
        raise Bad("importing.date")
    text = narrow(cell, notes)
    if text.isascii() and text.isdigit() and int(text) in SERIAL and len(text) == 5:
        notes.append(Note("importing.date_serial"))
        return read((ZERO + timedelta(int(text))).isoformat(), notes)
    if found := YEAR_FIRST.fullmatch(text) or DIGITS.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := YEAR_LAST.fullmatch(text):
        one, other, year = map(int, found.groups())
        if one <= 12 and other <= 12 and one != other and habit not in (DAY_FIRST, MONTH_FIRST):
            raise Bad("importing.date_one_way")
        day_first = one > 12 or (other <= 12 and habit != MONTH_FIRST)
        day, month = (one, other) if day_first else (other, one)
        notes.append(Note("importing.date_day_first" if day_first else "importing.date_month_first"))
    else:
        raise Bad("importing.date")
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        raise Bad("importing.date_that_is") from None
    if value != text and not notes:
        notes.append(REWRITTEN)
    return read(value, notes)


def _past(cell: Cell, known: Known, habit: str) -> Value | Read:
    found = _day(cell, known, habit)
    value = found.value if isinstance(found, Read) else found
    if known.today and str(value) > known.today:
        raise Bad("importing.date_past", today=known.today)
    return found


DAY = Sort(_day, habit=order)
PAST = Sort(_past, habit=order)
