"""Gates, a store and all that is kept -> its readiness on a day: what a command and a screen show alike."""

from collections.abc import Iterable

import msgspec

from grading.acceptance.cases import plainly
from grading.readiness.assess import assess
from grading.readiness.model import Profile, Readiness, Waiver
from grading.readiness.source import Gates
from simulator.readiness.gathering import gather
from simulator.store.acceptance import AcceptanceBook, KeptWaiver
from simulator.store.database import Database
from simulator.store.sql_journal import SqlJournal


def assessed(
    database: Database, journal: SqlJournal, gates: Gates, profile: Profile | None, today: str, *, alone: bool
) -> Readiness:
    """`alone`: no other store is looked at in this folder. Raises StoreError."""
    if profile is not None:
        profile = with_waivers(profile, AcceptanceBook(database).waivers())
    every = (*gates.gates, *(profile.criteria if profile else ()))
    gathered = gather(database, journal, every, profile, alone=alone)
    return assess(gates.gates, profile, gathered.evidence, today, gates.sha256, gathered.annex)


def with_waivers(profile: Profile, kept: Iterable[KeptWaiver]) -> Profile:
    """The profile's own, and of those that were given since the latest of each gate."""
    given = {one.gate: one for one in kept if one.store == profile.id}
    more = (Waiver(one.gate, plainly(one.owner), plainly(one.reason), one.until, one.by) for one in given.values())
    return msgspec.structs.replace(profile, waivers=(*profile.waivers, *more))
