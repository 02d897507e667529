"""Lists that came as files, as the clerk sees them: what label, notice and sender would say is not here before somebody
looked or asked."""

from typing import NamedTuple

from simulator.kernel.facts import RowDecided
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.stock.listing import goods_of
from simulator.stock.lists import FileRow, Found, Listing
from simulator.stock.state import Stockroom


class ListRow(NamedTuple):
    """A row of a list, with what the import found in it and what was looked at since."""

    row: FileRow
    sku: str
    """The shop's item under its code, as read or as the label says; empty: none that is known."""
    listed: Minor
    """What that costs now; 0: nothing."""
    found: Found
    asked: bool
    end: RowDecided | None


class ListSeen(NamedTuple):
    """A list that came as a file and is not posted."""

    list: str
    name: Text
    """Its sender."""
    file: str
    form: str
    """Its encoding."""
    text: Text
    rows: tuple[ListRow, ...]
    aside: int
    """Rows that hold no data."""
    opens: bool
    """New goods may be set up from it."""

    @property
    def left(self) -> int:
        """Rows without a decision."""
        return sum(row.end is None for row in self.rows)


def lists_seen(room: Stockroom) -> list[ListSeen]:
    """Those that are not posted."""
    return [_seen(room, one) for one in room.lists.values() if not one.posted]


def _seen(room: Stockroom, one: Listing) -> ListSeen:
    rows = tuple(_row(room, one, row) for row in one.rows)
    return ListSeen(one.list, one.name, one.file, one.form, one.text, rows, one.aside, one.opens)


def _row(room: Stockroom, listing: Listing, row: FileRow) -> ListRow:
    found = listing.seen(row.number)
    code = row.code or found.label
    goods = goods_of(room, code) if code else None
    sku, price = (goods.sku, goods.price) if goods else ("", 0)
    return ListRow(row, sku, price, found, row.number in listing.asked, listing.decided.get(row.number))
