"""Left: what waits for a decision, who gives up first standing first; below it what else lies on the desk."""

from collections import Counter
from typing import TYPE_CHECKING

from simulator.desk.view import Letter
from simulator.kernel.texts import clip
from simulator.screens.desk.pane import DeskList
from simulator.screens.desk.wording import till_name, word
from simulator.screens.station.bars import key_label, minutes
from simulator.screens.station.pane import Hit, Line, heading
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen

HURRY = 60_000
"""With less patience left than this, a letter is marked."""


class Inbox(DeskList):
    """A letter is two rows: who and until when, what about. Below, what nobody wrote about and is to be done."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lay = 0
        """How many letters lay there."""

    def _keep_cursor(self) -> bool:
        """The first letter that comes has the cursor, wherever it was: somebody waits."""
        letters = [hit for row in self._grid for hit in row if hit[0] == "matter"]
        came = bool(letters) and not self._lay
        self._lay = len(letters)
        if came:
            self.cursor = letters[0]
        return super()._keep_cursor() or came

    def head(self, width: int) -> list[Line]:
        words, inbox = self.desk.words, self.desk.view.inbox
        return [heading(words("desk.inbox"), str(len(inbox)) if inbox else "", width, focused=self.has_focus)]

    def rows(self, width: int) -> list[Line]:
        desk, words, view = self.desk, self.desk.words, self.desk.view
        rows: list[Line] = []
        looks = [(letter, self._looks(letter)) for letter in view.inbox]
        alike = Counter(look for _, look in looks)
        for letter, look in looks:
            hit = ("matter", letter.matter)
            left_ms = letter.until - desk.now if letter.until else 0
            when = words("desk.asked_back") if letter.waits else minutes(left_ms) if letter.until else ""
            hand = "●" if letter.matter == desk.matter else " "
            hurried = bool(letter.until) and left_ms < HURRY and not letter.waits
            style = "dim" if letter.waits else "warn" if hurried else "strong"
            who = letter.name[words.lang] or word(words, letter.room)
            at = f" · {till_name(words, letter.till)}" if letter.till else ""
            rows.append(self.row(hit, f"{hand}{who}{at}", when, width, style))
            about = self._about(letter)
            amount = f"  {desk.money(letter.amount)}" if letter.amount else ""
            rows += [self.more(hit, line) for line in wrap(f"{about}{amount}", width - 4)]
            if alike[look] > 1 and letter.says[words.lang]:
                rows.append(self.more(hit, clip(words("till.quote", text=letter.says[words.lang]), width - 4)))
        rows += self._else(width)
        return rows or [self.more(("none", ""), words("desk.inbox_empty"))]

    def _about(self, letter: Letter) -> str:
        """What it is about; of what is looked into, whose it is; of a promotion, its name."""
        words, view, about = self.desk.words, self.desk.view, word(self.desk.words, letter.about or letter.room)
        case, draft = view.case(letter.matter), view.draft(letter.matter)
        if case is not None and case.person:
            return f"{about} · {dict(case.suspects)[case.person][words.lang]}"
        return f"{about} · {draft.promotion.name[words.lang]}" if draft is not None else about

    def _looks(self, letter: Letter) -> tuple[object, ...]:
        """What the two rows of a letter say."""
        return letter.name, self._about(letter), letter.till, letter.amount

    def _else(self, width: int) -> list[Line]:
        """What nobody wrote about and is to be done all the same: it lies in a folder."""
        desk, words, rows = self.desk, self.desk.words, list[Line]()
        for folder, state in left_to_do(desk).items():
            hit: Hit = ("action", f"show_{folder}")
            rows.append(self.row(hit, words(f"desk.folder.{folder}"), state or words("desk.to_do"), width, "strong"))
        return rows


def left_to_do(desk: "DeskScreen") -> dict[str, str]:
    """Folder -> how far its work is, as long as any of it is left."""
    view, found = desk.view, dict[str, str]()
    settled = sum(bool(check.action) for check in view.checklist)
    if settled < len(view.checklist):
        found["checklist"] = f"{settled}/{len(view.checklist)}"
    day = view.day
    if (day.floats and not day.opened) or (day.ends and not day.closed):
        found["day"] = ""
    if view.matrix.roles and not view.matrix.confirmed:
        found["rights"] = ""
    if view.roster.hours and not view.roster.published:
        found["roster"] = ""
    return found


FOLDERS = ("checklist", "day", "rights", "staff", "roster", "log")


class Folders(DeskList):
    """What else lies there: each is opened by its key or a click."""

    def head(self, width: int) -> list[Line]:
        return [heading(self.desk.words("desk.folders"), "", width, focused=self.has_focus)]

    def rows(self, width: int) -> list[Line]:
        desk, words = self.desk, self.desk.words
        return [
            self.row(("action", f"show_{name}"), words(f"desk.folder.{name}"), self._right(name), width)
            for name in FOLDERS
            if desk.lies_there(name)
        ]

    def _right(self, name: str) -> str:
        """How far it is, and its key: a footer has no room for all of them."""
        key = self.desk.key_of(f"show_{name}")
        return "  ".join(part for part in (self._state(name), key_label(key) if key else "") if part)

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
