"""Rows of the books lie in the order of the entries that they come from, and have no key but that."""

import json
from collections.abc import Iterator
from itertools import islice

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBERED = (
    "sale_lines", "tenders", "return_lines", "cash_movements", "counts", "stock_movements", "stock_postings", "offers",
    "till_events",
)  # fmt: skip
OTHERS = (
    "sales", "returns", "refunds", "channel_movements", "uploads", "trusted_cards", "account_movements", "members",
    "invoices", "sign_ons", "closings",
)  # fmt: skip
SOME = 10_000
Place = tuple[str, str, int, int]


def upgrade() -> None:
    connection = op.get_bind()
    places = op.create_table(
        "places",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("run", "stream", "seq", name="pk_places"),
    )
    found = _places(connection)
    while some := list(islice(found, SOME)):
        connection.execute(sa.insert(places), [dict(zip(places.c.keys(), place, strict=True)) for place in some])
    for name in (*NUMBERED, *OTHERS):
        _ordered(connection, name, ("run", "position", "n") if name in NUMBERED else ("run", "position"))
    op.drop_table("places")
    if connection.dialect.name == "postgresql":  # it would compress what a group of tills committed, which takes longer
        for column in ("lines", "hashes"):  # than all that is done with it besides
            op.execute(f"ALTER TABLE segments ALTER COLUMN {column} SET STORAGE EXTERNAL")


def _places(connection: sa.Connection) -> Iterator[Place]:
    """Where every entry stands; an index that is damaged says nothing."""
    known: set[tuple[str, str, int]] = set()
    for run, stream, seq, position in connection.execute(
        sa.text("SELECT run, stream, seq, position FROM entries")
    ).all():
        if (run, stream, seq) not in known:
            known.add((run, stream, seq))
            yield run, stream, seq, position
    query = sa.text('SELECT run, "first", spans FROM segments ORDER BY run, "first"')
    for run, begin, spans in connection.execute(query).all():
        position = begin
        try:
            for stream, first, length in json.loads(spans):
                for seq in range(first, first + length):
                    if (run, stream, seq) not in known:
                        known.add((run, stream, seq))
                        yield run, stream, seq, position + seq - first
                position += length
        except (ValueError, TypeError):
            continue


def _ordered(connection: sa.Connection, name: str, key: tuple[str, ...]) -> None:
    """A table anew. Rows whose entry is not there any more come before all others: they can still be asked for."""
    columns = sa.inspect(connection).get_columns(name)
    old = f"old_{name}"
    op.rename_table(name, old)
    if connection.dialect.name != "sqlite":  # there names of keys are their indexes'
        op.drop_constraint(f"pk_{name}", old)
    made = [
        sa.Column(
            column["name"], column["type"], nullable=False,
            server_default=sa.text(column["default"].partition("::")[0]) if column["default"] else None,
        )
        for column in columns
    ]  # fmt: skip
    made.insert(1, sa.Column("position", sa.BigInteger(), nullable=False))
    op.create_table(name, *made, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")), sqlite_with_rowid=False)
    names = [f'"{column["name"]}"' for column in columns]
    connection.execute(
        sa.text(
            f"INSERT INTO {name} (position, {', '.join(names)}) SELECT coalesce(p.position, -row_number() OVER "
            f"(PARTITION BY b.run ORDER BY b.stream, b.seq)), {', '.join(f'b.{column}' for column in names)} "
            f"FROM {old} b LEFT JOIN places p ON p.run = b.run AND p.stream = b.stream AND p.seq = b.seq"
        )
    )
    op.drop_table(old)
