"""Evidence is attached to a gate: a file, or what was counted in a session; who answers for it, and until when."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.readiness.model import ORIGINS, Gate, Origin, Profile
from grading.readiness.offers import Count, Offer, example, takes_sessions, with_unit
from simulator.locale import Words
from simulator.screens.acceptance.chips import choices, who
from simulator.screens.acceptance.pick import Choice, Pick, files
from simulator.screens.people.keypad import Keypad
from simulator.screens.readiness.form import PAD, FormDialog, day_of, keep_tile, named
from simulator.screens.shell.field import Titled
from simulator.screens.shell.spoken import Say, Spoken, Tile, lines, shell

ENDINGS = ("pdf", "json", "xlsx", "xls", "csv", "docx", "png", "jpg", "jpeg", "zip", "html", "txt")
PAPERS = tuple(f"*.{ending}" for ending in ENDINGS)
"""What evidence usually is; anything else is typed."""
LONGEST = 400


class AttachEvidence(FormDialog[str]):
    """Gives what was attached, by its name."""

    TITLE_ID: ClassVar[str] = "evidence.attach"
    AUTO_FOCUS = "#file"
    KEY_ROWS = 2
    FIELDS = ("file", "value", "n", "day", "until", "by")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_origin", "evidence.from"),
        Binding("f3", "pick_file", "evidence.pick_file"),
        Binding("f4", "pick_session", "evidence.pick_session"),
        Binding("f8", "keep", "uat.keep"),
    ]

    def __init__(self, profile: Profile | None, gate: Gate, today: str, load: str = "") -> None:
        """`load` is the report of one that was played here."""
        super().__init__()
        self.profile, self.gate, self.today, self.load = profile, gate, today, load
        self.origin: Origin = "sandbox" if load else gate.origin
        self.figures = gate.kind != "record"
        self.session, self.shown = "", ""
        """A session that was picked, and how the field says it."""

    def body(self) -> ComposeResult:
        yield Spoken(self._about)
        yield Titled("evidence.file", id="file", longest=LONGEST)
        with Horizontal(classes="chips"):
            yield Tile(named("evidence.pick_file", "F3"), "pick_file", classes="chip")
            if takes_sessions(self.gate):
                yield Tile(named("evidence.pick_session", "F4"), "pick_session", classes="chip")
        yield choices("origin", ORIGINS, lambda one: f"readiness.origin_{one}", lambda: self.origin)
        with Horizontal(classes="fields"):
            yield Titled(f"evidence.value_{self.gate.threshold.unit}", id="value", longest=20)
            yield Titled("evidence.n", id="n", longest=9)
            yield Titled("evidence.day", id="day", longest=10)
            yield Titled("evidence.until", id="until", longest=10)
        yield Titled("evidence.by", id="by")
        yield Keypad(PAD)
        yield keep_tile()

    def on_mount(self) -> None:
        opening = self.profile.opening if self.profile else ""
        self.put("file", self.load)
        self.put("day", self.today)
        self.put("until", max(opening, self.today))
        self.put("by", who(self))
        for field in ("value", "n"):
            self.query_one(f"#{field}").display = self.figures

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "pick_session" or takes_sessions(self.gate)

    # --- what stands there

    def _about(self, words: Words) -> Content:
        """Which figure is asked for; left empty it is read from a report of storedrill's own."""
        how = "evidence.how_figure" if self.figures else "evidence.how_record"
        asked = words(how, example=example(self.gate))
        return lines((words.both(self.gate.title), "bold"), (asked, "dim"))

    # --- what can be done

    def action_origin(self, origin: str) -> None:
        self.origin = next(one for one in ORIGINS if one == origin)
        self.query_one("#origin").query(Tile).refresh()

    def action_next_origin(self) -> None:
        self.action_origin(ORIGINS[(ORIGINS.index(self.origin) + 1) % len(ORIGINS)])

    def action_pick_file(self) -> None:
        home = shell(self).house.home
        self.later(
            lambda: files(home, PAPERS),
            lambda found: self.app.push_screen(Pick("evidence.pick_file", found, "evidence.hint_path"), self._file),
            look=True,
        )

    def action_pick_session(self) -> None:
        self.later(shell(self).house.opening.counts, self._sessions, look=True)

    def _sessions(self, found: Sequence[Count]) -> None:
        sessions = [Choice(one.run, _counted(one)) for one in found]
        self.app.push_screen(Pick("evidence.pick_session", sessions), self._session)

    def _file(self, path: str | None) -> None:
        if path is not None:
            self.put("file", path)

    def _session(self, run: str | None) -> None:
        """It is the sandbox's, and brings its own figure."""
        if run is not None:
            self.session, self.shown = run, shell(self).words("uat.session", run=run)
            self.put("file", self.shown)
            self.put("value", "")
            self.put("n", "")
            self.action_origin("sandbox")

    def action_keep(self) -> None:
        file, value, n, day, until, by = self.typed(*self.FIELDS)
        session = self.session if file == self.shown else ""
        offer = Offer(
            self.gate.id, by, self.origin, day_of(until), day_of(day), "" if session else file.strip(), session,
            with_unit(value, self.gate.threshold), int(n) if n.strip().isdecimal() else 0,
        )  # fmt: skip
        desk, store = shell(self).house.opening, self.profile.id if self.profile else ""
        self.later(lambda: desk.attach(store, offer), self.answer)


def _counted(one: Count) -> Say:
    return lambda words: words("evidence.counted", day=one.day, drill=one.drill, value=one.value, n=one.n)
