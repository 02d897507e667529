"""The head office that tills upload to: it takes a record once, however often it is sent, and objects to what is odd.

What its bank takes of card payments on trust is decided when a record first comes; the same key gets the same answer.

>>> office = HeadOffice()
>>> office.receive(Upload("till-1-0001", 1280), now=0).outcome
'accepted'
>>> office.receive(Upload("till-1-0001", 1280), now=9000).outcome, office.total
('duplicate', 1280)
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Taken = Literal["accepted", "duplicate", "rejected"]


class CardSlip(NamedTuple):
    """A card payment that a till took on trust."""

    ref: str
    amount: int
    at: int
    """When the card was read."""
    over: bool = False
    """Above what a sale may have on a card offline."""


class Upload(NamedTuple):
    """A record that a till sends."""

    key: str
    total: int
    cards: tuple[CardSlip, ...] = ()
    approved: bool = False
    """A manager accepted it: there is nothing left to object to."""


class Receipt(NamedTuple):
    """What the head office answers."""

    outcome: Taken
    reason: str = ""
    declined: Mapping[str, str] = {}
    """Card payment on trust -> why no bank took it."""


class HeadOffice:
    """`lasts`: milliseconds after which a card payment on trust is worth nothing."""

    def __init__(self, *, lasts: int = 24 * 3_600_000) -> None:
        self._lasts = lasts
        self._books: dict[str, int] = {}
        self._declined: dict[str, Mapping[str, str]] = {}
        self._objections: list[str] = []
        self._objected: dict[str, str] = {}
        self._unfunded: set[str] = set()

    @property
    def total(self) -> int:
        """What all the sales in its books come to."""
        return sum(self._books.values())

    @property
    def keys(self) -> tuple[str, ...]:
        """What it has, in the order in which it came."""
        return tuple(self._books)

    def object_to_next(self, reason: str) -> None:
        """The next record that comes without a manager's consent does not fit."""
        self._objections.append(reason)

    def no_funds(self, ref: str) -> None:
        """The bank will not pay for that card payment."""
        self._unfunded.add(ref)

    def receive(self, upload: Upload, now: int) -> Receipt:
        """Take a record, or say why not."""
        if upload.key in self._books:
            return Receipt("duplicate", "", self._declined[upload.key])
        if not upload.approved:
            if upload.key not in self._objected and self._objections:
                self._objected[upload.key] = self._objections.pop(0)
            if upload.key in self._objected:
                return Receipt("rejected", self._objected[upload.key])
        declined = {card.ref: why for card in upload.cards if (why := self._why_not(card, now))}
        self._books[upload.key], self._declined[upload.key] = upload.total, declined
        return Receipt("accepted", "", declined)

    def _why_not(self, card: CardSlip, now: int) -> str:
        if card.over:
            return "over_limit"
        if now - card.at > self._lasts:
            return "expired"
        return "refused" if card.ref in self._unfunded else ""
