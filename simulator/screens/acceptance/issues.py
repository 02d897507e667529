"""The list of what is to be mended (问题整改清单): the open and grave ones first, each a row that opens."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from grading.acceptance.issues import Standing, open_by_severity
from grading.acceptance.model import STATES
from simulator.kernel.texts import clip, pad
from simulator.locale import Words
from simulator.screens.acceptance.chips import choices
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, shell

SIGNS = {"severe": ("‼", "bold $error"), "general": ("!", "$warning"), "suggestion": ("·", "dim")}
"""Told apart by shape, with colour beside it."""
SHOWN = ("all", *STATES)


class Issues(ShellScreen[None]):
    CSS_PATH = "acceptance.tcss"
    TITLE_ID: ClassVar[str] = "uat.issues"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_state", "uat.other_state"),
        Binding("f3", "app.log_issue", "uat.log"),
        Binding("f8", "export", "uat.export"),
        Binding("escape", "dismiss(None)", "shell.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Standing] = ()
        self.state = "all"

    def body(self) -> ComposeResult:
        yield choices("state", SHOWN, lambda one: f"uat.state_{one}", lambda: self.state)
        yield Spoken(self._sum, id="sum", classes="text")
        yield Scroll(id="issues")

    def on_screen_resume(self) -> None:
        self.later(shell(self).house.acceptance.issues, self._show, look=True)

    def _show(self, found: Sequence[Standing]) -> None:
        self.found = found
        here = self.focused.action if isinstance(self.focused, Tile) else ""
        room = self.query_one("#issues", Scroll)
        room.remove_children()
        tiles = [
            Tile(row(one, self._width), f"open({one.issue.no})", classes="row")
            for one in found
            if self.state in ("all", one.state)
        ]
        room.mount_all(tiles)
        self.query_one("#sum", Spoken).retranslate()
        self.query_one("#state").query(Tile).refresh()
        if tiles:
            next((tile for tile in tiles if tile.action == here), tiles[0]).focus()

    def _width(self) -> int:
        return self.app.size.width - 4

    def _sum(self, words: Words) -> str:
        return words("uat.open", **open_by_severity(self.found)) if self.found else words("uat.no_issues_here")

    # --- what can be done

    def action_state(self, state: str) -> None:
        self.state = state
        self._show(self.found)

    def action_next_state(self) -> None:
        self.action_state(SHOWN[(SHOWN.index(self.state) + 1) % len(SHOWN)])

    def action_open(self, no: int) -> None:
        from simulator.screens.acceptance.issue import OneIssue

        found = next(one for one in self.found if one.issue.no == no)
        self.app.push_screen(OneIssue(found))

    def action_export(self) -> None:
        house, lang = shell(self).house, shell(self).words.lang
        self.later(
            lambda: house.acceptance.export("issues", house.home, lang),
            lambda path: self.tell("uat.exported", "good", path=str(path)),
        )


def row(one: Standing, width: Callable[[], int]) -> Say:
    """`‼ #3  being mended  Supplier  Refund is one fen short`."""

    def say(words: Words) -> Content:
        sign, style = SIGNS[one.severity] if not one.closed else ("✓", "$success")
        owner = one.owner or words("uat.no_owner")
        head = f" {pad(f'#{one.issue.no}', 5)}{pad(words(f'uat.severity_{one.severity}'), 11)}"
        head += f"{pad(words(f'uat.state_{one.state}'), 15)}{pad(owner, 14)} "
        moment = " ◷" if one.issue.moment else ""
        return line((sign, style), head, (clip(one.issue.what, max(10, width() - 49)), "bold"), (moment, "$accent"))

    return say
