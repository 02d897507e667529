"""Blocks about gates: each with its figure and its 责任方, what is excepted, devices, shifts, waivers."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from grading.readiness.model import Lack, Origin, Readiness, Row, Waiver
from grading.readiness.posts import filled, on_shift
from grading.reports.frame import Frame
from grading.reports.model import Bar, Bars, Block, Column, Figure, Kind, Points, Rows, State, Table, Tone
from grading.reports.model import Row as Cells
from grading.reports.parts import NAMED, column, heading, joined, state
from simulator.kernel.texts import Text

WEIGHTS: dict[str, Tone] = {"fine": "good", "risk": "warn", "blocks": "bad"}


def tone(row: Row) -> Tone:
    """Of how a gate stands: what nobody looked at has a sign of its own, as on screens."""
    if row.status == "unverified":
        return "unknown"
    return WEIGHTS[row.weight] if row.status == "met" else "bad"


class Checked(NamedTuple):
    """A check of a device, as it is kept."""

    device: str
    origin: Origin
    ok: bool
    found: str
    by: str
    day: str


def _lacks(frame: Frame, ready: Readiness, row: Row) -> list[Text]:
    def said(lack: Lack) -> Text:
        return frame.say.phrase(lambda p: p.lack(row, lack, ready))

    return [said(lack) for lack in row.outcome.lacks]


def _why(frame: Frame, row: Row) -> Text:
    return frame.say.phrase(lambda p: p.why(row))


def short(frame: Frame, row: Row) -> State:
    """A gate in a sentence: what, who answers for it, why. What is missing stands item by item in the exceptions."""
    say, n = frame.say, len(row.outcome.lacks)
    given = {"gate": row.gate.title, "owner": row.gate.owner, "why": _why(frame, row)}
    return State(
        WEIGHTS[row.weight], say("report.gate_items", n=n, **given) if n > 1 else say("report.gate_short", **given)
    )  # fmt: skip


def waived(frame: Frame, ready: Readiness, prefix: str) -> Iterator[Block]:
    """On page one: what a verdict rests on that no evidence stands behind. Who answers for it, why, until when."""
    say = frame.say
    if ready.waived:
        yield heading(say, "waived", prefix)
        yield Points(f"{prefix}waived", tuple(
            State("warn" if row.weight == "risk" else "bad",
                  say("report.gate_waived", waiver=_waiver(frame, row), why=_why(frame, row)))
            for row in ready.waived
        ))  # fmt: skip


def _waiver(frame: Frame, row: Row) -> Text:
    return frame.say.phrase(lambda p: p.waiver(row))


UNITS: dict[str, Kind] = {"share": "share", "seconds": "seconds", "number": "number"}


def figure_of(row: Row, prefix: str) -> Figure:
    """What came, with n, where it comes from, and what it rests on: where nothing came, on what is missing."""
    outcome, sources = row.outcome, row.outcome.sources
    few = row.gate.sample if "too_few" in outcome.reasons else 0
    rests: tuple[str, ...] = (f"rows:sources?evidence_of={row.gate.id}",)
    if not sources:
        rests = (f"rows:{prefix}exceptions?gate_id={row.gate.id}",) if outcome.lacks else ()
    elif len(sources) <= NAMED:
        rests = tuple(f"{one.kind}:{one.id if one.kind == 'run' else one.sha256}" for one in sources)
    if row.threshold is None or row.gate.kind == "record":
        return Figure("count", outcome.n, None, few, outcome.origins, rests)
    up = row.threshold.sense == "at_most"
    return Figure(UNITS[row.threshold.unit], outcome.value, outcome.n, few, outcome.origins, rests, up)


def gates_table(frame: Frame, ready: Readiness, prefix: str) -> Table:
    say = frame.say

    def row(one: Row) -> Cells:
        gate = one.gate
        asked = say("report.on_record") if gate.kind == "record" else say.phrase(lambda p: p.asked(gate, one.threshold))
        return (
            gate.id, gate.title, gate.owner, asked, figure_of(one, prefix),
            State(tone(one), say.phrase(lambda p: p.status(one))),
            say(f"readiness.origin_{gate.origin}"), one.outcome.latest or None, say(f"readiness.no_go_{gate.no_go}"),
        )  # fmt: skip

    columns = (
        column(say, "gate_id", machine=True), column(say, "gate", wide=3), column(say, "owner", wide=2),
        column(say, "asked", wide=2), column(say, "came", "figure", 3), column(say, "state", "state", 2),
        column(say, "origin_asked", wide=2), column(say, "latest", "date", 2), column(say, "no_go", wide=3),
    )  # fmt: skip
    return Table(f"{prefix}gates", Text(), columns, tuple(row(one) for one in ready.rows))


def gate_bars(frame: Frame, ready: Readiness, prefix: str) -> Iterator[Bars]:
    shown = [row for row in ready.rows if row.threshold and row.threshold.unit == "share" and row.gate.kind != "record"]
    shown = [row for row in shown if row.threshold and Fraction(*row.threshold.value) > Fraction(1, 10)]
    if shown:
        bars = tuple(
            Bar(row.gate.title, row.outcome.value, row.threshold.value if row.threshold else None,
                tone(row), row.outcome.n)
            for row in shown
        )  # fmt: skip
        yield Bars(f"{prefix}gate_bars", frame.say("report.gate_bars"), "share", bars)


def exceptions(frame: Frame, ready: Readiness, prefix: str) -> Table:
    """Everything that is not met, with who answers for it (责任方), item by item; first of all what was waived, for
    which the one who did so answers."""
    say = frame.say
    open_ones = [one for one in ready.rows if one.status != "met"]

    def items(one: Row) -> Iterator[tuple[Text, Text]]:
        if one.waiver:
            yield one.waiver.owner, _waiver(frame, one)
        for what in _lacks(frame, ready, one) or [_why(frame, one)]:
            yield one.gate.owner, what

    def rows() -> Iterator[Cells]:
        for one in open_ones:
            for n, (owner, what) in enumerate(items(one), 1):
                yield one.gate.id, n, one.gate.title, owner, what

    count = sum((len(one.outcome.lacks) or 1) + (one.waiver is not None) for one in open_ones)
    columns = (
        column(say, "gate_id", machine=True), column(say, "no", "count", machine=True), column(say, "gate", wide=3),
        column(say, "owner", wide=2), column(say, "what", wide=6),
    )  # fmt: skip
    none = say("report.no_exceptions")
    return Table(f"{prefix}exceptions", say("report.exceptions"), columns, Rows(count, rows), key=2, none=none)


def devices(frame: Frame, ready: Readiness, checks: Sequence[Checked], prefix: str) -> Iterator[Block]:
    """Each device of the profile by its latest check: what was found, real or virtual."""
    say = frame.say
    latest = {check.device: check for check in checks}
    wanted = ready.profile.devices if ready.profile else tuple(latest)
    if not wanted:
        return

    def row(device: str) -> Cells:
        check = latest.get(device)
        if check is None:
            return device, state(say, "bad", "not_checked"), None, None, None, None
        works = state(say, "good", "works") if check.ok else state(say, "bad", "fails")
        found = say.phrase(lambda p: p.found(check.found, check.device))
        return device, works, say(f"readiness.real_{check.origin}"), found, check.by, check.day

    columns: tuple[Column, ...] = (
        column(say, "device", wide=2), column(say, "state", "state", 2), column(say, "real", wide=2),
        column(say, "found", wide=3), column(say, "by", wide=2), column(say, "day", "date", 2),
    )  # fmt: skip
    yield Table(f"{prefix}devices", say("report.devices"), columns, tuple(row(device) for device in wanted))


def shifts(frame: Frame, ready: Readiness, prefix: str) -> Iterator[Block]:
    """Certified people by shift and role, against what the shift needs; nobody fills two posts at the same time."""
    say, profile = frame.say, ready.profile
    if profile is None:
        return
    able = {(one.name, one.role): one.able for one in ready.people}
    rows: list[Cells] = []
    for shift in profile.shifts:
        ways = filled(shift, profile.staff, lambda name, role: able.get((name, role), False))
        for role, need in shift.needs.items():
            have, elsewhere = ways[role]
            enough = state(say, "good", "covered")
            if have < need:
                names = joined(say, (Text(name, name) for name in elsewhere))
                enough = state(say, "bad", "short_twice" if elsewhere else "short", n=need - have, names=names)
            there = len(on_shift(profile.staff, shift.id, role))
            rows.append((shift.title, frame.known.roles[role], need, there, have, enough))
    columns = (
        column(say, "shift", wide=2), column(say, "role", wide=2), column(say, "need", "count"),
        column(say, "rostered", "count"), column(say, "qualified", "count"), column(say, "state", "state", 3),
    )  # fmt: skip
    yield Table(f"{prefix}shifts", say("report.shifts"), columns, tuple(rows), key=2)


def waivers(frame: Frame, ready: Readiness, prefix: str) -> Table:
    """Risks that somebody answers for, and until when; what ran out, or helps nothing, is told as that."""
    say = frame.say
    titles = {row.gate.id: row.gate.title for row in ready.rows}
    always = {row.gate.id for row in ready.rows if row.gate.no_go == "always"}
    kept = ready.profile.waivers if ready.profile else ()

    def stands(one: Waiver) -> State:
        if one.gate in always:
            return state(say, "bad", "takes_none")
        if one.until < ready.today:
            return state(say, "bad", "ran_out")
        if ready.profile and one.until < ready.profile.waived_until(ready.today):
            return state(say, "bad", "ends_early")
        return state(say, "warn", "waived")

    rows = tuple(
        (titles.get(one.gate, Text(one.gate, one.gate)), one.owner, one.reason, one.until, one.by or None, stands(one))
        for one in kept
    )
    columns = (
        column(say, "gate", wide=2), column(say, "owner", wide=2), column(say, "reason", wide=4),
        column(say, "until", "date", 2), column(say, "given_by", wide=2), column(say, "state", "state", 2),
    )  # fmt: skip
    return Table(f"{prefix}waivers", say("report.waivers"), columns, rows, none=say("report.no_waivers"))
