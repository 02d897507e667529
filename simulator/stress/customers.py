"""Who comes next: what is to be done at a till that is free. Baskets are dealt out, and some goods come back."""

from collections import deque

from simulator.drill.staging import Stage
from simulator.kernel.draws import Draws
from simulator.kernel.facts import Sold
from simulator.pos.calendar import today
from simulator.pos.sold import sold_of
from simulator.pos.state import Till
from simulator.stress import sales
from simulator.stress.baskets import drawn
from simulator.stress.lane import Lane, Script
from simulator.stress.members import Members
from virtual_devices.head_office import HeadOffice

KEPT = 256
"""Receipts that may come back: what the back office is asked about."""
COMES_BACK = 16
"""One in so many customers keeps the receipt for that; where more come back, twice as many as do."""
TWICE = 8
"""One in so many receipts is tried twice: never more may come back than was sold."""


class Customers:
    """Of one worker's tills."""

    def __init__(self, stage: Stage, seed: int, worker: int, returns: int, workers: int) -> None:
        self._draws = Draws(seed, f"stress/{worker}")
        self._baskets = drawn(stage, seed)
        self._approver = sales.approver_of(stage.rules)
        self._returns = returns
        self._keepers = (2 * returns, 100) if 2 * COMES_BACK * returns > 100 else (1, COMES_BACK)
        """So many customers of so many."""
        self._members = Members(list(stage.people.members), self._draws, worker, workers)
        self._number = 0
        self._office = HeadOffice()
        self._pool: deque[Sold] = deque(maxlen=KEPT)

    def next(self, lane: Lane) -> Script:
        """What is done at a till that is free."""
        till, draws = lane.station, self._draws
        assert isinstance(till, Till), "tills are played here"
        self._number += 1
        if self._pool and till.outage.network and draws.below(100) < self._returns:
            sold = self._pool[0] if draws.below(TWICE) == 0 else self._pool.popleft()
            return sales.give_back(till, sold, self._number, self._approver, self._members)
        basket = draws.pick(self._baskets)
        if basket.member and (member := self._members.next()):  # a script's few people would all stand at all tills
            basket = basket._replace(member=member)
        return sales.sale(till, basket, self._number, draws, self._approver, self._members)

    def cleared(self, lane: Lane) -> Script:
        """A till that somebody left in the middle of something."""
        till = lane.station
        assert isinstance(till, Till), "tills are played here"
        return sales.clear(till, self._approver)

    def cut_off(self, lane: Lane) -> Script:
        """A till loses its network."""
        till = lane.station
        assert isinstance(till, Till), "tills are played here"
        return sales.cut_off(till)

    def reconnect(self, lane: Lane) -> Script:
        """It has one again."""
        till = lane.station
        assert isinstance(till, Till), "tills are played here"
        return sales.reconnect(till, self._office, self._draws)

    def _keeps(self) -> bool:
        """Whether a customer keeps the receipt."""
        few, many = self._keepers
        return self._draws.below(many) < few

    def served(self, lane: Lane) -> None:
        """It is done, and durable."""
        till = lane.station
        if not isinstance(till, Till):
            return
        sales.forget(till)
        if lane.outcome is not None and lane.outcome.kind == "sale" and self._keeps():
            done = till.last
            if done is not None:
                channels = {tender.request: "main" for tender in done.tenders if tender.request}
                self._pool.append(sold_of(done, till.rules.policy, today(till), channels))
