"""What readiness is made of: gates and a store's profile (authored), evidence (gathered), a verdict (worked out).

Dates are ISO days, which compare as they sort. Figures are `Fraction`s as pairs: nothing is rounded before it is shown.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, get_args

import msgspec

from simulator.kernel.texts import Text

Origin = Literal["sandbox", "device", "customer"]
ORIGINS: tuple[Origin, ...] = ("sandbox", "device", "customer")
"""Where evidence comes from (沙盘, 真机, 客户系统). Each proves what those before it prove, too; never the reverse."""

Unit = Literal["share", "seconds", "number"]
Sense = Literal["at_least", "at_most"]
NoGo = Literal["always", "unless_waived", "no"]
"""What a gate that is not met does: no opening whatever is agreed, none without a waiver, or a risk that is named."""

Kind = Literal[
    "certified",
    "shifts",
    "operations",
    "devices",
    "rehearsed",
    "super_user",
    "trained",
    "cases",
    "issues",
    "survey",
    "figure",
    "record",
]
KINDS: dict[Kind, str] = {
    "certified": "people",
    "shifts": "needs",
    "operations": "opportunities",
    "devices": "devices",
    "rehearsed": "drills",
    "super_user": "people",
    "trained": "people",
    "cases": "cases",
    "issues": "cases",
    "survey": "answers",
    "figure": "samples",
    "record": "records",
}
"""Every kind of evidence, and what its n counts (`counted_as` says it of a gate). The last two are attached, all others
are read off the store."""
ATTACHED: tuple[Kind, ...] = ("figure", "record")
TAKES_FILES: tuple[Kind, ...] = (*ATTACHED, "survey")
"""Kinds of gates to which somebody can attach a file; answers on paper are answers, too."""
COVERING: tuple[Kind, ...] = ("certified", "shifts", "devices", "rehearsed", "super_user", "cases")
"""Kinds whose figure is how much of what is demanded is covered."""
MEASURES: dict[str, Unit] = {
    "carried": "number", "average": "seconds", "p50": "seconds", "p95": "seconds", "p99": "seconds", "success": "share",
}  # fmt: skip
"""What a load measures, each in its unit: transactions an hour, seconds to answer, the share that came right."""

Pair = tuple[int, int]
"""Numerator and denominator."""


class Threshold(msgspec.Struct, frozen=True, omit_defaults=True):
    """`at least 95%`, `at most 2 s`, `at least 1.5 x peak hour`."""

    sense: Sense
    value: Pair
    unit: Unit
    times_peak: bool = False
    """`value` is a multiple of the customers whom the profile expects in its peak hour."""


class Gate(msgspec.Struct, frozen=True, omit_defaults=True):
    """What has to be shown before a store opens."""

    id: str
    title: Text
    owner: Text
    """责任方."""
    criterion: Text
    kind: Kind
    origin: Origin
    threshold: Threshold
    fresh: int
    """Days for which evidence holds."""
    sample: int = 1
    """Below this n a figure says too little."""
    no_go: NoGo = "unless_waived"
    role: str = ""
    """`certified`: of this role alone."""
    drills: tuple[str, ...] = ()
    """`rehearsed`: each of them."""
    severity: str = ""
    """`issues`: of this severity alone."""
    measures: str = ""
    """`figure`: what of a load it asks for (`MEASURES`), so that a report of one says it, and nobody types it."""
    own: bool = False
    """One of the customer's own criteria."""


def counted_as(gate: Gate) -> str:
    """What the n of a gate counts: of one that asks in every role, who has two roles is asked twice."""
    return "posts" if gate.kind in ("certified", "trained") and not gate.role else KINDS[gate.kind]


class Shift(msgspec.Struct, frozen=True):
    id: str
    title: Text
    needs: dict[str, int]
    """Role -> how many certified people."""


class Member(msgspec.Struct, frozen=True):
    """Somebody who works at the opening."""

    name: str
    roles: tuple[str, ...]
    shifts: tuple[str, ...]


