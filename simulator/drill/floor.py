"""The sales floor: the tills of a run, the stockroom behind it, and what the shop tells one of them about another.

A till decides by its own state alone. Where a matter concerns two, the other is told in an entry of its own stream,
which is appended in the same transaction: a basket is never at two tills, and never at none.
"""

from collections.abc import Iterator, Sequence

from simulator.desk.state import Desk
from simulator.drill.places import Station
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.commands import ResumeSale
from simulator.kernel.events import Event, Stimulus
from simulator.pos.accounts import key_of, told
from simulator.pos.carrying import coming_from, held_by, plain, tickets_of
from simulator.pos.recent import sold_lower
from simulator.pos.state import Till
from simulator.stock.state import Stockroom
from simulator.stock.telling import news_for, to_stockroom, unheard
from simulator.store.errors import ClaimRefused

EVERYWHERE = (
    s.PowerFailed, s.PowerFlickered, s.PowerReturned, s.UpsExhausted, s.NetworkFailed, s.NetworkReturned, s.TimeUp,
)  # fmt: skip
"""What happens to the whole shop at once."""


class Floor:
    """Stations by their stream."""

    def __init__(self) -> None:
        self.tills: dict[str, Till] = {}
        self.stockroom: Stockroom | None = None
        self._stations: dict[str, Station] = {}

    def add(self, station: Station) -> None:
        """One more, or another in the place of the one of that name."""
        self._stations[station.station] = station
        if isinstance(station, Till):
            self.tills[station.station] = station
        elif isinstance(station, Stockroom):
            self.stockroom = station

    def __getitem__(self, station: str) -> Station:
        """Raises KeyError for a station that this run does not have."""
        return self._stations[station]

    @property
    def several(self) -> bool:
        """There is more than one station that has to hear of another."""
        return len(self._stations) > 1

    @property
    def closed(self) -> bool:
        """Nobody has a station open; one that nobody ever signed on to is no matter."""
        return all(
            station.closed or (not isinstance(station, Till) and not station.operator)
            for station in self._stations.values()
        )

    def occupied(self, facts: Sequence[Event]) -> str:
        """The till that somebody wants to go over to although another person stands there; empty where none does."""
        wanted = (fact.to for fact in facts if type(fact) is f.TillLeft and fact.to)
        return next((to for to in wanted if to not in self.tills or self.tills[to].manned), "")

    def find_ticket(self, till: Station, command: ResumeSale) -> s.TicketFound | None:
        """The shop's answer for a ticket that a till does not know; None where it does, cannot ask, or nobody knows."""
        ticket = command.ticket
        if (
            not isinstance(till, Till)
            or not (self.several and till.outage.network)
            or ticket in till.suspended
            or ticket in till.held
        ):
            return None
        for other in self.tills.values():
            held = held_by(other, ticket) if other is not till else None
            if held is not None:
                return s.TicketFound(ticket, plain(held))
        return None

    def sold_elsewhere(self, till: Station) -> s.SoldElsewhere | None:
        """What a return without a receipt has to know of the other tills; None for nothing, or without a network."""
        if not isinstance(till, Till) or not (self.several and till.outage.network):
            return None
        sold = sold_lower(till, self.tills.values())
        return s.SoldElsewhere(sold) if sold else None

    def tell(self, till: Station, event: Event, facts: Sequence[Event]) -> Iterator[tuple[Station, Stimulus]]:
        """What other stations have to hear when this follows from an event at one."""
        if isinstance(till, Stockroom):
            for other in self.tills.values():
                news = news_for(other, till, facts)
                if news is not None:
                    yield other, news
            for desk in self._desks():
                news = unheard(desk.rules.shop, till, facts)
                if news is not None:
                    yield desk, news
        if not isinstance(till, Till):
            return
        if isinstance(event, EVERYWHERE):
            yield from ((other, event) for other in self._others(till))
        for fact in facts:
            if type(fact) is f.TillLeft and fact.to in self.tills:
                to = self.tills[fact.to]
                yield to, coming_from(till, to, self.tills.values())
            elif type(fact) is f.SaleResumed:
                for other in self.tills.values():
                    if other is not till and (fact.ticket in other.held or fact.ticket in tickets_of(other)):
                        yield other, s.TicketTaken(fact.ticket, till.station)
            elif type(fact) is f.MemberEnrolled:
                yield from ((other, s.MemberTold(fact.member, fact.name)) for other in self._others(till))
        if self.stockroom is not None:
            moved = to_stockroom(till, facts, till.now)
            if moved is not None:
                yield self.stockroom, moved

    def _others(self, till: Till) -> Iterator[Till]:
        """The tills beside that are not closed."""
        return (other for other in self.tills.values() if other is not till and not other.closed)

    def _desks(self) -> Iterator[Desk]:
        """Those that are not closed."""
        return (station for station in self._stations.values() if isinstance(station, Desk) and not station.closed)

    def missed(self, till: Station, event: Event) -> Stimulus | None:
        """What a till has to hear of the stockroom before anything else, because it could not hear it at the time."""
        if self.stockroom is None or not isinstance(till, Till) or isinstance(event, s.ShopNews):
            return None
        return news_for(till, self.stockroom)


def taken_elsewhere(refused: ClaimRefused) -> Stimulus | None:
    """What the shop has to say where a claim was not granted; None where there is nothing to learn from it."""
    kind, _, name = refused.claim.key.partition(":")
    if kind == "quota":
        return s.QuotaUsedUp(name, refused.claim.limit - refused.taken)
    if key_of(refused.claim.key):  # another till moved that account
        return told(refused.claim, refused.taken)
    return s.TicketTaken(name, "") if kind == "ticket" else None


ELSEWHERE = {"sold": "refused.returned_elsewhere", "invoice": "refused.invoiced_elsewhere"}


def quicker(refused: ClaimRefused) -> str:
    """Why a command is refused where another till was quicker and there is nothing to decide again."""
    return ELSEWHERE.get(refused.claim.key.partition(":")[0], "refused.taken_elsewhere")
