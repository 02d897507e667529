"""Units of measure: what a good is counted or measured in, and how its amounts are said.

A measured amount is an integer count of thousandths of its unit: grams, millilitres, millimetres. What is counted has
whole pieces only; whether they are called bottles or cases changes no figure.
"""

from typing import NamedTuple

from simulator.kernel.texts import Text


class Unit(NamedTuple):
    """A unit as a catalogue names it."""

    one: Text
    many: str
    """More than one of them, in English."""
    part: str = ""
    """Its thousandths; empty where it is counted."""


def _counted(en: str, zh: str, many: str = "") -> Unit:
    return Unit(Text(en, zh), many or f"{en}s")


UNITS = {
    "piece": _counted("piece", "件"),
    "bottle": _counted("bottle", "瓶"),
    "can": _counted("can", "听"),
    "carton": _counted("carton", "盒"),
    "cup": _counted("cup", "杯"),
    "bag": _counted("bag", "袋"),
    "pack": _counted("pack", "包"),
    "roll": _counted("roll", "卷"),
    "pair": _counted("pair", "双"),
    "set": _counted("set", "套"),
    "tray": _counted("tray", "提"),
    "case": _counted("case", "箱"),
    "kg": Unit(Text("kg", "kg"), "kg", "g"),
    "m": Unit(Text("m", "m"), "m", "mm"),
    "l": Unit(Text("L", "L"), "L", "ml"),
}
MEASURES = {"kg": ("kg", 1000), "g": ("kg", 1), "m": ("m", 1000), "cm": ("m", 10), "l": ("l", 1000), "ml": ("l", 1)}
"""As it is written -> the unit, and how many thousandths of it that is."""
PLAIN = ("", "piece", "kg")
"""Units that go without saying."""
TYPED = ("m", "l")
"""Measured at the counter by hand: how much is typed before the item. What has a weight lies on the scale."""
MOST = 999_000
"""Thousandths; more of anything measured is a slip of the finger."""


def measured(unit: str) -> bool:
    """Whether amounts of it are thousandths."""
    return unit in UNITS and bool(UNITS[unit].part)


def measure(unit: str, grams: int) -> str:
    """The unit that a line was weighed or measured in; empty for what is counted."""
    return (unit or "kg") if grams else ""


def amount(thousandths: int, unit: str = "kg") -> str:
    """`0.755 kg`, `2.500 m`."""
    return f"{thousandths / 1000:.3f} {UNITS[unit].one.en}"


def part(thousandths: int, unit: str = "kg") -> str:
    """What a price is for: `500g`, `50cm`; the unit itself where it is for one.

    >>> part(500), part(500, "m"), part(1000, "l")
    ('500g', '50cm', 'L')
    """
    if thousandths == 1000:
        return UNITS[unit].one.en
    if unit == "m" and not thousandths % 10:
        return f"{thousandths // 10}cm"
    return f"{thousandths}{UNITS[unit].part}"


def pieces(count: int, unit: str = "") -> Text:
    """`2 bottles`, `2 瓶`; the number alone where the unit goes without saying."""
    if unit in PLAIN:
        return Text(str(count), str(count))
    found = UNITS[unit]
    return Text(f"{count} {found.one.en if count == 1 else found.many}", f"{count} {found.one.zh}")
