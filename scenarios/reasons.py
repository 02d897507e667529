"""Words that the journal notes and nothing else in the vocabulary lists: why something was refused, opened or reported.

Screens and rules have the same words; tests in `tests/scenarios/test_vocabulary.py` compare them.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from simulator.kernel.commands import LOSSES, PAID_IN, PAID_OUT, PRICE_REASONS

FILE = "refusals.txt"
"""All ids of refusals, a line each: made of the interface's words by `simulator.coverage.write`."""

INCIDENTS = ("power", "network", "payment", "printer", "till", *LOSSES)
"""What is reported to the duty manager from a till."""

IDLE_OPENINGS = ("change", "cash", "small_change", "look")
"""Why a drawer is opened without a sale."""

EXCEPTIONS = ("goodwill", "quality", "other")
"""Why a return is taken that the house's rules would turn away."""

CANCELLED = ("not_taken_back", "customer", "mistake", "other")
"""Why a return was given up."""

PRINTER_ERRORS = ("EPTR_REC_EMPTY", "EPTR_COVER_OPEN", "E_OFFLINE", "E_TIMEOUT", "E_NOHARDWARE", "E_FAILURE")
"""What a printer says by its UPOS name."""

TILLS = tuple(f"till-{n}" for n in range(1, 10))
"""Of any script: each has as many as it opens."""

HOURS = tuple(str(hour) for hour in range(24))
"""A manager's choice, too: in which hour most is sold. Told as they are written, in any language."""


def _of(names: str, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(names.split(), words)


NOTED: dict[str, tuple[str, ...]] = {
    **_of("report_incident.what incident_reported.what", INCIDENTS),
    "no_sale.reason": IDLE_OPENINGS,
    "drawer_opened.reason": tuple(dict.fromkeys((*IDLE_OPENINGS, *PAID_IN, *PAID_OUT))),
    "pay_in.reason": PAID_IN,
    "pay_out.reason": PAID_OUT,
    **_of("allow_exception.reason return_exception_allowed.reason", EXCEPTIONS),
    **_of("cancel_return.reason return_cancelled.reason", CANCELLED),
    **_of("line_added.line.reason line_changed.line.reason", PRICE_REASONS),
    **_of("price_overridden.line.reason line_discounted.line.reason", PRICE_REASONS),
    "printer_failed.error": PRINTER_ERRORS,
    "refund_declined.error": ("E_OFFLINE",),
    "phone_offered.code": ("picture", "static"),
    **_of("cashier_came.origin cashier_signed_on.origin sale_resumed.origin till_left.to move_till.station", TILLS),
}
"""Event and field -> the words it can hold. Codes of phones are drawn: a script can name what is none."""

OPEN = frozenset(["draft_changed.was", "invoice_red_lettered.against", "checkpoint.order"])
"""Event and field that hold any word, whatever other events' fields of that name do."""


@cache
def refusals() -> tuple[str, ...]:
    """Ids of all refusals, in the order of the alphabet."""
    return tuple(files("scenarios").joinpath(FILE).read_text("utf-8").split())


def write(ids: Iterable[str]) -> Path:
    """Rebuild the file in a checkout; returns its path."""
    path = Path(str(files("scenarios").joinpath(FILE)))
    path.write_text("\n".join(sorted(ids)) + "\n", "utf-8")
    refusals.cache_clear()
    return path
