"""An operation waits for somebody with the right to allow it: a real workstation stops here too."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.locale import Words
from simulator.screens.station.bars import AdviceLine
from simulator.screens.station.entering import Ask

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen


class Authorization(Ask):
    """An operation waits: a PIN, the supervisor's own, or nothing at all."""

    def __init__(self, station: "StationScreen") -> None:
        pending = station.seen.pending
        assert pending is not None, "nothing waits for an authorization"
        operation, amount, level = pending
        self._station = station
        self._pending = pending

        def note(words: Words) -> str:
            view = station.seen
            state = "here" if view.supervisor else "called" if view.called else "note" if amount else "note_plain"
            return words(f"till.pin.{state}", amount=station.money(amount), level=words(f"till.level.{level}"))

        super().__init__(
            lambda words: words("till.pin.title", operation=station.title_of(operation)),
            note,
            masked=True,
        )
        self._offer_call()

    def _offer_call(self) -> None:
        """The button that calls, as long as nobody was called."""
        view = self._station.seen
        called = view.called or view.supervisor
        self._field.extra = None if called else ("call", lambda words: words("till.pin.call"))
        self._field.extra_advised = isinstance(self._station.coach.command, c.CallSupervisor)

    def sync(self) -> None:
        self._offer_call()
        super().sync()
        self._station.query_one(AdviceLine).sync()  # it names the button that is offered here

    def key(self, key: str, character: str | None) -> bool:
        """The key that calls the supervisor does it here, too."""
        if self.host.profile.action_of(key) == "call_supervisor":
            if self._field.extra is not None:
                self.extra("call")
            return True
        return super().key(key, character)

    def advises(self, words: Words) -> str:
        """A call is a button of this dialog."""
        if self._field.extra_advised and self._field.extra is not None:
            level, key = words(f"till.level.{self._pending[2]}"), self._station.key_label("call_supervisor")
            return words("till.dialog.advice.call", level=level, key=key)
        return self._station.coach.text(words)

    def look(self) -> None:
        """Something happened meanwhile: perhaps the supervisor has decided, or is on the way."""
        if self._station.seen.pending == self._pending:
            self.sync()
        elif self.is_current:
            self.dismiss(None)

    def done(self, text: str) -> None:
        """The PIN becomes a badge here and is kept nowhere."""
        if not text:
            return
        self._station.submit(c.EnterPin(self._station.drill.pins.get(text, "")))
        if self._station.seen.pending is not None:
            self.tell(lambda words: words("till.pin.wrong"))

    def extra(self, id: str) -> None:
        self._station.submit(c.CallSupervisor(self._pending[0]))

    def leave(self) -> None:
        self._station.submit(c.CancelAuthorization())
