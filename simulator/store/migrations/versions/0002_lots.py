"""Stock moves by lot: what was sold has its lot, its date and its unit; of old runs too, from their own journals."""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("lot", "expiry", "unit"):
        op.add_column("stock_movements", sa.Column(name, sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    known = sa.text(
        "UPDATE stock_movements SET lot = :lot, expiry = :expiry, unit = :unit"
        " WHERE run = :run AND stream = :stream AND seq = :seq AND n = :n"
    )
    for run, data in _stored(connection):
        rows = _rows(run, data)
        if rows:
            connection.execute(known, rows)


def _stored(connection: sa.Connection) -> Iterator[tuple[str, bytes]]:
    """Every sale's entry, of runs that live and of runs that were sealed."""
    for run, data in connection.execute(sa.text("SELECT run, data FROM entries")).all():
        yield run, data
    runs = connection.execute(sa.text('SELECT run, "first" FROM segments')).all()
    for run, first in runs:
        lines = connection.execute(
            sa.text('SELECT lines FROM segments WHERE run = :run AND "first" = :first'), {"run": run, "first": first}
        ).scalar_one()
        for data in lines.split(b"\n"):
            yield run, data


def _rows(run: str, data: bytes) -> list[dict[str, object]]:
    """What a sale's lines say beyond the first schema; nothing of what is damaged, or no sale."""
    if b'"sale_completed"' not in data:
        return []
    try:
        entry = json.loads(data)
        key = {"run": run, "stream": entry["stream"], "seq": entry["seq"]}
        return [
            key
            | {
                "n": n,
                "lot": line.get("lot", ""),
                "expiry": line.get("expiry", ""),
                "unit": (line.get("unit") or "kg") if line.get("grams") else "",
            }
            for n, line in enumerate(entry["what"]["lines"], 1)
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
