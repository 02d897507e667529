"""A report of a kind, from what was asked and what is kept: the same for who asks for it and for who checks it."""

import gc
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from grading.acceptance.evidence import concerns
from grading.mastery.next_drill import next_up
from grading.mastery.standing import standing
from grading.readiness.assess import assess
from grading.readiness.model import Profile, Source
from grading.reports.drilled import Drilled
from grading.reports.frame import Frame
from grading.reports.gate_blocks import shifts
from grading.reports.group_blocks import stores_table
from grading.reports.group_report import group_report
from grading.reports.model import Block, Report
from grading.reports.readiness_report import Store, readiness_report
from grading.reports.rows import Left, Member, Person, latest_grades
from grading.reports.trainee_report import trainee_report
from grading.reports.trend import Earlier
from simulator.progress import achieved, attempt
from simulator.readiness.certificates import runs_out
from simulator.readiness.gathering import gather_from
from simulator.reporting.asked import Asked
from simulator.reporting.shelf import Shelf, known
from simulator.reporting.words import Both
from simulator.store.attempts import Tried

AHEAD = timedelta(weeks=4)
"""So far a plan looks unless it is told otherwise."""


def make(shelf: Shelf, asked: Asked) -> Report:
    """Raises StoreError."""
    collecting = gc.isenabled()
    gc.disable()  # what is made here stays: much of the time would go into looking for garbage
    try:
        return _made(shelf, asked)
    finally:
        if collecting:
            if not gc.get_freeze_count():  # what the app has set aside stays there
                gc.freeze()
                gc.unfreeze()  # and so it is old at once: nobody looks through all of it at the next occasion
            gc.enable()


def _made(shelf: Shelf, asked: Asked) -> Report:
    frame = Frame(
        Both(),
        known(),
        asked.day,
        asked.made,
        asked.since,
        asked.until,
        asked.plain(),
        shelf.attesters(asked.made),
        asked.names,
    )
    return MAKERS[asked.kind](shelf, asked, frame)


def _readiness(shelf: Shelf, asked: Asked, frame: Frame) -> Report:
    profiles: tuple[Profile | None, ...] = asked.stores or (None,)
    stores = [_store(shelf, asked, profile, alone=len(profiles) == 1 and not asked.others) for profile in profiles]
    hashes = [Source("gates", "gates", asked.gates_sha256)]
    hashes += [
        Source("profile", profile.id, digest)
        for profile, digest in zip(asked.stores, asked.profiles_sha256, strict=True)
    ]
    return readiness_report(frame, stores, hashes)


def _store(shelf: Shelf, asked: Asked, profile: Profile | None, *, alone: bool) -> Store:
    """Of several stores, files and checks of devices count for the one that they name."""
    gates = (*asked.gates, *(profile.criteria if profile else ()))
    outside = shelf.outside.of_store(profile.id if profile else "", alone=alone)
    gathered = gather_from(shelf.pool, outside, gates, profile)
    ready = assess(asked.gates, profile, gathered.evidence, asked.day, asked.gates_sha256, gathered.annex)
    staff = [member.name for member in profile.staff] if profile else list(shelf.pool.named)
    ids = {name: shelf.pool.named[name][0] for name in staff if len(shelf.pool.named.get(name, ())) == 1}
    after = f"{asked.day}~"  # moments of the day are before it, as texts
    sessions = Drilled({id: shelf.pool.training(id).within(asked.since, after) for id in ids.values()})
    until = {
        (one.subject, one.role): runs_out(one) for one in gathered.evidence if one.kind == "certified" and one.until
    }
    return Store(
        ready, {name: shelf.by_id[id] for name, id in ids.items()}, sessions, until, shelf.checks if alone else (),
        _earlier(asked, "" if alone else f"{profile.id if profile else ''}."),
        [one for one in outside.issues if concerns(one.issue.store, profile.id if profile else "")],
    )  # fmt: skip


def _earlier(asked: Asked, prefix: str) -> list[Earlier]:
    found = []
    for report in asked.earlier:
        figures = report["blocks"].get(prefix, {})
        if figures:
            found.append(Earlier(report["day"], {id: (pair[0], pair[1]) for id, pair in figures.items()}))
    return found


# --- people ----------------------------------------------------------------------------------------------------------


def _trainee(shelf: Shelf, asked: Asked, frame: Frame) -> Report:
    person = next(one for one in shelf.people if one.id == asked.person)
    member = _member(shelf, asked, person, asked.role or person.role)
    step = next_up(frame.known.courses[member.standing.role].drills, achieved(member.standing), member.standing)
    following = None
    if step is not None:
        title = frame.known.drill(step.card.id)
        following = title, frame.say(f"shell.mode.{step.mode}"), frame.say(step.why, **step.given)
    return trainee_report(frame, member, _by(asked), following, _earlier(asked, ""))


