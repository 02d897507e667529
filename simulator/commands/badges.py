"""Commands about certificates that leave the house: a signed badge, a card on paper."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import wall_clock
from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import CannotRun, print_json, print_table
from simulator.commands.progress import named
from simulator.drafts import keep
from simulator.kernel.texts import Text
from simulator.lobby_rows import Person
from simulator.locale import Words

if TYPE_CHECKING:
    from grading.mastery.standing import Standing
    from simulator.formats.register import Issued
    from simulator.printing.person_card import Card, Proof

Options = argparse.Namespace


def badge(house: House, options: Options, words: Words) -> int:
    """Issue one, or check one."""
    from simulator.formats.keys import NoKey

    try:
        if options.verify:
            return _verify(house, options, words)
        if options.list:
            return _list(house, options, words)
        if not options.person:
            raise CannotRun(words("badge.who"))
        if options.revoke:
            return _revoke(house, options, words)
        return _issue(house, options, words)
    except NoKey as told:
        raise CannotRun(words("badge.no_key", file=told.args[0])) from told


def _issue(house: House, options: Options, words: Words) -> int:
    from grading.mastery.shown import certificate
    from grading.reports.badge import Unheld
    from simulator.formats.badges import Revoked, hash_of
    from simulator.formats.keys import house_key, thumbprint

    person = named(_people(house), options.person, words)
    found = house.standing(person.id, options.role or person.role, proven=True)
    key = house_key(house.home)
    try:
        token = _token(house, person, found, options.by)
    except (Unheld, Revoked) as error:
        told = _taken_back(error.args[0], words) if isinstance(error, Revoked) else certificate(found, words)
        if options.json:
            print_json({"issued": False, "why": told})
            return NOT_PASSED
        print(words("badge.not_issued", name=person.name, why=told))
        if isinstance(error, Unheld):
            print(words("badge.lacking", name=person.name))
        return NOT_PASSED
    file = options.out or f"{found.role}-{person.id}.jwt"
    keep(Path(file), token + "\n")
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
    """Raises Unheld, Revoked, NotInstalled."""
    from grading.reports.badge import Holder
    from simulator.formats.badges import issue
    from simulator.formats.keys import house_key
    from simulator.formats.register import register_of

    titles = {drill: house.title(drill) for drill in found.certificate.drills}
    holder, key = Holder(person.id, person.name), house_key(house.home)
    with register_of(house.home) as register:
        token = issue(holder, found, _title(found.role), titles, key, by or "storedrill", register)
        register.keep(key, wall_clock.now())
    return token


def _taken_back(one: "Issued", words: Words) -> str:
    assert one.revoked is not None, "only what was taken back is told so"
    return words("badge.taken_back", day=one.revoked.when[:10], by=one.revoked.by, reason=one.revoked.reason)


def _revoke(house: House, options: Options, words: Words) -> int:
    """Every badge that somebody has in a role; where there is none, nothing was taken back."""
    from simulator.formats.keys import house_key
    from simulator.formats.register import Revocation, register_of

    by, reason = " ".join(options.by.split()), " ".join(options.reason.split())
    if not (by and reason):
        raise CannotRun(words("badge.why_and_who"))
    person = named(_people(house), options.person, words)
    now = wall_clock.now()
    with register_of(house.home) as register:
        mine = [one for one in register.of(person.id, options.role or person.role) if one.revoked is None]
        register.revoke(mine, Revocation(now.isoformat(timespec="seconds"), by, reason))
        path = register.keep(house_key(house.home), now) if mine else None
    if options.json:
        print_json({"revoked": [one.id for one in mine], "list": str(path or "")})
    else:
        print(words("badge.revoked" if mine else "badge.none_issued", name=person.name, n=len(mine), file=path or ""))
    return OK if mine else NOT_PASSED


def _list(house: House, options: Options, words: Words) -> int:
    """All that were issued; the signed list is written anew, and holds for another month."""
    from simulator.formats.keys import house_key
    from simulator.formats.register import register_of

    with register_of(house.home) as register:
        path = register.keep(house_key(house.home), wall_clock.now())
    if options.json:
        print_json({"badges": register.issued, "list": str(path)})
        return OK
    print_table(
        (one.name, one.role, words("badge.until", day=_day(one.until)), one.id.rpartition(":")[2],
         _taken_back(one, words) if one.revoked else "")
        for one in register.issued
    )  # fmt: skip
    print(words("badge.list_written", file=path, n=len(register.issued)))
    return OK


def _listing(house: House, options: Options, now: datetime) -> str | None:
    """The list that was named, or lies beside the key or the badge; the house's own is made of its register."""
    from simulator.formats.keys import FOLDER, PRIVATE, house_key
    from simulator.formats.register import LIST, Register

    if options.status:
        return Path(options.status).read_text(encoding="utf-8", errors="replace")
    if not options.key and (house.home / FOLDER / PRIVATE).exists():
        return Register(house.home).signed(house_key(house.home), now)
    beside = [Path(named).parent / LIST for named in (options.key, options.verify) if named]
    found = next((path for path in beside if path.exists()), None)
    return found.read_text(encoding="utf-8", errors="replace") if found else None


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
    now = wall_clock.now()
    found = check(token, public_keys(keys), now, _listing(house, options, now))
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
            if "credentialStatus" not in claims:
                print(words("badge.no_status"))
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
    keep(Path(options.out), cards_pdf(made, words))
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
    from simulator.formats.badges import Revoked, hash_of
    from simulator.printing.person_card import Proof

    try:
        return Proof("badge", hash_of(_token(house, person, found, by)))
    except (Unheld, Revoked, NotInstalled):
        said = (person, found.role, f"{found.now:%Y-%m-%d}", found.certificate, found.skills)
        return Proof("card", sha256(msgspec.json.encode(said, order="deterministic")).hexdigest())
