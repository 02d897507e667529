"""The report of one trainee: where they stand, competencies over time, what next and by when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from grading.mastery.shown import state as skill_state
from grading.mastery.skills import SEEDS, Skill
from grading.reports.drilled import graves_in, missed_in
from grading.reports.frame import Frame
from grading.reports.group_blocks import LEAST, certificate, errors, falling, needs
from grading.reports.model import (
    Block,
    Figure,
    KeyFigure,
    KeyFigures,
    Lines,
    Paragraph,
    Points,
    Report,
    Row,
    Series,
    State,
    Table,
    Tone,
    Verdict,
    share,
)
from grading.reports.parts import (
    SANDBOX,
    column,
    grave_table,
    heading,
    joined,
    manifest_of_sessions,
    mistakes,
    passed_of,
    right_of,
    sessions_table,
    signs_of_one,
)
from grading.reports.rows import Called, Member, summary_of, unaided
from grading.reports.trend import Earlier, trend
from simulator.kernel.summary import graves_of
from simulator.kernel.texts import Text

SERIES = 5
"""Competencies in one chart: more lines nobody can tell apart."""


def trainee_report(
    frame: Frame,
    member: Member,
    by: datetime,
    following: tuple[Text, Text, Text] | None,
    earlier: Sequence[Earlier] = (),
) -> Report:
    """`following`: the next drill, its mode, and why."""
    say, person = frame.say, member.person
    called = Called([person])
    key = _key_figures(frame, member)
    blocks: list[Block] = [
        _verdict(frame, member), key,
        heading(say, "next"), *_next(frame, member, by, following),
        *trend(say, earlier, key),
        heading(say, "competencies"), _skills(frame, member), *_over_time(frame, member),
        heading(say, "certificate"), _exams(frame, member),
        heading(say, "mistakes"),
        *mistakes(say, frame.known, missed_in(member.sessions), len(member.sessions)),
        grave_table(say, frame.known, graves_in(member.sessions), called, len(member.sessions)),
        *signs_of_one(say),
        heading(say, "annex", page=True), Paragraph(say("report.how_verified"), "soft"),
        Paragraph(say("report.written_by", version=frame.asked["product"]), "soft"),
        manifest_of_sessions(say, frame.known, member.sessions, frame.trainers),
        sessions_table(say, frame.known, member.sessions, called),
    ]  # fmt: skip
    return frame.report("trainee", Text(person.name, person.name), blocks)


def _verdict(frame: Frame, member: Member) -> Verdict:
    said = certificate(frame, member.standing)
    role = frame.known.roles[member.standing.role]
    detail = frame.say("report.as_role", role=role)
    if member.standing.certificate.state == "held":
        return Verdict("verdict", "good", frame.say("report.may_work", until=said.text), detail)
    return Verdict("verdict", said.tone, frame.say("report.may_not_work", what=said.text), detail)


def _key_figures(frame: Frame, member: Member) -> KeyFigures:
    alone, standing = unaided(member.sessions), member.standing
    mastered = sum(skill.mastered for skill in standing.skills.values())
    exams = standing.certificate
    grave = sum(len(graves_of(one.summary)) for one in member.sessions)
    minutes = sum(summary_of(one).duration for one in member.sessions)
    then, now = errors(member.sessions)
    way = falling(then, now)
    items: Mapping[str, tuple[Figure, Text]] = {
        "exams": (Figure("share", share(len(exams.exams), len(exams.drills)), len(exams.drills), origins=SANDBOX,
                         rests_on=tuple(f"run:{exam.run}" for exam in exams.exams) or ("rows:exams",)), Text()),
        "mastered": (Figure("share", share(mastered, len(standing.skills)), len(standing.skills), origins=SANDBOX,
                            rests_on=("rows:competencies",)), Text()),
        "drills": (Figure("count", len(member.sessions), origins=SANDBOX, rests_on=("rows:sessions",)), Text()),
        "trained": (Figure("duration", minutes, rests_on=("rows:sessions",)), Text()),
        "passed": (passed_of(alone), Text()),
        "right": (right_of(alone), Text()),
        "errors": (now, frame.say(f"report.errors_{way}", n=len(alone), least=LEAST)),
        "grave": (Figure("count", grave, origins=SANDBOX, rests_on=("rows:grave",)), Text()),
    }  # fmt: skip
    made = (KeyFigure(id, frame.say(f"report.key_{id}"), figure, note) for id, (figure, note) in items.items())
    return KeyFigures("key", tuple(made))


def _next(
    frame: Frame, member: Member, by: datetime, following: tuple[Text, Text, Text] | None
) -> Iterator[Points | Table]:
    say = frame.say
    if following:
        title, mode, why = following
        yield Points("next", (State("plain", say("report.next_drill", drill=title, mode=mode, why=why)),))
    rows = tuple((what, why, day) for day, what, why in sorted(needs(frame, member.standing, by), key=_by_day))
    columns = (column(say, "needs", wide=4), column(say, "why", wide=3), column(say, "by_day", "date", 2))
    yield Table("plan", say("report.plan", day=by.date().isoformat()), columns, rows, none=say("report.no_plan"))


def _by_day(need: tuple[str, Text, Text]) -> tuple[str, str]:
    return need[0], need[1].en


def _skills(frame: Frame, member: Member) -> Table:
    say, now = frame.say, member.standing.now

    def tone(skill: Skill) -> Tone:
        if skill.mastered:
            return "warn" if skill.is_due(now) else "good"
        return "bad" if skill.against else "plain"

    def row(skill: Skill) -> Row:
        said = say.words(lambda t: skill_state(skill, now, t))
        latest = skill.marks[-1].grade if skill.marks else None
        grade = Figure("grade", latest, rests_on=tuple(f"run:{mark.run}" for mark in skill.resting))
        return (
            member.standing.names[skill.id], grade, State(tone(skill), said),
            Figure("share", (SEEDS - skill.missing, SEEDS), SEEDS, rests_on=grade.rests_on), len(skill.marks),
            skill.due.date().isoformat() if skill.due else None,
        )  # fmt: skip

    columns = (
        column(say, "competency", wide=3), column(say, "latest_grade", "figure"), column(say, "state", "state", 5),
        column(say, "seeds", "figure", 2), column(say, "marks", "count"), column(say, "due", "date", 2),
    )  # fmt: skip
    return Table("competencies", Text(), columns, tuple(row(skill) for skill in member.standing.skills.values()))


def _over_time(frame: Frame, member: Member) -> Iterator[Lines | Points]:
    """Grades of each competency, the latest of a day a point; of a single day a sentence, as there is no line yet."""
    found = []
    for skill in member.standing.skills.values():
        days = {mark.when.date().isoformat(): (mark.grade, 1) for mark in skill.marks}
        if days:
            found.append(Series(member.standing.names[skill.id], tuple(days.items())))
    tried = sorted({day for one in found for day, _ in one.points})
    if len(tried) == 1:
        grades = [(one.name, grade) for one in found for _, (grade, _) in one.points]
        listed = joined(frame.say, (Text(f"{name.en} {grade}", f"{name.zh} {grade}") for name, grade in grades))
        yield Points("one_day", (State("plain", frame.say("report.one_day", day=tried[0], grades=listed)),))
        return
    parts = -(-len(found) // SERIES)
    for n in range(1, parts + 1):
        title = frame.say("report.over_time") if parts == 1 else frame.say("report.over_time_of", n=n, of=parts)
        mine = tuple(found[(n - 1) * SERIES : n * SERIES])
        yield Lines(f"over_time_{n}", title, "number", mine, (1, 1), (5, 1), (3, 1))


def _exams(frame: Frame, member: Member) -> Table:
    """Each exam of the certificate, with the session that it rests on."""
    say, what = frame.say, member.standing.certificate
    passed = {exam.drill: exam for exam in what.exams}

    def row(drill: str) -> Row:
        exam, name = passed.get(drill), frame.known.drill(drill)
        if exam:
            until = exam.until.date().isoformat()
            return name, State("good", say("report.passed")), exam.when.date().isoformat(), until, exam.run, exam.head
        id = "failed" if drill in what.failed else "expired" if drill in what.expired else "missing"
        tone: Tone = "soft" if id == "missing" else "bad"
        return name, State(tone, say(f"report.exam_{id}")), None, None, None, None

    columns = (
        column(say, "drill", wide=3), column(say, "state", "state", 2), column(say, "day", "date", 2),
        column(say, "until", "date", 2), column(say, "run", wide=2), column(say, "head", "hash", 5),
    )  # fmt: skip
    return Table("exams", Text(), columns, tuple(row(drill) for drill in what.drills), none=say("report.no_exams"))
