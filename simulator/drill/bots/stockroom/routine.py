"""A stock clerk's routine: habits in the order in which they matter; the first that has something to say decides."""

from dataclasses import dataclass, replace

from simulator.drill.bots.stockroom import approving as a
from simulator.drill.bots.stockroom import clearing as p
from simulator.drill.bots.stockroom import counting as k
from simulator.drill.bots.stockroom import dating as d
from simulator.drill.bots.stockroom import listing as i
from simulator.drill.bots.stockroom import moving as m
from simulator.drill.bots.stockroom import pricing as n
from simulator.drill.bots.stockroom import recalling as c
from simulator.drill.bots.stockroom import receiving as r
from simulator.drill.bots.stockroom.steps import Advice, Habit, Memory, wait
from simulator.stock.view import StockView


@dataclass(frozen=True, slots=True)
class StockRoutine:
    """Habits, the most pressing first."""

    habits: tuple[Habit, ...]

    def advise(self, view: StockView, memory: Memory) -> Advice:
        """The next step."""
        for habit in self.habits:
            advice = habit(view, memory)
            if advice is not None:
                return advice
        return wait("advice.wait")

    def without(self, *habits: Habit) -> "StockRoutine":
        return replace(self, habits=tuple(habit for habit in self.habits if habit not in habits))

    def instead(self, habit: Habit, other: Habit) -> "StockRoutine":
        return replace(self, habits=tuple(other if each is habit else each for each in self.habits))

    def first(self, habit: Habit) -> "StockRoutine":
        return replace(self, habits=(habit, *self.habits))


EXPERIENCED = StockRoutine(
    (
        a.in_the_dark,
        a.get_authorization,
        c.stop_at_tills,
        c.pull,
        c.find,
        c.close,
        r.undo_wrong,
        r.count_in,
        r.post,
        r.start,
        m.receive_transfer,
        m.follow_up,
        c.send_back,
        d.pull_expired,
        d.pull_flawed,
        d.write_off,
        d.walk,
        d.mark_down,
        k.give_up,
        k.enter,
        p.look_up,
        p.put_right,
        p.look,
        k.start_count,
        k.look,
        k.post,
        i.post,
        i.go_through,
        n.change_prices,
        n.order,
        m.send,
        m.refill,
        r.put_away,
        i.await_answers,
        k.declined,
        a.close,
        r.await_driver,
    )
)
"""What a practised stock clerk does."""
