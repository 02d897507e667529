"""The frame of every screen: where I am and that it is training, on top; the keys that work here, at the bottom."""

from typing import Final

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.markup import escape
from textual.widget import Widget

from simulator.kernel.texts import cells, pad
from simulator.locale import NAMES, Words
from simulator.screens.shell.keys import key_name
from simulator.screens.shell.spoken import Say, Spoken, line, shell

TRAINING: Final = "培训 TRAINING"
"""Stands on every screen, in both languages at once; there is no switch."""


class TopBar(Widget):
    """Product and place, the training mark, the language."""

    def __init__(self, where: Say) -> None:
        super().__init__()
        self._where = where

    def retranslate(self) -> None:
        self.refresh()

    def render(self) -> Content:
        words = shell(self).words
        mark = Content.styled(f" {TRAINING} ", "bold reverse $accent")
        right = line(mark, "  ", _languages(words), " ")
        room = self.size.width - right.cell_length
        where = self._where(words)
        left = f" storedrill │ {where}"
        left = pad(left if cells(left) < room else f" {where}", room)  # where one is says more than what this is
        return line((left, "bold"), right)


def _languages(words: Words) -> Content:
    """Both names, the current one marked by more than colour; a click switches."""
    parts = [
        Content.from_markup(f"[@click=app.language]{escape(f'●{name}' if code == words.lang else f' {name}')}[/]")
        for code, name in (("zh", NAMES["zh"]), ("en", NAMES["en"]))
    ]
    return line(*parts, ("F12", "dim"), gap=" ")


ALWAYS = ("escape", "f12", "f1")
"""Keys of the way out, the language and the help: whatever else there is room for, these have their place."""


class KeyBar(Widget):
    """The keys that work here and what they do, as many as fit; each can be clicked."""

    def __init__(self, rows: int) -> None:
        """`rows`: as many as they may take."""
        super().__init__()
        self._most = rows

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def retranslate(self) -> None:
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._rows(width))

    def render(self) -> Content:
        rows = [line(" ", line(*row, gap="  ")) for row in self._rows(self.size.width)]
        return Content("\n").join(rows)

    def _rows(self, width: int) -> list[list[Content]]:
        """As few rows as hold everything, up to as many as the screen allows; the last one ends with the way out."""
        most = self._most
        first, last = self._named()
        way_out = sum(_width(binding) for binding in last.values())
        fits = sum(_width(binding) for binding in first.values()) + way_out <= width - 2
        rows: list[list[Content]] = [[]]
        room = width - 2 - (way_out if fits or most == 1 else 0)
        for key, binding in first.items():
            if room < _width(binding):
                if len(rows) == most:
                    break
                rows.append([])
                room = width - 2 - way_out
            room -= _width(binding)
            rows[-1].append(_entry(key, binding))
        if not fits and len(rows) < most:
            rows.append([])
        rows[-1] += [_entry(key, binding) for key, binding in last.items()]
        return rows

    def _named(self) -> tuple[dict[str, Binding], dict[str, Binding]]:
        """What has a name here, each deed once: in the order of its binding, and what is always shown."""
        first: dict[str, Binding] = {}
        last: dict[str, Binding] = {}
        seen: set[str] = set()
        for key, (_, binding, enabled, _tooltip) in self.screen.active_bindings.items():
            if binding.show and binding.description and binding.action not in seen and enabled:
                seen.add(binding.action)
                (last if key in ALWAYS else first)[key] = binding
        return first, last


def _width(binding: Binding) -> int:
    return cells(_name(binding)) + cells(binding.description) + 3


def _name(binding: Binding) -> str:
    return binding.key_display or key_name(binding.key)


def _entry(key: str, binding: Binding) -> Content:
    label = f"[bold $accent]{escape(_name(binding))}[/] {escape(binding.description)}"
    return Content.from_markup(f"[@click=screen.press('{key}')]{label}[/]")


class MessageLine(Spoken):
    """What happened and what to do next. A line, not a toast: toasts cut wide characters and go away unread."""

    def __init__(self) -> None:
        super().__init__(lambda _: "", id="message")
        self.told: tuple[str, dict[str, object]] = ("", {})
        """The text shown: its id and parameters."""

    def tell(self, id: str, kind: str = "note", **params: object) -> None:
        """Show text `id`; `kind` is `note`, `good` or `bad`, said by a sign as well as by colour. A parameter that is
        a word of ours is given as a `Say`, so that it changes its language with the line."""
        sign, style = {"note": ("·", ""), "good": ("✓", "$success"), "bad": ("!", "bold $error")}[kind]

        def said(words: Words) -> Content:
            shown = {name: value(words) if callable(value) else value for name, value in params.items()}
            return line((f" {sign} {words(id, **shown)}", style))

        self.say(said)
        self.told = (id, params)

    def hush(self) -> None:
        """Nothing is under way any more."""
        self.say(lambda words: "")
        self.told = ("", {})
