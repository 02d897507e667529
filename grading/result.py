"""What a grade says: plain data with the evidence inside, whose bytes depend on the journal and the rubric alone.

Amounts are minor units, times virtual milliseconds. Nothing names the run, the person or the wall clock: a replay
grades to the same bytes.
"""

from typing import Literal

import msgspec

from simulator.kernel.paper import TRAINING_MARK
from simulator.kernel.texts import Text

Value = str | int | bool | tuple[str, ...] | None
"""A figure or word of an event, a collection as its size; a tuple is a choice a rule gives; None: nothing came."""


class Condition(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One condition on a field, with the figures it was decided on: `amount equals due`, 3130 expected, 1330 came."""

    field: str
    op: str
    wanted: Value = None
    """The value asked for; for a comparison with another field, that field's value."""
    came: Value = None
    other: str = ""
    """The field compared with."""
    limit: int = 0
    """How far off `other` it may be."""
    met: bool = True


class Expected(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What should have been there: an event, how it should stand to the judged one, and what came of it."""

    event: str
    relation: Literal["is", "never", "once", "earlier", "later", "number"]
    """`is`: the judged event meets `where`. `earlier`, `later`: the event comes before, after the judged one."""
    where: tuple[Condition, ...] = ()
    within: int = 0
    """Milliseconds; 0 without a limit."""
    took: int | None = None
    """Milliseconds between the judged event and this one; None when it did not come."""
    op: Literal["", "equals", "at_most", "at_least"] = ""
    number: int = 0
    """`number`: how many were expected, and `came`, how many there were."""
    came: int = 0
    other: str = ""
    """`number`: the event whose count was the expected one."""


TOLD_BESIDE = {"question_answered": ("measure", "figure", "proper_figure", "choice", "proper_choice")}
"""Event -> fields that say which one it was, whatever the rule speaks of; those that are empty are not told."""


class Evidence(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One judged moment of the journal."""

    stream: str
    seq: int
    at: int
    event: str
    met: bool
    expected: Expected
    critical: bool = False
    """A failure that alone fails the run."""
    customer: str = ""
    came: dict[str, Value] = {}
    """The judged event's fields that the rule speaks of."""


class Behaviour(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An expectation of the rubric with what the run showed of it."""

    id: str
    says: Text
    """The rule, as a sentence."""
    opportunities: int
    successes: int
    evidence: tuple[Evidence, ...]
    debrief: Text = Text()
    forbid: bool = False
    line: int = 0
    """Where in the script the rule stands."""

    @property
    def missed(self) -> int:
        return self.opportunities - self.successes


class Speed(msgspec.Struct, frozen=True, gc=False):
    """What a grade in pace rests on; its entries are those of the measure `right_per_minute`."""

    value: float
    """Goods rightly charged per minute, to a tenth, with what was added."""
    goods: int
    time: int
    """Ring time in virtual milliseconds."""
    broken: int
    """Rules that were not kept."""
    costs: int
    """What was added to the time for each of them."""
    goals: tuple[int, ...]
    """Goods per minute for the grades 2 to 5."""


class Competency(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A competency after the VENN model: 1-5, or None where nothing was observed (N/O)."""

    id: str
    grade: int | None
    outcome: str = ""
    """`unsafe`, `not_unsafe`, `safe`, `enhanced`."""
    many: str = ""
    """How many of the behaviours: `few`, `some`, `many`, `most`, `almost_all`."""
    often: str = ""
    """How often when required: `rarely`, `occasionally`, `regularly`, `mostly`, `always`."""
    shown: int = 0
    """Behaviours shown at least as often as not."""
    observed: int = 0
    """Behaviours that had an opportunity."""
    opportunities: int = 0
    successes: int = 0
    behaviours: tuple[Behaviour, ...] = ()
    note: str = ""
    """`accuracy_first`: speed is not graded until accuracy passes. `critical_first`: nor after a critical error."""
    speed: Speed | None = None
    """Of pace alone, where it was graded."""


class Critical(msgspec.Struct, frozen=True, gc=False):
    """A critical error: where it stands, and which rule it broke."""

    expectation: str
    competency: str
    stream: str
    seq: int
    at: int


Unit = Literal["per_minute", "ms", "percent", "count", "money"]


class Measure(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A figure by its trade name. `n` is how many things it was taken from; without any, `value` is None (N/O)."""

    id: str
    value: int | float | None
    unit: Unit
    n: int
    entries: dict[str, tuple[int, ...]] = {}
    """Stream -> the entries that it was taken from; of times, those at which they began or ended."""


class Result(msgspec.Struct, frozen=True, gc=False):
    """The grade of one run under one rubric."""

    scenario: str
    version: int
    role: str
    mode: str
    seed: int
    rules: int
    rubric: str
    """The rubric's sha."""
    head: str
    """Head of the sealed journal; empty for one that was not sealed."""
    ended: str
    """`finished`, `quit`, `abandoned`, `by_trainer`, or empty for a journal without an end."""
    duration: int
    """Virtual milliseconds from the opening to the last entry."""
    passed: bool
    why: tuple[str, ...]
    """What stood against it: `critical`, `quit`, `abandoned`, `by_trainer:PERSON`, `unfinished`, `nothing_observed`,
    `below:COMPETENCY`."""
    pass_grade: int
    competencies: tuple[Competency, ...]
    criticals: tuple[Critical, ...]
    measures: tuple[Measure, ...]
    ended_by: str = ""
    """Who called it off, where somebody else did."""
    mark: str = TRAINING_MARK
    """Says that this is training, to whoever finds the grade."""

    def measure(self, name: str) -> Measure:
        """The measure of that id. Raises KeyError for one that does not exist."""
        for measure in self.measures:
            if measure.id == name:
                return measure
        raise KeyError(name)


_encoder = msgspec.json.Encoder(order="deterministic")


def encode(result: Result) -> bytes:
    """Result -> JSON bytes; equal results give equal bytes in every process."""
    return _encoder.encode(result)


decode = msgspec.json.Decoder(Result).decode
"""JSON bytes -> Result. Raises `msgspec.DecodeError` or `ValidationError` for what is no result."""
