"""Commands about content: scripts that are checked, baskets that are priced, lists that are to be imported."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.locale import Words
from simulator.printed import CannotRun, print_json, print_table
from simulator.stages import stage_of

if TYPE_CHECKING:
    from simulator.importing.known import Known
    from simulator.importing.preview import Preview

Options = argparse.Namespace


def check(house: House, options: Options, words: Words) -> int:
    """Validate, lint, prove. All problems of all files at once."""
    from scenarios.library import examine, names
    from simulator.drill.proof import prove
    from simulator.drill.staging import Stage

    reports, sound = [], True
    for name in options.files or names():
        loaded = examine(name)
        report: dict[str, Any] = {
            "file": loaded.file,
            "problems": [p.words(words.lang, loaded.file) for p in loaded.problems],
        }
        errors = loaded.scenario is None or any(problem.level == "error" for problem in loaded.problems)
        if not errors and not options.no_proof:
            stage: Stage = stage_of(name)
            proof = prove(stage, range(1, options.seeds + 1))
            report["proof"] = proof.report()
            report["problems"] += [words(id, **params) for id, params in proof.failures]
            report["plays"] = proof.plays
        sound = sound and not report["problems"]
        reports.append(report)
        if not options.json:
            for line in report["problems"]:
                print(line)
            if not report["problems"]:
                plays = report.get("plays", 0)
                print(
                    words(
                        "cli.proved" if plays else "cli.valid", scenario=loaded.file, seeds=options.seeds, plays=plays
                    )
                )
    if options.json:
        print_json({"sound": sound, "scenarios": reports})
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
