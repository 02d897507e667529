"""What frames a workstation: where I am on top; below, advice, what happened, the entry line, the keys."""

from simulator.kernel.texts import cells
from simulator.screens.shell.bars import TRAINING
from simulator.screens.shell.keys import SIGNS as SIGN_KEYS
from simulator.screens.shell.keys import key_name
from simulator.screens.station.pane import Hit, Line, Span, StationPane, paragraph, spread, width_of
from virtual_devices.layout import wrap

SIGNS = {"good": "✓", "info": "·", "warn": "!", "bad": "✗"}
"""A kind of message is told by its sign as well as by its colour."""

APART = 1
"""Cells between who and what stand left in the header, and what stands right."""

KEYPAD = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", ".", "*", "⌫", "⏎")


SHIFT = "⇧"
"""Stands for the Shift key before another: there is no room for its name."""
_SIGN_OF = {name: sign for sign, name in SIGN_KEYS.items()}


def key_label(key: str) -> str:
    """What stands on the key: `f13` is how terminals send Shift+F1, `backslash` is a sign.

    >>> key_label("f13"), key_label("backslash"), key_label("f8")
    ('⇧F1', '\\\\', 'F8')
    """
    if key in _SIGN_OF:
        return _SIGN_OF[key]
    if key.startswith("f") and key[1:].isdigit() and int(key[1:]) > 12:
        return f"{SHIFT}F{int(key[1:]) - 12}"
    return key_name(key)


def minutes(ms: int) -> str:
    """`433000` -> `07:13`."""
    seconds = max(0, ms) // 1000
    return f"{seconds // 60:02}:{seconds % 60:02}"


class Header(StationPane):
    """Training, which drill, who, and the time; whatever a workstation puts between."""

    def extra(self) -> tuple[list[Span], bool]:
        """What stands between who and when, and whether it gives way where there is no room."""
        return [], False

    def draw(self, width: int, height: int) -> list[Line]:
        station, words = self.station, self.station.words
        scenario = station.drill.scenario
        left = [
            Span(f" {TRAINING} ", "total"),
            Span(" "),
            Span(scenario.title[words.lang], "strong"),
            Span(f" · {words(f'till.mode.{station.drill.mode}')}"),
        ]
        where = [Span(f"{station.standing}   ", "dim")]
        extra, spare = self.extra()
        now = station.now
        times = [Span(words("till.elapsed", time=minutes(now)), "")]
        if station.drill.mode != "free":
            over = station.over
            left_ms = scenario.minutes * 60_000 - now
            ended = "till.time_over" if station.time_is_up else "till.work_done"
            text = words(ended) if over else words("till.time_left", time=minutes(left_ms))
            times.append(Span(f"   {text} ", "warn" if over or left_ms < 60_000 else "strong"))
        else:
            times.append(Span(" "))
        right = [*where, *extra, *times]
        if width_of(left) + APART + width_of(right) > width and spare:
            right = [*where, *times]
        if width_of(left) + APART + width_of(right) > width:
            right = right[1:]
        return [spread(left, right, width)]


class SentenceLine(StationPane):
    """A sentence below the panes. A long one takes rows of theirs: an order that is cut off helps nobody."""

    def sync(self) -> None:
        width = self.size.width
        more = self.lines_needed(width) - self.usual if width else 0
        self.set_class(more > 0, "-long")
        self.set_class(more > 1, "-longest")
        super().sync()

    @property
    def usual(self) -> int:
        """How many rows it has otherwise."""
        raise NotImplementedError

    def lines_needed(self, width: int) -> int:
        raise NotImplementedError


