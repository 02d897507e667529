"""The acceptance test, its issues, waivers; of attached figures and checks, which list and which store they are of."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attached", sa.Column("part", sa.String(), server_default="", nullable=False))
    op.add_column("attached", sa.Column("store", sa.String(), server_default="", nullable=False))
    op.add_column("device_checks", sa.Column("store", sa.String(), server_default="", nullable=False))
    op.create_table(
        "uat_cases",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("title_zh", sa.String(), nullable=False),
        sa.Column("steps_en", sa.String(), nullable=False),
        sa.Column("steps_zh", sa.String(), nullable=False),
        sa.Column("expected_en", sa.String(), nullable=False),
        sa.Column("expected_zh", sa.String(), nullable=False),
        sa.Column("drill", sa.String(), nullable=False),
        sa.Column("expectation", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("tester", sa.String(), nullable=False),
        sa.Column("store", sa.String(), nullable=False),
        sa.Column("added", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_uat_cases")),
    )
    op.create_table(
        "uat_trials",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("store", sa.String(), nullable=False),
        sa.Column("added", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_uat_trials")),
    )
    op.create_table(
        "issues",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("where", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("logged", sa.String(), nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("store", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_issues")),
    )
    op.create_table(
        "issue_steps",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("issue", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_issue_steps")),
    )
    op.create_table(
        "waivers",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("store", sa.String(), nullable=False),
        sa.Column("gate", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("added", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_waivers")),
    )
