"""Numbers that a till checks before it believes them: stored-value cards, members' phones, buyers' tax numbers.

>>> card_kind(card_number("gift", 41)), card_kind("8600000000000415")
('gift', '')
>>> is_tax_number("91350100M000100Y43"), is_tax_number("91350100M000100Y44")
(True, False)
"""

import re
from typing import Literal

CardKind = Literal["", "gift", "credit"]
CARDS: dict[str, CardKind] = {"8600": "gift", "8601": "credit"}
"""The first digits of a stored-value card (储值卡, 购物卡) and of a credit note for a return: 16 digits, Luhn."""
PREFIXES: dict[CardKind, str] = {kind: prefix for prefix, kind in CARDS.items()}
SCRIPT_CARDS = 1000
"""Cards with a serial number below this are those of a script's own people."""
PHONE = re.compile(r"1[3-9]\d{9}")
MEMBERS = "9529"
"""The first digits of a member card, an EAN-13."""
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""What a unified social credit code is written with: no I, O, S, V, Z."""
TAX_DIGITS = 18


def luhn(payload: str) -> str:
    """The digit that makes a card number come out."""
    total = 0
    for at, sign in enumerate(reversed(payload)):
        twice = int(sign) * (2 if at % 2 == 0 else 1)
        total += twice - 9 if twice > 9 else twice
    return str(-total % 10)


def card_number(kind: CardKind, serial: int) -> str:
    """The card of that kind with that serial number."""
    payload = f"{PREFIXES[kind]}{serial:011}"
    return payload + luhn(payload)


def card_kind(code: str) -> CardKind:
    """What kind of stored-value card a code is of; empty for what is none, or was read wrongly."""
    if len(code) != 16 or not (code.isascii() and code.isdigit()):
        return ""
    return CARDS.get(code[:4], "") if luhn(code[:-1]) == code[-1] else ""


def serial(card: str) -> int:
    """A card's number among those of its kind."""
    return int(card[4:-1])


def is_phone(code: str) -> bool:
    """A mobile number of the mainland."""
    return PHONE.fullmatch(code) is not None


def is_member_card(code: str) -> bool:
    """Whether it looks like a member card: no goods bear such a code.

    >>> is_member_card("9529900000015"), is_member_card("9520000000288"), is_member_card("13900000005")
    (True, False, False)
    """
    return len(code) == 13 and code.isascii() and code.isdigit() and code.startswith(MEMBERS)


def is_tax_number(code: str) -> bool:
    """统一社会信用代码 (GB 32100): 18 signs, of which the last checks the others."""
    if len(code) != TAX_DIGITS or any(sign not in SIGNS for sign in code):
        return False
    return code == tax_number(code[:-1])


def tax_number(payload: str) -> str:
    """Seventeen signs with the one that checks them."""
    total = sum(SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(payload))
    return payload + SIGNS[-total % 31]


def tail(code: str) -> str:
    """What of a long number is shown to everybody: `…0041`."""
    return f"…{code[-4:]}"
