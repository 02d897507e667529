"""How the machines stand: a box of states where there is room, one line where there is not."""

from simulator.kernel.texts import cells
from simulator.screens.till.counter import heading
from simulator.screens.till.pane import Line, Span, TillPane, spread

State = tuple[str, str, bool]
"""Device, its state in words, whether something is wrong with it."""


class Devices(TillPane):
    """Drawer, scale, printer, payment terminal, network, power, and what the customer's display says."""

    def states(self) -> list[State]:
        view, words = self.till.view, self.till.words
        drawer = "open" if view.drawer_open else "locked" if view.drawer_locked else "closed"
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
            ("drawer", words(f"till.drawer.{drawer}"), view.drawer_open and view.stage == "idle"),
            ("scale", words("till.scale.off") if view.dark else f"{view.scale / 1000:.3f} kg", False),
            ("printer", printer, bool(view.printer_error) or view.paper_low),
            ("terminal", words(f"till.terminal.{terminal}"), terminal in ("offline", "unknown", "doubled")),
            ("network", words("till.network.on" if view.network else "till.network.off"), not view.network),
            ("power", words(f"till.power.{power}"), power != "on"),
        ]

    def _terminal(self) -> str:
        """What a cashier has to know of card and code payments: what is not settled comes before what is ready."""
        view = self.till.view
        if view.dark or view.stage == "off":
            return "off"
        if view.stage == "paying":
            return "waiting"
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
        half = width // 2
        for left, right in zip(states[::2], states[1::2], strict=True):
            lines.append((*self._cell(left, half), *self._cell(right, width - half)))
        lines.append(
            spread([Span(f" {words('till.display')} ", "dim")], [Span(f" {self._display()} ", "total")], width)
        )
        return lines

    def _cell(self, state: State, width: int) -> Line:
        device, text, wrong = state
        right = Span(f" {'! ' if wrong else ''}{text} ", "warn strong" if wrong else "")
        return spread([Span(f" {self.till.words(f'till.device.{device}')}", "dim")], [right], width)

    def _strip(self, states: list[State], width: int) -> Line:
        """What is wrong comes first, what is as it should be as far as there is room."""
        spans: list[Span] = [Span(" ")]
        used = 1
        for device, text, wrong in sorted(states, key=lambda state: not state[2]):
            name = self.till.words(f"till.device.{device}")
            size = cells(name) + cells(text) + 4 + 2 * wrong
            if used + size > width:
                break
            spans += [Span(f"{name} ", "dim"), Span(f"{'! ' if wrong else ''}{text}", "warn strong" if wrong else "")]
            spans.append(Span("   "))
            used += size
        return tuple(spans)

    def _display(self) -> str:
        """What the customer reads."""
        view, words = self.till.view, self.till.words
        if view.dark:
            return words("till.display.dark")
        if view.stage in ("tendering", "paying"):
            return words("till.display.due", amount=self.till.money(view.due))
        if view.stage == "change":
            return words("till.display.change", amount=self.till.money(view.change_said))
        if view.sale:
            return words("till.display.total", amount=self.till.money(view.total))
        return words("till.display.welcome")
