"""Left: what waits for a decision, who gives up first standing first; below it what else lies on the desk."""

from simulator.screens.desk.pane import DeskList
from simulator.screens.desk.wording import word
from simulator.screens.station.bars import minutes
from simulator.screens.station.pane import Line, heading
from virtual_devices.layout import wrap

HURRY = 60_000
"""With less patience left than this, a letter is marked."""


class Inbox(DeskList):
    """A letter is two rows: who and until when, what about."""

    def head(self, width: int) -> list[Line]:
        words, inbox = self.desk.words, self.desk.view.inbox
        return [heading(words("desk.inbox"), str(len(inbox)) if inbox else "", width, focused=self.has_focus)]

    def rows(self, width: int) -> list[Line]:
        desk, words, view = self.desk, self.desk.words, self.desk.view
        rows: list[Line] = []
        for letter in view.inbox:
            hit = ("matter", letter.matter)
            left_ms = letter.until - desk.now if letter.until else 0
            when = words("desk.asked_back") if letter.waits else minutes(left_ms) if letter.until else ""
            hand = "●" if letter.matter == view.hand else " "
            hurried = bool(letter.until) and left_ms < HURRY and not letter.waits
            style = "dim" if letter.waits else "warn" if hurried else "strong"
            who = letter.name[words.lang] or word(words, letter.room)
            rows.append(self.row(hit, f"{hand}{who}{f' · {letter.till}' if letter.till else ''}", when, width, style))
            about = word(words, letter.about or letter.room)
            amount = f"  {desk.money(letter.amount)}" if letter.amount else ""
            rows += [self.more(hit, line) for line in wrap(f"{about}{amount}", width - 4)]
        return rows or [self.more(("none", ""), words("desk.inbox_empty"))]


FOLDERS = ("checklist", "day", "rights", "staff", "roster", "log")


class Folders(DeskList):
    """What else lies there: each is opened by its key or a click."""

    def head(self, width: int) -> list[Line]:
        return [heading(self.desk.words("desk.folders"), "", width, focused=self.has_focus)]

    def rows(self, width: int) -> list[Line]:
        desk, words = self.desk, self.desk.words
        return [
            self.row(("action", f"show_{name}"), words(f"desk.folder.{name}"), self._state(name), width)
            for name in FOLDERS
            if desk.lies_there(name)
        ]

    def _state(self, name: str) -> str:
        view, words = self.desk.view, self.desk.words
        match name:
            case "checklist":
                return f"{sum(bool(check.action) for check in view.checklist)}/{len(view.checklist)}"
            case "roster":
                away = sum(shift.badge in view.roster.absent for shift in view.roster.shifts)
                return "✓" if view.roster.published else words("desk.away", n=away) if away else ""
            case "rights":
                return "✓" if view.matrix.confirmed else ""
            case "day":
                return "✓" if view.day.opened or view.day.closed else view.day.opens
            case "log":
                return str(len(view.log))
            case _:
                return ""
