"""The briefing screen. Enter starts; everything else can be left as it is."""

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from grading.mastery.next_drill import LADDER, Achieved, first_mode, missing
from simulator.kernel.texts import Text, cells, pad
from simulator.locale import Words
from simulator.screens.actions import OF_ROLE
from simulator.screens.briefing.keys import essential, key_of, title_of
from simulator.screens.lobby.tiles import CERTIFIES, exam_after, level
from simulator.screens.ports import Drill, DrillCard, Mode
from simulator.screens.profiles import SHIPPED, ProfileError
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, heading, line, lines, shell

FEW_MINUTES = 12


class Briefing(ShellScreen[Drill]):
    """Gives the drill that was started, or None."""

    CSS_PATH = "briefing.tcss"
    TITLE_ID: ClassVar[str] = "briefing.title"
    AUTO_FOCUS = "#start"
    KEY_ROWS = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "mode('')", "briefing.other_mode"),
        Binding("f3", "profile", "briefing.profile"),
        Binding("minus", "length(-1)", "briefing.shorter"),
        Binding("plus", "length(1)", "briefing.longer"),
        Binding("pagedown", "page(1)", "shell.page_down"),
        Binding("pageup", "page(-1)", "shell.page_up"),
        Binding("escape", "dismiss(None)", "shell.back"),
    ]

    def __init__(self, card: DrillCard, mode: str = "") -> None:
        super().__init__()
        self.card = card
        self.modes = [name for name in LADDER if name in card.modes]
        self.mode = mode if mode in self.modes else first_mode(card)
        self.minutes = card.minutes
        self.first: Sequence[Text] = ()
        """What has to be passed before the exam."""
        self._starting = False

    def on_resize(self) -> None:
        self.call_after_refresh(self.refresh_bindings)  # whether there is more than is in sight

    def on_mount(self) -> None:
        house, me = shell(self).house, shell(self).me
        if me is None:
            self.tell("briefing.guest")
        if self.card.after and me is not None:
            self.later(lambda: house.achievements(me.id), self._look_back, look=True)

    def _look_back(self, achieved: Achieved) -> None:
        me = shell(self).me
        titles = {card.id: card.title for card in shell(self).house.drills(me.role if me else "")}
        self.first = [titles.get(id, Text(id, id)) for id in missing(self.card, achieved)]
        self.retranslate()

    def where(self, words: Words) -> str:
        return words.both(self.card.title)

    def body(self) -> ComposeResult:
        with Scroll(id="briefing"), Horizontal(id="columns"):
            with Vertical(id="story"):
                yield heading("briefing.situation")
                yield Spoken(lambda words: words.both(self.card.brief), classes="text")
                yield heading("briefing.expected")
                yield Spoken(self._learns, classes="text")
                yield heading("briefing.mode")
                with Horizontal(id="modes"):
                    for mode in self.modes:
                        yield Tile(self._mode(mode), f"mode('{mode}')", id=f"mode-{mode}", classes="chip")
                yield Spoken(self._about_mode, id="mode-text", classes="text")
                yield heading("briefing.length")
                with Horizontal(id="length"):
                    yield Tile(lambda _: " − ", "length(-1)", id="shorter", classes="chip")
                    yield Spoken(self._length, id="minutes")
                    yield Tile(lambda _: " + ", "length(1)", id="longer", classes="chip")
            with Vertical(id="keys"):
                yield heading("briefing.keys")
                yield Tile(self._profile, "profile", id="profile", classes="chip")
                yield Spoken(self._keys, id="key-table", classes="text")
        yield Tile(self._start, "start", id="start", classes="card")

    # --- what stands there

    def _start(self, words: Words) -> Content:
        mode = words(f"shell.mode.{self.mode}")
        return line(("▸ ", "bold $accent"), (words("briefing.start", mode=mode), "bold"), ("   Enter", "$accent"))

    def _learns(self, words: Words) -> Content:
        told = [f"· {words.both(text)}" for text in self.card.learns] or [f"· {words('briefing.expected.general')}"]
        return lines(*told)

    def _mode(self, mode: str) -> Say:
        return lambda words: f"{'●' if mode == self.mode else '○'} {words(f'shell.mode.{mode}')}"

    def _about_mode(self, words: Words) -> str:
        told = [words(f"briefing.mode.{self.mode}")]
        if self.mode == "exam" and self.card.certifies:
            told.append(f"{CERTIFIES} {words('briefing.exam.certifies')}")
        if self.mode == "exam" and self.first:
            told.insert(0, exam_after(words, self.first))
        return "\n".join(told)

    def _length(self, words: Words) -> Content:
        return line(f" {words('lobby.minutes', minutes=self.minutes)}  ", (level(self.card), "$secondary"))

    def _profile(self, words: Words) -> Content:
        there = OF_ROLE.get(self.card.role, "till")
        return line(shell(self).profile.called(words, there), ("  F3", "$accent"))

    def _keys(self, words: Words) -> Content:
        actions, profile = essential(self.card.id, self.card.role, shell(self).profile)
        where = OF_ROLE.get(self.card.role, "till")
        rows = [(key_of(action.id, profile, where), title_of(action.id, words, profile)) for action in actions]
        width = max(cells(key) for key, _ in rows) + 1
        shift = [words("briefing.shift")] if any(key.startswith("Shift+") for key, _ in rows) else []
        table = [line((pad(key, width), "bold $accent"), title) for key, title in rows]
        return lines(*table, *((told, "dim") for told in shift))

    # --- what can be done

    def action_move(self, dx: int, dy: int) -> None:
        """From the start button, which stays where it is, the arrows show what is out of sight."""
        if dy and self.focused is self.query_one("#start") and self.more(dy):
            self.query_one("#briefing").scroll_relative(y=2 * dy, animate=False)
        else:
            super().action_move(dx, dy)

    def action_mode(self, mode: str) -> None:
        """Choose a mode; without a name, the next one."""
        mode = mode or self.modes[(self.modes.index(self.mode) + 1) % len(self.modes)]
        if mode == "exam":
            self.minutes = self.card.minutes
        self.mode = mode
        self.retranslate()

    def action_length(self, steps: int) -> None:
        if self.mode == "exam":
            self.tell("briefing.length.exam")
            return
        shortest, longest = self.card.lengths
        if not longest:
            self.tell("briefing.length.fixed")
            return
        step = 1 if longest - shortest <= FEW_MINUTES else 5
        self.minutes = min(max(shortest, self.minutes + steps * step), longest)
        self.query_one("#minutes", Spoken).retranslate()

    def action_profile(self) -> None:
        """The next shipped profile; a customer's own one is named on the command line."""
        house = shell(self).house
        at = SHIPPED.index(house.profile.id) if house.profile.id in SHIPPED else -1
        try:
            house.set_profile(SHIPPED[(at + 1) % len(SHIPPED)])
        except ProfileError as error:
            self.tell("briefing.profile.bad", "bad", reason=error.problems[0])
        self.retranslate()

    def action_start(self) -> None:
        if self._starting:
            return
        self._starting = True
        from simulator.screens.lobby.exam_left import begin

        begin(self, self._ask, self._failed)

    def _ask(self, ended_by: str) -> None:
        """An exam of a person alone, of whom a trainer says that it is them."""
        self._starting = False
        if self.mode != "exam":
            self._begin("", ended_by)
            return
        me = shell(self).me
        if me is None:
            self.tell("briefing.exam.guest", "bad")
            return
        if self.first:
            self.tell("briefing.exam.first", "bad", drill=self.first[0])
            return
        from simulator.screens.people.pin import AskPin

        self.app.push_screen(
            AskPin(lambda words: words("people.pin.why", name=me.name), me.id),
            lambda trainer: self._begin(trainer, ended_by) if trainer else None,
        )

    def _begin(self, attested_by: str, ended_by: str) -> None:
        house, me = shell(self).house, shell(self).me
        mode = cast("Mode", self.mode)
        minutes = None if self.minutes == self.card.minutes else self.minutes
        self._starting = True
        self.tell("shell.preparing")
        self.later(
            lambda: house.start(self.card.id, mode, me, None, attested_by, minutes, ended_by=ended_by),
            self.answer,
            failed=self._failed,
        )

    def _failed(self) -> None:
        self._starting = False
