"""In the stockroom: a list that came as a file, gone through row by row and posted."""

from simulator.kernel.events import Command
from simulator.kernel.money import Minor


class CheckRow(Command, frozen=True, gc=False):
    """核对: read what the goods' own label, or the signed notice, says about a row."""

    list: str
    row: int
    """As the file counts."""
    source: str
    """One of `lists.SOURCES`."""


class AskSender(Command, frozen=True, gc=False):
    """询问发件方: ask whoever sent the list what a row should say."""

    list: str
    row: int


class DecideRow(Command, frozen=True, gc=False):
    """逐行处理: take a row as it was read, mend it with a code and a price, set up what is new, or leave it
    out with a reason."""

    list: str
    row: int
    decision: str
    """One of `lists.DECISIONS`."""
    code: str = ""
    """Of what is mended or set up; empty: as in the file."""
    price: Minor = 0
    """Of what is mended or set up; 0: as in the file."""
    reason: str = ""
    """Of what is left out: one of `lists.LEFT_OUT`."""


class PostList(Command, frozen=True, gc=False):
    """导入过账: what was taken and mended holds in the stockroom and at all tills."""

    list: str
