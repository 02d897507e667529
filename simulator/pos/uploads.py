"""What waits to be uploaded: the part of a till's state that outlives an outage of the network."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from simulator.kernel.facts import SaleCompleted, TrustedCard
from simulator.kernel.money import Minor

UploadStatus = Literal["waiting", "sending", "set_aside", "arrived", "rejected"]
"""What the till knows of a record: `set_aside` waits for a manager, `rejected` was left out by one."""


@dataclass(slots=True)
class Record:
    """A sale or a return that was finished offline."""

    key: str
    sale: str
    receipt: str
    total: Minor
    cards: tuple[TrustedCard, ...]
    at: int
    status: UploadStatus = "waiting"
    attempts: int = 0
    reason: str = ""
    """Why the head office objected."""
    approved: bool = False
    """A manager accepted it all the same."""
    sold: SaleCompleted | None = None
    """What was sold, for who has to hear of it once it has arrived."""


@dataclass(slots=True)
class Uploads:
    """All records of the shift by their keys, in the order in which they were finished."""

    records: dict[str, Record] = field(default_factory=dict)
    run: list[str] = field(default_factory=list)
    """Keys that are still to be sent in the upload under way."""
    arrived: int = 0
    """How many of that upload arrived."""
    returned_at: int | None = None

    def of(self, *statuses: UploadStatus) -> list[Record]:
        return [record for record in self.records.values() if record.status in statuses]

    @property
    def waiting(self) -> list[Record]:
        """Those that the head office may not have."""
        return self.of("waiting", "sending")

    @property
    def conflicts(self) -> list[Record]:
        """Those that a manager has to decide on."""
        return self.of("set_aside")

    @property
    def sending(self) -> Record | None:
        return next((record for record in self.records.values() if record.status == "sending"), None)

    @property
    def trusted(self) -> list[TrustedCard]:
        """Card payments of finished sales that nobody has asked the bank about."""
        return [card for record in self.of("waiting", "sending", "set_aside") for card in record.cards]


def receipts(records: Sequence[Record]) -> str:
    """Their numbers in a row."""
    return ", ".join(record.receipt for record in records)
