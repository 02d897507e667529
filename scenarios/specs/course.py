"""How things stand at the start, and what happens when."""

from dataclasses import dataclass, field
from typing import Literal

from scenarios.specs.conditions import Where
from scenarios.specs.spans import Span
from simulator.kernel.money import Minor, Pieces
from simulator.kernel.offline import OfflinePolicy
from simulator.kernel.texts import Text

Stage = Literal["idle", "scanning", "tendering", "paying", "change", "printing"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """When something happens. One of `at`, `stages`, `event`, `idle` leads; `by` is a delay drawn from the span."""

    at: Span | None = None
    customer: str = ""
    stages: tuple[Stage, ...] = ()
    """The seed picks one of them."""
    event: str = ""
    nth: int = 1
    """Which occurrence of `event`."""
    where: tuple[Where, ...] = ()
    """Only occurrences of `event` that meet these are counted."""
    idle: int = 0
    by: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Happening:
    """`do` is a verb of the director; `args` its typed parameters."""

    id: str
    trigger: Trigger
    do: str
    """`power_fails`, `power_flickers`, `power_returns`, `network_fails`, `network_returns`, `channel_fails`,
    `channel_returns`, `till_dies`, `paper_runs_low`, `drawer_sticks`, `supervisor_orders`, `relief_arrives`,
    `change_supplied`, `static_code_payments`, `head_office_objects`, `head_office_silent`, `errand`, `says`."""
    chance: int = 100
    """Percent of seeds in which it happens at all, drawn when the drill is set up."""
    order: str = ""
    """Of `supervisor_orders`; with several in `orders`, the first of them."""
    orders: tuple[str, ...] = ()
    """The seed picks one."""
    ups: tuple[int, ...] = ()
    """Milliseconds of reserve; the seed picks one."""
    stable: bool = True
    lines: Span = Span(0, 0)
    channel: str = ""
    """Of `channel_fails` and `channel_returns`; empty is the main one."""
    customer: str = ""
    pieces: Pieces = field(default_factory=dict)
    text: Text = Text()
    operation: str = ""
    """Of an `errand`: `pay_in` or `pay_out`; with `amount` and `reason`."""
    amount: Minor = 0
    reason: str = ""
    reasons: tuple[str, ...] = ()
    """Of `head_office_objects`: the seed picks why the next upload does not fit."""


@dataclass(frozen=True, slots=True)
class Given:
    """How things stand at the start."""

    float: Pieces = field(default_factory=dict)
    """Empty: the shop's own float."""
    paper: Span = Span(400, 400)
    """Lines left on the roll."""
    supervisor_delay: Span = Span(8_000, 20_000)
    report_delay: Span = Span(5_000, 15_000)
    """From the report of an incident to the duty manager's decision."""
    float_off: tuple[Minor, ...] = ()
    """What the float found in the drawer is off by; the seed picks one."""
    cash_limit: Minor = 0
    """With more than this in the drawer large notes belong in the safe; 0: as the shop says."""
    closing: str = ""
    """`blind` or `handover`; empty: the shift just ends."""
    check_notes: bool = False
    """False notes are about."""
    promotions: tuple[str, ...] = ()
    """Those of the shop's promotions that are on."""
    clock: str = ""
    """The shop's date and time at the beginning, `2026-12-24T10:00`; empty: the shop's own."""
    offline: OfflinePolicy = OfflinePolicy()
    """What the till may do while the network is down."""
    standby_till: bool = False
    """There is a second till beside, with a float of its own, that nobody is signed on to (备用收银机)."""
    standby_float_off: tuple[Minor, ...] = ()
    """What the float found there is off by; the seed picks one."""
