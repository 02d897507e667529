"""What the house does about trainers: who lets another in, whose PIN it is, and a new one for who forgot theirs."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.lobby_rows import Person, Touched
from simulator.wall_clock import wall

if TYPE_CHECKING:
    from simulator.pins import Tried
    from simulator.store.database import Database
    from simulator.store.people import People
    from simulator.store.tries import Door


class Attesting(ABC):
    """A part of the house; the rest of it is in `bootstrap`. Every method may raise StoreError."""

    home: Path
    clock: Callable[[], float]
    """Wall time, in seconds since 1970."""

    @property
    @abstractmethod
    def database(self) -> "Database": ...
    @property
    @abstractmethod
    def _people(self) -> "People": ...

    @property
    def _door(self) -> "Door":
        from simulator.store.tries import Door

        return Door(self.home, self.clock)

    def trainers(self) -> Sequence[Person]:
        return [Person(kept.person, kept.name, "trainer") for kept in self._people.trainers()]

    def add_trainer(self, name: str, pin: str, vouched_by: str = "") -> Person:
        """The first trainer lets in themselves, any other is let in by one of them. Raises ValueError otherwise, and
        PinTaken."""
        trainers = {trainer.person for trainer in self._people.trainers()}
        if trainers and vouched_by not in trainers:
            raise ValueError(f"expected one of the trainers to vouch for another, got {vouched_by!r}")
        self._demand_free_pin(pin)
        kept = self._people.add(new_id(), name, ["trainer"], wall())
        self._people.set_pin(kept.person, pin)
        return Person(kept.person, kept.name, "trainer")

    # --- whose PIN it is

    def pin_wait(self) -> int:
        """Seconds until a PIN is looked at; 0 when it may be now."""
        return self._door.wait()

    def check_trainer_pin(self, pin: str, of: str = "") -> "Tried":
        """Whose PIN it is; where `of` is named, whether it is theirs."""
        return self._door.tried(lambda: self._owner(pin, of))

    def _owner(self, pin: str, of: str = "") -> str:
        """A prompt asks for no name, so one PIN is one trainer's (folders of before may have it twice)."""
        for trainer in self._people.trainers():
            if of in ("", trainer.person) and self._people.check_pin(trainer.person, pin):
                return trainer.person
        return ""

    def _demand_free_pin(self, pin: str, but: str = "") -> None:
        """That nobody else has it; whose it is stays untold."""
        from simulator.store.errors import PinTaken

        if any(one.person != but and self._people.check_pin(one.person, pin) for one in self._people.trainers()):
            raise PinTaken

    # --- another PIN

    def give_pin(self, person: str, pin: str, vouched_by: str) -> None:
        """A trainer's new PIN, by a trainer's word: their own, who know the old one, or another's."""
        from simulator.store.errors import NotVouched

        if vouched_by not in {trainer.id for trainer in self.trainers()}:
            raise NotVouched
        self._set_pin(person, pin)

    def reset_pin(self, person: str, pin: str) -> str:
        """A trainer's new PIN by nobody's word, as whoever has the data folder can give one: it stays known, and is
        said wherever their attestations are. Returns the moment."""
        from simulator.store.glance import RESET

        moment = datetime.fromtimestamp(self.clock(), UTC).isoformat(timespec="microseconds")
        self._set_pin(person, pin, f"{RESET}{moment}")
        return moment

    def _set_pin(self, person: str, pin: str, mark: str = "") -> None:
        from simulator.store.errors import NoSuchPerson

        if person not in {trainer.id for trainer in self.trainers()}:
            raise NoSuchPerson(person=person)
        self._demand_free_pin(pin, person)
        self._people.set_pin(person, pin, mark)

    def resets(self) -> dict[str, str]:
        """Trainer -> the first moment at which their PIN was given anew by nobody's word."""
        return {one.person: one.reset for one in self._people.all() if one.reset}

    # --- what is theirs

    def touched(self, trainer: str) -> Touched:
        """What bears a trainer's name: exams that they attested, sessions that they judged."""
        return Touched(*self._people.attested_and_judged(trainer))


def new_id() -> str:
    """Of somebody who comes: drawn by lot."""
    import secrets

    return secrets.token_hex(4)
