"""Readiness in words, in the order in which a board reads: the conclusion, the gates, exceptions, what it rests on.

Here, and nowhere before, figures are rounded, and never in the store's favour.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from grading.readiness.model import (
    TAKES_FILES,
    Gate,
    Lack,
    Note,
    Pair,
    Profile,
    Readiness,
    Row,
    Source,
    Standing,
    Threshold,
    Unit,
    counted_as,
)
from grading.readiness.offers import example, measure_of
from roles.model import load as load_role
from scenarios.library import index
from simulator.kernel.texts import Text, clip
from simulator.locale import Words
from virtual_devices.layout import wrap

MARKS = {"met": "✓", "not_met": "✗", "unverified": "?"}
RISK = "!"
WIDTH, HANG = 80, 4
MOST_LACKS = 12
"""Of what a gate lacks: the page as HTML and the app have them all."""
LONGEST = 60
"""Cells of what a case or an issue is about."""


def number(value: Pair, unit: Unit, places: int = 2, *, up: bool = False) -> str:
    """`95 %`, `2 s`, `4.5`; rounded down, or `up` where less is better.

    >>> number((1899, 2000), "share"), number((1, 3), "share"), number((1, 300), "share", up=True)
    ('94.95 %', '33.33 %', '0.34 %')
    """
    exact = Fraction(*value) * (100 if unit == "share" else 1) * 10**places
    whole = -(-exact.numerator // exact.denominator) if up else exact.numerator // exact.denominator
    left, part = divmod(whole, 10**places)
    text = f"{left}.{part:0{places}d}".rstrip("0").rstrip(".")
    return text + {"share": " %", "seconds": " s", "number": ""}[unit]


def found_words(found: str, words: Words, device: str = "") -> str:
    """What a check of a device found; what is wrong with a device has its words already, a scanner its own."""
    errors = (f"devices.error.{found}", f"devices.scanner.{found}")
    for id in (f"readiness.found_{found}", *(errors[::-1] if "scanner" in device else errors)):
        if words.has(id):
            return words(id)
    return found


class Phrases(NamedTuple):
    """Readiness in the words of one language; the page as HTML takes its words from here, too."""

    words: Words

    def role(self, id: str) -> str:
        return self.words.both(load_role(id).title)

    def drill(self, id: str) -> str:
        title = _titles().get(id)
        return self.words.both(title) if title else id

    def competency(self, role: str, id: str) -> str:
        return next((self.words.both(each.name) for each in load_role(role).competencies if each.id == id), id)

    def verdict(self, ready: Readiness) -> str:
        return self.words(f"readiness.verdict_{ready.verdict}")

    def counts(self, ready: Readiness) -> str:
        met, waived = sum(row.status == "met" for row in ready.rows), len(ready.waived)
        return self.words(
            "readiness.counts_waived" if waived else "readiness.counts", met=met, gates=len(ready.rows),
            blocks=len(ready.blocking), risks=len(ready.risks), waived=waived,
        )  # fmt: skip

    def conclusion(self, ready: Readiness) -> str:
        return f"{self.verdict(ready)}  {self.counts(ready)}"

    def head(self, ready: Readiness) -> str:
        profile = ready.profile
        if profile is None:
            return self.words("readiness.head_bare", today=ready.today)
        return self.words("readiness.head", store=profile.title, opening=profile.opening, today=ready.today)

    def scope(self, ready: Readiness) -> str:
        profile = ready.profile
        if profile is None:
            return self.words("readiness.no_profile")
        return self.words(
            "readiness.scope" if ready.posts == len(profile.staff) else "readiness.scope_posts", lanes=profile.lanes,
            staff=len(profile.staff), posts=ready.posts, daily=profile.daily, peak=profile.peak,
            super_user=profile.super_user or self.words("readiness.nobody"),
        )  # fmt: skip

    # --- a gate

    def status(self, row: Row) -> str:
        return self.words(f"readiness.status_{row.status}")

    def why(self, row: Row) -> str:
        """What stands against it, and what would help."""
        told = [self.words(f"readiness.why_{reason}") for reason in row.outcome.reasons]
        if row.waiver_expired:
            told.append(self.words("readiness.waiver_expired"))
        if row.too_short:
            short = row.too_short
            told.append(self.words("readiness.waiver_short", owner=short.owner, until=short.until))
        return self.words("readiness.joined").join(told)

    def waiver(self, row: Row) -> str:
        """Who answers for a gate that is not met, until when, and why."""
        waiver = row.waiver
        if waiver is None:
            return ""
        told = self.words(
            "readiness.waiver", gate=row.gate.title, owner=waiver.owner, reason=waiver.reason, until=waiver.until
        )
        if waiver.by:
            told += self.words("readiness.waiver_by", by=waiver.by)
        return told

    def asked(self, gate: Gate, threshold: Threshold | None) -> str:
        """With what it counts: a bare number says nothing to who signs."""
        counts = "in_hours" if gate.kind == "trained" else "an_hour" if measure_of(gate) == "carried" else ""
        return self.bound(threshold, counts)

    def bound(self, threshold: Threshold | None, counts: str) -> str:
        if threshold is None:
            return self.words("readiness.asked_peak")
        value = number(threshold.value, threshold.unit, up=threshold.sense == "at_least")
        if counts:
            value = self.words(f"readiness.{counts}", n=value)
        return self.words(f"readiness.{threshold.sense}", value=value)

    def figure(self, row: Row) -> str:
        """What came, with its sample size."""
        outcome = row.outcome
        said = self.sample(row, outcome.n)
        if outcome.value is None or row.threshold is None or row.gate.kind == "record":
            return said
        value = number(outcome.value, row.threshold.unit, up=row.threshold.sense == "at_most")
        few = self.words("readiness.too_few", least=row.gate.sample) if "too_few" in outcome.reasons else ""
        return self.words("readiness.figure", value=value, n=said) + few

    def sample(self, row: Row, n: int) -> str:
        return self.words(f"readiness.n_{counted_as(row.gate)}", n=n)

    def origin(self, id: str) -> str:
        return self.words(f"readiness.origin_{id}")

    def came_from(self, row: Row) -> str:
        """Asked for, and what was counted."""
        came = self.words("shell.comma").join(self.origin(id) for id in row.outcome.origins)
        return self.words("readiness.from", asked=self.origin(row.gate.origin), came=came or "–")

    def lack(self, row: Row, lack: Lack, ready: Readiness) -> str:
        """One that is not covered."""
        things = self.words("shell.comma").join(self._thing(row, thing, lack.subject) for thing in lack.things)
        why = self.words(f"readiness.why_{lack.reason}")
        if row.gate.kind == "shifts":
            shifts = {shift.id: shift.title for shift in ready.profile.shifts} if ready.profile else {}
            told = self.words(
                "readiness.lack_shift", shift=self.words.both(shifts[lack.subject]), role=self.role(lack.role),
                have=lack.have, need=lack.need,
            )  # fmt: skip
            names = self.words("shell.comma").join(lack.elsewhere)
            return told + (self.words("readiness.on_another_post", names=names) if names else "")
        if row.gate.kind in ("cases", "issues"):
            return self._accepted(row, lack)
        if row.gate.kind == "trained":
            hours = number((lack.have, 100), "number", up=True)
            return self.words("readiness.lack_hours", name=lack.subject, role=self.role(lack.role), hours=hours)
        if row.gate.kind == "operations":
            return self.words("readiness.lack_done", name=lack.subject, right=lack.have, n=lack.need, drill=things)
        name = (
            self.drill(lack.subject) if row.gate.kind == "rehearsed" else lack.subject or self.words("readiness.nobody")
        )
        if lack.role:
            name = self.words("readiness.in_role", name=name, role=self.role(lack.role))
        if not things:
            return self.words("readiness.lack", name=name, why=why)
        if row.gate.kind in ("certified", "super_user"):
            return self.words("readiness.lack_exams", name=name, things=things)
        return self.words("readiness.lack_of", name=name, why=why, things=things)

    def _accepted(self, row: Row, lack: Lack) -> str:
        """A case with what came of it, or an issue with where it stands."""
        about = clip(self.words.both(lack.about), LONGEST)
        if row.gate.kind == "cases":
            outcome = f"uat.outcome_{lack.things[0]}" if lack.things else "uat.untried"
            why = self.words(f"readiness.why_{lack.reason}") if lack.reason not in ("below", "missing") else ""
            return self.words("uat.lack_case", case=lack.subject, about=about, outcome=why or self.words(outcome))
        severity, state, owner = lack.things
        return self.words(
            "uat.lack_issue", issue=lack.subject, about=about, severity=self.words(f"uat.severity_{severity}"),
            state=self.words(f"uat.state_{state}"), owner=owner or self.words("uat.no_owner"),
        )  # fmt: skip

    def _thing(self, row: Row, thing: str, subject: str) -> str:
        if row.gate.kind == "devices":
            return found_words(thing, self.words, subject)
        return self.drill(thing)

    # --- people, sources

    def person(self, standing: Standing) -> str:
        name = self.words("readiness.in_role", name=standing.name, role=self.role(standing.role))
        if standing.able:
            return self.words("readiness.able", name=name, when=standing.when)
        things = self.words("shell.comma").join(map(self.drill, standing.lacks))
        why = things or self.words(f"readiness.why_{standing.reason}")
        return self.words("readiness.unable", name=name, what=why, by=standing.by)

    def note(self, note: Note) -> str:
        told = self.words(f"readiness.note_{note.id}", about=note.about)
        return told + (self.words("readiness.did_you_mean", meant=note.meant) if note.meant else "")

    def source(self, source: Source) -> str:
        if source.kind == "run" and source.by and not source.scenario:  # its figure was read from it
            return self.words("readiness.source_session", run=source.id, by=source.by, head=source.sha256)
        if source.kind == "run":
            return self.words(
                "readiness.source_run", run=source.id, drill=self.drill(source.scenario), seed=source.seed,
                head=source.sha256,
            )  # fmt: skip
        if source.kind in ("case", "issue"):
            return self.words(f"uat.source_{source.kind}", name=source.id, by=source.by, hash=source.sha256)
        kind = source.kind if source.kind in ("file", "typed") else "check"
        return self.words(f"readiness.source_{kind}", name=source.id, by=source.by, hash=source.sha256)


@cache
def _titles() -> dict[str, Text]:
    return {card.id: card.title for card in index()}


def gates_in_words(gates: Sequence[Gate], profile: Profile | None, words: Words) -> Iterator[str]:
    """Each gate under its id, as it is typed: what it asks, who answers for it, what shows it and where from."""
    say = Phrases(words)
    for n, gate in enumerate(gates):
        if n:
            yield ""
        yield f"{gate.id}  {words.both(gate.title)}"
        yield from _folded(f"  {words.both(gate.criterion)}")
        least = words(f"readiness.n_{counted_as(gate)}", n=gate.sample) if gate.sample > 1 else ""
        facts = (
            words("readiness.gate_owner", owner=gate.owner),
            words("readiness.gate_least", origin=say.origin(gate.origin), days=gate.fresh),
            words("readiness.gate_sample", n=least) if least else "",
            words(f"readiness.no_go_{gate.no_go}"),
        )
        yield from _folded("  " + " · ".join(fact for fact in facts if fact))
        yield from _folded("  " + words("readiness.gate_shown", how=words(f"report.how_{gate.kind}")))
        if gate.kind in TAKES_FILES:
            yield from _folded("  " + _typed(gate, profile))


def _typed(gate: Gate, profile: Profile | None) -> str:
    """The command that attaches it, as it is typed."""
    figure = f' --value "{example(gate)}" --n {max(gate.sample, 1)}' if gate.kind != "record" else ""
    store = f" --store {profile.id}" if profile else ""
    return f"storedrill evidence add {gate.id}{store} --file FILE --by WHO --from {gate.origin} --until DAY{figure}"


def in_words(ready: Readiness, words: Words) -> Iterator[str]:
    """For a terminal of 80 columns; what does not fit goes on below, set in a little more."""
    for line in _lines(ready, words):
        yield from _folded(line)


def _folded(line: str) -> Iterator[str]:
    text = line.lstrip(" ")
    margin = " " * (len(line) - len(text))
    first, *more = wrap(text, WIDTH - len(margin) - HANG)
    yield margin + first
    yield from (margin + " " * HANG + rest for rest in more)


def _lines(ready: Readiness, words: Words) -> Iterator[str]:
    say = Phrases(words)
    yield words("readiness.title")
    yield say.head(ready)
    yield say.scope(ready)
    yield ""
    yield say.conclusion(ready)
    if ready.people:
        yield from ("", words("readiness.section_people"))
        for standing in sorted(ready.people, key=lambda one: not one.able):
            yield f"  {MARKS['met' if standing.able else 'not_met']} {say.person(standing)}"
    for title, rows in (("readiness.section_blocks", ready.blocking), ("readiness.section_risks", ready.risks)):
        if rows:
            yield from ("", words(title))
            for row in rows:
                yield from _short(row, ready, say)
    yield from ("", words("readiness.section_gates"))
    for row in ready.rows:
        yield from _whole(row, say)
    yield from ("", words("readiness.section_exceptions"))
    yield from _exceptions(ready, say)
    yield from ("", words("readiness.section_annex"))
    yield "  " + words("readiness.gates_hash", hash=ready.gates)
    for source in ready.sources:
        yield "  " + say.source(source)
    for note in ready.annex.notes:
        yield "  " + say.note(note)


def _short(row: Row, ready: Readiness, say: Phrases) -> Iterator[str]:
    title = say.words.both(row.gate.title)
    mark = RISK if row.status == "met" else MARKS[row.status]
    yield f"  {mark} {title} · {say.words.both(row.gate.owner)} · {say.why(row)}"
    if row.waiver:
        yield f"      {say.waiver(row)}"
    for lack in row.outcome.lacks[:MOST_LACKS]:
        yield f"      {say.lack(row, lack, ready)}"
    if (more := len(row.outcome.lacks) - MOST_LACKS) > 0:
        yield f"      {say.words('uat.more', n=more)}"


def _whole(row: Row, say: Phrases) -> Iterator[str]:
    words = say.words
    yield f"  {MARKS[row.status]} {words.both(row.gate.title)} · {say.status(row)} · {words.both(row.gate.owner)}"
    asked = say.asked(row.gate, row.threshold) if row.gate.kind != "record" else ""
    parts = (say.figure(row), asked, say.came_from(row),
             row.outcome.latest, words(f"readiness.no_go_{row.gate.no_go}"), row.gate.id)  # fmt: skip
    yield "      " + " · ".join(part for part in parts if part)


def _exceptions(ready: Readiness, say: Phrases) -> Iterator[str]:
    for row in ready.waived:
        yield "  " + say.waiver(row)
    if not ready.waived:
        yield "  " + say.words("readiness.no_exceptions")
