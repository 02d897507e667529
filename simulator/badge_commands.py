"""Commands about certificates that leave the house: a signed badge."""

import argparse
from datetime import datetime
from pathlib import Path

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.locale import Words
from simulator.printed import CannotRun, print_json
from simulator.progress_command import named

Options = argparse.Namespace


def badge(house: House, options: Options, words: Words) -> int:
    """Issue one, or check one."""
    from simulator.formats.keys import CannotSign, NoKey

    try:
        if options.verify:
            return _verify(house, options, words)
        if not options.person:
            raise CannotRun(words("badge.who"))
        return _issue(house, options, words)
    except CannotSign as missing:
        raise CannotRun(words("badge.not_installed")) from missing
    except NoKey as told:
        raise CannotRun(words("badge.no_key", file=told.args[0])) from told


def _issue(house: House, options: Options, words: Words) -> int:
    from grading.mastery.shown import certificate
    from grading.reports.badge import Holder, Unheld
    from roles.model import load, names
    from simulator.formats.badges import hash_of, issue
    from simulator.formats.keys import house_key, thumbprint

    person = named([person for person in house.people() if person.role in names()], options.person, words)
    found = house.standing(person.id, options.role or person.role, proven=True)
    role, key = load(found.role).title, house_key(house.home)
    titles = {drill: house.title(drill) for drill in found.certificate.drills}
    try:
        token = issue(Holder(person.id, person.name), found, role, titles, key, options.by or "storedrill")
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
        title = words("badge.name", role=role)
        print(words("badge.issued", file=file, name=person.name, title=title, until=figures["until"]))
        print(words("badge.hash", hash=figures["hash"]))
        print(words("badge.key", key=figures["key"]))
    return OK


def _verify(house: House, options: Options, words: Words) -> int:
    from simulator.formats.badges import check, hash_of
    from simulator.formats.keys import FOLDER, PUBLIC, public_keys

    own = house.home / FOLDER / PUBLIC
    keys = [Path(options.key)] if options.key else [own] if own.exists() else []
    token = Path(options.verify).read_text(encoding="utf-8", errors="replace")
    found = check(token, public_keys(keys), datetime.now().astimezone())
    claims = found.claims
    told = {"file": options.verify, "name": found.name, "key": found.key}
    told |= {"from": claims.get("validFrom", "")[:10], "until": claims.get("validUntil", "")[:10]}
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