class AdviceLine(SentenceLine):
    """The coach, or a hint that was asked for: the next right step and why."""

    usual = 2

    def lines_needed(self, width: int) -> int:
        text = self._text()
        return len(wrap(text, width - self._indent())) if text else 0

    def _text(self) -> str:
        return self.station.coach.text(self.station.words, self.station.asking.dialog)

    def _indent(self) -> int:
        return cells(self.station.words("till.coach")) + 5

    def draw(self, width: int, height: int) -> list[Line]:
        text = self._text()
        if not text:
            return []
        label = self.station.words("till.coach")
        lines = paragraph(text, width - self._indent(), height)
        first: Line = (Span(f" ➤ {label} ", "advised"), Span(" "), Span(lines[0], "strong"))
        return [first, *((Span(" " * self._indent()), Span(line, "strong")) for line in lines[1:])]


class ToldLine(SentenceLine):
    """What happened and what to do, one sentence."""

    @property
    def usual(self) -> int:
        return 2 if self.screen.has_class("-tall") else 1

    def lines_needed(self, width: int) -> int:
        text = self._text()
        return len(wrap(text, width - 4)) if text else 0

    def _text(self) -> str:
        station = self.station
        if not station.message.id or station.coach.tells(station.message, station.words, station.asking.dialog):
            return ""
        return station.message.text(station.words, led=station.coach.leads)

    def draw(self, width: int, height: int) -> list[Line]:
        message, text = self.station.message, self._text()
        if not text:
            return []
        lines = paragraph(text, width - 4, height)
        sign = (Span(f" {SIGNS[message.kind]} ", f"{message.kind} strong" if message.kind != "info" else "dim"),)
        style = message.kind if message.kind in ("warn", "bad") else ""
        return [(*sign, Span(lines[0], style)), *((Span("   "), Span(line, style)) for line in lines[1:])]


class EntryLine(StationPane):
    """Where digits land, and what they mean now; the keypad does the same for the mouse."""

    def draw(self, width: int, height: int) -> list[Line]:
        station = self.station
        wants, waits = station.words(station.entry_wanted), station.entry_waits
        left = [Span(f"{'➤' if station.coach.entry else ' '}{wants} ", "advised" if station.coach.entry else "dim")]
        left.append(Span("▸ ", "accent strong"))
        if waits:
            left.append(Span(f"{waits} × ", "warn strong"))
        left += [Span(station.entry, "strong"), Span("▁", "accent")]
        return [spread(left, keypad(room=width - width_of(left)), width)]


def keypad(without: str = "", room: int = 0) -> list[Span]:
    """A row of keys to click; in little `room` they stand close together, in less there are none."""
    keys = [key for key in KEYPAD if key not in without]
    if room and room < 3 * len(keys) + 1:
        return [Span(f" {key}", "chip", ("key", key)) for key in keys] if room >= 2 * len(keys) else []
    return [*(Span(f" {key} ", "chip", ("key", key)) for key in keys), Span(" ")]


class KeyRows(StationPane):
    """The actions that are possible now, with their keys."""

    def draw(self, width: int, height: int) -> list[Line]:
        station = self.station
        fixed = [span for action in station.fixed_actions() for span in (*self._chip(action), Span(" "))]
        lines: list[list[Span]] = [[]]
        used = 0
        for action in station.footer_actions():
            chip = self._chip(action)
            size = width_of(chip) + 1
            last = len(lines) == height
            if used + size > width - 1 - (width_of(fixed) if last else 0):
                if last:
                    break
                lines.append([])
                used = 0
                if len(lines) == height and size > width - 1 - width_of(fixed):
                    break
            lines[-1] += [*chip, Span(" ")]
            used += size
        lines += [[] for _ in range(height - len(lines))]
        return [*(tuple(line) for line in lines[:-1]), spread(lines[-1], fixed, width)]

    def _chip(self, action: str) -> list[Span]:
        station = self.station
        hit: Hit = ("action", action)
        advised = action == station.coach.action and not station.in_sight(action)
        title, key = station.title_of(action), station.key_of(action)
        way = key_label(key) if key else station.way_to(action)
        if station.barred(action):
            return [Span(f" {way} {title} ({station.right_of(action)}) ", "dim", hit)]
        if advised:
            return [Span(f"➤{way} {title} ", "advised", hit)]
        return [Span(f" {way}", "chip key", hit), Span(f" {title} ", "chip", hit)]
