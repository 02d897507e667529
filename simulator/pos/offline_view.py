"""What can be seen of an outage of the network: what waits to be uploaded, what was objected to, what a card may be."""

from collections.abc import Sequence

from simulator.kernel.money import Minor
from simulator.pos.offline import card_left
from simulator.pos.state import Till
from simulator.pos.uploads import Record


class OfflineView:
    """The part of a `View` that is about selling offline."""

    __slots__ = ()
    _till: Till

    @property
    def network(self) -> bool:
        return self._till.outage.network

    @property
    def offline_card(self) -> Minor:
        """What may be taken on trust from a card for the open sale, while the network is down."""
        return card_left(self._till)

    @property
    def uploads(self) -> Sequence[Record]:
        """What the head office does not have: waiting, under way, or objected to."""
        return self._till.uploads.of("waiting", "sending", "set_aside")

    @property
    def uploads_waiting(self) -> int:
        return len(self._till.uploads.waiting)

    @property
    def oldest_upload(self) -> int:
        """Milliseconds that the oldest of them has been waiting."""
        waiting = self._till.uploads.waiting
        return self._till.now - waiting[0].at if waiting else 0

    @property
    def uploading(self) -> bool:
        """A record is on its way."""
        return self._till.uploads.sending is not None

    @property
    def conflicts(self) -> Sequence[Record]:
        """Records that the head office objected to."""
        return self._till.uploads.conflicts
