"""Commands about content: scripts that are checked, baskets that are priced, the library."""

import argparse

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import print_json, print_table
from simulator.locale import Words

Options = argparse.Namespace


def check(house: House, options: Options, words: Words) -> int:
    """Validate, lint, prove. All problems of all files at once."""
    from scenarios.library import names
    from simulator.check import check_scripts

    found = []
    seeds = 0 if options.no_proof else options.seeds
    for checked in check_scripts(options.files or names(), seeds, words.lang, options.matrix):
        found.append(checked)
        if options.json:
            continue
        for line in checked.problems:
            print(line)
        if not checked.problems:
            minutes = checked.played // 60_000
            told = "cli.proved" if checked.plays else "cli.valid"
            print(words(told, scenario=checked.file, seeds=options.seeds, plays=checked.plays, minutes=minutes))
        for line in checked.rows:
            print(line)
    sound = not any(checked.problems for checked in found)
    if options.json:
        print_json({"sound": sound, "scenarios": [checked.report() for checked in found]})
    return OK if sound else NOT_PASSED


def price(house: House, options: Options, words: Words) -> int:
    """What a basket file costs, and why."""
    from simulator.price import as_json, in_words, price_file

    priced = price_file(options.file)
    if options.json:
        print_json(as_json(*priced))
    else:
        print("\n".join(in_words(*priced, words)))
    return OK


def scenarios(house: House, options: Options, words: Words) -> int:
    from scenarios.library import index

    if options.coverage:
        from simulator.coverage import as_json, in_words

        if options.json:
            print_json(as_json())
        else:
            print("\n".join(in_words(words)))
        return OK
    if options.json:
        print_json(list(index()))
        return OK
    rows = [
        (
            card.id,
            words(f"lobby.role.{card.role}"),
            words("cli.row_minutes", count=card.minutes),
            words.both(card.title),
        )
        for card in index()
    ]
    print_table(rows)
    return OK
