"""`storedrill people`: who there is, who comes, another name, two that are one, and somebody who goes."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json, print_table
from simulator.commands.progress import named
from simulator.commands.vouching import demand_pin, trainer_named
from simulator.lobby_rows import Person
from simulator.locale import Words
from simulator.namesakes import namesake

if TYPE_CHECKING:
    from simulator.importing.trainees import Trainee

Options = argparse.Namespace
LONGEST = 40


def people_list(house: House, options: Options, words: Words) -> int:
    """Trainees and trainers, each with how many sessions are theirs; of those who went only what stands for them."""
    from grading.reports.rows import sign_of

    here = _everybody(house)
    gone = [one for one in house.gone() if not one.same_as]
    resets = house.resets()
    counts = {id: len(house.results(id)) for id in (*(one.id for one in here), *(one.person for one in gone))}
    if options.json:
        print_json([
            *({"person": one.id, "name": one.name, "role": one.role, "sessions": counts[one.id]}
              | ({"pin_reset": resets[one.id]} if one.id in resets else {}) for one in here),
            *({"sign": sign_of(one.person), "gone": one.gone, "sessions": counts[one.person]} for one in gone),
        ])  # fmt: skip
        return OK
    rows = [
        (one.id, one.name, words(f"lobby.role.{one.role}"), _sessions(counts[one.id], words),
         words("people.pin_reset", day=resets[one.id][:10]) if one.id in resets else "")
        for one in here
    ]  # fmt: skip
    rows += [
        ("", sign_of(one.person), words("people.gone", day=one.gone[:10]), _sessions(counts[one.person], words), "")
        for one in gone
    ]
    print_table(rows) if rows else print(words("progress.nobody"))
    return OK


def _sessions(n: int, words: Words) -> str:
    return words("people.sessions", n=n)


# --- who comes -------------------------------------------------------------------------------------------------------


def people_add(house: House, options: Options, words: Words) -> int:
    """Those who are named, each in the role; nobody comes where one of the names is none."""
    from simulator.importing.trainees import Trainee, tidy_name

    names = [tidy_name(typed) for typed in options.names]
    if not all(names):
        raise CannotRun(words("people.name.expected", most=LONGEST))
    return _come(house, [Trainee(name, options.role) for name in names], options.json, words)


def people_import(house: House, options: Options, words: Words) -> int:
    """A list of people, or all on a store's roster; whoever is here already stays as they are."""
    if bool(options.file) == bool(options.store):
        raise CannotRun(words("people.list_or_store"))
    if options.store:
        return _come(house, _rostered(house, options, words), options.json, words)
    from simulator.importing.report import in_words
    from simulator.importing.sheets import Unreadable
    from simulator.importing.trainees import read, trainees

    try:
        found = read(Path(options.file).read_bytes())
    except Unreadable as told:
        why = words(told.id, **told.given)
        raise CannotRun(words("importing.unreadable", file=options.file, why=why)) from told
    print("\n".join(in_words(found, options.file, words)), file=sys.stderr if options.json else sys.stdout)
    if found.rejected:
        print(words("uat.nothing_taken", rows=len(found.rejected)), file=sys.stderr if options.json else sys.stdout)
        return NOT_PASSED
    return _come(house, trainees(found), options.json, words)


def _rostered(house: House, options: Options, words: Words) -> "list[Trainee]":
    """Each with the first of their roles: what else they are to work as they train for as well."""
    from simulator.commands.readiness import authored
    from simulator.importing.trainees import Trainee

    _, profile = authored(house, options, words)
    assert profile is not None, "a store was named"
    return [Trainee(member.name, member.roles[0]) for member in profile.staff]


