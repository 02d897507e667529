"""Cases of an acceptance test, what came of them, and issues: plain data, as it is kept.

Nothing of it is ever changed: a case that is tried again has one more trial, an issue that moves on one more step.
"""

from typing import Literal

import msgspec

from grading.readiness.model import Origin
from simulator.kernel.texts import Text

Outcome = Literal["passed", "failed", "blocked"]
OUTCOMES: tuple[Outcome, ...] = ("passed", "failed", "blocked")
"""`blocked`: it could not be tried, for a reason that the note says. That is no pass."""

Severity = Literal["severe", "general", "suggestion"]
SEVERITIES: tuple[Severity, ...] = ("severe", "general", "suggestion")
"""严重, 一般, 建议."""

State = Literal["open", "mending", "retest", "closed"]
STATES: tuple[State, ...] = ("open", "mending", "retest", "closed")
"""待处理, 整改中, 待复验, 已关闭."""

Source = Literal["own", "drill"]


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something to be tried: what to do, and what should come of it."""

    id: str
    title: Text
    steps: Text
    expected: Text
    source: Source = "own"
    """Written by the customer's own people, or drawn from a drill's expectations."""
    drill: str = ""
    expectation: str = ""
    by: str = ""
    """Who wrote or drew it."""
    tester: str = ""
    """Who is to try it."""
    store: str = ""
    """Of this store alone; empty for every one."""
    added: str = ""
    """Wall time."""


class Trial(msgspec.Struct, frozen=True, omit_defaults=True):
    """A case was tried: what came of it, who says so, and on what it was tried."""

    case: str
    outcome: Outcome
    by: str
    day: str
    origin: Origin
    run: str = ""
    """Tried in this session of the sandbox."""
    system: str = ""
    """Tried on this system, or device."""
    note: str = ""
    store: str = ""
    added: str = ""


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A moment of a journal: the last entry of a station that somebody could have seen."""

    run: str
    stream: str
    seq: int
    at: int
    """Virtual milliseconds."""


class Issue(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something is not as it should be. A line of the 问题整改清单, as it was written down first."""

    no: int
    what: str
    where: str
    """Screen, system or place, in the words of whoever wrote it down."""
    severity: Severity
    owner: str
    """责任方; empty until somebody is named."""
    by: str
    logged: str
    """Wall time."""
    case: str = ""
    store: str = ""
    moment: Moment | None = None


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """An issue moved on, or another owner or severity was agreed."""

    issue: int
    state: State
    severity: Severity
    owner: str
    by: str
    when: str
    note: str = ""
