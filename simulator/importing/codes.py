"""Cells that hold numbers which are names: bar codes, item numbers, cards, phones.

A spreadsheet takes them for amounts: leading zeros go, long ones become `6.90123E+12`. What the number itself can prove
(length and check digit) is put back, with a note; what it cannot is rejected.
"""

import re
from collections import Counter
from collections.abc import Iterable

from simulator.importing.known import Known
from simulator.importing.layout import Bad, Note, Read, Sort, Value
from simulator.importing.sheets import Cell, said
from simulator.importing.values import FULL_WIDTH, SCIENCE, TIDIED, legible, narrow, read
from simulator.kernel.numbers import MEMBERS, PREFIXES, SCRIPT_CARDS, card_number, is_phone, is_tax_number, luhn, serial
from simulator.kernel.texts import half_width
from virtual_devices.codes import BadCode, Code, check_digit, read_code

EXACT = 10**15
"""From here on a spreadsheet keeps no digit for sure."""
SPLIT = re.compile(r"[,;、|/\n，；]+")
JOINED = re.compile(r"[\s\-‐–—]+")
PRINTED = ("EAN-13", "EAN-8", "UPC-A", "UPC-E")
ZERO = "importing.zeros"


def digits(cell: Cell, notes: list[Note]) -> str:
    """A number that is a name, as text. Raises `Bad` where digits are gone for good."""
    if isinstance(cell, float):
        if not cell.is_integer() or cell < 0:
            raise Bad("importing.code_digits")
        if cell >= EXACT:
            raise Bad("importing.all_digits")
        return str(int(cell))
    text = narrow(cell, notes)
    if text.isalnum():
        return text
    if SCIENCE.fullmatch(text):
        mantissa, _, exponent = text.lower().lstrip("+").partition("e")
        whole, _, part = mantissa.partition(".")
        if len(part) < int(exponent) or int(exponent) < 0:  # what has been rounded away is nowhere
            raise Bad("importing.all_digits")
        if part[int(exponent) :].strip("0"):
            raise Bad("importing.code_digits")
        notes.append(Note("importing.scientific"))
        return whole + part[: int(exponent)]
    if found := re.fullmatch(r"(\d+)\.0*", text):
        notes.append(Note("importing.decimal_tail"))
        return found[1]
    return text


def joined(text: str, notes: list[Note]) -> str:
    """A number without what people put between its digits; anything else as it is."""
    bare = JOINED.sub("", text)
    if bare == text or not bare.isalnum() or not bare[:1].isdigit():
        return text
    notes.append(Note("importing.joined"))
    return bare


def _proved(text: str, notes: list[Note]) -> str:
    """A PLU or a bar code of packaged goods; lost zeros are put back where the check digit then comes out."""
    if not (text.isascii() and text.isdigit()):
        raise Bad("importing.code_digits")
    if len(text) in (4, 5):
        return text
    found = read_code(text)
    if isinstance(found, BadCode) and found.reason == "length" and len(text) in (7, 9, 10, 11):
        longer = text.zfill(8 if len(text) == 7 else 12)
        found = read_code(longer)
        if isinstance(found, Code) and found.kind in PRINTED:
            notes.append(Note(ZERO, {"count": str(len(longer) - len(text))}))
            text = longer
        else:
            raise Bad("importing.code_length", length=str(len(text)))
    if isinstance(found, BadCode):
        if found.reason == "check_digit":
            raise Bad("importing.check_digit", digit=found.expected, last=found.got)
        raise Bad("importing.code_length", length=str(len(text)))
    if found.kind == "UPC-E":
        notes.append(Note("importing.upc_e"))
        return found.number
    if found.kind not in PRINTED:
        raise Bad("importing.code_printed")
    return text


def _sound(text: str) -> bool:
    return len(text) in (4, 5) or isinstance(read_code(text), Code)


def _bar_codes(cell: Cell, known: Known, habit: str) -> Value | Read:
    """One code or several, apart by blanks or separators; `6901 2345 67892` is one."""
    notes: list[Note] = []
    if not isinstance(cell, str) or (cell.isascii() and cell.isdigit()):
        return read(_proved(digits(cell, notes), notes), notes)
    codes: list[str] = []
    bare = half_width(legible(cell))
    for part in SPLIT.split(bare):
        pieces = part.split()
        if len(pieces) > 1 and not all(_sound(piece) for piece in pieces) and _sound("".join(pieces)):
            pieces = ["".join(pieces)]
            notes.append(Note("importing.joined"))
        codes += [_proved(joined(digits(piece, notes), notes), notes) for piece in pieces]
    if not codes:
        raise Bad("importing.code_digits")
    if bare != cell:
        notes.append(FULL_WIDTH)
    value = " ".join(codes)
    if not notes and value != cell:
        notes.append(TIDIED)
    return read(value, notes)


def number_of(code: str) -> str:
    """A UPC-A and its EAN-13 are one code."""
    return "0" + code if len(code) == 12 else code


# --- numbers that a house gives itself -------------------------------------------------------------------------------


def length(cells: Iterable[Cell]) -> str:
    """How long all numbers of a column are, where zeros in front show that they are filled up; else nothing."""
    sizes: Counter[int] = Counter()
    padded, count = 0, 0
    for cell in cells:
        text = said(cell).strip()
        if text:
            count += 1
            if text.isascii() and text.isdigit():
                sizes[len(text)] += 1
                padded = max(padded, len(text) if text[0] == "0" else 0)
    return str(padded) if padded and padded == max(sizes) and sizes[padded] * 2 > count else ""


