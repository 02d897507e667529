"""Commands about content: scripts that are checked, baskets that are priced, lists that are to be imported."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.locale import Words
from simulator.printed import CannotRun, print_json, print_table

if TYPE_CHECKING:
    from simulator.importing.known import Known
    from simulator.importing.preview import Preview

Options = argparse.Namespace


def check(house: House, options: Options, words: Words) -> int:
    """Validate, lint, prove. All problems of all files at once."""
    from scenarios.library import names
    from simulator.check import check_scripts

    found = []
    for checked in check_scripts(options.files or names(), 0 if options.no_proof else options.seeds, words.lang):
        found.append(checked)
        if options.json:
            continue
        for line in checked.problems:
            print(line)
        if not checked.problems:
            minutes = checked.played // 60_000
            told = "cli.proved" if checked.plays else "cli.valid"
            print(words(told, scenario=checked.file, seeds=options.seeds, plays=checked.plays, minutes=minutes))
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


def import_(house: House, options: Options, words: Words) -> int:
    """What a file of lists would bring in; nothing but the cleaned file is written."""
    from datetime import date

    from scenarios.shop import load_shop
    from simulator.importing.report import as_json, cleaned, in_words
    from simulator.importing.shops import known_of, stocked
    from simulator.store.errors import FileExists

    out = Path(options.clean)
    if options.clean and out.exists():  # it may be the one that is being read
        raise FileExists(path=str(out))
    known = known_of(load_shop(), filled=False, today=date.today().isoformat())
    if options.products:
        known = stocked(known, _preview(options.products, "products", known, words))
    found = _preview(options.file, options.kind, known, words)
    if options.clean:
        out.write_bytes(cleaned(found, words.lang))
    if options.json:
        print_json(as_json(found, options.file))
    else:
        print("\n".join(in_words(found, options.file, words)))
        if options.clean:
            print(words("importing.cleaned", rows=len(found.accepted) + len(found.repaired), file=options.clean))
    return OK if found.clean else NOT_PASSED


def _preview(path: str, kind: str, known: "Known", words: Words) -> "Preview":
    from simulator.importing.kinds import KINDS
    from simulator.importing.preview import preview
    from simulator.importing.sheets import Unreadable

    try:
        return preview(Path(path).read_bytes(), KINDS[kind], known)
    except Unreadable as told:
        why = words(told.id, **told.given)
        raise CannotRun(words("importing.unreadable", file=path, why=why)) from told


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
        (card.id, card.role, words("cli.row_minutes", count=card.minutes), words.both(card.title)) for card in index()
    ]
    print_table(rows)
    return OK
