"""Write down that something is not as it should be: from any screen, by one key, with the moment that was in sight."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from grading.acceptance.model import SEVERITIES, Moment, Severity
from grading.wording import clock
from simulator.kernel.stimuli import DrillContinued, DrillPaused
from simulator.locale import Words
from simulator.screens.acceptance.chips import OWNERS, choices, usual, who
from simulator.screens.shell.field import Field
from simulator.screens.shell.filling import Filling
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Spoken, Tile, line, shell
from simulator.screens.station.dialogs import word
from simulator.screens.station.message import Named

if TYPE_CHECKING:
    from grading.acceptance.issues import Standing
    from simulator.screens.app import StoredrillApp
    from simulator.screens.station.screen import StationScreen

USUAL = ("wrong", "unclear", "slow", "device", "missing")
"""What is wrong, for who has no keyboard: more can be told later."""
LONGEST = 200


class LogIssue(Filling["Standing"]):
    """Gives the issue as it was kept, or nothing."""

    CSS_PATH = "acceptance.tcss"
    TITLE_ID: ClassVar[str] = "uat.log"
    AUTO_FOCUS = "#what"
    FIELDS = ("what", "owner", "by")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "keep", "uat.keep"),
        Binding("f2", "next_severity", "uat.other_severity"),
    ]

    def __init__(self, where: str, moment: Moment | None = None, case: str = "", what: str = "") -> None:
        super().__init__()
        self.place, self.moment, self.case, self.what = where, moment, case, what
        self.severity: Severity = "general"

    def body(self) -> ComposeResult:
        yield Spoken(self._place, id="place")
        yield Field("uat.hint_what", id="what", longest=LONGEST)
        yield usual("what", USUAL, "usual")
        yield choices("severity", SEVERITIES, lambda one: f"uat.severity_{one}", lambda: self.severity)
        yield Field("uat.hint_owner", id="owner")
        yield usual("owner", OWNERS, "owner")
        yield Field("uat.hint_by", id="by")
        yield Tile(lambda words: line(f"✓ {words('uat.keep')}", ("  F8", "$accent")), "keep", id="keep", classes="chip")

    def on_mount(self) -> None:
        self.put("by", who(self))
        self.put("what", self.what)

    def _place(self, words: Words) -> Content:
        at = f"  {words('uat.with_moment', at=clock(self.moment.at))}" if self.moment else ""
        return line((self.place, "$secondary"), (at, "$accent"))

    def action_severity(self, severity: str) -> None:
        self.severity = next(one for one in SEVERITIES if one == severity)
        self.query_one("#severity").query(Tile).refresh()

    def action_next_severity(self) -> None:
        self.action_severity(SEVERITIES[(SEVERITIES.index(self.severity) + 1) % len(SEVERITIES)])

    def action_keep(self) -> None:
        what, owner, by = self.typed(*self.FIELDS)
        house = shell(self).house
        self.later(
            lambda: house.acceptance.log(
                what, self.place, self.severity, by, owner=owner, case=self.case, moment=self.moment
            ),
            self.dismiss,
        )


# --- from where ------------------------------------------------------------------------------------------------------


def log_here(app: "StoredrillApp") -> None:
    """From the screen in front, whichever it is; over a workstation, as the workstation does it."""
    from simulator.screens.station.screen import StationScreen

    if isinstance(app.screen, LogIssue):
        return
    stations = [screen for screen in app.screen_stack if isinstance(screen, StationScreen)]
    if stations:
        stations[-1].run("log_issue")
        return
    screen: Screen[Any] = app.screen
    titles = [one.where(app.words) for one in app.screen_stack if isinstance(one, ShellScreen)]

    def told(kept: "Standing | None") -> None:
        if kept is not None and isinstance(screen, ShellScreen):
            screen.tell("uat.logged", "good", no=kept.issue.no, severity=word(f"uat.severity_{kept.severity}"))

    app.push_screen(LogIssue(" › ".join(titles[-2:])), told)


def log_at_station(station: "StationScreen") -> None:
    """At a workstation: with the last entry that could be seen; the clock stands still, but for an exam's."""
    words, drill, clock_ = station.words, station.drill, station.drill.clock
    post = station.session.post
    moment = Moment(drill.run, post, station.session.sequences.get(post, 0), station.now)
    place = f"{words.both(drill.scenario.title)} › {words(f'uat.at_{station.WORKSTATION}')}"
    stands = drill.mode != "exam" and not clock_.paused
    if stands:
        station.session.inject(DrillPaused(), "trainee", station.now)
        clock_.pause()

    def told(kept: "Standing | None") -> None:
        if stands:
            clock_.resume()
            station.session.inject(DrillContinued(), "trainee", station.now)
        if kept is not None:
            station.say("good", "uat.logged", no=kept.issue.no, severity=Named(f"uat.severity_{kept.severity}"))
        station.sync()

    station.app.push_screen(LogIssue(place, moment), told)
