"""All cases of the acceptance test with what came of them, and the ways to have more: written, drawn, out of a file."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from grading.acceptance.cases import Tried, counts
from grading.acceptance.model import OUTCOMES, Case, Trial
from simulator.kernel.texts import clip, pad
from simulator.locale import Words
from simulator.screens.acceptance.chips import choices, who
from simulator.screens.acceptance.pick import Pick, drills, files
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, shell

SIGNS = {
    "passed": ("✓", "$success"),
    "failed": ("✗", "bold $error"),
    "blocked": ("■", "$warning"),
    "untried": ("·", "dim"),
}
ORDER = ("failed", "blocked", "untried", "passed")
SHOWN = ("all", *OUTCOMES, "untried")
LEAST_ID, LEAST_TITLE = 12, 34
"""Cells of a case's id, which takes more where the title keeps so many."""
TABLES = ("*.xlsx", "*.xls", "*.csv")


class Cases(ShellScreen[None]):
    CSS_PATH = "acceptance.tcss"
    TITLE_ID: ClassVar[str] = "uat.cases"
    AUTO_FOCUS = None
    KEY_ROWS = 2  # who fills a list in looks for the export
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_outcomes", "uat.other_outcome"),
        Binding("f3", "write", "uat.write"),
        Binding("f4", "draw", "uat.draw"),
        Binding("f5", "import", "uat.take_file"),
        Binding("f6", "issues", "uat.issues"),
        Binding("f8", "export", "uat.export"),
        Binding("escape", "dismiss(None)", "shell.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Tried] = ()
        self.outcomes = "all"

    def body(self) -> ComposeResult:
        yield choices("outcomes", SHOWN, lambda one: f"uat.outcome_{one}", lambda: self.outcomes)
        yield Spoken(self._sum, id="sum", classes="text")
        yield Scroll(id="cases")

    def on_screen_resume(self) -> None:
        self._look()

    def _look(self) -> None:
        self.later(shell(self).house.acceptance.cases, self._show, look=True)

    def _show(self, found: Sequence[Tried]) -> None:
        self.found = sorted(found, key=lambda one: (ORDER.index(one.outcome or "untried"), one.case.source != "own"))
        here = self.focused.action if isinstance(self.focused, Tile) else ""
        room = self.query_one("#cases", Scroll)
        room.remove_children()
        longest = max((len(one.case.id) for one in self.found), default=0)
        tiles = [
            Tile(row(one, lambda: self.app.size.width - 4, longest), f"open({at})", classes="row")
            for at, one in enumerate(self.found)
            if self.outcomes in ("all", one.outcome or "untried")
        ]
        room.mount_all(tiles)
        self.query_one("#sum", Spoken).retranslate()
        self.query_one("#outcomes").query(Tile).refresh()
        if tiles:
            next((tile for tile in tiles if tile.action == here), tiles[0]).focus()

    def _sum(self, words: Words) -> str:
        return words("uat.counts", **counts(self.found)) if self.found else words("uat.no_cases_here")

    # --- what can be done

    def action_outcomes(self, outcome: str) -> None:
        self.outcomes = outcome
        self._show(self.found)

    def action_next_outcomes(self) -> None:
        self.action_outcomes(SHOWN[(SHOWN.index(self.outcomes) + 1) % len(SHOWN)])

    def action_open(self, at: int) -> None:
        from simulator.screens.acceptance.case import OneCase

        self.app.push_screen(OneCase(self.found[at]))

    def action_write(self) -> None:
        from simulator.screens.acceptance.write import WriteCase

        self.app.push_screen(WriteCase())

    def action_draw(self) -> None:
        """Out of a drill that is chosen."""
        house = shell(self).house
        self.app.push_screen(
            Pick("uat.draw", drills(house)),
            lambda drill: self.later(lambda: house.acceptance.draw(drill, who(self)), self._drawn) if drill else None,
        )

    def _drawn(self, fresh: Sequence[Case]) -> None:
        self.tell("uat.drawn_here", "good", n=len(fresh))
        self._look()

    def action_import(self) -> None:
        """Out of a table that is chosen."""
        house = shell(self).house
        self.app.push_screen(
            Pick("uat.take_file", files(house.home, TABLES), "uat.hint_file"),
            lambda path: self.later(lambda: house.acceptance.read_file(path, who(self)), self._taken) if path else None,
        )

    def _taken(self, taken: tuple[Sequence[Case], Sequence[Trial], int]) -> None:
        cases, trials, wrong = taken
        if wrong:
            self.tell("uat.nothing_taken_here", "bad", rows=wrong)
        else:
            self.tell("uat.imported", "good", cases=len(cases), trials=len(trials))
        self._look()

    def action_issues(self) -> None:
        from simulator.screens.acceptance.issues import Issues

        self.app.push_screen(Issues())

    def action_export(self) -> None:
        house, lang = shell(self).house, shell(self).words.lang
        self.later(
            lambda: house.acceptance.export("cases", house.home, lang),
            lambda path: self.tell("uat.exported", "good", path=str(path)),
        )


def row(one: Tried, width: Callable[[], int], longest: int) -> Say:
    """`✓ C-001  Member price                passed  Wang Wei 2026-11-26`; `longest`: cells of the longest id."""

    def say(words: Words) -> Content:
        sign, style = SIGNS[one.outcome or "untried"]
        last = f"{one.latest.by} {one.latest.day}" if one.latest else one.case.tester
        outcome = words(f"uat.outcome_{one.outcome or 'untried'}")
        rest = width() - 38  # all but id and title
        most = max(LEAST_ID, min(longest, rest - LEAST_TITLE))
        id = one.case.id if len(one.case.id) <= most else f"…{one.case.id[1 - most :]}"
        room = max(12, rest - most)
        title = pad(clip(words.both(one.case.title), room), room)
        told = f" {pad(outcome, 10)} "
        return line((f"{sign} ", style), (pad(id, most + 1), "dim"), (title, "bold"), told, (clip(last, 23), "dim"))

    return say
