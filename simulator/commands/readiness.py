"""Commands about readiness: the verdict, what is attached to a gate, and a check of a lane's devices."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import wall_clock
from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json, print_table, unknown
from simulator.locale import Words
from simulator.wall_clock import wall

if TYPE_CHECKING:
    from grading.readiness.model import Gate, Profile, Readiness
    from grading.readiness.source import Gates
    from simulator.readiness.stores import Stores
    from simulator.store.evidence import Attached

Options = argparse.Namespace


def readiness(house: House, options: Options, words: Words) -> int:
    """Is the store ready to open? 0 also where it is with risks that somebody answers for."""
    from simulator.readiness.assessing import assessed
    from simulator.readiness.days import a_day
    from simulator.readiness.shown import Phrases, in_words
    from simulator.readiness.stores import Stores

    day = a_day(options.on) or today()
    gates, profile = authored(house, options, words)
    house.unfinished()  # keeps results of sessions that ended when nobody could
    ready = assessed(house.database, house.journal, gates, profile, day, alone=Stores(house.home).alone)
    if options.html:
        from simulator.commands.reports import readiness_page

        readiness_page(house, options, words)
        print(words("report.written", file=options.html), file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print_json((ready if options.names else _discreet(house, ready)).plain())
    elif options.html:
        print(Phrases(words).conclusion(ready))
    else:
        print("\n".join(in_words(ready, words)))
    return NOT_PASSED if ready.verdict == "not_ready" else OK


def _discreet(house: House, ready: "Readiness") -> "Readiness":
    """As a report has it: whoever did not do well is called by a sign."""
    from grading.readiness.discreet import hushed, weak
    from grading.reports.rows import sign_of

    low = weak(ready)
    return hushed(ready, {one.name: sign_of(one.id) for one in house.people() if one.name in low})


def authored(house: House, options: Options, words: Words) -> "tuple[Gates, Profile | None]":
    """Gates and store as typed: a file, or a store that is kept under its id."""
    from grading.readiness.source import load_gates, load_profile
    from simulator.readiness.stores import Stores

    kept = Stores(house.home)
    gates = load_gates(options.gates) if options.gates else kept.gates()
    return gates, load_profile(store_path(kept, options.store, words), gates) if options.store else None


def store_path(kept: "Stores", typed: str, words: Words) -> str:
    """Of a store that is kept, by its id, or the file that was named."""
    path, known = kept.path_of(typed), kept.ids()
    if Path(path).exists():
        return path
    if not known:
        raise CannotRun(words("readiness.no_stores", got=typed))
    raise unknown("readiness.no_store", typed, known, words)


def of_a_store(house: House, store: str, words: Words) -> str:
    """The id of a store that is kept, or of none: what is brought under one that was mistyped counts for none, and a
    severe issue would block none. Before any store is kept its id can be any."""
    from simulator.readiness.stores import Stores

    known = Stores(house.home).ids()
    if store and known and store not in known:
        raise unknown("readiness.no_store_kept", store, known, words)
    return store


def today() -> str:
    return wall_clock.today().isoformat()


# --- evidence --------------------------------------------------------------------------------------------------------


def evidence_add(house: House, options: Options, words: Words) -> int:
    """Keep a file's hash, who answers for it, and until when. The file itself stays where it is."""
    from grading.readiness.offers import Offer
    from simulator.readiness.attaching import records
    from simulator.store.evidence import EvidenceBook

    gates, profile = authored(house, options, words)
    every = (*gates.gates, *(profile.criteria if profile else ()))
    gate = _gate(house, options.gate, every, words)
    session = house.named(options.session) if options.session and not options.file else options.session
    offer = Offer(
        gate.id, options.by, options.origin, options.until, options.on, options.file, session, options.value,
        options.n or 0,
    )  # fmt: skip
    kept = records(house.journal, every, gate, profile, offer, today(), wall())
    titles = {one.id: one.title for one in every}
    for one in kept:
        EvidenceBook(house.database).attach(one)
        print(words("readiness.attached", gate=titles[one.gate], file=one.file, hash=one.sha256, by=one.by,
                    until=one.until, figure=_told(one, words)))  # fmt: skip
    _of_no_store(house, options, words)
    return OK


def _of_no_store(house: House, options: Options, words: Words) -> None:
    """Said at once to who names no store where several are kept: nothing that they bring counts for any."""
    from simulator.readiness.stores import Stores

    kept = Stores(house.home)
    if not options.store and not kept.alone:
        print(words("readiness.of_no_store", stores=", ".join(kept.ids())), file=sys.stderr)


def _of_no_lane(house: House, options: Options, devices: list[str], words: Words) -> None:
    """Said to who checks a device that the store does not have: the number of the lane was mistyped, most likely."""
    from grading.readiness.source import ReadinessError
    from simulator.readiness.stores import Stores

    kept = Stores(house.home)
    store = options.store or (kept.ids()[0] if len(kept.ids()) == 1 else "")
    if store not in kept.ids():
        return
    try:
        profile = kept.profile(store)
    except ReadinessError:  # whoever asks for readiness is told what is wrong with it
        return
    if not set(devices) & set(profile.devices):
        comma = words("shell.comma")
        names, known = comma.join(devices), comma.join(profile.devices) or "–"
        print(words("readiness.not_listed", store=profile.title, devices=names, known=known), file=sys.stderr)


