"""What people said of a session: trainers what they saw, trainees how it was. Apart from journal and results."""

from sqlalchemy import Boolean, Column, Integer, Table

from simulator.store.schema import integer, metadata, run_id, string

judgements = Table(
    "judgements",
    metadata,
    Column("no", Integer, primary_key=True),  # order in which they were said
    run_id(),
    string("rater"),  # the trainer's id
    string("name"),
    string("observable"),  # empty for a remark
    integer("score"),  # 1 to 5; 0 for none
    string("comment"),
    string("stream"),
    integer("seq"),  # the entry it is about; 0 for the session as a whole
    integer("at"),
    string("said"),  # wall time
)

surveys = Table(
    "surveys",
    metadata,
    Column("no", Integer, primary_key=True),  # drawn by lot: the order of answers would tell whose they are
    string("run"),  # empty where nobody wants to be known
    string("person"),
    string("role"),
    string("scenario"),
    string("day"),
    Column("anonymous", Boolean, nullable=False),
    string("answers"),  # question -> 1 to 5, as JSON
)
