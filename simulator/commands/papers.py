"""Commands that print: cards for real scanners, a role's manual."""

import argparse
import sys
from pathlib import Path

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, pip
from simulator.drafts import keep
from simulator.locale import Words
from simulator.stages import stage_of

Options = argparse.Namespace


def sheet(house: House, options: Options, words: Words) -> int:
    """Cards of a scenario as a PDF."""
    from simulator.printing.cards import cards_of
    from simulator.printing.pages import CannotPrint, sheet_pdf

    stage, seed = stage_of(options.scenario), options.seed
    cards, scenario = cards_of(stage, seed), stage.scenario
    if not cards:
        print(words("sheet.nothing", scenario=scenario.id))
        return NOT_PASSED
    of = "sheet.subject_any" if seed is None else "sheet.subject"
    subject = words(of, scenario=scenario.id, version=scenario.version, seed=seed)
    try:
        made = sheet_pdf(scenario.title, subject, cards, words)
    except CannotPrint as told:
        raise CannotRun(words("sheet.not_installed", pip=pip())) from told
    file = options.out or f"{scenario.id}-cards.pdf"
    keep(Path(file), made)
    print(words("sheet.written", cards=len(cards), file=file))
    if seed is None and stage.workstation == "till":
        print(words("sheet.drawn_by_seed"))
    return OK


def manual(house: House, options: Options, words: Words) -> int:
    """A role's manual, on standard output or into a file."""
    from roles.model import load
    from scenarios.shop import load_shop
    from simulator.printing.manual import manual as made
    from simulator.printing.manual_pages import html, markdown

    blocks = made(load(options.role), house.profile, load_shop().currency, words)
    page = html(blocks, words.lang) if options.format == "html" else markdown(blocks)
    if options.out:
        keep(Path(options.out), page)
        print(words("manual.written", file=options.out))
    else:
        sys.stdout.write(page)
    return OK
