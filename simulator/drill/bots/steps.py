"""What a bot decides: a step, why it is the right one, and what it keeps in mind between steps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog, Item
from simulator.pos.counter_view import GoodSeen
from simulator.pos.view import View


class Advice(NamedTuple):
    """The next right step. `reason` is a text id of the catalogue `advice`, with its parameters."""

    command: Command | None
    """None: wait for something to happen."""
    reason: str
    given: dict[str, str | Text] = {}
    after: int = 0
    """Milliseconds until the step is due; before that it comes too early."""
    meanwhile: str = ""
    """What a person is told until then, a text id as well."""


def settled(command: c.SettleTransfer) -> str:
    """As it was tried: what was refused, or held back by a coach, may still be done another way."""
    return f"settle {command.transfer} {command.reason}"


def sent(command: c.SendTransfer) -> str:
    """As it was tried, too."""
    return f"send {command.store} {' '.join(f'{portion.quantity} {portion.sku}' for portion in command.goods)}"


@dataclass(slots=True)
class Memory:
    """What cannot be seen any more: a person remembers it too."""

    noted: dict[str, int] = field(default_factory=dict)
    """Matter -> virtual time at which it was done or noticed."""
    last: Command | None = None
    repeats: int = 0
    """How often the last command was given in a row."""

    def did(self, command: Command, now: int) -> None:
        """A command was given."""
        self.repeats = self.repeats + 1 if command == self.last else 1
        self.last = command
        self.noted[name_of(command)] = now
        match command:
            case c.QueryPayment():
                self.noted[f"query {command.request}"] = now
            case c.Say():
                self.noted[f"say {command.reply}"] = now
            case c.SetAside():
                self.noted[f"aside {command.good}"] = now
            case c.FindReceipt():
                self.noted[f"receipt {command.value}"] = now
            case c.RedeemCoupon():
                self.noted[f"coupon {command.code}"] = now
            case c.CheckPrice():
                self.noted[f"price {command.code}"] = now
            case c.PullStock():
                self.noted[f"pull {command.place} {command.sku}"] = now
                self.noted[f"pull {command.place} {command.sku} {command.lot}"] = now
            case c.SettleTransfer():
                self.noted[settled(command)] = now
            case c.SendTransfer():
                self.noted[sent(command)] = now
            case c.ChangePrice():
                self.noted[f"shelf {command.sku}"] = now
            case c.CancelAuthorization():  # whatever waited for it is still to be done
                self.noted = {matter: at for matter, at in self.noted.items() if not matter.startswith("settle ")}
            case c.GrantRight():
                self.noted[f"give {command.role} {command.operation}"] = now
            case c.RevokeRight():
                self.noted[f"take {command.role} {command.operation}"] = now
            case c.InquireStock():
                self.noted[f"stock {command.code}"] = now
            case c.ShowMovements():
                self.noted[f"movements {command.code}"] = now
            case c.LookAtPlace():
                self.noted[f"look {command.place} {command.sku}"] = now

    def done(self, kind: type[Command]) -> bool:
        """Whether such a command was ever given."""
        return name_of(kind) in self.noted

    def lately(self, matter: str, now: int, within: int) -> bool:
        """Whether a matter was done at most `within` milliseconds ago."""
        done = self.noted.get(matter)
        return done is not None and now - done <= within


Habit = Callable[[View, Memory], Advice | None]
"""Looks at the till and says what to do, or nothing."""


@lru_cache(maxsize=16)
def _by_look(catalog: Catalog) -> dict[str, Item]:
    return {name: item for item in catalog.items.values() for name in (item.name.zh, item.name.en) if name}


def recognise(view: View, good: GoodSeen) -> Item | None:
    """What a good is, by its look: names stand on packages, and produce is known."""
    known = _by_look(view.rules.catalog)
    return known.get(good.look.zh) or known.get(good.look.en)


def wait(reason: str, **given: str | Text) -> Advice:
    return Advice(None, reason, given)


def do(command: Command, reason: str, **given: str | Text) -> Advice:
    return Advice(command, reason, given)
