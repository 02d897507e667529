"""Commands about stores that are kept: their profiles, how they stand side by side, waivers that are given."""

import argparse

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json, print_table
from simulator.commands.readiness import authored, no_gate, today
from simulator.locale import Words

Options = argparse.Namespace


def store_add(house: House, options: Options, words: Words) -> int:
    """Keep a store's profile, so that the app shows it and its id names it."""
    from simulator.readiness.stores import Stores

    kept = Stores(house.home)
    if options.gates:
        kept.keep_gates(options.gates)
    profile = kept.keep(options.file)
    print(words("uat.store_kept", store=profile.id, title=profile.title, opening=profile.opening))
    return OK


def store_list(house: House, options: Options, words: Words) -> int:
    """Every store that is kept, side by side, the next to open first; status 1 while one of them is not ready."""
    from simulator.readiness.assessing import assessed
    from simulator.readiness.days import a_day
    from simulator.readiness.shown import Phrases
    from simulator.readiness.stores import Stores

    kept, day = Stores(house.home), a_day(options.on) or today()
    house.unfinished()
    gates = kept.gates()
    found = [
        assessed(house.database, house.journal, gates, kept.profile(id), day, alone=kept.alone) for id in kept.ids()
    ]
    found.sort(key=lambda ready: (ready.profile.opening, ready.profile.id) if ready.profile else ("", ""))
    if options.json:
        print_json([one.plain() for one in found])
    elif not found:
        print(words("uat.no_stores"))
    else:
        say = Phrases(words)
        print_table(
            (one.profile.id, one.profile.opening, say.verdict(one), say.counts(one), words.both(one.profile.title))
            for one in found
            if one.profile
        )
    return NOT_PASSED if any(one.verdict == "not_ready" for one in found) else OK


def waive(house: House, options: Options, words: Words) -> int:
    """Somebody answers for a gate of a store until a day."""
    from simulator.readiness.days import a_day

    gates, profile = authored(house, options, words)
    assert profile is not None, "the store is a required option"
    until = a_day(options.until)
    gate = next((one for one in (*gates.gates, *profile.criteria) if one.id == options.gate), None)
    if gate is None:
        known = [one.id for one in (*gates.gates, *profile.criteria)]
        raise no_gate(house, "uat.no_gate", options.gate, known, words)
    if gate.no_go == "always":
        raise CannotRun(words("uat.never_waived", gate=gate.title))
    if until < (first := profile.waived_until(today())):
        raise CannotRun(words("uat.waived_until", first=first, until=until))
    house.acceptance.waive(profile.id, gate.id, options.owner, options.reason, until, options.by)
    print(words("uat.waived", gate=gate.title, owner=options.owner, until=until))
    return OK
