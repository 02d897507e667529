"""What a manager's hands do beside what hands do everywhere: digits look at evidence, a few keys serve each page."""

from typing import TYPE_CHECKING

from simulator.screens.desk import operations
from simulator.screens.station.hands import Hands
from simulator.screens.station.pane import Hit

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen

NUMBERED = ("sheet", "paper", "check", "question")
BESIDE = {"left": -1, "right": 1}


class DeskHands(Hands):
    """Nothing is typed here but in dialogs."""

    def __init__(self, desk: "DeskScreen") -> None:
        super().__init__(desk)
        self._desk = desk

    def before(self, typed: str, action: str) -> bool:
        """The keys of the page: the first of what can be done there, the second, and so on."""
        if action not in operations.SLOTS:
            return False
        desk, at = self._desk, operations.SLOTS.index(action)
        possible = operations.context(desk)
        if at < len(possible):
            desk.run(possible[at])
        else:
            desk.say("info", operations.not_here(desk))
        return True

    def digit(self, digit: str) -> None:
        """The evidence with that number, or the paper; 0 is the tenth."""
        desk, hits = self._desk, self.numbered()
        at = (int(digit) or 10) - 1
        if at < len(hits):
            if desk.subject.kind != "paper":
                desk.page.choose(hits[at])
            desk.take(hits[at])

    def numbered(self) -> list[Hit]:
        """What digits open, in their order; on a paper its neighbours."""
        desk = self._desk
        if desk.subject.kind == "paper":
            found = desk.view.dossier(desk.matter)
            return [("paper", f"{desk.matter}|{seen.key}") for seen in found.papers] if found is not None else []
        return [hit for row in desk.page.hits() for hit in row if hit[0] in NUMBERED]

    def press(self, key: str, character: str | None, at: float = 0.0) -> bool:
        """On a paper, the arrows that mean nothing to a list go to its neighbours."""
        if super().press(key, character, at):
            return True
        return key in BESIDE and self._leaf(BESIDE[key])

    def _leaf(self, step: int) -> bool:
        """To the paper beside the one that lies there."""
        desk, here = self._desk, ("paper", self._desk.subject.id)
        papers = self.numbered() if desk.subject.kind == "paper" else []
        at = (papers.index(here) if here in papers else 0) + step
        if not 0 <= at < len(papers):
            return False
        desk.take(papers[at])
        return True

    def type(self, text: str) -> None:
        """There is no entry line: a stray letter must not keep Enter from what the cursor stands on."""

    def paste(self, text: str) -> None:
        """Nothing is pasted here either; what an input method sends is answered."""
        if not text.isascii():
            super().paste(text)

    def escape(self) -> None:
        """From a paper back to its matter; from a folder back to what is in hand."""
        desk = self._desk
        before = desk.subject
        desk.back()
        if before == desk.subject:
            super().escape()

    def scan(self, code: str, at: float, source: str) -> bool:
        return False
