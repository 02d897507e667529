"""Which operations belong to which workstation: what a role's file has something to say about.

>>> "void_line" in OPERATIONS["till"], "void_line" in OPERATIONS["stockroom"]
(True, False)
>>> "enter_pin" in OPERATIONS["till"] & OPERATIONS["stockroom"]
True
"""

from simulator.kernel.entries import COMMANDS

ROOMS = {"stock": "stockroom", "desk": "office", "dossiers": "office"}
"""First word of a module of `kernel.commands` -> whose operations stand there; those of all others are the till's."""

SHARED = ("call_supervisor", "enter_pin", "cancel_authorization")
"""Part of every workstation where something may have to be approved."""

SHARING = ("till", "stockroom")

WORKSTATIONS = ("till", "stockroom", "office")


def _operations() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {workstation: set() for workstation in WORKSTATIONS}
    for operation, command in COMMANDS.items():
        module = command.__module__.rpartition(".")[2]
        found[ROOMS.get(module.partition("_")[0], "till")].add(operation)
    for workstation in SHARING:
        found[workstation].update(SHARED)
    return {workstation: frozenset(operations) for workstation, operations in found.items()}


OPERATIONS: dict[str, frozenset[str]] = _operations()
"""Workstation -> wire names of what can be asked for there."""
