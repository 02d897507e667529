"""A number or a PIN, typed into a dialog over a workstation: by keys, or by a keypad on screen."""

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.kernel.texts import half_width
from simulator.locale import Words
from simulator.screens.station.bars import keypad
from simulator.screens.station.dialogs import Say, StationDialog
from simulator.screens.station.pane import Line, Pane, Span, fit, heading
from simulator.screens.station.ports import Host
from virtual_devices.layout import wrap

MOST_DIGITS = 24


class EntryField(Pane):
    """One entry line with a label."""

    TITLE: ClassVar[int] = 3

    def __init__(self, label: Say, *, masked: bool = False) -> None:
        super().__init__(id="field")
        self.label = label
        self.masked = masked
        self.text = ""
        self.note: Say = lambda words: ""
        self.without = ".*"
        """Keys that its keypad does not have."""

    @property
    def words(self) -> Words:
        return cast(Host, self.app).words

    def draw(self, width: int, height: int) -> list[Line]:
        shown = "●" * len(self.text) if self.masked else self.text
        title = wrap(self.label(self.words), width - 2)[: self.TITLE]
        lines: list[Line] = [*(heading(line, "", width) for line in title), ()]
        lines.append((Span("  ▸ ", "accent strong"), Span(shown, "strong"), Span("▁", "accent")))
        lines += [(), fit((Span(" "), *keypad(without=self.without)), width), ()]
        lines += [
            (Span(f" {line}", "dim"),) for line in wrap(self.note(self.words), width - 2)[: height - len(lines) - 1]
        ]
        lines += [()] * (height - len(lines) - 1)
        return [*lines, self.buttons(width)]

    def buttons(self, width: int) -> Line:
        return (
            Span(" "),
            Span(f" Enter {self.words('till.dialog.ok')} ", "chip", ("key", "⏎")),
            Span(" "),
            Span(f" Esc {self.words('till.dialog.cancel')} ", "chip", ("key", "esc")),
        )


class Ask(StationDialog[str | None]):
    """A number, or a PIN (never shown)."""

    ADVICE = "till.dialog.advice.number"
    typed = ""
    """What a coach would type."""

    def __init__(self, label: Say, note: Say, *, masked: bool = False, extra: tuple[str, Say] | None = None) -> None:
        super().__init__(label)
        self._field = _WithExtra(label, masked=masked)
        self._field.note = note
        self._field.extra = extra

    def compose(self) -> ComposeResult:
        self._field.styles.height = 12
        with Vertical(id="box"):
            yield self._field

    def advises(self, words: Words) -> str:
        if not self.typed or self.detour:
            return super().advises(words)
        return words("till.dialog.advice.typed", typed=self.typed)

    def decimal(self) -> None:
        """A point can be typed."""
        self._field.without = "*"

    def tell(self, note: Say) -> None:
        """Say something below, and let it be typed again."""
        self._field.note, self._field.text = note, ""
        self._field.sync()

    def take(self, kind: str, id: str) -> None:
        field = self._field
        if kind == "extra":
            self.extra(id)
        elif id == "⏎":
            self.done(field.text)
        elif id == "⌫":
            field.text = field.text[:-1]
        elif len(field.text) < MOST_DIGITS:
            field.text += id
        field.sync()

    def done(self, text: str) -> None:
        """Enter was pressed."""
        if text:
            self.dismiss(text)

    def extra(self, id: str) -> None:
        """The extra button was pressed."""
        self.dismiss(id)

    def key(self, key: str, character: str | None) -> bool:
        digit = half_width(character or "")
        if key == "enter":
            self.take("key", "⏎")
        elif key == "backspace":
            self.take("key", "⌫")
        elif key == "tab" and self._field.extra:
            self.extra(self._field.extra[0])
        elif len(digit) == 1 and digit.isascii() and digit.isdigit():
            self.take("key", digit)
        elif digit in (".", "。") and "." not in self._field.without:
            self.take("key", ".")
        else:
            return False
        return True


class _WithExtra(EntryField):
    extra: tuple[str, Say] | None = None
    extra_advised = False

    def buttons(self, width: int) -> Line:
        line = super().buttons(width)
        if self.extra is None:
            return line
        id, label = self.extra
        mark = "➤" if self.extra_advised else " "
        return (*line, Span(" "), Span(f"{mark}Tab {label(self.words)} ", "chip", ("extra", id)))