def _own(cell: Cell, known: Known, habit: str) -> Value | Read:
    """A number or short name of the house's own: no blanks in it."""
    notes: list[Note] = []
    text = digits(cell, notes)
    if not text or len(text) > 40 or any(sign.isspace() for sign in text):
        raise Bad("importing.own_number")
    if habit and text.isdigit() and len(text) < int(habit):
        notes.append(Note("importing.zeros_length", {"length": habit}))
        text = text.zfill(int(habit))
    return read(text, notes)


def _item(cell: Cell, known: Known, habit: str) -> Value | Read:
    """An item of the shop by sku, bar code or PLU -> its sku."""
    notes: list[Note] = []
    text, items = digits(cell, notes), known.items
    if not items:
        return _own(cell, known, habit)
    if text not in items:
        text = joined(text, notes)
    found = items.get(text) or items.get(number_of(text))
    if found is None and text.isascii() and text.isdigit():
        longer = [text.zfill(size) for size in range(len(text) + 1, 14)]
        among = {items[one].sku: items[one] for one in longer if one in items}
        if len(among) == 1:
            (found,) = among.values()
            notes.append(Note("importing.zeros_item"))
    if found is None:
        raise Bad("importing.item")
    return read(found.sku, notes)


def _phone(cell: Cell, known: Known, habit: str) -> Value | Read:
    notes: list[Note] = []
    text = digits(cell, notes)
    bare = re.sub(r"[\s\-‐–—().]", "", text)
    bare = re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", bare)
    if not is_phone(bare):
        raise Bad("importing.phone")
    if bare != text:
        notes.append(Note("importing.phone_bare"))
    return read(bare, notes)


LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(?:-\d{1,5})?|400-?\d{3}-?\d{4}")


def _contact(cell: Cell, known: Known, habit: str) -> Value | Read:
    notes: list[Note] = []
    text = digits(cell, notes)
    return read(text, notes) if LANDLINE.fullmatch(text) else _phone(cell, known, habit)


KEPT = 8
"""Digits of a member's number that a card of the sandbox has room for."""
OTHER_CARDS = (*range(4, 13), *range(14, 20))
"""How long a member's number of another system is; 13 digits are a bar code."""


def _card(cell: Cell, known: Known, habit: str) -> Value | Read:
    """A member card: EAN-13 in the sandbox's own range; a number of another system becomes one of those.

    What its till would take for a bar code stays out. Two whose last digits are the same are told as one that comes
    twice, and the same number is the same card in every list.
    """
    notes: list[Note] = []
    text = joined(digits(cell, notes), notes)
    if text.isascii() and text.isdigit() and len(text) in OTHER_CARDS:
        body = f"{MEMBERS}{text[-KEPT:].zfill(KEPT)}"
        return read(body + check_digit(body), [*notes, Note("importing.card_of_ours", {"kept": str(KEPT)})])
    if len(text) != 13 or not text.startswith(MEMBERS):
        raise Bad("importing.card", prefix=MEMBERS)
    found = read_code(text)
    if isinstance(found, BadCode):
        raise Bad("importing.check_digit", digit=found.expected, last=found.got)
    return read(text, notes)


def _value_card(cell: Cell, known: Known, habit: str) -> Value | Read:
    """A stored-value card: 16 digits in the sandbox's own range, by the rule of Luhn."""
    notes: list[Note] = []
    text = joined(digits(cell, notes), notes)
    prefix = PREFIXES["gift"]
    if len(text) != 16 or not (text.isascii() and text.isdigit()) or not text.startswith(prefix):
        raise Bad("importing.value_card", prefix=prefix)
    if luhn(text[:-1]) != text[-1]:
        raise Bad("importing.check_digit", digit=luhn(text[:-1]), last=text[-1])
    if serial(text) < SCRIPT_CARDS:
        raise Bad("importing.value_card_kept", first=card_number("gift", SCRIPT_CARDS))
    return read(text, notes)


def _pin(cell: Cell, known: Known, habit: str) -> Value | Read:
    notes: list[Note] = []
    text = digits(cell, notes)
    if not (text.isascii() and text.isdigit()) or len(text) > 4:
        raise Bad("importing.pin")
    if len(text) < 4:
        notes.append(Note("importing.zeros_length", {"length": "4"}))
    return read(text.zfill(4), notes)


def _tax_number(cell: Cell, known: Known, habit: str) -> Value | Read:
    notes: list[Note] = []
    text = joined(digits(cell, notes), notes)
    code = text.upper()
    if not is_tax_number(code):
        raise Bad("importing.tax_number")
    if code != text:
        notes.append(Note("importing.capitals"))
    return read(code, notes)


SCRIPTED = re.compile(r"[a-z][a-z0-9_]{0,60}")


def _script_name(cell: Cell, known: Known, habit: str) -> Value | Read:
    """What scripts call an item by."""
    text = legible(cell).strip()
    if not SCRIPTED.fullmatch(text):
        raise Bad("importing.script_name")
    return text


SCRIPT_NAME = Sort(_script_name)
BAR_CODES = Sort(_bar_codes, keys=lambda value: tuple(number_of(code) for code in str(value).split()))
OWN = Sort(_own, habit=length)
ITEM = Sort(_item)
PHONE, CONTACT = Sort(_phone), Sort(_contact)
CARD, VALUE_CARD, PIN, TAX_NUMBER = Sort(_card), Sort(_value_card), Sort(_pin), Sort(_tax_number)
