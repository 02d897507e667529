"""CashDrawer: opened by a pulse, by a key or by nobody; closed by hand only."""

from virtual_devices.upos import Reaction, Status

DrawerReaction = Reaction[Status]


class CashDrawer:
    """A drawer under the till.

    `warn_after` milliseconds of standing open, `ajar` turns true and `next_deadline` has told when.
    """

    def __init__(self, *, warn_after: int = 30_000) -> None:
        self.opened = False
        self.locked = False
        """The key is turned: no pulse opens it."""
        self.ajar = False
        """Open for longer than it should be."""
        self._warn_after = warn_after
        self._opened_at = 0

    @property
    def next_deadline(self) -> int | None:
        """When it will have stood open too long."""
        return self._opened_at + self._warn_after if self.opened and not self.ajar else None

    def kick(self, now: int) -> DrawerReaction:
        """The printer's pulse arrives; a locked drawer stays shut, an open one stays open."""
        return Reaction() if self.locked else self._open(now)

    def open_by_key(self, now: int) -> DrawerReaction:
        """Opened by hand with the key, as in a power cut; leaves it unlocked."""
        self.locked = False
        return self._open(now)

    def close(self, now: int) -> DrawerReaction:
        """Pushed shut by hand."""
        if not self.opened:
            return Reaction()
        self.opened = self.ajar = False
        return Reaction(events=(Status("CASH_SUE_DRAWERCLOSED", now),))

    def lock(self, now: int) -> bool:
        """Turn the key; False when the drawer is open, which cannot be locked."""
        self.locked = not self.opened
        return self.locked

    def tick(self, now: int) -> DrawerReaction:
        """Let time pass."""
        deadline = self.next_deadline
        if deadline is not None and now >= deadline:
            self.ajar = True
        return Reaction()

    def _open(self, now: int) -> DrawerReaction:
        if self.opened:
            return Reaction()
        self.opened, self._opened_at = True, now
        return Reaction(events=(Status("CASH_SUE_DRAWEROPEN", now),))
