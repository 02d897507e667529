"""What stands behind the gates: measured figures, issues that are open, the way into operation, how each is judged."""

from collections.abc import Iterator, Mapping, Sequence

from grading.acceptance.issues import Standing, open_by_severity
from grading.readiness.model import Readiness, Row, counted_as
from grading.reports.frame import Frame
from grading.reports.gate_blocks import figure_of, tone
from grading.reports.model import Row as Cells
from grading.reports.model import Rows, State, Table, Tone
from grading.reports.parts import column, joined
from simulator.kernel.texts import Text

SEVERITIES: Mapping[str, Tone] = {"severe": "bad", "general": "warn", "suggestion": "soft"}


def measured(frame: Frame, ready: Readiness, prefix: str) -> Iterator[Table]:
    """Figures that were attached, with the file and who answers for it: the peak load at 1.5 times what is expected,
    answer times, availability, stock variance, data."""
    say = frame.say

    def row(one: Row) -> Cells:
        files, people = _rests(frame, one)
        return (
            one.gate.id, one.gate.title, say.phrase(lambda p: p.asked(one.gate, one.threshold)), figure_of(one, prefix),
            _state(frame, one), say(f"readiness.origin_{one.gate.origin}"), files, people, one.outcome.latest or None,
        )  # fmt: skip

    mine = [one for one in ready.rows if one.gate.kind == "figure"]
    columns = (
        column(say, "gate_id", machine=True), column(say, "gate", wide=2), column(say, "asked", wide=2),
        column(say, "came", "figure", 3), column(say, "state", "state", 2), column(say, "origin_asked", wide=2),
        column(say, "file", wide=3), column(say, "by", wide=2), column(say, "day", "date", 2),
    )  # fmt: skip
    if mine:
        yield Table(f"{prefix}measured", say("report.measured"), columns, tuple(row(one) for one in mine))


def issues(frame: Frame, found: Sequence[Standing], prefix: str) -> Table:
    """Those that are open, the graver first, each with its 责任方: also those that no gate is about."""
    say, still = frame.say, [one for one in found if not one.closed]

    def row(one: Standing) -> Cells:
        severity = State(SEVERITIES[one.severity], say(f"uat.severity_{one.severity}"))
        owner = State("plain", Text(one.owner, one.owner)) if one.owner else State("bad", say("uat.no_owner"))
        what = Text(one.issue.what, one.issue.what)
        return (
            f"#{one.issue.no}", severity, what, one.issue.where or None, say(f"uat.state_{one.state}"), owner,
            one.issue.logged[:10] or None,
        )  # fmt: skip

    columns = (
        column(say, "issue"), column(say, "severity", "state", 2), column(say, "what", wide=5),
        column(say, "where", wide=3), column(say, "stage", wide=2), column(say, "owner", "state", 2),
        column(say, "since", "date", 2),
    )  # fmt: skip
    counts = open_by_severity(found)
    title = say("report.issues", closed=len(found) - len(still), **counts)
    return Table(
        f"{prefix}issues", title, columns, Rows(len(still), lambda: map(row, still)), none=say("report.no_issues")
    )


def night(frame: Frame, ready: Readiness, prefix: str) -> Iterator[Table]:
    """The way into operation: what was rehearsed of cutover, rollback and fallback, and what was agreed for the weeks
    after the opening and their end."""
    say = frame.say

    def row(one: Row) -> Cells:
        files, people = _rests(frame, one)
        what = joined(say, [frame.known.drill(drill) for drill in one.gate.drills]) if one.gate.drills else files
        return (
            one.gate.id, one.gate.title, one.gate.criterion, _state(frame, one), what, people,
            one.outcome.latest or None, one.gate.owner,
        )  # fmt: skip

    mine = [one for one in ready.rows if one.gate.kind in ("rehearsed", "record")]
    columns = (
        column(say, "gate_id", machine=True), column(say, "gate", wide=2), column(say, "criterion", wide=4),
        column(say, "state", "state", 2), column(say, "shown_by", wide=3), column(say, "by", wide=2),
        column(say, "day", "date", 2), column(say, "owner", wide=2),
    )  # fmt: skip
    if mine:
        yield Table(f"{prefix}night", say("report.night"), columns, tuple(row(one) for one in mine))


def how(frame: Frame, ready: Readiness, prefix: str) -> Table:
    """Of each gate its criterion, how it is verified, from which n on, and for how long evidence holds."""
    say = frame.say

    def row(one: Row) -> Cells:
        gate = one.gate
        return (
            gate.id, gate.title, gate.criterion, say(f"report.how_{gate.kind}"),
            say(f"readiness.n_{counted_as(gate)}", n=gate.sample), gate.fresh,
        )  # fmt: skip

    columns = (
        column(say, "gate_id", machine=True), column(say, "gate", wide=2), column(say, "criterion", wide=5),
        column(say, "how", wide=5), column(say, "least", wide=2), column(say, "fresh", "count", 1),
    )  # fmt: skip
    return Table(f"{prefix}how", say("report.how"), columns, tuple(row(one) for one in ready.rows), small=True)


def _state(frame: Frame, row: Row) -> State:
    return State(tone(row), frame.say.phrase(lambda p: p.status(row)))


def _rests(frame: Frame, row: Row) -> tuple[str | None, str | None]:
    """Files or sessions, and who answers for them."""
    names = dict.fromkeys(one.id for one in row.outcome.sources)
    people = dict.fromkeys(frame.trainers.get(one.by, one.by) for one in row.outcome.sources if one.by)
    return ", ".join(names) or None, ", ".join(people) or None
