"""What an audit asks the books at the end takes as many times longer as there were more sales, and not the square of
it: counted in steps of SQLite's own machine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Table

from simulator.store import tables
from simulator.store.database import Database
from simulator.store.stress_checks import Books

RUN = "run"
QUESTIONS = (
    Books.more_returned_than_sold, Books.doubled_receipts, Books.unpaid, Books.unlike_their_lines,
    Books.drawers_off, Books.tenders,
)  # fmt: skip
FEW, MORE = 300, 8
Answer = TypeVar("Answer")


def row(table: Table, **known: object) -> dict[str, object]:
    """A row with nothing but what is known of it."""
    nothing = {c.name: 0 if c.type.python_type is int else b"" if c.type.python_type is bytes else "" for c in table.c}
    return nothing | {"run": RUN} | known


def booked(database: Database, sales: int) -> None:
    """So many sales of two lines each; of every third something came back."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in ("sales", "sale_lines", "tenders", "return_lines")}

    def add(name: str, **known: object) -> None:
        rows[name].append(row(tables.metadata.tables[name], **known))

    for n in range(1, sales + 1):
        key = {"position": n, "stream": f"till-{n % 7}", "seq": n}
        add("sales", **key, receipt=f"R-{n}", status="completed", total=200)
        for line in (1, 2):
            add("sale_lines", **key, n=line, line=line, quantity=3, net=90, tax=10)
        add("tenders", **key, n=0, kind="card", amount=200)
        if n % 3 == 0:
            back = {"position": sales + n, "stream": f"till-{n % 7}", "seq": sales + n}
            add("return_lines", **back, n=0, number=f"B-{n}", receipt=f"R-{n}", line=1, quantity=4 if n == 6 else 1)
    with database.write() as connection:
        for name, some in rows.items():
            connection.execute(tables.metadata.tables[name].insert(), some)


def steps(folder: Path, sales: int, question: Callable[[Books], Answer]) -> tuple[int, Answer]:
    """How many steps a question takes, in hundreds, and its answer."""
    counted = 0

    def step() -> int:
        nonlocal counted
        counted += 1
        return 0

    with Database.open(folder) as database:
        booked(database, sales)
        with database.read() as connection:
            driver: Any = connection.connection.dbapi_connection  # sqlite3's own type
            driver.set_progress_handler(step, 100)
            answer = question(Books(connection, RUN))
            driver.set_progress_handler(None, 0)
    return counted, answer


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_questions_grow_as_the_sales_do(tmp_path: Path, question: Callable[[Books], object]) -> None:
    few, _ = steps(tmp_path / "few", FEW, question)
    many, _ = steps(tmp_path / "many", FEW * MORE, question)
    assert 0 < few < many < few * MORE * 2


def test_what_came_back_too_often_is_found_among_many(tmp_path: Path) -> None:
    _, found = steps(tmp_path, FEW, Books.more_returned_than_sold)
    assert [(one.what, one.seq, one.expected, one.got) for one in found] == [("R-6", FEW + 6, 3, 4)]