class Waiver(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody answers for a gate that is not met, for a reason, until a day."""

    gate: str
    owner: Text
    reason: Text
    until: str
    by: str = ""
    """Who gave it; a profile's own does not say."""


class Profile(msgspec.Struct, frozen=True):
    """A store as it will open."""

    id: str
    title: Text
    opening: str
    lanes: int
    daily: int
    """Transactions a day."""
    peak: int
    """Transactions in the peak hour, as expected."""
    super_user: str
    """数字大使."""
    staff: tuple[Member, ...]
    shifts: tuple[Shift, ...]
    devices: tuple[str, ...]
    criteria: tuple[Gate, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def waived_until(self, today: str) -> str:
        """The day on which a waiver has to hold at least: an opening on a risk that nobody answers for is none."""
        return max(today, self.opening)


SourceKind = Literal["run", "file", "typed", "check", "gates", "profile", "case", "issue"]
"""`typed`: a figure that somebody typed, beside a file which nobody but them has read."""
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)


class Source(msgspec.Struct, frozen=True, omit_defaults=True, order=True):
    """What a figure rests on: a session with its chain's head, or a file with its hash."""

    kind: SourceKind
    id: str
    sha256: str = ""
    """Of the file; of a session, the head of its journal."""
    seed: int = -1
    scenario: str = ""
    by: str = ""


def in_turn(sources: Iterable[Iterable[Source]]) -> tuple[Source, ...]:
    """Each once, in their order. Most are sessions, each with an id that no other has: no more has to be compared."""
    found = [*{id(one): one for one in chain.from_iterable(sources)}.values()]
    if len({one.id for one in found}) == len(found) and len({one.kind for one in found}) < 2:
        found.sort(key=_ID)
        return tuple(found)
    return tuple(sorted(set(found), key=_PARTS))


_ID, _PARTS = attrgetter("id"), attrgetter(*Source.__struct_fields__)


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that speaks for, or against, a gate."""

    kind: Kind
    subject: str
    """Person, drill, device; of what is attached, the gate."""
    origin: Origin
    when: str
    """The day it is of."""
    order: int = 0
    """Of two of one day the higher one is later."""
    right: int = 1
    n: int = 1
    """How often it was right of how many times; of an attached figure, its sample size."""
    value: Pair | None = None
    """The figure that was attached."""
    unit: Unit | None = None
    role: str = ""
    until: str = ""
    """Last day on which it holds; without one the gate's freshness alone says so."""
    lacks: tuple[str, ...] = ()
    """What is missing for it: the drills of a certificate."""
    part: str = ""
    """Of an issue its severity; of a figure which list it is of, where a gate is about several."""
    about: Text = Text()
    """What the subject is called, where its id says too little."""
    sources: tuple[Source, ...] = ()

    @property
    def favourable(self) -> bool:
        return self.right == self.n


Reason = Literal[
    "missing",
    "nobody",
    "no_profile",
    "stale",
    "expired",
    "virtual_only",
    "too_few",
    "below",
    "outside",
    "unit",
    "unowned",
    "lapses",
]
"""`unowned`: nobody answers for an issue that is open. `nobody`: the profile names none of those whom the gate asks
about. `outside`: the sandbox cannot prove it (未验证). `lapses`: it is met today, and no more on the opening day."""


class Lack(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of those that a gate demands and that is not covered."""

    subject: str
    reason: Reason
    role: str = ""
    have: int = 0
    need: int = 1
    things: tuple[str, ...] = ()
    about: Text = Text()
    elsewhere: tuple[str, ...] = ()
    """`shifts`: people who could fill this post, and fill another one of the same shift."""


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the evidence says of a gate on a day."""

    met: bool
    reasons: tuple[Reason, ...]
    value: Pair | None
    n: int
    lacks: tuple[Lack, ...] = ()
    latest: str = ""
    origins: tuple[Origin, ...] = ()
    """Where what was counted comes from."""
    sources: tuple[Source, ...] = ()


Status = Literal["met", "not_met", "unverified"]
Weight = Literal["fine", "risk", "blocks"]


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A gate as a report shows it."""

    gate: Gate
    threshold: Threshold | None
    """With the profile's figures in it; None where they are missing."""
    status: Status
    weight: Weight
    outcome: Outcome
    waiver: Waiver | None = None
    waiver_expired: bool = False
    too_short: Waiver | None = None
    """Somebody answers for it today, and no more on the opening day: that counts for nothing."""


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person in a role: can they work, and if not, what do they lack and by when."""

    name: str
    role: str
    shifts: tuple[str, ...]
    able: bool
    reason: str = ""
    lacks: tuple[str, ...] = ()
    by: str = ""
    when: str = ""
    """The certificate is of this day."""


class Grade(msgspec.Struct, frozen=True):
    """A person's latest grade in a competency; None for not observed."""

    name: str
    role: str
    competency: str
    grade: int | None
    run: str = ""
    """The session in which it was given."""


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that was left out, and why: `readiness.note_` and its id."""

    id: str
    about: str
    meant: str = ""
    """`no_person`: somebody here whose name is nearly that one."""


class Annex(msgspec.Struct, frozen=True):
    """What a report shows beside the gates."""

    grades: tuple[Grade, ...] = ()
    notes: tuple[Note, ...] = ()


Verdict = Literal["ready", "ready_with_risks", "not_ready"]


class Readiness(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer, and all that it rests on."""

    verdict: Verdict
    today: str
    gates: str
    """SHA-256 of the gates as they were read."""
    profile: Profile | None
    rows: tuple[Row, ...]
    people: tuple[Standing, ...]
    annex: Annex = Annex()

    @property
    def sources(self) -> tuple[Source, ...]:
        """All that the gates rest on."""
        return in_turn(row.outcome.sources for row in self.rows)

    def plain(self) -> dict[str, Any]:
        """As other programs read it: with its sources, that they need not be gathered there."""
        return {**msgspec.structs.asdict(self), "sources": self.sources}

    @property
    def blocking(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.weight == "blocks")

    @property
    def risks(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.weight == "risk")

    @property
    def waived(self) -> tuple[Row, ...]:
        """Those that are not met, and for which somebody answers up to the opening."""
        return tuple(row for row in self.rows if row.waiver is not None)

    @property
    def posts(self) -> int:
        """People of the roster in their roles: who has two roles stands for both."""
        return sum(len(member.roles) for member in self.profile.staff) if self.profile else 0


def pair(value: Fraction) -> Pair:
    return value.numerator, value.denominator
