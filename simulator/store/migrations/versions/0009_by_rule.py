"""What was given is booked once a rule and sale, and no more once a line: that is what is asked for, in a sixth of the
rows."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TOGETHER = """
INSERT INTO offers (run, position, stream, seq, n, sale, lines, rule, name_en, name_zh, "off")
SELECT run, position, stream, seq, row_number() OVER (PARTITION BY run, position ORDER BY min(n)), sale, count(*), rule,
       max(name_en), max(name_zh), sum("off")
FROM old_offers GROUP BY run, position, stream, seq, sale, rule
"""


def upgrade() -> None:
    connection = op.get_bind()
    op.rename_table("offers", "old_offers")
    if connection.dialect.name != "sqlite":  # there names of keys are their indexes'
        op.drop_constraint("pk_offers", "old_offers")
    op.create_table(
        "offers",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("sale", sa.String(), nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("off", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("run", "position", "n", name=op.f("pk_offers")),
        sqlite_with_rowid=False,
    )
    connection.execute(sa.text(TOGETHER))
    op.drop_table("old_offers")
