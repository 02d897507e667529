"""Badges that a house issued, and which of them it took back: who, when, why. A file beside the key, its owner's.

What leaves the house is the signed list that is made of it (`badges.status.jwt`), given along with the public key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from grading.reports.badge import Claims
from grading.reports.status_list import entry, listing, place
from simulator.drafts import keep
from simulator.formats.keys import FOLDER, HouseKey, did_of, thumbprint
from simulator.store.errors import StoreError
from simulator.store.turns import FileTurns

REGISTER, LIST, TURNS = "badges.json", "badges.status.jwt", "badges.lock"


class NoRegister(StoreError):
    """file: it cannot be read, and nothing is issued or taken back without it."""

    id = "badge.no_register"


class Revocation(msgspec.Struct, frozen=True):
    when: str
    by: str
    reason: str


class Issued(msgspec.Struct, frozen=True, omit_defaults=True):
    """A badge that was issued, and its bit."""

    id: str
    index: int
    person: str
    name: str
    role: str
    until: str
    revoked: Revocation | None = None


@contextmanager
def register_of(home: Path) -> "Iterator[Register]":
    """The register for whoever changes it: until that is kept no other process reads it to do the same."""
    folder = home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    turns = FileTurns(folder / TURNS)
    try:
        with turns:
            yield Register(home)
    finally:
        turns.close()


def held_by(home: Path, person: str, now: str, name: str = "") -> None:
    """Whose badges a person's are from now on, and how they are called there. Raises NoRegister, OSError."""
    if not (home / FOLDER / REGISTER).exists():
        return
    with register_of(home) as register:
        register.hand_over(person, now, name)


class Register:
    """As it stood when it was read. Raises NoRegister, OSError."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        path = self._folder / REGISTER
        try:
            self.issued = msgspec.json.decode(path.read_bytes(), type=list[Issued]) if path.exists() else []
        except msgspec.DecodeError as error:
            raise NoRegister(file=str(path)) from error

    def find(self, id: str) -> Issued | None:
        return next((one for one in self.issued if one.id == id), None)

    def of(self, person: str, role: str) -> list[Issued]:
        return [one for one in self.issued if (one.person, one.role) == (person, role)]

    def status(self, id: str, key: HouseKey) -> Claims:
        """What a badge of this id says of its state; the same each time."""
        return entry(thumbprint(key.jwk), self._index(id))

    def _index(self, id: str) -> int:
        known = self.find(id)
        return known.index if known else place(id, {one.index for one in self.issued})

    def add(self, claims: Claims, person: str, name: str, role: str) -> None:
        if self.find(claims["id"]) is None:
            found = Issued(claims["id"], self._index(claims["id"]), person, name, role, claims["validUntil"])
            self.issued.append(found)

    def hand_over(self, person: str, now: str, name: str) -> None:
        """To another id, and another name where one is given; written at once, as no bit of the list moves."""
        self.issued = [
            msgspec.structs.replace(one, person=now, name=name or one.name) if one.person == person else one
            for one in self.issued
        ]
        self._write()

    def revoke(self, these: list[Issued], why: Revocation) -> None:
        ids = {one.id for one in these}
        self.issued = [
            msgspec.structs.replace(one, revoked=why) if one.id in ids and one.revoked is None else one
            for one in self.issued
        ]

    def signed(self, key: HouseKey, now: datetime) -> str:
        """The list as it stands now."""
        gone = [one.index for one in self.issued if one.revoked]
        return key.sign(listing(did_of(key.jwk), thumbprint(key.jwk), gone, now))

    def keep(self, key: HouseKey, now: datetime) -> Path:
        """Write the register and the list that is made of it, each whole; returns the list."""
        self._write()
        keep(self._folder / LIST, self.signed(key, now).encode() + b"\n")
        return self._folder / LIST

    def _write(self) -> None:
        keep(self._folder / REGISTER, msgspec.json.format(msgspec.json.encode(self.issued)) + b"\n")
