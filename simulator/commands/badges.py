"""Commands about certificates that leave the house: a signed badge, a card on paper."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json
from simulator.commands.progress import named
from simulator.kernel.texts import Text
from simulator.lobby_rows import Person
from simulator.locale import Words

if TYPE_CHECKING:
    from grading.mastery.standing import Standing
    from simulator.printing.person_card import Card, Proof

Options = argparse.Namespace


def badge(house: House, options: Options, words: Words) -> int:
    """Issue one, or check one."""
    from simulator.formats.keys import NoKey

    try:
        if options.verify:
            return _verify(house, options, words)
        if not options.person:
            raise CannotRun(words("badge.who"))
        return _issue(house, options, words)
    except NoKey as told:
        raise CannotRun(words("badge.no_key", file=told.args[0])) from told


def _issue(house: House, options: Options, words: Words) -> int:
    from grading.mastery.shown import certificate
    from grading.reports.badge import Unheld
    from simulator.formats.badges import hash_of
    from simulator.formats.keys import house_key, thumbprint

    person = named(_people(house), options.person, words)
    found = house.standing(person.id, options.role or person.role, proven=True)
    key = house_key(house.home)
    try:
        token = _token(house, person, found, options.by)
    except Unheld:
        told = certificate(found, words)
        print_json({"issued": False, "why": told}) if options.json else print(f"{person.name}: {told}")
        return NOT_PASSED
    file = options.out or f"{found.role}-{person.id}.jwt"
    Path(file).write_text(token + "\n", encoding="ascii")
    figures = {
        "file": file, "name": person.name, "until": f"{found.certificate.expires:%Y-%m-%d}",
        "hash": hash_of(token), "key": thumbprint(key.jwk),
    }  # fmt: skip
    if options.json:
        print_json({"issued": True, **figures})
    else:
        title = words("badge.name", role=_title(found.role))
        print(words("badge.issued", file=file, name=person.name, title=title, until=figures["until"]))
        print(words("badge.hash", hash=figures["hash"]))
        print(words("badge.key", key=figures["key"]))
    return OK


def _token(house: House, person: Person, found: "Standing", by: str) -> str:
    """Raises Unheld, NotInstalled."""
    from grading.reports.badge import Holder
    from simulator.formats.badges import issue
    from simulator.formats.keys import house_key

    titles = {drill: house.title(drill) for drill in found.certificate.drills}
    holder = Holder(person.id, person.name)
    return issue(holder, found, _title(found.role), titles, house_key(house.home), by or "storedrill")


def _people(house: House) -> list[Person]:
    from roles.model import names

    return [person for person in house.people() if person.role in names()]


def _title(role: str) -> Text:
    from roles.model import load

    return load(role).title


def _day(moment: str | None) -> str:
    """Of a moment of a badge, where one is now."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d}" if moment else ""


def _verify(house: House, options: Options, words: Words) -> int:
    from simulator.formats.badges import check, hash_of
    from simulator.formats.keys import FOLDER, PUBLIC, public_keys

    own = house.home / FOLDER / PUBLIC
    keys = [Path(options.key)] if options.key else [own] if own.exists() else []
    token = Path(options.verify).read_text(encoding="utf-8", errors="replace")
    found = check(token, public_keys(keys), datetime.now().astimezone())
    claims = found.claims
    told = {"file": options.verify, "name": found.name, "key": found.key}
    told |= {"from": _day(claims.get("validFrom")), "until": _day(claims.get("validUntil"))}
    if claims:
        told |= {"title": claims["credentialSubject"]["achievement"]["name"], "by": claims["issuer"].get("name", "")}
    if options.json:
        print_json({"sound": not found.why, "why": found.why, **told, "hash": hash_of(token)})
    else:
        print(words(f"badge.is_{found.why or 'sound'}", **told))
        if claims:
            print(words("badge.hash", hash=hash_of(token)))
            print(words("badge.key", key=found.key))
    return NOT_PASSED if found.why else OK


def card(house: House, options: Options, words: Words) -> int:
    """A page a person: of those who are named, or of everybody."""
    from simulator.printing.person_card import cards_pdf

    everybody = _people(house)
    people = [named(everybody, name, words) for name in options.people] or everybody
    if not people:
        print(words("progress.nobody"))
        return NOT_PASSED
    made = [_card(house, person, options) for person in people]
    Path(options.out).write_bytes(cards_pdf(made, words))
    print(words("card.written", n=len(made), file=options.out))
    return OK


def _card(house: House, person: Person, options: Options) -> "Card":
    from simulator.printing.person_card import Card

    found = house.standing(person.id, options.role or person.role, proven=True)
    titles = {drill: house.title(drill) for drill in found.certificate.drills}
    return Card(person.name, _title(found.role), found, titles, _proof(house, person, found, options.by))


def _proof(house: House, person: Person, found: "Standing", by: str) -> "Proof":
    """The badge's hash, of who is certified; otherwise one of what the card says, which says when it was changed."""
    from hashlib import sha256

    import msgspec

    from grading.reports.badge import Unheld
    from grading.reports.pen import NotInstalled
    from simulator.formats.badges import hash_of
    from simulator.printing.person_card import Proof

    try:
        return Proof("badge", hash_of(_token(house, person, found, by)))
    except (Unheld, NotInstalled):
        said = (person, found.role, f"{found.now:%Y-%m-%d}", found.certificate, found.skills)
        return Proof("card", sha256(msgspec.json.encode(said, order="deterministic")).hexdigest())