def _come(house: House, trainees: "Iterable[Trainee]", json: bool, words: Words) -> int:
    """Each once: a roster finds somebody by the name, so that nobody gets one that is taken, or that is another's but
    for a capital or a blank."""
    there = {one.name: one for one in _everybody(house)}
    trainees, told = list(trainees), list[tuple[Person, bool]]()
    if alike := list(_alike([came.name for came in trainees], there)):
        print("\n".join(words("people.alike", name=name, known=known) for name, known in alike), file=sys.stderr)
        return NOT_PASSED
    for came in trainees:
        fresh = came.name not in there
        if fresh:
            there[came.name] = house.add_person(came.name, came.role)
        told.append((there[came.name], fresh))
    if json:
        print_json([{"person": one.id, "name": one.name, "role": one.role, "added": fresh} for one, fresh in told])
        return OK
    for one, fresh in told:
        role = words(f"lobby.role.{one.role}")
        print(words("people.came" if fresh else "people.was_here", name=one.name, role=role))
    return OK


def _alike(names: Iterable[str], there: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Who would come under a name that somebody has already, only written otherwise."""
    known = [*there]
    for name in names:
        if (other := namesake(name, known)) and other != name:
            yield name, other
        known.append(name)


# --- who changes -----------------------------------------------------------------------------------------------------


def people_rename(house: House, options: Options, words: Words) -> int:
    """Another name; a roster finds somebody by it."""
    here = _everybody(house)
    person, name = named(here, options.person, words), " ".join(options.name.split())
    if not name or not name.isprintable() or len(name) > LONGEST:
        raise CannotRun(words("people.name.expected", most=LONGEST))
    if other := namesake(name, [one.name for one in here if one.id != person.id]):
        raise CannotRun(words("people.name_of_another", name=other))
    house.rename_person(person.id, name, _vouched(house, options.by, words))
    print(words("people.renamed", was=person.name, name=name))
    return OK


def people_role(house: House, options: Options, words: Words) -> int:
    """What somebody trains for, corrected; their sessions stay what they were."""
    person = named(_everybody(house), options.person, words)
    house.change_role(person.id, options.role, _vouched(house, options.by, words))
    print(words("people.role_is", name=person.name, role=words(f"lobby.role.{options.role}")))
    return OK


def people_merge(house: House, options: Options, words: Words) -> int:
    """Somebody added their name twice: all sessions become one person's."""
    here = _everybody(house)
    person, into = named(here, options.person, words), named(here, options.into, words)
    if person.id == into.id:
        raise CannotRun(words("people.same", name=person.name))
    print(words("people.merge_means", name=person.name, into=into.name, n=len(house.results(person.id))))
    confirmed(person.name, options, words)
    moved = house.merge_people(person.id, into.id, _vouched(house, options.by, words))
    print(words("people.merged", name=person.name, into=into.name, n=moved))
    return OK


def people_remove(house: House, options: Options, words: Words) -> int:
    """Take away who somebody is; what they did stays as figures of nobody."""
    person = named(_everybody(house), options.person, words)
    n = len(house.results(person.id))
    if person.role == "trainer":
        print(words("people.remove_trainer_means", name=person.name, n=n, **house.touched(person.id)._asdict()))
    else:
        print(words("people.remove_means", name=person.name, n=n))
    confirmed(person.name, options, words)
    gone = house.remove_person(person.id, _vouched(house, options.by, words))
    print(words("people.removed", name=person.name, sign=gone.sign, n=gone.sessions))
    if gone.pages:
        print(words("people.pages_gone", n=gone.pages))
    for store in gone.rosters:
        print(words("people.on_roster", name=person.name, store=store))
    print(words("people.written_before"))
    return OK


def _everybody(house: House) -> list[Person]:
    return [*house.people(), *house.trainers()]


def confirmed(name: str, options: Options, words: Words) -> None:
    """The name is typed once more; of no terminal it is the input's first line."""
    if options.yes:
        return
    print(words("people.confirm", name=name), end=" ", flush=True)
    typed = sys.stdin.readline().strip()
    if not sys.stdin.isatty():
        print()
    if typed != name:
        raise CannotRun(words("people.not_confirmed", name=name))


def _vouched(house: House, by: str, words: Words) -> str:
    """The trainer whose PIN says so; nobody where there is none."""
    trainers: Sequence[Person] = house.trainers()
    if not trainers:
        return ""
    if not by:
        known = words("shell.comma").join(trainer.name for trainer in trainers)
        raise CannotRun(words("people.needs_by", known=known))
    trainer = trainer_named(house, by, words)
    demand_pin(house, trainer, words)
    return trainer.id
