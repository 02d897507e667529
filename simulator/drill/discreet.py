"""What of a command may be kept: no journal knows a real payment code, wherever it was scanned or typed."""

import msgspec

from simulator.drill.places import Station
from simulator.kernel.commands import CheckPrice, EnterCode, Scan
from simulator.kernel.events import Command
from simulator.pos.reading import is_label
from simulator.pos.state import Till
from virtual_devices.codes import mask_payment_code, wallet_of

LONGEST = 15
"""Digits of a number that may be kept: any longer one is a code that somebody took for an amount."""
CODES = (Scan, EnterCode, CheckPrice)


def discreet(command: Command, station: Station) -> Command:
    """The command as it may be kept: a real payment code, wherever it was scanned or typed, is masked first.

    A weigh label may look like one; which of them it is, is told by what the till is doing.
    """
    if isinstance(command, Scan) and command.good:
        return command  # the hot path: the code comes from a good's own label
    selling = isinstance(station, Till) and station.stage in ("idle", "scanning")
    if selling and isinstance(command, CODES) and isinstance(station, Till) and is_label(station.rules, command.code):
        return command
    changes = {
        field: kept
        for field in command.__struct_fields__
        if (kept := _discreet(value := getattr(command, field))) is not value
    }
    return msgspec.structs.replace(command, **changes) if changes else command


def _discreet(value: object) -> object:
    """A field of a command: the same object where nothing has to be hidden."""
    if isinstance(value, str):
        return mask_payment_code(value) if len(value) > LONGEST and wallet_of(value) else value
    if isinstance(value, int):
        most = 10**LONGEST - 1  # absurd for every operation, and refused as such
        return value if -most <= value <= most else most if value > 0 else -most
    if isinstance(value, dict):
        kept = {_discreet(key): _discreet(each) for key, each in value.items()}
        return value if kept == value else kept
    return value
