"""The devices of a station on a bench: the same virtual ones as at the till, wired to each other, worked by hand."""

from collections.abc import Callable

from simulator.kernel.money import CNY
from simulator.kernel.paper import TRAINING_MARK, Barcode, Cut, Document, Feed, Kick, Row, Rule, Text
from simulator.kernel.texts import pad
from virtual_devices.codes import BadCode, Code, read_code, wallet_of
from virtual_devices.drawer import CashDrawer
from virtual_devices.escpos import encode
from virtual_devices.line_display import COLUMNS as DISPLAY_COLUMNS
from virtual_devices.line_display import LineDisplay, show
from virtual_devices.printer import Kicked, POSPrinter
from virtual_devices.scale import Scale

COLUMNS = 32
ROLL = 400
"""Lines."""
SAMPLE_CODE = "6901234567892"
SAMPLES = (SAMPLE_CODE, "6901234567898", "2101234007556", "134567890123456789")
"""A sound EAN-13, one with a wrong check digit, a weigh label, a payment code."""


def sample(name: str, price: str, say: Callable[[str], str]) -> Document:
    """A test receipt: both scripts, columns, a code for the scanner to read, the knife."""
    return (
        Text(TRAINING_MARK, "centre", bold=True),
        Text(say("devices.receipt.title"), "centre", double=True),
        Rule(),
        Row(name, price),
        Row("1234567890 ABC abc", "¥"),
        Text(say("devices.receipt.wide")),
        Rule(),
        Barcode(SAMPLE_CODE),
        Feed(),
        Text(TRAINING_MARK, "centre", bold=True),
        Cut(),
    )


class Bench:
    """Times are integer milliseconds; `tick` lets it pass."""

    def __init__(self) -> None:
        self.printer = POSPrinter(COLUMNS, roll=ROLL, line_ms=60)
        self.drawer = CashDrawer()
        self.scale = Scale()
        self.display = LineDisplay()
        self.read: Code | BadCode | None = None
        """The last scan, understood."""
        self.scanned = ""
        self.wallet = ""

    def scan(self, code: str) -> None:
        """A scanner read this."""
        self.scanned = code
        self.read = read_code(code)
        self.wallet = wallet_of(code) or ""

    def print(self, document: Document, now: int, *, kick: bool = False) -> None:
        """Send a document to the virtual printer, and with `kick` the pulse for the drawer."""
        self._follow(self.printer.receive(encode((*document, *((Kick(),) if kick else ())), COLUMNS), now).events, now)

    def cover(self, now: int) -> None:
        """Open the printer's cover, or close it: what was held goes on."""
        closed = self.printer.error != "EPTR_COVER_OPEN"
        reaction = self.printer.open_cover(now) if closed else self.printer.close_cover(now)
        self._follow(reaction.events, now)

    def roll(self, now: int) -> None:
        """Take the paper out, or put a new roll in."""
        lines = ROLL if self.printer.paper_left <= 0 else 0
        self._follow(self.printer.change_paper(now, lines=lines).events, now)

    def total(self, amount: int, label: str, thanks: str) -> None:
        """Show a total to the customer."""
        money = CNY.format(amount)
        self.display.receive(show(pad(label, DISPLAY_COLUMNS - len(money)) + money, thanks), 0)

    def tick(self, now: int) -> bool:
        """Whether anything moved."""
        before = len(self.printer.paper), self.drawer.opened, self.scale.moving
        self._follow(self.printer.tick(now).events, now)
        self.scale.tick(now)
        self.drawer.tick(now)
        return before != (len(self.printer.paper), self.drawer.opened, self.scale.moving)

    def _follow(self, events: tuple[object, ...], now: int) -> None:
        """The printer's drawer connector leads to the drawer."""
        for event in events:
            if isinstance(event, Kicked):
                self.drawer.kick(now)
        self.printer.set_drawer_pin(self.drawer.opened, now)
