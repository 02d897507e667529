"""`storedrill people`: who there is, another name, two that are one, and somebody who goes."""

import argparse
import sys
from collections.abc import Sequence

from simulator.bootstrap import House
from simulator.cli import OK
from simulator.commands.overlay import asked_pin, trainer_named
from simulator.commands.printed import CannotRun, print_json, print_table
from simulator.commands.progress import named
from simulator.lobby_rows import Person
from simulator.locale import Words

Options = argparse.Namespace
LONGEST = 40


def people_list(house: House, options: Options, words: Words) -> int:
    """Trainees and trainers, each with how many sessions are theirs; of those who went only what stands for them."""
    from grading.reports.rows import sign_of

    here = _everybody(house)
    gone = [one for one in house.gone() if not one.same_as]
    counts = {id: len(house.results(id)) for id in (*(one.id for one in here), *(one.person for one in gone))}
    if options.json:
        print_json([
            *({"person": one.id, "name": one.name, "role": one.role, "sessions": counts[one.id]} for one in here),
            *({"sign": sign_of(one.person), "gone": one.gone, "sessions": counts[one.person]} for one in gone),
        ])  # fmt: skip
        return OK
    rows = [(one.id, one.name, words(f"lobby.role.{one.role}"), _sessions(counts[one.id], words)) for one in here]
    rows += [
        ("", sign_of(one.person), words("people.gone", day=one.gone[:10]), _sessions(counts[one.person], words))
        for one in gone
    ]
    print_table(rows) if rows else print(words("progress.nobody"))
    return OK


def _sessions(n: int, words: Words) -> str:
    return words("people.sessions", n=n)


def people_rename(house: House, options: Options, words: Words) -> int:
    """Another name; a roster finds somebody by it."""
    here = _everybody(house)
    person, name = named(here, options.person, words), " ".join(options.name.split())
    if not name or not name.isprintable() or len(name) > LONGEST:
        raise CannotRun(words("people.name.expected", most=LONGEST))
    if any(other.name == name for other in here if other.id != person.id):
        raise CannotRun(words("people.name_of_another", name=name))
    house.rename_person(person.id, name, _vouched(house, options.by, words))
    print(words("people.renamed", was=person.name, name=name))
    return OK


def people_merge(house: House, options: Options, words: Words) -> int:
    """Somebody added their name twice: all sessions become one person's."""
    here = _everybody(house)
    person, into = named(here, options.person, words), named(here, options.into, words)
    if person.id == into.id:
        raise CannotRun(words("people.same", name=person.name))
    print(words("people.merge_means", name=person.name, into=into.name, n=len(house.results(person.id))))
    _confirmed(person.name, options, words)
    moved = house.merge_people(person.id, into.id, _vouched(house, options.by, words))
    print(words("people.merged", name=person.name, into=into.name, n=moved))
    return OK


def people_remove(house: House, options: Options, words: Words) -> int:
    """Take away who somebody is; what they did stays as figures of nobody."""
    person = named(_everybody(house), options.person, words)
    print(words("people.remove_means", name=person.name, n=len(house.results(person.id))))
    _confirmed(person.name, options, words)
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


def _confirmed(name: str, options: Options, words: Words) -> None:
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
        known = words("overlay.comma").join(trainer.name for trainer in trainers)
        raise CannotRun(words("people.needs_by", known=known))
    trainer = trainer_named(house, by, words)
    if house.check_trainer_pin(asked_pin(trainer.name, words)) != trainer.id:
        raise CannotRun(words("overlay.bad_pin", name=trainer.name))
    return trainer.id
