"""`storedrill people pin`: another PIN for a trainer, by their old one, by another trainer's, or by nobody's."""

import argparse

from simulator.bootstrap import House
from simulator.cli import OK
from simulator.commands.people import confirmed
from simulator.commands.printed import CannotRun
from simulator.commands.vouching import asked_secret, demand_pin, trainer_named
from simulator.locale import Words
from simulator.pins import LONGEST, SHORTEST, pin_of


def people_pin(house: House, options: argparse.Namespace, words: Words) -> int:
    """Whoever owns the data folder can give one without any PIN; that is kept."""
    trainer = trainer_named(house, options.person, words)
    if options.reset:
        print(words("people.reset_means", name=trainer.name))
        confirmed(trainer.name, options, words)
        house.reset_pin(trainer.id, _new_pin(trainer.name, words))
    else:
        by = trainer_named(house, options.by, words) if options.by else trainer
        demand_pin(house, by, words)
        house.give_pin(trainer.id, _new_pin(trainer.name, words), by.id)
    print(words("people.pin.given", name=trainer.name))
    return OK


def _new_pin(name: str, words: Words) -> str:
    """Typed twice, both unseen."""
    given = {"least": SHORTEST, "most": LONGEST}
    first = pin_of(asked_secret(words("people.new_pin", name=name, **given) + " "))
    if not first:
        raise CannotRun(words("people.pin.expected", **given))
    if pin_of(asked_secret(words("people.new_pin_again") + " ")) != first:
        raise CannotRun(words("people.pins_differ"))
    return first
