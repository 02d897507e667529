"""Blocks about a group of people: who stands where, how the system is used (系统使用健康度), who needs what by when."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from grading.mastery.standing import Standing
from grading.reports.frame import Frame
from grading.reports.model import Bar, Bars, Block, Figure, Heat, Lines, Row, Series, State, Table, Tone, share
from grading.reports.parts import SANDBOX, column, few, heading, heat, joined, of_runs, right_of, state
from grading.reports.rows import Called, Member, Person, done, unaided
from grading.session import Session
from simulator.kernel.texts import Text

RECENT, OFTEN = 14, 2
"""Somebody trains little who has fewer than so many sessions in so many days."""
LEAST = 4
"""Below so many sessions without a coach nobody can say whether errors fall."""
STATES: dict[str, Tone] = {"held": "good", "expired": "warn", "open": "bad", "none": "soft"}


def certificate(frame: Frame, standing: Standing) -> State:
    what = standing.certificate
    given = {"passed": len(what.exams), "of": len(what.drills)}
    if what.state == "held" and what.expires:
        return State("good", frame.say("report.certified_until", day=what.expires.date().isoformat()))
    return State(STATES[what.state], frame.say(f"report.certificate_{what.state}", **given))


def people_table(frame: Frame, members: Sequence[Member], called: Called) -> Table:
    """A person a row: certificate, mastered, how right, when last."""
    say = frame.say

    def row(one: Member) -> Row:
        mastered = sum(skill.mastered for skill in one.standing.skills.values())
        name = f"person={called(one.person.id)}"
        return (
            called(one.person.id), frame.known.roles[one.standing.role], certificate(frame, one.standing),
            Figure("share", share(mastered, len(one.standing.skills)), len(one.standing.skills), origins=SANDBOX,
                   rests_on=(f"rows:sessions?{name}",)),
            len(one.sessions), right_of(unaided(one.sessions), (f"rows:sessions?{name}",)) if one.sessions else None,
            one.sessions[-1].finished[:10] if one.sessions else None,
        )  # fmt: skip

    columns = (
        column(say, "person", "person", 2), column(say, "role", wide=2), column(say, "certificate", "state", 3),
        column(say, "mastered", "figure", 2), column(say, "drills", "count"), column(say, "right", "figure", 3),
        column(say, "last", "date", 2),
    )  # fmt: skip
    return Table("people", Text(), columns, tuple(row(one) for one in members), key=2, none=say("report.nobody"))


def stores_table(frame: Frame, groups: Sequence[tuple[Text, Sequence[Member]]]) -> Table:
    """Stores side by side: who is certified, how much was trained, how right it was."""
    say = frame.say

    def row(title: Text, members: Sequence[Member]) -> Row:
        able = sum(one.standing.certificate.state == "held" for one in members)
        sessions = [session for one in members for session in one.sessions]
        return (
            title, Figure("share", share(able, len(members)), len(members), origins=SANDBOX), len(sessions),
            right_of(unaided(sessions), ("rows:sessions",)),
            sum(trains_little(frame, one.sessions) for one in users(members)),
        )  # fmt: skip

    columns = (
        column(say, "store", wide=3), column(say, "certified", "figure", 2), column(say, "drills", "count"),
        column(say, "right", "figure", 3), column(say, "idle_people", "count"),
    )  # fmt: skip
    return Table("stores", say("report.side_by_side"), columns, tuple(row(*group) for group in groups))


def skills(frame: Frame, members: Sequence[Member], called: Called) -> Iterator[Heat]:
    roles = list(dict.fromkeys(one.standing.role for one in members))
    for role in roles:
        mine = [one for one in members if one.standing.role == role]
        lines = [(called(one.person.id), one.grades, certificate(frame, one.standing)) for one in mine]
        yield heat(frame.say, frame.known, role, lines, last=role == roles[-1])


# --- how the system is used ------------------------------------------------------------------------------------------


class User(NamedTuple):
    """Somebody as they use the system, in whichever roles."""

    person: Person
    sessions: Sequence[Session]
    """All until the day, the oldest first."""


def users(members: Sequence[Member]) -> list[User]:
    """Each person once."""
    found: dict[str, tuple[Person, list[Session]]] = {}
    for one in members:
        found.setdefault(one.person.id, (one.person, []))[1].extend(one.ever)
    return [User(person, sorted(sessions, key=lambda one: one.no)) for person, sessions in found.values()]


def health(frame: Frame, members: Sequence[Member], called: Called) -> Iterator[Block]:
    """Who trains little, and whose errors do not fall (错误下降)."""
    say = frame.say
    rows = tuple(_health(frame, one, called) for one in users(members))
    columns = (
        column(say, "person", "person", 2), column(say, "recent", "count"), column(say, "idle", "count"),
        column(say, "use", "state", 2), column(say, "errors_then", "figure", 2), column(say, "errors_now", "figure", 2),
        column(say, "falling", "state", 2),
    )  # fmt: skip
    yield heading(say, "health")
    yield Table("health", say("report.health", days=RECENT, least=OFTEN), columns, rows, none=say("report.nobody"))


def trains_little(frame: Frame, sessions: Sequence[Session]) -> bool:
    return len(_recent(frame, sessions)) < OFTEN


def _recent(frame: Frame, sessions: Sequence[Session]) -> list[Session]:
    since = (date.fromisoformat(frame.day) - timedelta(days=RECENT - 1)).isoformat()
    return [one for one in sessions if since <= one.finished[:10] <= frame.day]


def errors(sessions: Sequence[Session]) -> tuple[Figure, Figure]:
    """The share of what went wrong in the first half of the sessions without a coach, and in the second."""
    alone = unaided(sessions)
    if len(alone) < LEAST:
        return Figure("share", None), Figure(
            "share", None
        )  # an n of sessions beside one of opportunities would mislead
    middle = len(alone) // 2
    return _wrong(alone[:middle]), _wrong(alone[middle:])


def _wrong(sessions: Sequence[Session]) -> Figure:
    right, n = done(sessions)
    return Figure("share", share(n - right, n), n, origins=SANDBOX, rests_on=of_runs(sessions), up=True)


def falling(then: Figure, now: Figure) -> str:
    """`none` where there is nothing left to fall."""
    if then.value is None or now.value is None:
        return "too_few"
    (wrong, n), (later, of) = then.value, now.value
    if not later:
        return "none"
    return "falling" if later * n < wrong * of else "steady" if later * n == wrong * of else "rising"


FALLING: dict[str, Tone] = {"none": "good", "falling": "good", "steady": "warn", "rising": "bad", "too_few": "soft"}


def _health(frame: Frame, one: User, called: Called) -> Row:
    say = frame.say
    recent = len(_recent(frame, one.sessions))
    last = one.sessions[-1].finished[:10] if one.sessions else ""
    idle = (date.fromisoformat(frame.day) - date.fromisoformat(last)).days if last else None
    then, now = errors(one.sessions)
    way = falling(then, now)
    return (
        called(one.person.id), recent, idle,
        state(say, "good", "trains") if recent >= OFTEN else state(say, "warn", "trains_little"),
        then, now, state(say, FALLING[way], f"errors_{way}", n=len(unaided(one.sessions)), least=LEAST),
    )  # fmt: skip


# --- the plan --------------------------------------------------------------------------------------------------------


def plan(frame: Frame, members: Sequence[Member], called: Called, by: datetime) -> Iterator[Block]:
    """Who needs what training by when: exams that are missing or run out, and what has to be refreshed."""
    say = frame.say
    rows: list[tuple[str, Row]] = []
    for one in members:
        role = frame.known.roles[one.standing.role]
        rows += [
            (day, (called(one.person.id), role, what, why, day)) for day, what, why in needs(frame, one.standing, by)
        ]
    rows.sort(key=lambda row: (row[0], str(row[1][0])))
    columns = (
        column(say, "person", "person", 2), column(say, "role", wide=2), column(say, "needs", wide=4),
        column(say, "why", wide=3), column(say, "by_day", "date", 2),
    )  # fmt: skip
    yield heading(say, "plan")
    none = say("report.no_plan")
    yield Table(
        "plan", say("report.plan", day=by.date().isoformat()), columns, tuple(row for _, row in rows), 3, none=none
    )


def needs(frame: Frame, standing: Standing, by: datetime) -> Iterator[tuple[str, Text, Text]]:
    """(Day, what, why) of one person, up to `by`."""
    say, what, end = frame.say, standing.certificate, by.date().isoformat()
    for id, asked in (("missing", what.missing), ("failed", what.failed), ("expired", what.expired)):
        if asked:
            yield end, few(say, [frame.known.drill(drill) for drill in asked]), say(f"report.why_{id}", n=len(asked))
    for exam in what.exams:
        if exam.until <= by:
            yield exam.until.date().isoformat(), frame.known.drill(exam.drill), say("report.why_runs_out")
    for skill in standing.due(by):
        if skill.due:
            day = max(skill.due.date().isoformat(), frame.day)
            drills = joined(say, (frame.known.drill(drill) for drill in skill.drills[:2]))
            yield day, say("report.refresh", skill=standing.names[skill.id], drills=drills), say("report.why_due")


# --- over time -------------------------------------------------------------------------------------------------------


def activity(frame: Frame, sessions: Sequence[Session]) -> Iterator[Block]:
    """Sessions and how right they were, a week a bar and a point; nothing where there was none."""
    weeks: dict[str, list[Session]] = {}
    for one in sessions:
        day = date.fromisoformat(one.finished[:10])
        weeks.setdefault((day - timedelta(days=day.weekday())).isoformat(), []).append(one)
    if not weeks:
        return
    say, ordered = frame.say, sorted(weeks)
    yield heading(say, "over_time")
    bars = tuple(Bar(say("report.week_of", day=week), (len(weeks[week]), 1)) for week in ordered)
    yield Bars("by_week", say("report.by_week"), "number", bars)
    points = []
    for week in ordered:
        right, n = done(unaided(weeks[week]))
        if n:
            points.append((week, (right, n)))
    if len(points) > 1:
        low = min(10 * right // n for _, (right, n) in points)
        series = Series(say("report.operations_right"), tuple(points))
        low_end, title = (min(low, 9), 10), say("report.right_by_week")
        yield Lines("right_by_week", title, "share", (series,), low_end, (1, 1), (19, 20))
