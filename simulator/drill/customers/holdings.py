"""What customers have with them: member codes of their own, cards and credit notes with what is on them, points.

A script's people have numbers by their place in it, so that till and customer mean the same card; what is on it is
drawn from the seed. Whoever the script names is on the roll of members under that name.
"""

from collections.abc import Mapping, Sequence

from scenarios.specs.customers import CustomerSpec
from scenarios.specs.spans import Span
from simulator.kernel.draws import Draws
from simulator.kernel.numbers import MEMBERS, card_number
from simulator.kernel.texts import Text
from simulator.pos.accounts import of_card, of_points
from virtual_devices.codes import check_digit

OWN = 90_000_000
"""Member codes from here on are those of a script's people."""
NEW = 500
"""Serial numbers from here on are those of cards that nobody has bought yet."""


NOBODY: Mapping[str, Text] = {}


class Holdings:
    """Of a script's customers, by their ids."""

    def __init__(self, specs: Sequence[CustomerSpec], roll: Mapping[str, Text] = NOBODY) -> None:
        self._roll = roll
        self._specs = {spec.id: (place, spec) for place, spec in enumerate(specs, 1)}

    def member_code(self, spec: CustomerSpec) -> str:
        """Their own: a phone number for whoever would like to become a member, else a card's."""
        place = self._specs[spec.id][0]
        if "card" in spec.wants:
            return f"139000{place:05}"
        payload = f"{MEMBERS}{OWN + place}"
        return payload + check_digit(payload)

    def has_code(self, spec: CustomerSpec) -> bool:
        """Whether they have a code of their own, whatever roll the neighbourhood has."""
        return bool(spec.name) and (spec.member != "no" or "card" in spec.wants)

    def gift_card(self, spec: CustomerSpec) -> str:
        """The stored-value card they pay with, or have topped up; a new one where they had none."""
        return card_number("gift", self._specs[spec.id][0] + (0 if spec.gift_card else NEW))

    def credit_note(self, spec: CustomerSpec) -> str:
        return card_number("credit", self._specs[spec.id][0])

    def others_code(self, spec: CustomerSpec, seed: int) -> str:
        """The card of somebody else that they hold out first, or nothing."""
        others = [code for code, name in self._roll.items() if name != spec.name]
        return Draws(seed, f"others/{spec.id}").pick(others) if spec.member == "others" and others else ""

    def members(self) -> dict[str, Text]:
        """The roll of members, with those whom the script names."""
        named = (spec for _, spec in self._specs.values() if spec.name and spec.member != "no")
        return {**self._roll, **{self.member_code(spec): spec.name for spec in named}}

    def opening(self, seed: int) -> dict[str, int]:
        """What is on their accounts when the shop opens, by claim key."""
        held: dict[str, int] = {}
        for _, spec in self._specs.values():
            draws = Draws(seed, f"accounts/{spec.id}")
            for key, span in (
                (of_card(self.gift_card(spec)), spec.gift_card),
                (of_card(self.credit_note(spec)), spec.credit_note),
                (of_points(self.member_code(spec)), spec.points),
                (of_points(self.others_code(spec, seed)), spec.points if spec.member == "others" else None),
            ):
                if span is not None:
                    held[key] = _drawn(span, draws)
        return held


def _drawn(span: Span, draws: Draws) -> int:
    return draws.between(span.low, span.high)
