"""People, their PINs and their results: what a lobby asks for first, and so apart from the journal and the books."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from simulator.store.schema import integer, metadata, run_id, string

people = Table(
    "people",
    metadata,
    Column("no", Integer, primary_key=True),  # order of creation
    string("person"),
    string("name"),
    string("roles"),  # separated by blanks
    string("created"),  # wall time
    UniqueConstraint("person"),
)

pins = Table(
    "pins",
    metadata,
    Column("person", String, ForeignKey("people.person"), primary_key=True),
    string("hash"),  # scrypt$n$r$p$salt$key: never the PIN
)

results = Table(
    "results",
    metadata,
    Column("no", Integer, primary_key=True),  # order of finishing
    run_id(),
    Column("person", String, ForeignKey("people.person"), nullable=False),
    string("scenario"),
    integer("version"),
    string("mode"),
    integer("seed"),
    string("pace"),
    Column("sealed", Boolean, nullable=False),
    string("attested_by"),
    Column("passed", Boolean, nullable=False),
    Column("summary", Text, nullable=False),  # JSON, the grade's own
    string("rubric"),  # SHA-256 of the rubric it was graded by
    string("finished"),  # wall time
    UniqueConstraint("run"),
)
Index("ix_results_person", results.c.person, results.c.scenario)

records = Table(
    "records",
    metadata,
    Column("person", String, ForeignKey("people.person"), primary_key=True),
    integer("last"),  # number of the last of these results
    Column("sessions", Text, nullable=False),  # JSON: results beside what their runs say (`simulator.store.records`)
    integer("form"),  # of the digest; 0: there is none
    Column("digest", Text, nullable=False),  # what they come to, grading's own
)
