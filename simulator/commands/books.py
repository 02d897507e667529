"""`storedrill report` of sessions: what a manager reads of their books."""

import argparse

from simulator.bootstrap import House
from simulator.cli import OK
from simulator.commands.printed import CannotRun, print_json
from simulator.locale import Words

SALES = "sales"
"""The books: what `report` shows without a kind, too."""


def books(house: House, options: argparse.Namespace, words: Words) -> int:
    """What a manager reads of sessions, from their books alone."""
    from simulator.office.reading import MixedCurrencies, read
    from simulator.office.shown import about, as_json, in_words

    if options.about:
        print("\n".join(about(words)))
        return OK
    sessions = options.what[1:] if options.what[:1] == [SALES] else options.what
    named = list(dict.fromkeys(house.named(name) for name in sessions))
    if not house.journal.runs():
        raise CannotRun(words("cli.no_sessions", home=house.home))
    try:
        made = read(house.database, named or None)
    except MixedCurrencies as mixed:
        raise CannotRun(words("office.mixed", codes=", ".join(mixed.codes))) from mixed
    if options.json:
        print_json(as_json(made))
    else:
        print("\n".join(in_words(made, words)))
    return OK
