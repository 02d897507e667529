"""What these screens ask of the house."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from simulator.kernel.texts import Lang

if TYPE_CHECKING:
    from grading.acceptance.cases import Tried
    from grading.acceptance.issues import Standing
    from grading.acceptance.model import Case, Moment, Outcome, Severity, State, Trial


class Acceptance(Protocol):
    """Cases, trials and issues. Every method is slow, and may raise StoreError."""

    def cases(self) -> "list[Tried]": ...
    def draw(self, drill: str, by: str, store: str = "") -> "list[Case]": ...
    def write(
        self, title: str, steps: str, expected: str, by: str, *, tester: str = "", store: str = "", id: str = ""
    ) -> "Case": ...
    def read_file(self, path: str, by: str) -> "tuple[Sequence[Case], Sequence[Trial], int]":
        """The cases and results of a file, and how many of its rows cannot be taken (then none is)."""
        ...

    def record(
        self,
        case: str,
        outcome: "Outcome",
        by: str,
        *,
        run: str = "",
        system: str = "",
        origin: Literal["device", "customer"] = "customer",
        note: str = "",
        store: str = "",
        day: str = "",
    ) -> "Trial": ...
    def issues(self) -> "list[Standing]": ...
    def log(
        self,
        what: str,
        where: str,
        severity: "Severity",
        by: str,
        *,
        owner: str = "",
        case: str = "",
        store: str = "",
        moment: "Moment | None" = None,
    ) -> "Standing": ...
    def move(
        self,
        no: int,
        by: str,
        state: "State | None" = None,
        *,
        severity: "Severity | None" = None,
        owner: str | None = None,
        note: str = "",
    ) -> "Standing": ...
    def waive(self, store: str, gate: str, owner: str, reason: str, until: str, by: str) -> None: ...
    def export(self, what: Literal["cases", "issues"], folder: Path, lang: Lang) -> Path:
        """The list as CSV, in a folder; returns the file."""
        ...
