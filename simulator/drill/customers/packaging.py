"""What is printed on goods: bar codes, 2D codes with lot and date, and the labels of the scale counter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from scenarios.specs.customers import GoodSpec
from simulator.kernel.draws import Draws
from simulator.kernel.money import divide
from simulator.pos.catalog import Item
from virtual_devices.labels import LabelRule

FRESH = (4, 60)
"""Days that fresh goods still keep."""
PAST = (1, 6)
"""Days since others should have been sold."""
WRONG = 70
"""Percent of the right amount on a label that was misprinted: a scale that still had last week's price."""


class Print(NamedTuple):
    """What a good carries."""

    code: str
    expiry: str = ""
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Packaging:
    """The shop's packages on its own date."""

    clock: str = ""
    labels: tuple[LabelRule, ...] = ()
    recalls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Sku -> lots."""

    def package(self, ware: Item, spec: GoodSpec, grams: int, draws: Draws) -> Print:
        """A packaged good; its date and lot are drawn where the script has something to say about them."""
        code = next((c for c in ware.codes), "")
        if spec.printed != "2d" and not spec.flaw:
            return Print(code)
        flaw = spec.flaw if draws.chance(spec.share / 100) else ""
        expiry = self._expiry(flaw, draws)
        lots = self.recalls.get(ware.sku, ())
        lot = draws.pick(lots) if flaw == "recalled" and lots else f"K{1000 + draws.below(9000)}"
        way = draws.below(3)
        if spec.printed != "2d" or not code or spec.label != "clean":  # a smudged square leaves the digits below it
            return Print(code, expiry, lot)
        return Print(_two_dimensional(code, expiry, lot, grams, way), expiry, lot)

    def label(self, ware: Item, other: Item, grams: int, spec: GoodSpec, draws: Draws) -> str:
        """The scale counter's label; `other` is the item that the script has it labelled as. Empty: none fits."""
        flawed = bool(spec.flaw) and draws.chance(spec.share / 100)
        item = other if flawed and spec.flaw == "mislabelled" else ware
        amount = divide(item.price * grams, 1000)
        if flawed and spec.flaw == "misprinted":
            amount = amount * WRONG // 100
        for rule in self.labels:
            try:
                return rule.print(item.plu, amount, grams)
            except ValueError:
                continue
        return ""

    def _expiry(self, flaw: str, draws: Draws) -> str:
        if not self.clock:
            return ""
        days = 0 if flaw == "expires_today" else -draws.between(*PAST) if flaw == "expired" else draws.between(*FRESH)
        return (date.fromisoformat(self.clock[:10]) + timedelta(days=days)).isoformat()


PLAIN = Packaging()
"""Of a shop without date, labels and recalls."""


def _two_dimensional(code: str, expiry: str, lot: str, grams: int, way: int) -> str:
    """The same message as DataMatrix, QR code or Digital Link: a scanner reads all three."""
    gtin, day = code.zfill(14), expiry.replace("-", "")[2:]
    if way == 2 and not grams:
        return f"https://id.gs1.org/01/{gtin}/10/{lot}" + (f"?17={day}" if day else "")
    weight = f"3103{grams:06d}" if grams else ""
    return f"{']d2' if way else ']Q3'}01{gtin}{weight}" + (f"17{day}" if day else "") + f"10{lot}"
