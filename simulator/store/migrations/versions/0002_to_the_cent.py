"""Lots and units of what was sold, of old runs too, from their own journals; books of what the shop owes."""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _lots()
    _books()
    _stock()


def _books() -> None:
    op.add_column("sales", sa.Column("stored", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_table(
        "account_movements",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("sale", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_account_movements_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", name=op.f("pk_account_movements")),
    )
    op.create_table(
        "members",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("consented", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_members_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", name=op.f("pk_members")),
    )
    op.create_table(
        "invoices",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("invoice", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sale", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("title_zh", sa.String(), nullable=False),
        sa.Column("tax_no", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_invoices_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", name=op.f("pk_invoices")),
    )
    op.create_table(
        "uploads",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sale", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_uploads_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", name=op.f("pk_uploads")),
    )
    op.create_table(
        "trusted_cards",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("sale", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_trusted_cards_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", name=op.f("pk_trusted_cards")),
    )
    op.create_table(
        "returns",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("sale", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("exchange", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_returns_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", name=op.f("pk_returns")),
    )
    op.create_table(
        "return_lines",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("tax_rate", sa.BigInteger(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_return_lines_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", "n", name=op.f("pk_return_lines")),
    )
    op.create_table(
        "refunds",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("voucher", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_refunds_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", name=op.f("pk_refunds")),
    )


def _stock() -> None:
    """The stockroom's ledger: no run of the first schema had a stockroom, so it begins empty."""
    text, number = sa.String(), sa.BigInteger()
    op.create_table(
        "stock_postings",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("at", number, nullable=False),
        sa.Column("kind", text, nullable=False),
        sa.Column("document", text, nullable=False),
        sa.Column("reason", text, nullable=False),
        sa.Column("sku", text, nullable=False),
        sa.Column("lot", text, nullable=False),
        sa.Column("expiry", text, nullable=False),
        sa.Column("place", text, nullable=False),
        sa.Column("quantity", number, nullable=False),
        sa.Column("unit", text, nullable=False),
        sa.Column("value", number, nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.run"], name=op.f("fk_stock_postings_run")),
        sa.PrimaryKeyConstraint("run", "stream", "seq", "n", name=op.f("pk_stock_postings")),
    )


def _lots() -> None:
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
