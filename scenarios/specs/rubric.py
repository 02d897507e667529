"""What is judged, in words and as checks."""

from dataclasses import dataclass
from typing import Literal

from scenarios.specs.conditions import Moment, Where
from simulator.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class Check:
    """One observable behaviour; `kind` says how opportunities and successes are counted.

    happened   one opportunity a run (or for every `trigger`): `moment` must follow within `within` (if > 0),
               before `before`.
    every      each event of `moment.event` that meets `among` is an opportunity; it succeeds when `moment.where` holds.
               With `same`, only the last event of each value is judged: what was put right in time counts as right;
               so does what `since` took back.
    preceded   each `trigger` is an opportunity; succeeds if `moment` came before it (same `same` field, if named;
               after `since`; at most `within` earlier, if > 0).
    followed   each `trigger` is an opportunity; succeeds if `moment` comes after it (same `same`; within `within`;
               before `before`).
    count      one opportunity: the number of `moment` compared with `bound` or with the number of `other`, at `before`
               or the end. None where `trigger` (if named) never came, or where `moment` and `other` both never came.
    never      each event of `moment` is a failure; opportunities are the events of `trigger`, each failure spoils the
               latest one. Without `trigger` only failures count: what had no opportunity is no merit. What `since`
               took back is no failure.
    twice      a second `moment` with the same value of field `same` is a failure; opportunities are the first ones.

    `same` binds every moment whose event carries that field (or all of several: `list and row`); the others hold for
    all values. Where one event plays several parts, `before` and `since` come first, `unless` after the judgement and
    `after` last; for `preceded`, `since` comes after the judgement. A deadline that the end of the run cut short is
    not judged.
    """

    kind: Literal["happened", "every", "preceded", "followed", "count", "never", "twice"]
    moment: Moment
    among: tuple[Where, ...] = ()
    trigger: Moment | None = None
    same: str = ""
    """A field, or several joined by `and`."""
    within: int = 0
    before: Moment | None = None
    after: Moment | None = None
    """Only events after the first of this count; `happened` is due from there."""
    unless: Moment | None = None
    """Failures are forgiven when this came before the judged event (`manual_mode_ordered`)."""
    op: Literal["equals", "at_most", "at_least"] = "equals"
    bound: int = 0
    other: Moment | None = None
    since: Moment | None = None
    """This makes earlier events of `moment` count no longer."""

    @property
    def ties(self) -> tuple[str, ...]:
        """The fields of `same`."""
        return tuple(self.same.split(" and ")) if self.same else ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """A behaviour to show (`expect`) or never to show (`forbid`), in words and as a check."""

    id: str
    says: Text
    """The rule, as a sentence."""
    competency: str
    check: Check
    forbid: bool = False
    critical: bool = False
    critical_when: tuple[Where, ...] = ()
    """A failure is critical only if these hold on the judged event (with `critical` and none of these, always)."""
    debrief: Text = Text()
    """What the debrief says when it was not met."""
    line: int = 0
    """Where in the script it stands."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Speed goals, graded once accuracy passes: per competency grade 2..5 in ascending demand."""

    items_per_minute: tuple[int, int, int, int] = (6, 9, 13, 17)
    gate: str = "accuracy"
    """The competency that must pass first; where it was not observed, every other one that was."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """All that is judged; `sha` identifies it in results."""

    expectations: tuple[Expectation, ...]
    competencies: tuple[str, ...]
    pass_grade: int = 3
    pace: Pace | None = None
    sha: str = ""
