"""A document for a roll of paper, composed once: shown on screen, and printed as it is on a real printer.

A `Document` is a tuple of blocks. Widths are in display cells (a Chinese character is two), never in `len()`.
"""

from typing import Literal, NamedTuple

Align = Literal["left", "centre", "right"]


class Text(NamedTuple):
    """One logical line; the device wraps it at its own width, by cells."""

    text: str
    align: Align = "left"
    bold: bool = False
    double: bool = False
    """Double width and height."""


class Row(NamedTuple):
    """Left and right text on one line; the left one is wrapped when both do not fit."""

    left: str
    right: str
    bold: bool = False


class Rule(NamedTuple):
    """A line across the paper."""

    mark: str = "-"


class Feed(NamedTuple):
    """Empty lines."""

    lines: int = 1


class Barcode(NamedTuple):
    """A linear code (Code 128) with its text below."""

    data: str


class Qr(NamedTuple):
    """A QR code, drawn by the printer itself."""

    data: str


class Cut(NamedTuple):
    """Feed to the knife and cut."""


class Kick(NamedTuple):
    """The pulse that opens the cash drawer."""


Block = Text | Row | Rule | Feed | Barcode | Qr | Cut | Kick
Document = tuple[Block, ...]

TRAINING_MARK = "培训小票 不作凭证 TRAINING"
"""Stands on everything that leaves a drill, in every mode and language; there is no switch."""
