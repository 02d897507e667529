"""Cells that hold texts and numbers: money, quantities, rates, and what people write around them."""

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from simulator.importing.encodings import LOST
from simulator.importing.known import Known, plain
from simulator.importing.layout import Bad, Note, Read, Sort, Value
from simulator.importing.sheets import BLANKS, Cell, said
from simulator.kernel.money import Currency
from simulator.kernel.texts import half_width
from simulator.kernel.units import UNITS

TIDIED, FULL_WIDTH = Note("importing.tidied"), Note("importing.full_width")
LONGEST = 200
SCARS = ("锟斤拷", "烫烫烫", "Ã©", "ï»¿")
"""What is left of a text that went through the wrong encoding."""
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")
INVISIBLE = re.compile("[\u0000-\u001f\u007f\u00a0\u200b-\u200f\u3000\ufeff ]+")


def read(value: Value, notes: list[Note]) -> Value | Read:
    return Read(value, tuple(notes)) if notes else value


def legible(cell: Cell) -> str:
    """The text of a cell. Raises `Bad` for what no encoding and no formula gives back."""
    text = said(cell)
    if LOST in text or any(scar in text for scar in SCARS):
        raise Bad("importing.legible")
    if text[:1] == "#" and text.strip() in ERRORS:
        raise Bad("importing.formula")
    return text


def narrow(cell: Cell, notes: list[Note]) -> str:
    """The text of a cell in which only plain signs make sense: half-width, without blanks around it or a leading `'`.

    Numbers of a spreadsheet come as they are. Raises `Bad` for a date or a yes that a spreadsheet has made of it.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise Bad("importing.no_date_here")
    text = legible(cell)
    if not text.isascii() and (half := half_width(text)) != text:
        text = half
        notes.append(FULL_WIDTH)
    if (bare := text.strip(BLANKS + "'`")) != text:
        text = bare
        notes.append(TIDIED)
    return text


FORMULA = re.compile("[\\s\u200b\u2060\ufeff]*[=+\\-@|%＝＋－＠]")
"""What a spreadsheet may take for a formula. A text that begins so stands behind an apostrophe in files that we write,
and means the same when it is read back."""


def guarded(value: Value, known: Known) -> str:
    """A text as it stands in a cleaned file: whoever opens that runs no formula which was typed as a name."""
    return f"'{value}" if FORMULA.match(str(value)) else str(value)


def unguarded(text: str) -> str:
    """What stood there before it was guarded."""
    return text[1:] if text[:1] == "'" and FORMULA.match(text, 1) else text


def read_text(cell: Cell, known: Known, habit: str) -> Value | Read:
    if not isinstance(cell, str | int | float) or isinstance(cell, bool):
        raise Bad("importing.no_date_here")
    text = unguarded(legible(cell))
    if len(text) > LONGEST:
        raise Bad("importing.shorter", most=str(LONGEST))
    bare = INVISIBLE.sub(" ", text).strip()
    return Read(bare, (TIDIED,)) if bare != text else text


# --- numbers ---------------------------------------------------------------------------------------------------------

PLAIN = re.compile(r"[+-]?\d+(?:\.\d*)?|[+-]?\.\d+")
GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?")
POINTS = re.compile(r"[+-]?\d{1,3}(?:[.' ]\d{3})+,\d{1,3}")
COMMA = re.compile(r"[+-]?\d+,\d{1,2}")
SCIENCE = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d{1,2}")


def scaled(text: str, decimals: int, notes: list[Note], expected: Bad) -> int:
    """A number as a person or a spreadsheet writes it, times ten to the `decimals`."""
    if not PLAIN.fullmatch(text):
        if GROUPED.fullmatch(text):
            text = re.sub("[,' ]", "", text)
            notes.append(Note("importing.grouped"))
        elif POINTS.fullmatch(text):
            text = re.sub("[.' ]", "", text).replace(",", ".")
            notes.append(Note("importing.decimal_comma"))
        elif COMMA.fullmatch(text):
            text = text.replace(",", ".")
            notes.append(Note("importing.decimal_comma"))
        elif SCIENCE.fullmatch(text):
            notes.append(Note("importing.scientific"))
        else:
            raise expected
    try:
        exact = Decimal(text).scaleb(decimals)
        whole = int(exact)
    except (InvalidOperation, ValueError, OverflowError):
        raise expected from None
    if exact != whole:
        raise Bad("importing.decimals", most=str(decimals))
    if abs(whole) > 10**15:
        raise expected
    return whole


def number(cell: Cell, decimals: int, notes: list[Note], expected: Bad) -> int:
    """As `scaled`; a float of a spreadsheet may be off by what floats are off by, and no more."""
    if isinstance(cell, float):
        times: float = cell * 10**decimals
        if not abs(times) < 1e15:
            raise expected
        whole = round(times)
        if abs(times - whole) > 1e-6 * max(1.0, abs(times) * 1e-6):
            raise Bad("importing.decimals", most=str(decimals))
        return whole
    if isinstance(cell, int) and not isinstance(cell, bool):
        return scaled(str(cell), decimals, notes, expected)
    return scaled(narrow(cell, notes), decimals, notes, expected)


SIGNS = {"CNY": ("¥", "￥", "元", "圆", "块", "rmb", "人民币"), "USD": ("us$", "$"), "GBP": ("£",), "EUR": ("€",)}


@cache
def _sign(currency: Currency) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The currency's own signs before or behind an amount, and any currency's."""
    own = {*SIGNS.get(currency.code, ()), currency.code.casefold(), currency.sign.strip().casefold()}
    every = {sign for signs in SIGNS.values() for sign in signs} | {code.casefold() for code in SIGNS} | own

    def around(signs: set[str]) -> re.Pattern[str]:
        some = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
        return re.compile(f"(-?)(?:{some})? *([-+\\d.,' ]*\\d[\\d.,' ]*?) *(?:{some})?", re.IGNORECASE)

    return around(own), around(every)


