"""The bench as a screen: every device with its state and what can be done to it, the paper as it comes out."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from simulator.locale import Words
from simulator.screens.devices.bench import SAMPLES, Bench, sample
from simulator.screens.ports import Scanner
from simulator.screens.scanning import Scannable
from simulator.screens.shell.keys import key_name
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, lines, shell
from simulator.screens.station.dialogs import word
from simulator.screens.station.paper import draw_row
from virtual_devices.codes import BadCode
from virtual_devices.upos import ErrorName

PAPER_ROWS = 200
HANDS: dict[str, tuple[str, ...]] = {
    "scanner": tuple(f"sample({n})" for n in range(len(SAMPLES))),
    "printer": ("print", "cover", "roll"),
    "drawer": ("kick", "close_drawer", "drawer_lock"),
    "scale": ("put(755)", "put(20000)", "put(0)"),
    "display": ("total",),
}
"""Device -> what a hand can do to it here."""


class Devices(Scannable, ShellScreen[None]):
    CSS_PATH = "devices.tcss"
    TITLE_ID: ClassVar[str] = "lobby.devices"
    AUTO_FOCUS = "#scanner Tile"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "shell.back")]

    def __init__(self) -> None:
        super().__init__()
        self.bench = Bench()
        self._scanner_shown: Scanner | None = None
        self.pressed: list[str] = []
        """Names of the keys that came one by one."""

    def body(self) -> ComposeResult:
        with Horizontal(id="bench"):
            with Scroll(id="devices"):
                for device, hands in HANDS.items():
                    with Vertical(id=device, classes="device"):
                        yield Spoken(self._title(device), classes="heading")
                        yield Spoken(getattr(self, f"_{device}"), classes="state")
                        with Horizontal(classes="hands"):
                            for hand in hands:
                                yield Tile(self._hand(hand), hand, classes="chip")
                            if device == "printer":
                                yield Tile(self._real, "real_print", id="real-print", classes="chip")
                            if device == "drawer":
                                yield Tile(self._confirm, "confirm_drawer", id="confirm-drawer", classes="chip")
            with Scroll(id="roll"):
                yield Spoken(lambda words: line((words("devices.paper"), "bold $accent")), classes="heading")
                yield Spoken(self._paper, id="paper")

    def on_mount(self) -> None:
        real = shell(self).house.printer is not None
        self.query_one("#real-print").display = self.query_one("#confirm-drawer").display = real
        self.set_interval(0.1, self._tick)

    @property
    def now(self) -> int:
        return int(shell(self).monotonic() * 1000)

    def _tick(self) -> None:
        scanner = shell(self).house.scanner
        if self.bench.tick(self.now) or scanner != self._scanner_shown:
            self._scanner_shown = scanner
            self._show()

    def _show(self) -> None:
        for spoken in self.query(".state, #paper, .hands Tile").results(Spoken):
            spoken.retranslate()
        self.query_one("#roll").scroll_end(animate=False)

    # --- what stands there

    @staticmethod
    def _title(device: str) -> Say:
        return lambda words: line(
            (words(f"devices.{device}"), "bold $accent"), (f"  {words(f'devices.{device}.what')}", "dim")
        )

    def _scanner(self, words: Words) -> Content:
        bench = self.bench
        keys = line((words("devices.keys") + " ", "dim"), " ".join(self.pressed[-8:]) or "–")
        real = self._real_scanner(words)
        if bench.read is None:
            return lines(*real, (words("devices.scanner.none"), ""), keys)
        heard = line((words("devices.scanner.heard") + " ", "dim"), (bench.scanned, "bold"))
        if bench.wallet:
            told = line(
                ("✓ ", "$success"), words("devices.scanner.wallet", wallet=words(f"devices.wallet.{bench.wallet}"))
            )
        elif isinstance(bench.read, BadCode):
            reason = words(f"devices.code.{bench.read.reason}", expected=bench.read.expected, got=bench.read.got)
            told = line(("✗ ", "bold $error"), reason)
        else:
            told = line(
                ("✓ ", "$success"), words("devices.scanner.code", kind=bench.read.kind, number=bench.read.number)
            )
        return lines(*real, heard, told, keys)

    def _real_scanner(self, words: Words) -> tuple[Content, ...]:
        """One that is no keyboard, if this station has one."""
        state = shell(self).house.scanner
        if state is None:
            return ()
        name = words("devices.scanner.real", device=state.device)
        if state.error is None:
            return (line(("● ", "$success"), f"{name}: {words('devices.ready')}"),)
        return (line(("! ", "bold $error"), f"{name}: {words(f'devices.scanner.{state.error}')}"),)

    def _printer(self, words: Words) -> Content:
        error, printer = self.bench.printer.error, self.bench.printer
        held = f" · {words('devices.printer.held', n=printer.held)}" if printer.held else ""
        if error is not None:
            return line(("! ", "bold $error"), words(f"devices.error.{error}"), held)
        return line(
            ("● ", "$success"),
            words("devices.ready"),
            f" · {words('devices.printer.left', n=printer.paper_left)}",
            held,
        )

    def _drawer(self, words: Words) -> Content:
        drawer = self.bench.drawer
        state = "open" if drawer.opened else "locked" if drawer.locked else "closed"
        return line(
            ("! " if drawer.opened else "● ", "bold $warning" if drawer.opened else "$success"),
            words(f"review.drawer.{state}"),
        )

    def _scale(self, words: Words) -> Content:
        scale = self.bench.scale
        shown = f"{scale.grams / 1000:.3f} kg"
        if scale.moving:
            return line((shown, "dim"), f"  ~ {words('devices.scale.moving')}")
        if scale.grams > 15_000:
            return line((shown, "bold"), ("  ! ", "bold $error"), words("devices.scale.over"))
        return line((shown, "bold"), f"  {words('devices.scale.stable')}")

    def _display(self, words: Words) -> Content:
        return lines(*((f" {row} ", "$success on $panel") for row in self.bench.display.lines))

    def _paper(self, words: Words) -> Content:
        rows = [text for row in self.bench.printer.paper[-PAPER_ROWS:] for text in draw_row(row)]
        return lines(*rows) if rows else Content.styled(words("devices.paper.none"), "dim")

    def _hand(self, hand: str) -> Say:
        id = hand.replace("(", ".").replace(")", "")
        if hand == "cover":
            return lambda words: words(
                f"devices.hand.cover.{'close' if self.bench.printer.error == 'EPTR_COVER_OPEN' else 'open'}"
            )
        if hand == "drawer_lock":
            return lambda words: words(f"devices.hand.drawer.{'unlock' if self.bench.drawer.locked else 'lock'}")
        return lambda words: words(f"devices.hand.{id}")

    def _real(self, words: Words) -> Content | str:
        printer = shell(self).house.printer
        return words("devices.hand.real_print", name=printer.name) if printer else ""

    def _confirm(self, words: Words) -> str:
        yes = shell(self).house.drawer_confirmed
        return f"{'☑' if yes else '☐'} {words('devices.hand.confirm_drawer')}"

    # --- scanner and keys

    @property
    def takes_scans(self) -> bool:
        return True

    def take_scan(self, code: str, at: float, source: str = "wedge") -> bool:
        self.action_scan(code)
        return True

    def on_key(self, event: events.Key) -> None:
        """Whatever is pressed is shown by name; keys that mean something here go on to it."""
        self.pressed.append(event.character if event.is_printable and event.character else key_name(event.key))
        self.query_one("#scanner .state", Spoken).retranslate()

    def action_scan(self, code: str) -> None:
        self.bench.scan(code)
        self._show()
        good = bool(self.bench.wallet) or not isinstance(self.bench.read, BadCode)
        self.tell("devices.told.scan" if good else "devices.told.bad_scan", "good" if good else "bad", code=code)

    def action_sample(self, n: int) -> None:
        self.action_scan(SAMPLES[n])

    # --- the other hands

    def action_print(self) -> None:
        words = shell(self).words
        self.bench.print(sample(words("devices.sample.name"), "12.80", words), self.now, kick=True)
        self._after(self.bench.printer.error)

    def _after(self, error: ErrorName | None) -> None:
        self._show()
        if error is None:
            self.tell("devices.told.printed", "good")
        else:
            self.tell("devices.told.not_printed", "bad", why=word(f"devices.error.{error}"))

    def action_cover(self) -> None:
        self.bench.cover(self.now)
        self._show()

    def action_roll(self) -> None:
        self.bench.roll(self.now)
        self._show()

    def action_kick(self) -> None:
        self.bench.print((), self.now, kick=True)
        self._show()
        if not self.bench.drawer.opened:
            self.tell("devices.told.drawer_locked", "bad")

    def action_close_drawer(self) -> None:
        self.bench.drawer.close(self.now)
        self._show()

    def action_drawer_lock(self) -> None:
        drawer = self.bench.drawer
        if drawer.locked:
            drawer.open_by_key(self.now)
        elif not drawer.lock(self.now):
            self.tell("devices.told.drawer_open", "bad")
        self._show()

    def action_put(self, grams: int) -> None:
        self.bench.scale.put(grams, self.now)
        self._show()

    def action_total(self) -> None:
        words = shell(self).words
        self.bench.total(2672, words("devices.display.total"), words("devices.display.thanks"))
        self._show()

    # --- the real ones

    def action_real_print(self) -> None:
        house, words = shell(self).house, shell(self).words
        printer = house.printer
        if printer is None:
            return
        document = sample(words("devices.sample.name"), "12.80", words)
        self.tell("devices.told.sending", name=printer.name)

        def printed(error: str) -> None:
            if not error:
                self.tell("devices.told.printed", "good")
            else:
                id = f"devices.error.{error}"
                why = word(id) if words.has(id) else error
                self.tell("devices.told.not_printed", "bad", why=why)

        self.later(lambda: printer.test(document), printed)

    def action_confirm_drawer(self) -> None:
        house = shell(self).house
        house.confirm_drawer(not house.drawer_confirmed)
        self.tell("devices.told.drawer_yes" if house.drawer_confirmed else "devices.told.drawer_no")
        self._show()
