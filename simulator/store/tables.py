"""The journal's tables, as SQLAlchemy Core, and with them all others: whoever makes the schema of today asks here.

`at` is virtual milliseconds of the run, hashes are 32 raw bytes (SHA-256 in hex where they are names). A change here
needs a migration beside it.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from simulator.store import book_tables
from simulator.store.acceptance_tables import issue_steps, issues, uat_cases, uat_trials, waivers
from simulator.store.evidence_tables import attached, device_checks
from simulator.store.overlay_tables import judgements, surveys
from simulator.store.people_tables import people, pins, records, results
from simulator.store.schema import integer, metadata, run_id, string

__all__ = [
    "attached",
    "book_tables",
    "device_checks",
    "issue_steps",
    "issues",
    "judgements",
    "metadata",
    "people",
    "pins",
    "records",
    "results",
    "surveys",
    "uat_cases",
    "uat_trials",
    "waivers",
]

runs = Table(
    "runs",
    metadata,
    Column("no", Integer, primary_key=True),  # order of creation
    string("run"),
    string("scenario"),
    integer("version"),
    string("mode"),
    integer("seed"),
    string("role"),
    string("person"),
    string("bot"),
    string("attested_by"),
    string("pace"),
    string("wall"),
    string("zone"),
    string("branch_of"),
    Column("sealed", Boolean, nullable=False),
    integer("entries"),  # filled when sealed; a live run's are counted
    integer("at"),  # virtual time of the last entry, filled when sealed
    string("ended"),  # reason of RunEnded, filled when sealed
    UniqueConstraint("run"),
)

live_runs = Table("live_runs", metadata, Column("run", String, ForeignKey("runs.run"), primary_key=True))
"""Runs that take entries: their foreign key refuses a process that missed the sealing, at no cost a commit."""

entries = Table(
    "entries",
    metadata,
    Column("run", String, ForeignKey("live_runs.run"), nullable=False),
    integer("position"),  # the run's one total order: 1, 2, 3 ...
    string("stream"),
    integer("seq"),
    Column("data", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("run", "position"),
    sqlite_with_rowid=False,
)

tips = Table(
    "tips",
    metadata,
    run_id(),
    string("stream"),
    integer("seq"),  # of the stream's last entry
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("run", "stream"),
    sqlite_with_rowid=False,
)
"""Where each stream of a live run ends, moved on by the transaction of each append: rows that are cut off are missed.
Gone once the run is sealed, unless they did not come out then."""

segments = Table(
    "segments",
    metadata,
    run_id(),
    integer("first"),  # position of the first entry
    integer("length"),
    Column("spans", Text, nullable=False),  # JSON [[stream, first seq, length], ...] in total order
    Column("lines", LargeBinary, nullable=False),  # stored bytes joined by newlines
    Column("hashes", LargeBinary, nullable=False),  # 32 bytes each, joined
    PrimaryKeyConstraint("run", "first"),
)

claims = Table(
    "claims",
    metadata,
    run_id(),
    string("key"),
    integer("quota"),  # the limit named by the last claim that was granted
    integer("taken"),
    PrimaryKeyConstraint("run", "key"),
)

materials = Table(
    "materials", metadata, Column("sha256", String(64), primary_key=True), Column("data", LargeBinary, nullable=False)
)

run_materials = Table(
    "run_materials",
    metadata,
    run_id(),
    string("name"),
    Column("sha256", String(64), ForeignKey("materials.sha256"), nullable=False),
    PrimaryKeyConstraint("run", "name"),
)
