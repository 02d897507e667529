"""What the head office says to what tills upload."""

import msgspec

from simulator.kernel.events import Stimulus


class UploadAnswered(Stimulus, frozen=True, gc=False):
    """The head office's answer to a record: `accepted`, `duplicate`, `rejected`, or `timeout` where none comes."""

    key: str
    outcome: str
    reason: str = ""
    """Of a rejection: `unknown_item`, `day_closed`, `entered_elsewhere`."""
    declined: dict[str, str] = msgspec.field(default_factory=dict)
    """Stored card payments of it that the bank did not take -> why."""
