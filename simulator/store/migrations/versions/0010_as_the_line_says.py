"""A line of a sale is a movement of stock itself, where it says all of it: eight rows less of a basket's twenty-one."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SAME = (
    "m.run = l.run AND m.position = l.position AND m.n = l.n AND m.kind = 'sale' AND m.sku = l.sku "
    "AND m.quantity = -l.quantity AND m.grams = -l.grams AND m.lot = '' AND m.expiry = '' AND m.unit IN ('', 'kg')"
)


def upgrade() -> None:
    op.add_column("sale_lines", sa.Column("moved", sa.BigInteger(), nullable=False, server_default="0"))
    connection = op.get_bind()
    connection.execute(
        sa.text(f"UPDATE sale_lines AS l SET moved = 1 WHERE EXISTS (SELECT 1 FROM stock_movements AS m WHERE {SAME})")
    )
    said = f"EXISTS (SELECT 1 FROM sale_lines AS l WHERE {SAME} AND l.moved = 1)"
    connection.execute(sa.text(f"DELETE FROM stock_movements AS m WHERE {said}"))
