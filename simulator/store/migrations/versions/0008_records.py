"""A record a person: their sessions as they are kept, in one row. What they come to is added when it is asked for."""

import json
from base64 import b64encode
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SESSIONS = sa.text(
    'SELECT r."no", r.run, r.person, r.scenario, r.mode, r.seed, r.attested_by, r.passed, r.summary, r.finished, '
    "r.version, r.rubric, u.sealed, u.ended, u.bot, u.branch_of, (SELECT substr(s.hashes, length(s.hashes) - 31) "
    'FROM segments s WHERE s.run = r.run ORDER BY s."first" DESC LIMIT 1) '
    "FROM results r JOIN runs u ON u.run = r.run WHERE u.bot = '' AND u.branch_of = '' ORDER BY r.person, r.\"no\""
)
PASSED, SEALED = 7, 12


def upgrade() -> None:
    records = op.create_table(
        "records",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("sessions", sa.Text(), nullable=False),
        sa.Column("form", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name=op.f("fk_records_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_records")),
    )
    connection = op.get_bind()
    for record in list(_records(connection)):
        connection.execute(sa.insert(records), record)


def _records(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    for person, theirs in groupby(connection.execute(SESSIONS), lambda row: row[2]):
        rows = [_plain(row) for row in theirs]
        kept = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        yield {"person": person, "last": rows[-1][0], "sessions": kept, "form": 0, "digest": ""}


def _plain(row: Any) -> list[Any]:
    """As JSON has it; the tail, raw bytes, in Base64."""
    *kept, tail = row
    kept[PASSED], kept[SEALED] = bool(kept[PASSED]), bool(kept[SEALED])
    return [*kept, None if tail is None else b64encode(bytes(tail)).decode()]