def _money(cell: Cell, known: Known, least: int) -> Value | Read:
    notes: list[Note] = []
    currency = known.currency
    expected = Bad("importing.amount", example=currency.format(1280 if currency.decimals else 13))
    if isinstance(cell, str):
        text = narrow(cell, notes)
        if not PLAIN.fullmatch(text):
            own, every = _sign(currency)
            if found := own.fullmatch(text):
                bare = found[1] + found[2].strip()
                if bare != text:
                    notes.append(Note("importing.currency_sign"))
                text = bare
            elif every.fullmatch(text):
                raise Bad("importing.own_currency", currency=currency.code)
        amount = scaled(text, currency.decimals, notes, expected)
    else:
        amount = number(cell, currency.decimals, notes, expected)
    if amount < least:
        raise Bad("importing.more_than_nothing" if least else "importing.not_below_nothing")
    return read(amount, notes)


def show_money(value: Value, known: Known) -> str:
    return known.currency.format(int(value))


def _quantity(cell: Cell, known: Known, habit: str) -> Value | Read:
    """Thousandths; a unit behind the number is said again elsewhere."""
    notes: list[Note] = []
    if isinstance(cell, str):
        text = narrow(cell, notes)
        found = re.fullmatch(r"([-+\d.,' ]*\d) *([^\d\s.,']{1,8})", text)
        if found and plain(found[2]) in UNIT_WORDS:
            text = found[1]
            notes.append(Note("importing.unit_dropped"))
        cell = text
    amount = number(cell, 3, notes, Bad("importing.quantity"))
    if amount < 0:
        raise Bad("importing.not_below_nothing")
    return read(amount, notes)


def show_quantity(value: Value, known: Known) -> str:
    """`3`, `0.755`."""
    whole, part = divmod(int(value), 1000)
    return f"{whole}.{part:03}" if part else str(whole)


def _whole(cell: Cell, known: Known, habit: str) -> Value | Read:
    notes: list[Note] = []
    amount = number(cell, 0, notes, Bad("importing.whole"))
    if amount < 0:
        raise Bad("importing.not_below_nothing")
    return read(amount, notes)


def _rate(cell: Cell, known: Known, habit: str) -> Value | Read:
    """Thousandths of a percent: `13%`, `13`, `0.13`, or a tax class."""
    notes: list[Note] = []
    expected = Bad("importing.rate", known=", ".join(_percent(rate) for rate in known.taxes.values()) or "13%")
    if isinstance(cell, str):
        text = narrow(cell, notes)
        if text.casefold() in known.taxes:
            return read(known.taxes[text.casefold()], notes)
        percent = text.endswith("%")
        rate = scaled(text.removesuffix("%").strip(), 5 if not percent else 3, notes, expected)
    else:
        percent, rate = False, number(cell, 5, notes, expected)
    if not percent and rate >= 100_000:  # 13, not 0.13
        rate //= 100
    if not 0 <= rate <= 100_000 or (known.taxes and rate not in known.taxes.values()):
        raise expected
    return read(rate, notes)


def _percent(rate: int) -> str:
    """`13%`, `7.5%`."""
    whole, part = divmod(rate, 1000)
    return f"{whole}.{part:03}".rstrip("0") + "%" if part else f"{whole}%"


UNIT_WORDS = {
    plain(word): unit
    for unit, words in (
        *((id, (id, one.one.en, one.one.zh, one.many)) for id, one in UNITS.items()),
        ("piece", ("个", "只", "支", "块", "条", "根", "把", "张", "枚", "pc", "pcs", "ea", "each")),
        ("can", ("罐",)),
        ("bag", ("包装袋",)),
        ("cup", ("碗",)),
        ("case", ("件装箱", "ctn")),
        ("kg", ("公斤", "千克", "kgs", "kilo", "kilogram")),
        ("m", ("米", "metre", "meter")),
        ("l", ("升", "公升", "litre", "liter")),
    )
    for word in words
}
"""What people call the units."""

TEXT = Sort(read_text, guarded)
PRICE = Sort(lambda cell, known, habit: _money(cell, known, 1), show_money)
AMOUNT = Sort(lambda cell, known, habit: _money(cell, known, 0), show_money)
QUANTITY = Sort(_quantity, show_quantity)
WHOLE = Sort(_whole)
RATE = Sort(_rate, lambda value, known: _percent(int(value)))
