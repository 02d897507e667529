"""Claims on what stations share, granted in the transaction of the entries that rest on them: all of them, or none."""

from collections.abc import Sequence

from sqlalchemy import Table
from sqlalchemy.engine.interfaces import DBAPICursor

from simulator.kernel.events import Claim
from simulator.store import tables
from simulator.store.errors import ClaimRefused

Taken = dict[str, tuple[int, int]]
"""Of each thing, the limit that was named last, and how much is taken."""
NOTHING = 0, 0


class Granting:
    """Grants on the driver's own cursor; whoever calls has begun the transaction.

    What was seen is compared by the statement that writes: another one may have been quicker since it was read, where
    writers do not wait for each other before they read.
    """

    def __init__(self, cursor: DBAPICursor, mark: str) -> None:
        self._cursor = cursor
        self._taken = f"SELECT taken FROM claims WHERE run = {mark} AND key = {mark}"
        self._grant_any = (
            f"{insertion(tables.claims, mark)} ON CONFLICT (run, key) DO UPDATE "
            "SET taken = claims.taken + excluded.taken, quota = excluded.quota "
            "WHERE claims.taken + excluded.taken <= excluded.quota"
        )
        self._grant_first = f"{self._grant_any} AND claims.taken = 0"
        """Where nothing of it was seen to be taken."""
        self._grant_more = (
            f"UPDATE claims SET quota = {mark}, taken = taken + {mark} "
            f"WHERE run = {mark} AND key = {mark} AND taken = {mark}"
        )

    def grant_each(self, run_id: str, appends: Sequence[Sequence[Claim]]) -> list[ClaimRefused | None]:
        """The claims of appends, one after the other: why each of them is refused."""
        return [self.grant(run_id, claims) if claims else None for claims in appends]

    def grant(self, run_id: str, claims: Sequence[Claim]) -> ClaimRefused | None:
        """Grant all claims of an append, or none and say which is refused."""
        if len(claims) == 1:  # where it is refused nothing is there that would have to be taken back
            return self._refused(run_id, claims[0])
        self._cursor.execute("SAVEPOINT claims_of_one")
        refused = next(filter(None, (self._refused(run_id, claim) for claim in claims)), None)
        if refused:
            self._cursor.execute("ROLLBACK TO claims_of_one")
        self._cursor.execute("RELEASE claims_of_one")  # or those of a whole group would lie in each other
        return refused

    def _refused(self, run_id: str, claim: Claim) -> ClaimRefused | None:
        """Grant one, or say what is taken."""
        if (claim.seen or 0) + claim.units <= claim.limit:
            if claim.seen:
                self._cursor.execute(self._grant_more, (claim.limit, claim.units, run_id, claim.key, claim.seen))
            else:
                statement = self._grant_any if claim.seen is None else self._grant_first
                self._cursor.execute(statement, (run_id, claim.key, claim.limit, claim.units))
            if self._cursor.rowcount == 1:
                return None
        return ClaimRefused(claim, self._now_taken(run_id, claim))

    def _now_taken(self, run_id: str, claim: Claim) -> int:
        """What is taken of a thing, within the transaction of who asks."""
        self._cursor.execute(self._taken, (run_id, claim.key))
        found = self._cursor.fetchone()
        return int(found[0]) if found else 0


class GrantingTogether:
    """The same for who holds the run's lock on a server, to which each statement is a way: what is taken of all that is
    asked for is read at once, and written at once. Nobody else takes any of it meanwhile."""

    TAKEN = (
        "SELECT there.* FROM unnest(%s::text[]) AS asked (key), "
        "LATERAL (SELECT key, quota, taken FROM claims WHERE run = %s AND key = asked.key OFFSET 0) AS there"
    )
    """Each is looked up: OFFSET keeps a planner that knows no table's size yet from looking through all of a run's."""
    TAKE = (
        "INSERT INTO claims (run, key, quota, taken) SELECT %s, key, quota, taken "
        "FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) AS granted (key, quota, taken) "
        "ON CONFLICT (run, key) DO UPDATE SET quota = excluded.quota, taken = excluded.taken"
    )

    def __init__(self, cursor: DBAPICursor) -> None:
        self._cursor = cursor

    def grant_each(self, run_id: str, appends: Sequence[Sequence[Claim]]) -> list[ClaimRefused | None]:
        """The claims of appends, one after the other: why each of them is refused."""
        asked = {claim.key for claims in appends for claim in claims}
        if not asked:
            return [None] * len(appends)
        self._cursor.execute(self.TAKEN, (list(asked), run_id))
        before: Taken = {key: (quota, taken) for key, quota, taken in self._cursor.fetchall()}
        now = before.copy()
        refusals = [_take(now, claims) if claims else None for claims in appends]
        if moved := [(key, *there) for key, there in now.items() if before.get(key) != there]:
            self._cursor.execute(self.TAKE, (run_id, *map(list, zip(*moved, strict=True))))
        return refusals


def _take(now: Taken, claims: Sequence[Claim]) -> ClaimRefused | None:
    """Take all that an append claims, or nothing of it and say what is refused."""
    own: Taken = {}
    for claim in claims:
        _, taken = own.get(claim.key) or now.get(claim.key, NOTHING)
        seen = claim.seen or 0
        if claim.seen not in (None, taken) or max(seen, taken) + claim.units > claim.limit:
            return ClaimRefused(claim, taken)
        own[claim.key] = claim.limit, taken + claim.units
    now.update(own)
    return None


def insertion(table: Table, mark: str) -> str:
    columns = ", ".join(column.name for column in table.columns)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join([mark] * len(table.columns))})"
