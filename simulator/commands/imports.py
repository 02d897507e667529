"""`storedrill import`: what a list would bring in, told row by row; and the way into a shop of one's own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import wall_clock
from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json
from simulator.drafts import keep
from simulator.locale import Words

if TYPE_CHECKING:
    from simulator.importing.known import Known
    from simulator.importing.preview import Preview
    from simulator.shops.told import Arrival

Options = argparse.Namespace


def import_(house: House, options: Options, words: Words) -> int:
    """What a file of lists would bring in, and with `--into` its coming in."""
    from simulator.importing.report import as_json, cleaned, in_words
    from simulator.store.errors import FileExists

    out, today = Path(options.clean), wall_clock.today().isoformat()
    if options.clean and out.exists():  # it may be the one that is being read
        raise FileExists(path=str(out))
    if options.into:
        if options.products:
            raise CannotRun(words("shops.own_products"))
        arrival = _into(Path(options.into), options, today, words)
        found = arrival.found
    else:
        arrival, found = None, _looked_at(options, today, words)
    if options.clean:
        keep(out, cleaned(found, words.lang))
    if options.json:
        print_json(as_json(found, options.file) | _json_of(arrival))
    else:
        print("\n".join(in_words(found, options.file, words)))
        if options.clean:
            print(words("importing.cleaned", rows=len(found.accepted) + len(found.repaired), file=options.clean))
        if arrival is not None:
            print("\n".join(_words_of(arrival, words)))
    if arrival is not None:
        return OK if arrival.written and not arrival.left_out else NOT_PASSED
    return OK if found.clean else NOT_PASSED


def _looked_at(options: Options, today: str, words: Words) -> "Preview":
    """For the sandbox shop, or for the goods of a file; nothing comes in."""
    from scenarios.shop import load_shop
    from simulator.importing.shops import known_of, stocked

    known = known_of(load_shop(), filled=False, today=today)
    if options.products:
        known = stocked(known, _preview(options.products, "products", known, words))
    return _preview(options.file, options.kind, known, words)


def _into(folder: Path, options: Options, today: str, words: Words) -> "Arrival":
    from simulator.shops.arriving import arrive

    def read(known: "Known") -> "Preview":
        return _preview(options.file, options.kind, known, words)

    return arrive(folder, options.kind, read, today, words.lang, partial=options.partial)


def _json_of(arrival: "Arrival | None") -> dict[str, object]:
    from simulator.shops.told import as_json

    return {"into": as_json(arrival)} if arrival is not None else {}


def _words_of(arrival: "Arrival", words: Words) -> list[str]:
    from simulator.shops.told import in_words

    return list(in_words(arrival, words))


def _preview(path: str, kind: str, known: "Known", words: Words) -> "Preview":
    from simulator.importing.kinds import KINDS
    from simulator.importing.preview import preview
    from simulator.importing.sheets import Unreadable

    try:
        return preview(Path(path).read_bytes(), KINDS[kind], known)
    except Unreadable as told:
        why = words(told.id, **told.given)
        raise CannotRun(words("importing.unreadable", file=path, why=why)) from told
