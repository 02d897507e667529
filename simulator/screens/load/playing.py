"""A load is played, watched, and told; what came of it can be attached to a gate from here."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from grading.readiness.model import Gate, Profile
from simulator.locale import Words
from simulator.screens.load.live import Live, Picture
from simulator.screens.load.ports import Came, Wish
from simulator.screens.readiness.attach import AttachEvidence
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Scroll, Spoken, line, lines, shell


class PlayLoad(ShellScreen[str]):
    """Gives the name of what was attached. A load that is under way is stopped first, with its report; then one can
    leave."""

    CSS_PATH = "load.tcss"
    TITLE_ID: ClassVar[str] = "stress.screen_title"
    KEY_ROWS = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "stop", "stress.screen_stop"),
        Binding("f7", "attach", "evidence.attach"),
        Binding("escape", "leave", "shell.back"),
    ]

    def __init__(self, wish: Wish, gate: Gate | None, profile: Profile | None, today: str) -> None:
        super().__init__()
        self.wish, self.gate, self.profile, self.today = wish, gate, profile, today
        self.stopped = self.over = False
        self.came: Came | None = None

    def body(self) -> ComposeResult:
        yield Spoken(self._about, id="about")
        yield Live(lambda: shell(self).words)
        with Scroll(id="told"):
            yield Spoken(self._told)

    def on_mount(self) -> None:
        app = shell(self)
        live = self.query_one(Live)

        def show(now: Picture) -> None:
            app.call_from_thread(live.draw, now)

        self.later(
            lambda: app.house.loads.play(self.wish, lambda: app.words, show, lambda: self.stopped),
            self._came, failed=self._ended,
        )  # fmt: skip

    def on_unmount(self) -> None:
        self.stopped = True  # the app ends: nobody is there any more to see it

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "stop":
            return not self.over
        if action == "attach":
            return self.came is not None and self.gate is not None
        return super().check_action(action, parameters)

    # --- what stands there

    def _about(self, words: Words) -> Content:
        card = next((card for card in shell(self).house.drills("cashier") if card.id == self.wish.drill), None)
        load = words(
            "stress.load", tills=self.wish.tills, shape=words("stress.shape_constant", rate=f"{self.wish.rate:g}")
        )
        return line((words.both(card.title) if card else self.wish.drill, "bold"), f"  {load}")

    def _told(self, words: Words) -> Content:
        return lines(*self.came.says(words)) if self.came else Content("")

    # --- what can be done

    def action_stop(self) -> None:
        """Begin nothing more; the report says what was."""
        self.stopped = True
        self.query_one(Live).stop()

    def action_leave(self) -> None:
        if self.over:
            self.dismiss(None)
        else:
            self.action_stop()

    def _came(self, came: Came) -> None:
        self.came = came
        self._ended()
        self.query_one(Live).display = False
        self.query_one("#told").display = True
        self.query_one("#told").query_one(Spoken).retranslate()
        self.tell("stress.report_kept", "good" if came.passed else "bad", path=str(came.page))

    def _ended(self) -> None:
        self.over = True
        self.refresh_bindings()

    def action_attach(self) -> None:
        """It is the sandbox's, and brings its own figure."""
        assert self.gate is not None, "there is a gate that asks for it"
        assert self.came is not None, "it is over"
        attach = AttachEvidence(self.profile, self.gate, self.today, str(self.came.report))
        self.app.push_screen(attach, self._attached)

    def _attached(self, file: str | None) -> None:
        if file is not None:
            self.dismiss(file)
