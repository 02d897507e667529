"""Incidents, manual mode and written slips."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class IncidentReported(Fact, frozen=True, gc=False):
    """The duty manager (值班经理) was told of an incident, and how the sale stood at that instant."""

    what: str
    stage: str
    after: int
    """Milliseconds since the incident."""


class ManualModeOrdered(Fact, frozen=True, gc=False):
    """The duty manager allowed handwritten slips (手工单据): before this, selling in the dark is a mistake."""

    by: str


class SlipLine(msgspec.Struct, frozen=True, gc=False):
    """A good on a handwritten slip: what was written for it beside what its label says."""

    good: str
    sku: str
    name: Text
    written: Minor
    label: Minor
    """What the label says."""


class SlipWritten(Fact, frozen=True, gc=False):
    """手工单据: a sale by hand while the till was dark. It enters the books only when it is entered (`SlipEntered`)."""

    slip: int
    customer: str
    lines: tuple[SlipLine, ...]
    tender: str
    total: Minor
    received: Minor
    change: Minor
    ordered: bool
    """Whether manual mode had been ordered."""
    off: Minor = 0
    """Written less label prices, summed over the absolute differences: guessed prices show here."""
    confirmed: bool = True
    """For a payment to the static code: whether its arrival had been confirmed on the merchant's side."""


class ArrivalConfirmed(Fact, frozen=True, gc=False):
    """到账: the merchant's side was looked at; `arrived` is whether the customer's money stood there."""

    customer: str
    arrived: bool


class SlipEntered(Fact, frozen=True, gc=False):
    """补录: a handwritten slip was keyed into the till and is now a sale like any other."""

    slip: int
    sale: str
    total: Minor
