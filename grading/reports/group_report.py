"""The report of a class, or of a store's people over a period: a weekly one, a closing one, the same figures."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from grading.reports.drilled import graves_in, missed_in
from grading.reports.frame import Frame
from grading.reports.group_blocks import (
    activity,
    certificate,
    errors,
    falling,
    health,
    people_table,
    plan,
    skills,
    users,
)
from grading.reports.group_blocks import trains_little as little
from grading.reports.model import (
    Block,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Points,
    Report,
    State,
    Tone,
    Verdict,
    share,
)
from grading.reports.parts import (
    SANDBOX,
    few,
    grave_table,
    heading,
    manifest_of_sessions,
    mistakes,
    passed_of,
    right_of,
    sessions_table,
    signs,
)
from grading.reports.rows import Called, Left, Member, low, unaided
from grading.reports.trend import Earlier, trend
from grading.session import Session
from simulator.kernel.summary import graves_of
from simulator.kernel.texts import Text

PEOPLE = ("rows:people",)
FEW = 3
"""So few people do not fill page one: what follows goes on below."""
MOST = 12
"""People who are named on page one."""


def group_report(
    frame: Frame,
    kind: str,
    subject: Text,
    members: Sequence[Member],
    by: datetime,
    earlier: Sequence[Earlier] = (),
    more: Sequence[Block] = (),
    gone: Sequence[Left] = (),
) -> Report:
    """`more` is what a store has besides: its shifts. Sessions of those who are `gone` are in every sum of sessions."""
    say = frame.say
    everybody: Sequence[Member | Left] = [*members, *gone]
    people = [one.person for one in everybody]
    hidden = () if frame.names else [one.person.id for one in members if _low(one)]
    called = Called(people, hidden)
    sessions = sorted((session for one in everybody for session in one.sessions), key=lambda one: one.no)
    key = _key_figures(frame, members, sessions)
    heats = list(skills(frame, members, called))
    blocks: list[Block] = [
        _verdict(frame, members), key, *_gone(frame, gone), *_first(frame, members, called),
        *trend(say, earlier, key),
        heading(say, "standing", page=len(members) > FEW), people_table(frame, members, called),
        *more,
        *heats,
        *plan(frame, members, called, by),
        *health(frame, members, called),
        *activity(frame, sessions),
        heading(say, "mistakes"),
        *mistakes(say, frame.known, missed_in(sessions), len(sessions)),
        grave_table(say, frame.known, graves_in(sessions), called, len(sessions)),
        *signs(say),
        heading(say, "annex", page=True), Paragraph(say("report.how_verified"), "soft"),
        Paragraph(say("report.written_by", version=frame.asked["product"]), "soft"),
        manifest_of_sessions(say, frame.known, sessions, frame.trainers),
        sessions_table(say, frame.known, sessions, called, heats),
    ]  # fmt: skip
    return frame.report(kind, subject, blocks, _title(frame, kind, earlier))


WEEK = 7


def _title(frame: Frame, kind: str, earlier: Sequence[Earlier]) -> str:
    """Of a week it is the 周报; of a longer time, or with all that was before, the 项目总结报告."""
    if frame.since and frame.until:
        days = (date.fromisoformat(frame.until) - date.fromisoformat(frame.since)).days + 1
        return "week" if days <= WEEK else "closing"
    return "closing" if earlier else kind


def _gone(frame: Frame, gone: Sequence[Left]) -> Iterator[Paragraph]:
    found = [one for one in gone if one.sessions]
    if found:
        yield Paragraph(frame.say("report.of_gone", n=len(found), sessions=sum(len(one.sessions) for one in found)))


def _low(one: Member) -> bool:
    """Whatever the period: somebody is called the same in each report."""
    return low([given.grade for given in one.grades.values()], one.ever)


def _verdict(frame: Frame, members: Sequence[Member]) -> Verdict:
    say = frame.say
    able = sum(one.standing.certificate.state == "held" for one in members)
    tone: Tone = "good" if members and able == len(members) else "warn" if able else "bad"
    people = len(users(members))
    id = "certified_of" if people == len(members) else "certified_posts"
    return Verdict("verdict", tone, say(f"report.{id}", able=able, of=len(members), people=people))


def _key_figures(frame: Frame, members: Sequence[Member], sessions: Sequence[Session]) -> KeyFigures:
    """`errors` and `trains_little`: less is better."""
    alone = unaided(sessions)
    able = sum(one.standing.certificate.state == "held" for one in members)
    skills = [skill for one in members for skill in one.standing.skills.values()]
    idle = sum(little(frame, one.sessions) for one in users(members))
    grave = sum(len(graves_of(one.summary)) for one in sessions)
    items = (
        ("certified", Figure("share", share(able, len(members)), len(members), origins=SANDBOX, rests_on=PEOPLE)),
        ("mastered", Figure("share", share(sum(one.mastered for one in skills), len(skills)), len(skills),
                            origins=SANDBOX, rests_on=PEOPLE)),
        ("drills", Figure("count", len(sessions), origins=SANDBOX, rests_on=("rows:sessions",))),
        ("passed", passed_of(alone, ("rows:sessions",))),
        ("right", right_of(alone, ("rows:sessions",))),
        ("grave", Figure("count", grave, origins=SANDBOX, rests_on=("rows:grave",))),
        ("trains_little", Figure("count", idle, origins=SANDBOX, rests_on=("rows:health",))),
    )  # fmt: skip
    return KeyFigures("key", tuple(KeyFigure(id, frame.say(f"report.key_{id}"), figure) for id, figure in items))


def _first(frame: Frame, members: Sequence[Member], called: Called) -> Iterator[Block]:
    """Page one: who needs somebody's eye first."""
    say = frame.say
    everybody = users(members)
    idle = [one for one in everybody if little(frame, one.sessions)]
    stuck = [one for one in everybody if falling(*errors(one.sessions)) in ("rising", "steady")]
    items = []
    for id, found in (("look_idle", idle), ("look_stuck", stuck)):
        if found:
            names = [Text(called(one.person.id), called(one.person.id)) for one in found]
            items.append(State("warn", say(f"report.{id}", names=few(say, names, MOST))))
    waiting = [one for one in members if one.standing.certificate.state != "held"]
    for one in waiting[:MOST]:
        said, name = certificate(frame, one.standing), called(one.person.id)
        who = Text(name, name)
        if len(everybody) < len(members):  # somebody has two roles
            who = say("readiness.in_role", name=name, role=frame.known.roles[one.standing.role])
        items.append(State(said.tone, say("report.person_stands", name=who, what=said.text)))
    if len(waiting) > MOST:
        items.append(State("soft", say("report.and_more", n=len(waiting) - MOST)))
    yield heading(say, "look")
    yield Points("look", tuple(items) or (State("good", say("report.nothing_to_look")),))