def _class(shelf: Shelf, asked: Asked, frame: Frame) -> Report:
    """Everybody of a role, or of all roles; who plays two roles stands in both."""
    members = [_member(shelf, asked, one, role) for one in shelf.people for role in _roles(shelf, asked, one)]
    subject = frame.known.roles[asked.role] if asked.role else frame.say("report.all_roles")
    left = [(one, _until(shelf, asked, one.id), _roles(shelf, asked, one)) for one in shelf.gone]
    gone = [
        Left(one, [row for role in roles for row in _sessions(asked, rows, role)]) for one, rows, roles in left if roles
    ]
    return group_report(frame, "class", subject, members, _by(asked), _earlier(asked, ""), gone=gone)


def _roles(shelf: Shelf, asked: Asked, person: Person) -> list[str]:
    """Their own, and each other one in which they ever tried a drill; of what was asked for."""
    tried = {known().role_of.get(row.scenario) for row in _until(shelf, asked, person.id)}
    return [role for role in known().courses if (role == person.role or role in tried) and asked.role in ("", role)]


def _of_stores(shelf: Shelf, asked: Asked, frame: Frame) -> Report:
    """The rosters of one store, or of several side by side."""
    members, more, seen = list[Member](), list[Block](), set[tuple[str, str]]()
    several = len(asked.stores) > 1
    groups = []
    for profile in asked.stores:
        store = _store(shelf, asked, profile, alone=not several)
        mine = [
            _member(shelf, asked, store.people[one.name], role)
            for one in profile.staff if one.name in store.people
            for role in one.roles if asked.role in ("", role)
        ]  # fmt: skip
        groups.append((profile.title, mine))
        members += [one for one in mine if (one.person.id, one.standing.role) not in seen]
        seen |= {(one.person.id, one.standing.role) for one in mine}
        more += shifts(frame, store.ready, f"{profile.id}." if several else "")
    if several:
        more = [stores_table(frame, groups), *more]
    subject = frame.say("report.stores", n=len(groups)) if several else asked.stores[0].title
    opens = min((one.opening for one in asked.stores if one.opening > asked.day), default="")
    return group_report(frame, "store", subject, members, _by(asked, opens), _earlier(asked, ""), more)


def _member(shelf: Shelf, asked: Asked, person: Person, role: str) -> Member:
    """A standing is of all that was ever tried, until the day; the sessions are those of the period."""
    rows = _until(shelf, asked, person.id)
    tried = [attempt(row) for row in rows]
    heads = {one.run: shelf.pool.prove(one.run) for one in tried if one.mode == "exam" and one.passed}
    sound = [one if heads.get(one.run, "no exam") else one._replace(passed=False) for one in tried]
    found = standing(sound, known().courses[role], _now(asked))
    found = found._replace(certificate=found.certificate.resting_on(heads))
    ever = [row for row in rows if known().role_of.get(row.scenario) == role]
    return Member(person, found, _sessions(asked, rows, role), latest_grades(rows, known(), role), ever)


def _until(shelf: Shelf, asked: Asked, person: str) -> list[Tried]:
    """All sessions of somebody until the day."""
    until = min(asked.until or asked.day, asked.day)
    return [row for row in shelf.pool.training(person).rows if row.finished[:10] <= until]


def _sessions(asked: Asked, rows: Sequence[Tried], role: str) -> list[Tried]:
    """Those of the period, and of the role."""
    return [row for row in rows if asked.since <= row.finished[:10] and known().role_of.get(row.scenario) == role]


def _now(asked: Asked) -> datetime:
    """The moment it was made; of a day that is past, its end."""
    made = datetime.fromisoformat(asked.made)
    day = date.fromisoformat(asked.day)
    return made if made.date() <= day else datetime.combine(day, time.max, made.tzinfo)


def _by(asked: Asked, opens: str = "") -> datetime:
    """Up to when a plan goes: the day that was asked for, else that on which the (first) store opens."""
    named = asked.by or opens
    day = date.fromisoformat(named) if named else date.fromisoformat(asked.day) + AHEAD
    return datetime.combine(day, time.max, datetime.fromisoformat(asked.made).tzinfo)


MAKERS: dict[str, Callable[[Shelf, Asked, Frame], Report]] = {
    "readiness": _readiness,
    "trainee": _trainee,
    "class": _class,
    "store": _of_stores,
}
