"""The acceptance test: cases, trials, issues and their steps; waivers that were given. Rows are only ever added."""

from sqlalchemy import Column, Integer, Table

from simulator.store.schema import integer, metadata, string

uat_cases = Table(
    "uat_cases",
    metadata,
    Column("no", Integer, primary_key=True),  # order in which it came
    string("id"),  # the latest of an id holds
    string("source"),  # own, drill
    string("title_en"),
    string("title_zh"),
    string("steps_en"),
    string("steps_zh"),
    string("expected_en"),
    string("expected_zh"),
    string("drill"),
    string("expectation"),
    string("by"),
    string("tester"),
    string("store"),
    string("added"),  # wall time
)

uat_trials = Table(
    "uat_trials",
    metadata,
    Column("no", Integer, primary_key=True),
    string("case"),
    string("outcome"),  # passed, failed, blocked
    string("by"),
    string("day"),
    string("origin"),  # sandbox, device, customer
    string("run"),
    string("system"),
    string("note"),
    string("store"),
    string("added"),
)

issues = Table(
    "issues",
    metadata,
    Column("no", Integer, primary_key=True),  # its number
    string("what"),
    string("where"),
    string("severity"),  # severe, general, suggestion
    string("owner"),
    string("by"),
    string("logged"),
    string("case"),
    string("store"),
    string("run"),  # the moment of a journal; empty without one
    string("stream"),
    integer("seq"),
    integer("at"),
)

issue_steps = Table(
    "issue_steps",
    metadata,
    Column("no", Integer, primary_key=True),
    integer("issue"),
    string("state"),  # open, mending, retest, closed
    string("severity"),
    string("owner"),
    string("by"),
    string("when"),
    string("note"),
)

waivers = Table(
    "waivers",
    metadata,
    Column("no", Integer, primary_key=True),
    string("store"),
    string("gate"),
    string("owner"),
    string("reason"),
    string("until"),  # last day on which it holds
    string("by"),
    string("added"),
)
