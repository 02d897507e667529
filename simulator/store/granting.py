"""Claims on what stations share, granted in the transaction of the entries that rest on them: all of them, or none."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Table
from sqlalchemy.engine.interfaces import DBAPICursor

from simulator.kernel.events import Claim
from simulator.store import tables
from simulator.store.errors import ClaimRefused


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


class GrantingTogether(Granting):
    """The same on a server, to which each statement is a way: claims that have nothing to do with each other go in one.

    What it does not grant is asked for alone, and granted or refused then.
    """

    GRANT = (
        "WITH asked AS (SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[]) "
        "AS asked (key, quota, units, seen) WHERE coalesce(seen, 0) + units <= quota), "
        "more AS (UPDATE claims SET quota = asked.quota, taken = taken + units FROM asked "
        "WHERE run = %s AND claims.key = asked.key AND taken + units <= asked.quota "
        "AND taken = coalesce(seen, taken) RETURNING claims.key), "
        "first AS (INSERT INTO claims (run, key, quota, taken) SELECT %s, key, quota, units FROM asked "
        "WHERE coalesce(seen, 0) = 0 ON CONFLICT (run, key) DO NOTHING RETURNING key) "
        "SELECT key FROM more UNION ALL SELECT key FROM first"
    )

    def grant_each(self, run_id: str, appends: Sequence[Sequence[Claim]]) -> list[ClaimRefused | None]:
        asked = Counter([claim.key for claims in appends for claim in claims])
        alone = [claims[0] for claims in appends if len(claims) == 1 and asked[claims[0].key] == 1]
        granted: set[str] = set()
        if len(alone) > 1:
            columns = zip(*[(claim.key, claim.limit, claim.units, claim.seen) for claim in alone], strict=True)
            self._cursor.execute(self.GRANT, (*map(list, columns), run_id, run_id))
            granted = {key for (key,) in self._cursor.fetchall()}
        return [self.grant(run_id, claims) if claims and claims[0].key not in granted else None for claims in appends]


def insertion(table: Table, mark: str) -> str:
    columns = ", ".join(column.name for column in table.columns)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join([mark] * len(table.columns))})"
