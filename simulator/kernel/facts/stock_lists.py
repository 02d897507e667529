"""What became of a list that came as a file: row by row, and all of it."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.items import NewItem
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class RowChecked(Fact, frozen=True, gc=False):
    """核对: what a label or the signed notice says about a row."""

    list: str
    row: int
    source: str
    code: str = ""
    """As it is printed; empty where there are no such goods here."""
    price: Minor = 0
    """As it was signed; 0: the notice has nothing of it."""


class SenderAsked(Fact, frozen=True, gc=False):
    """The sender was asked about a row."""

    list: str
    row: int
    unknown_here: bool = True
    """Neither file nor goods nor notice could say it."""


class RowDecided(Fact, frozen=True, gc=False):
    """What becomes of a row, and what should become of it by file and evidence."""

    list: str
    row: int
    decision: str
    as_read: str
    """What the reading of the file made of it: `accepted`, `repaired`, `rejected`."""
    code: str = ""
    price: Minor = 0
    reason: str = ""
    proper: str = ""
    proper_code: str = ""
    proper_price: Minor = 0
    proper_reason: str = ""
    borne_out: bool = True
    looked_up: bool = True
    """What it rests on was looked at before."""


class ListedRow(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A row of a list, and its end."""

    row: int
    decision: str
    sku: str = ""
    price: Minor = 0
    reason: str = ""
    notes: tuple[str, ...] = ()
    """What was repaired in it, or wrong with it: text ids."""
    right: bool = True


class ListPosted(Fact, frozen=True, gc=False):
    """导入过账: every row of the file, with what became of it; none is lost."""

    list: str
    name: Text
    rows: tuple[ListedRow, ...]
    taken: int
    mended: int
    left_out: int
    aside: int
    """Rows that hold no data."""
    wrong_rows: int = 0
    """Taken or mended with a code or price that file and evidence do not bear out."""
    dropped_rows: int = 0
    """Left out although they could have been taken, mended or set up."""
    new_goods: int = 0
    """New goods that were set up."""
    guessed_rows: int = 0
    """Mended with a code or price that was not looked up, neither before the last word on the row nor since."""


class GoodsListed(Fact, frozen=True, gc=False):
    """新品建档: goods that this shop did not have, with all that its stations have to know of them."""

    list: str
    items: tuple[NewItem, ...]
