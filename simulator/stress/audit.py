"""Whether all came out right: a fold over the journal's stored bytes, which knows the facts and none of the rules.

It goes along while the load runs, entry by entry, and is compared with the sums of the books (`store.stress_checks`)
every now and then and at the end. Nothing here is shared with what decides, books or chains.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

INVARIANTS = ("acknowledged", "numbers", "stock", "money", "drawers", "returns", "claims", "uploads", "journal")
"""All that is watched, in the order in which it is shown."""
MOST = 20
"""So many findings of an invariant are kept."""
MARK = b'"what":{"type":"'


class Finding(msgspec.Struct, frozen=True):
    """Something that must not be."""

    invariant: str
    what: str
    """Of what: a receipt, an item and lot, a till."""
    entry: str
    """`till-3/128`, or some of them with commas; empty where the journal has none of it."""
    expected: int
    got: int


class Line(NamedTuple):
    """How an invariant stands."""

    invariant: str
    checked: int
    findings: tuple[Finding, ...]


Raw = dict[str, Any]
Key = tuple[str, ...]


class Unequal(NamedTuple):
    """A sum that did not come out, by what it is a sum of, and the finding that says so."""

    sums: str
    key: Key
    invariant: str
    at: int


COUNTS = ("sales", "returns", "uploads")
"""Sums of what was looked at one by one already."""


class Audit:
    """A run's journal as far as it was read."""

    def __init__(self, run: str, quotas: Mapping[str, int]) -> None:
        self._quotas = quotas
        self.position = 0
        self.checked: dict[str, int] = dict.fromkeys(INVARIANTS, 0)
        self.findings: dict[str, list[Finding]] = {name: [] for name in INVARIANTS}
        self.unequal: list[Unequal] = []
        """Of the findings, those that are sums and name no entry yet."""
        self.stock: dict[Key, int] = {}
        self.tenders: dict[Key, int] = {}
        self.channels: dict[Key, int] = {}
        self.claimed: dict[Key, int] = {}
        self.sales = self.returns = 0
        self.queued: dict[str, str] = {}
        """Keys of what was sold offline and did not arrive yet -> its entry."""
        self.uploads: dict[Key, int] = {}
        self.served: set[str] = set()
        """Tills with somebody at the counter: money may lie there that is in no drawer yet."""
        self._heads: dict[str, tuple[int, bytes]] = {"shop": (0, sha256(run.encode()).digest())}
        self._opening = b""
        self._last: dict[str, int] = {}
        """Till -> the highest number of its receipts."""
        self._skipped: dict[str, set[int]] = {}
        """Till -> lower ones that did not come yet: sales that were put aside or given up."""

    @property
    def sound(self) -> bool:
        return not any(self.findings.values())

    def see(self, position: int, stream: str, seq: int, data: bytes, digest: bytes) -> None:
        """The next entry as it is stored."""
        was, before = self._heads.get(stream, (0, self._opening))
        real = sha256(before + data).digest()
        if seq != was + 1 or real != digest or position != self.position + 1:
            self.find("journal", stream, f"{stream}/{seq}", was + 1, seq)
        self._heads[stream] = seq, digest
        self._opening = self._opening or digest
        self.position = position
        self.checked["journal"] += 1
        reader = _reader_of(data)
        if reader is not None:
            reader(self, stream, seq, msgspec.json.decode(data)["what"])

    def heads(self) -> dict[str, int]:
        """Stream -> how many entries it has."""
        return {stream: seq for stream, (seq, _) in self._heads.items()}

    def ends(self, tips: Mapping[str, int]) -> None:
        """Streams end where their tips say: nothing was cut off."""
        heads = self.heads()
        for stream, seq in tips.items():
            if heads.get(stream, 0) != seq:
                self.find("journal", stream, f"{stream}/{seq}", seq, heads.get(stream, 0))

    def find(self, invariant: str, what: str, entry: str, expected: int, got: int) -> None:
        """Something is not as it must be."""
        kept = self.findings[invariant]
        if len(kept) < MOST:
            kept.append(Finding(invariant, what, entry, expected, got))

    def compare(self, invariant: str, sums: str, folded: Mapping[Key, int], booked: Mapping[Key, int]) -> None:
        """Two ways to the same sums; `sums` says of what (see `parts_of`)."""
        for key in {**folded, **booked}:
            self.checked[invariant] += sums not in COUNTS
            if folded.get(key, 0) != booked.get(key, 0):
                at = len(self.findings[invariant])
                self.find(invariant, " ".join(part for part in key if part), "", folded.get(key, 0), booked.get(key, 0))
                if at < MOST:
                    self.unequal.append(Unequal(sums, key, invariant, at))

    def lines(self) -> list[Line]:
        """Every invariant, as it stands."""
        return [Line(name, self.checked[name], tuple(self.findings[name])) for name in INVARIANTS]

    # --- facts

    def sale(self, stream: str, seq: int, what: Raw) -> None:
        self.sales += 1
        self.checked["numbers"] += 1
        till, _, number = what["receipt"].rpartition("-")
        self._numbered(till, int(number), f"{stream}/{seq}", what["receipt"])
        for line in what["lines"]:
            if not line.get("account"):
                self._moved(line, -1)
        self.checked["money"] += 1
        paid = sum(tender["amount"] for tender in what["tenders"])
        due = what["total"] - what["rounding"]
        if paid != due or what["net"] + what["tax"] != what["total"]:
            self.find("money", what["receipt"], f"{stream}/{seq}", due, paid)
        for tender in what["tenders"]:
            _add(self.tenders, (tender["kind"],), tender["amount"])

    def _numbered(self, till: str, number: int, entry: str, receipt: str) -> None:
        last, skipped = self._last.get(till, 0), self._skipped.setdefault(till, set())
        if number > last:
            skipped.update(range(last + 1, number))
            self._last[till] = number
        elif number in skipped:
            skipped.discard(number)
        else:
            self.find("numbers", receipt, entry, 1, 2)

    def _moved(self, line: Raw, sign: int) -> None:
        sku = line.get("pack_of") or line["sku"]
        amount = line["grams"] or line["quantity"] * line.get("pieces", 1)
        _add(self.stock, (sku, line.get("lot", "")), sign * amount)

    def came_back(self, stream: str, seq: int, what: Raw) -> None:
        self.returns += 1
        self.checked["returns"] += 1
        self.checked["numbers"] += 1
        for line in what["lines"]:
            if line.get("condition", "resalable") == "resalable":  # all else is written off again
                self._moved(line, 1)
        for coupon in what.get("coupons", ()) if what.get("sale") else ():
            _add(self.claimed, (f"coupon:{coupon}",), -1)

    def sold_offline(self, stream: str, seq: int, what: Raw) -> None:
        self.checked["uploads"] += 1
        self.queued[what["key"]] = f"{stream}/{seq}"
        _add(self.uploads, ("queued",), 1)

    def arrived(self, stream: str, seq: int, what: Raw) -> None:
        if self.queued.pop(what["key"], None) is None:
            self.find("uploads", what["key"], f"{stream}/{seq}", 1, 2)
        _add(self.uploads, ("arrived",), 1)

    def came(self, stream: str, seq: int, what: Raw) -> None:
        self.served.add(stream)

    def left(self, stream: str, seq: int, what: Raw) -> None:
        self.served.discard(stream)

    def taken(self, stream: str, seq: int, what: Raw) -> None:
        if what.get("request"):
            _add(self.channels, (what["kind"],), what["amount"])

    def refunded(self, stream: str, seq: int, what: Raw) -> None:
        if what.get("request"):
            _add(self.channels, (what["kind"],), -what["amount"])

    def repriced(self, stream: str, seq: int, what: Raw) -> None:
        for promotion, units in what.get("claimed", {}).items():
            key = (f"quota:{promotion}",)
            _add(self.claimed, key, units)
            self.checked["claims"] += 1
            if self.claimed[key] > self._quotas.get(promotion, 0):
                self.find("claims", key[0], f"{stream}/{seq}", self._quotas.get(promotion, 0), self.claimed[key])

    def redeemed(self, stream: str, seq: int, what: Raw) -> None:
        key = (f"coupon:{what['coupon']}",)
        _add(self.claimed, key, 1)
        self.checked["claims"] += 1
        if self.claimed[key] > 1:
            self.find("claims", key[0], f"{stream}/{seq}", 1, self.claimed[key])

    def voided(self, stream: str, seq: int, what: Raw) -> None:
        for key, units in what.get("released", {}).items():
            _add(self.claimed, (key,), -units)


