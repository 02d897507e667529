"""How the machines stand: a box of states where there is room, one line where there is not."""

from collections.abc import Iterable
from itertools import permutations

from simulator.screens.station.bars import minutes
from simulator.screens.station.pane import Line, Span, heading, spread, width_of
from simulator.screens.till.pane import TillPane

State = tuple[str, str, bool]
"""Device, its state in words, whether something is wrong with it."""

ALWAYS = ("power", "network")
"""Readable however narrow the screen: a cashier acts on them before anything has failed."""
LEAST = ("terminal", "drawer", "scale", "printer")
"""What gives way first: the terminal follows the network, and the drawer can be looked at."""
APART = 2
"""Blanks between two devices, at least: a name and its state stand one apart."""


class Devices(TillPane):
    """Drawer, scale, printer, payment terminal, network, power, and what the customer's display says."""

    def states(self) -> list[State]:
        view, words = self.till.view, self.till.words
        drawer = view.drawer_state
        full = view.over_cash_limit and not view.drawer_open
        wrong = full or view.drawer_stuck or (view.drawer_open and view.stage == "idle")
        if full and not view.drawer_stuck:
            drawer = "full"
        terminal = self._terminal()
        if view.printer_error:
            printer = words("till.printer.stopped")
        else:
            printer = words(
                "till.printer.off"
                if view.dark
                else "till.printer.low"
                if view.paper_low
                else "till.printer.printing"
                if view.printing
                else "till.printer.ready"
            )
        power = "ups" if view.on_ups else "on" if view.power and view.stable else "unstable" if view.power else "off"
        return [
            ("drawer", words(f"till.drawer.{drawer}"), wrong),
            ("scale", words("till.scale.off") if view.dark else f"{view.scale / 1000:.3f} kg", False),
            ("printer", printer, bool(view.printer_error) or view.paper_low),
            (
                "terminal",
                words(f"till.terminal.{terminal}"),
                terminal in ("awaited", "offline", "unknown", "doubled", "reversing"),
            ),
            ("network", self._network(), not view.network or bool(view.uploads)),
            ("power", words(f"till.power.{power}"), power != "on"),
        ]

    def _network(self) -> str:
        """Whether there is one; beside it what waits to be uploaded, since when, and what was objected to."""
        view, words = self.till.view, self.till.words
        state, waiting = words("till.network.on" if view.network else "till.network.off"), view.uploads_waiting
        if view.conflicts:  # in words: nobody knows a sign that comes once a month
            others = ([] if view.network else [state]) + ([f"↑{waiting}"] if waiting else [])
            return " ".join([*others, words("till.network.conflicts", count=len(view.conflicts))])
        if not waiting:
            return state
        return words("till.network.waiting", state=state, count=waiting, oldest=minutes(view.oldest_upload))

    def _terminal(self) -> str:
        """What a cashier has to know of card and code payments: what is not settled comes before what is ready."""
        view = self.till.view
        if view.dark or view.stage == "off":
            return "off"
        if view.stage == "paying":
            return "awaited" if view.awaiting_customer else "waiting"
        if view.unanswered:
            return "unknown"
        if view.doubled:
            return "doubled"
        if not view.network or view.channel_down:
            return "offline"
        return "reversing" if view.reversing else "ready"

    def draw(self, width: int, height: int) -> list[Line]:
        words = self.till.words
        states = self.states()
        if height == 1:
            return [self._strip(states, width)]
        lines = [heading(words("till.devices"), "", width)]
        for left, right in self._pairs(states, width):
            half = max(self._needs(left), min(width // 2, width - self._needs(right)))
            half = min(half, max(width // 2, width - self._needs(right)))
            lines.append((*self._cell(left, half), *self._cell(right, width - half)))
        lines.append(
            spread([Span(f" {words('till.display')} ", "dim")], [Span(f" {self._display()} ", "total")], width)
        )
        return lines

    def _pairs(self, states: list[State], width: int) -> Iterable[tuple[State, State]]:
        """Two in a line, each in its place; where one would be cut, those on the right change places to fit."""

        def cut(rights: tuple[State, ...]) -> int:
            each = (self._needs(a) + self._needs(b) - width for a, b in zip(lefts, rights, strict=True))
            return sum(max(0, over) for over in each)

        lefts = states[::2]
        rights = min(permutations(states[1::2]), key=cut)
        return zip(lefts, rights, strict=True)

    def _cell(self, state: State, width: int) -> Line:
        device, text, wrong = state
        right = Span(f" {'! ' if wrong else ''}{text} ", "warn strong" if wrong else "")
        return spread([Span(f" {self.till.words(f'till.device.{device}')}", "dim")], [right], width)

    def _needs(self, state: State) -> int:
        """Cells of a device whose name and state are read in full."""
        return 1 + width_of(self._state(state)) + 1

    def _strip(self, states: list[State], width: int) -> Line:
        """What is wrong comes first, then power and network; of the others as many as fit."""
        shown = sorted(states, key=lambda state: (not state[2], state[0] not in ALWAYS))
        spare = sorted((s for s in states if s[0] not in ALWAYS), key=lambda state: (state[2], LEAST.index(state[0])))
        used = sum(width_of(self._state(state)) for state in shown)
        while spare and 1 + used + APART * (len(shown) - 1) > width:
            shown.remove(spare[0])
            used -= width_of(self._state(spare.pop(0)))
        gap = max(1, min(APART + 1, (width - 1 - used) // max(1, len(shown) - 1)))
        return tuple(
            span for state in shown for span in (Span(" " * (1 if state is shown[0] else gap)), *self._state(state))
        )

    def _state(self, state: State) -> Line:
        device, text, wrong = state
        name = Span(f"{self.till.words(f'till.device.{device}')} ", "dim")
        return name, Span(f"{'! ' if wrong else ''}{text}", "warn strong" if wrong else "")

    def _display(self) -> str:
        """What the customer reads."""
        view, words = self.till.view, self.till.words
        if view.dark:
            return words("till.display.dark")
        if view.stage in ("tendering", "paying"):
            return words("till.display.due", amount=self.till.money(view.due))
        if view.stage == "change" and view.pays_back:
            return words("till.display.refund", amount=self.till.money(view.pays_back))
        if view.stage == "change":
            return words("till.display.change", amount=self.till.money(view.change_said))
        if view.sale:
            return words("till.display.total", amount=self.till.money(view.total))
        return words("till.display.welcome")
