"""Evidence that came from outside of a drill: what somebody attached, and what a check of the devices found."""

from sqlalchemy import Boolean, Column, Integer, Table

from simulator.store.schema import integer, metadata, string

attached = Table(
    "attached",
    metadata,
    Column("no", Integer, primary_key=True),  # order in which it came
    string("gate"),
    string("file"),  # its name; the file itself stays with whoever has it
    string("sha256"),
    string("by"),
    string("origin"),  # sandbox, device, customer
    string("day"),  # it is of this day
    string("until"),  # last day on which it holds
    string("value"),  # the figure as typed; empty for a record without one
    integer("n"),  # its sample size
    string("added"),  # wall time
    string("part", ""),  # of which list it is, where a gate asks for several
    string("store", ""),  # of this store alone
)

device_checks = Table(
    "device_checks",
    metadata,
    Column("no", Integer, primary_key=True),
    string("device"),  # printer-1: what, and at which lane
    string("address"),
    string("origin"),  # sandbox for a virtual one, else device
    Column("ok", Boolean, nullable=False),
    string("found"),  # what was found, as a word
    string("by"),
    string("checked"),  # wall time
    string("store", ""),  # whose lane it is
)