def _add(sums: dict[Key, int], key: Key, amount: int) -> None:
    sums[key] = sums.get(key, 0) + amount


def _reader_of(data: bytes) -> "Callable[[Audit, str, int, Raw], None] | None":
    at = data.find(MARK) + len(MARK)
    return _READERS.get(data[at : data.find(b'"', at)])


def parts_of(data: bytes) -> Iterator[tuple[tuple[str, Key], int]]:
    """What one entry alone adds to each sum, by the sum's kind and key; and the number that it gives out."""
    reader = _reader_of(data)
    if reader is None:
        return
    alone, what = Audit("", {}), msgspec.json.decode(data)["what"]
    reader(alone, "", 0, what)
    for kind in ("stock", "tenders", "channels", "claimed", "uploads"):
        for key, part in getattr(alone, kind).items():
            yield (kind, key), part
    for kind, count, number in (("sales", alone.sales, "receipt"), ("returns", alone.returns, "number")):
        if count:
            yield (kind, (kind,)), count
            yield ("number", (what[number],)), 1


_READERS: dict[bytes, Callable[[Audit, str, int, Raw], None]] = {
    b"sale_completed": Audit.sale,
    b"return_completed": Audit.came_back,
    b"upload_queued": Audit.sold_offline,
    b"upload_arrived": Audit.arrived,
    b"customer_stepped_up": Audit.came,
    b"visit_ended": Audit.left,
    b"payment_taken": Audit.taken,
    b"refund_made": Audit.refunded,
    b"basket_repriced": Audit.repriced,
    b"coupon_redeemed": Audit.redeemed,
    b"sale_voided": Audit.voided,
}