def _told(one: "Attached", words: Words) -> str:
    """The figure, where there is one, with its n and where it comes from."""
    if not one.value:
        return words(f"readiness.origin_{one.origin}")
    n, origin = words("readiness.n_samples", n=one.n), words(f"readiness.origin_{one.origin}")
    return words("shell.comma").join((one.value, n, origin))


def _gate(house: House, id: str, gates: "tuple[Gate, ...]", words: Words) -> "Gate":
    """The one that was named, if files are attached to it."""
    from grading.readiness.model import TAKES_FILES

    known = [gate.id for gate in gates if gate.kind in TAKES_FILES]
    for gate in gates:
        if gate.id == id and id in known:
            return gate
        if gate.id == id:
            raise CannotRun(words("readiness.not_attached", gate=gate.title, known=", ".join(known)))
    raise no_gate(house, "readiness.no_gate", id, known, words)


def no_gate(house: House, told: str, id: str, known: list[str], words: Words) -> CannotRun:
    """Of a gate that is not among these: of which stores it is a criterion, or what was probably meant."""
    from grading.readiness.source import ReadinessError
    from simulator.readiness.stores import Stores

    kept, owners = Stores(house.home), []
    for store in kept.ids():
        try:
            owners += [store for one in kept.profile(store).criteria if one.id == id]
        except ReadinessError:  # told to whoever names that store
            continue
    if owners:
        return CannotRun(words("readiness.gate_of_store", gate=id, stores=", ".join(owners), store=owners[0]))
    return unknown(told, id, known, words)


def gates(house: House, options: Options, words: Words) -> int:
    """Every gate by its id: what is asked, of whom, and which evidence shows it."""
    from simulator.readiness.shown import gates_in_words

    agreed, profile = authored(house, options, words)
    every = (*agreed.gates, *(profile.criteria if profile else ()))
    if options.json:
        print_json(every)
    else:
        print("\n".join(gates_in_words(every, profile, words)))
    return OK


def evidence_list(house: House, options: Options, words: Words) -> int:
    """Everything that was attached, and every check of a device."""
    from simulator.readiness.shown import found_words
    from simulator.store.evidence import EvidenceBook

    book = EvidenceBook(house.database)
    attached, checks = book.attached(), book.checks()
    if options.json:
        print_json({"attached": [one._asdict() for one in attached], "checks": [one._asdict() for one in checks]})
        return OK
    if not (attached or checks):
        print(words("readiness.no_evidence"))
    print_table(
        (one.gate, one.store or "–", one.value or "–", words("readiness.n_samples", n=one.n),
         words(f"readiness.origin_{one.origin}"), one.day, one.until, one.by, one.file, one.sha256[:12])
        for one in attached
    )  # fmt: skip
    print_table(
        (one.device, words("readiness.works" if one.ok else "readiness.fails"),
         found_words(one.found, words, one.device),
         words(f"readiness.origin_{one.origin}"), one.checked[:16], one.by, one.address)
        for one in checks
    )  # fmt: skip
    return OK


# --- devices ---------------------------------------------------------------------------------------------------------


def devices_check(house: House, options: Options, words: Words) -> int:
    """Try the devices of this lane and keep what was found; every one of them says whether it is a real one."""
    import secrets

    from simulator.readiness.checking import check
    from simulator.readiness.shown import found_words
    from simulator.readiness.standing_there import at_terminal
    from simulator.store.evidence import DeviceCheck, EvidenceBook

    by, _ = options.by.strip(), of_a_store(house, options.store, words)
    if not by:
        raise CannotRun(words("readiness.bad_by"))
    code = f"952{secrets.randbelow(10**9):09d}"  # on no receipt before; 952 is for demonstrations
    person = at_terminal(words, options.wait)
    book, found = EvidenceBook(house.database), []
    for one in check(house.printer_url, house.scanner_url, house.drawer_confirmed, code, person):
        kept = DeviceCheck(
            f"{one.kind}-{options.lane}", one.address, one.origin, one.ok, one.found, by, wall(), options.store
        )
        book.keep_check(kept)
        found.append(kept)
    if options.json:
        print_json([one._asdict() for one in found])
    else:
        print_table(
            (one.device, words(f"readiness.real_{one.origin}"),
             words("readiness.works" if one.ok else "readiness.fails"),
             found_words(one.found, words, one.device), one.address)
            for one in found
        )  # fmt: skip
        print(words("readiness.checked", by=by))
    _of_no_store(house, options, words)
    _of_no_lane(house, options, [one.device for one in found], words)
    return OK if all(one.ok for one in found) else NOT_PASSED
