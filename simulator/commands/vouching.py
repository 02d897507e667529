"""Whose word a command takes: the trainer is named, the PIN is asked for, or read where nobody sits there."""

import sys
from typing import TYPE_CHECKING

from simulator.bootstrap import House
from simulator.commands.printed import CannotRun
from simulator.locale import Words

if TYPE_CHECKING:
    from simulator.lobby_rows import Person


def trainer_named(house: House, name: str, words: Words) -> "Person":
    trainers = house.trainers()
    found = [trainer for trainer in trainers if name in (trainer.name, trainer.id)]
    if len(found) != 1:
        known = words("shell.comma").join(f"{trainer.name} ({trainer.id})" for trainer in trainers) or "–"
        raise CannotRun(words("overlay.no_trainer", got=name, known=known))
    return found[0]


def demand_pin(house: House, trainer: "Person", words: Words) -> None:
    """It is their PIN that is typed. None is asked for while none is looked at."""
    if wait := house.pin_wait():
        raise CannotRun(words("people.pin.wait", seconds=wait))
    tried = house.check_trainer_pin(asked_secret(words("overlay.pin", name=trainer.name)), trainer.id)
    if not tried.looked:  # another window was quicker
        raise CannotRun(words("people.pin.wait", seconds=tried.wait))
    if not tried.trainer:
        told = words("overlay.bad_pin", name=trainer.name)
        if tried.wait:
            told += " " + words("people.pin.wait", seconds=tried.wait)
        raise CannotRun(told)


def asked_secret(prompt: str) -> str:
    """What is typed unseen; of no terminal the input's next line."""
    from getpass import getpass

    if sys.stdin.isatty():
        return getpass(prompt).strip()
    return sys.stdin.readline().strip()
