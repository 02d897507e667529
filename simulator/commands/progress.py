"""`storedrill progress`: one person in full, or everybody with a line each."""

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from grading.mastery.next_drill import next_up
from grading.mastery.shown import certificate, day, exam, percent, sign, spark, state
from grading.mastery.standing import Standing
from simulator.bootstrap import House
from simulator.cli import OK
from simulator.commands.printed import CannotRun, print_json, print_table
from simulator.kernel.texts import pad
from simulator.lobby_rows import Person
from simulator.locale import Words
from simulator.progress import achieved

MARKS = 16
"""As many of the latest grades as are drawn."""


def progress(house: House, options: argparse.Namespace, words: Words) -> int:
    """Raises CannotRun for a name that nobody has, or several, and for a date that is none."""
    from roles.model import names

    people = [person for person in house.people() if person.role in names()]
    if not options.person:
        return _everybody(house, people, options, words)
    person = named(people, options.person, words)
    found = house.standing(person.id, options.role or person.role, proven=True)
    until = _until(found.now, options.by, words)
    if options.json:
        print_json(as_json(house, person, found, until))
    else:
        print("\n".join(in_words(house, person, found, until, words)))
    return OK


def named(people: list[Person], name: str, words: Words) -> Person:
    found = [person for person in people if person.id == name] or [each for each in people if each.name == name]
    if not found:
        raise CannotRun(words("cli.no_person", name=name))
    if len(found) > 1:
        raise CannotRun(words("cli.many_persons", name=name, ids=", ".join(person.id for person in found)))
    return found[0]


def _until(now: datetime, typed: str, words: Words) -> datetime:
    """The end of the day that was typed; today's without one."""
    try:
        asked = datetime.fromisoformat(typed) if typed else now
    except ValueError as error:
        raise CannotRun(words("cli.bad_date", got=typed)) from error
    return datetime(asked.year, asked.month, asked.day, tzinfo=now.tzinfo) + timedelta(days=1, microseconds=-1)


def _everybody(house: House, people: list[Person], options: argparse.Namespace, words: Words) -> int:
    found = [(person, house.standing(person.id, options.role or person.role)) for person in people]
    if options.json:
        print_json([
            as_json(house, person, stands, _until(stands.now, options.by, words)) for person, stands in found
        ])  # fmt: skip
    elif found:
        print_table(_row(person, stands, _until(stands.now, options.by, words), words) for person, stands in found)
    else:
        print(words("progress.nobody"))
    return OK


def _row(person: Person, found: Standing, until: datetime, words: Words) -> tuple[str, ...]:
    mastered = sum(skill.mastered for skill in found.skills.values())
    due = len(found.due(until))
    return (
        person.id, person.name, words(f"lobby.role.{found.role}"), certificate(found, words),
        words("progress.everyone", mastered=mastered, of=len(found.skills)),
        words("progress.due_count", n=due) if due else "",
    )  # fmt: skip


def in_words(house: House, person: Person, found: Standing, until: datetime, words: Words) -> Iterator[str]:
    """For a terminal of 80 columns."""
    yield words("progress.about", name=person.name, role=words(f"lobby.role.{found.role}"))
    yield from ("", certificate(found, words))
    rests = {each.drill: each for each in found.certificate.exams}
    for drill in found.certificate.drills:
        mark, told = exam(found, drill, words)
        yield f"  {mark} {pad(words.both(house.title(drill)), 30)} {told}"
        if drill in rests:
            yield f"    {words('progress.rests_on', run=rests[drill].run, head=rests[drill].head[:16])}"
    yield from ("", words("progress.competencies"))
    for skill in found.skills.values():
        name, bars = pad(words.both(found.names[skill.id]), 18), pad(spark(skill.marks, MARKS), MARKS)
        yield f"  {sign(skill, found.now)} {name} {bars} {state(skill, found.now, words)}"
    yield from ("", words("progress.refreshes", date=day(until)))
    due = found.due(until)
    if due:
        from grading.mastery.refreshing import fading
    for skill in due:
        left = words("progress.left", percent=percent(fading(skill.marks, [until])[0]), date=day(until))
        yield f"  {day(skill.due)}  {pad(words.both(found.names[skill.id]), 18)} {left}"
    if not due:
        yield f"  {words('progress.nothing_due')}"
    step = next_up(house.drills(found.role), achieved(found), found)
    if step is not None:
        yield from ("", words("progress.next"))
        yield f"  ▸ {words.both(step.card.title)} · {words(f'shell.mode.{step.mode}')}"
        yield f"    {words(step.why, **step.given)}"


def as_json(house: House, person: Person, found: Standing, until: datetime) -> dict[str, Any]:
    """For machines: moments in ISO 8601 with their zone."""
    step = next_up(house.drills(found.role), achieved(found), found)
    what = found.certificate
    return {
        "person": person.id,
        "name": person.name,
        "role": found.role,
        "now": found.now,
        "competencies": [
            {
                "id": skill.id,
                "name": found.names[skill.id],
                "mastered": skill.mastered,
                "missing": skill.missing,
                "drills": skill.drills,
                "due": skill.due,
                "recall": skill.recall,
                "rests_on": [mark.run for mark in skill.resting],
                "grades": [mark._asdict() for mark in skill.marks],
            }
            for skill in found.skills.values()
        ],
        "certificate": {
            "state": what.state, "issued": what.issued, "expires": what.expires,
            "exams": [each._asdict() for each in what.exams],
            "missing": what.missing, "failed": what.failed, "expired": what.expired,
        },
        "refresh": {"by": until, "competencies": [skill.id for skill in found.due(until)]},
        "ability": round(found.ability, 3),
        "next": step and {"drill": step.card.id, "mode": step.mode, "why": step.why, "given": step.given},
    }  # fmt: skip
