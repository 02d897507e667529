"""What a scanned text is: a retail bar code with its check digit proved, a GS1 message, or a payment code.

The check digit is the last one, so that three times every second digit from the right plus the others is a multiple
of ten. Retail numbers are checked here, because a till reads one at every beep; GS1 messages (2D codes) go to biip.

>>> read_code("6901234567892")
Code(number='6901234567892', kind='EAN-13', lot='', expiry='', serial='', grams=0)
>>> print(read_code("6901234567898"))
expected check digit 2, got 8
"""

from functools import lru_cache
from typing import Literal, NamedTuple

from simulator.kernel.texts import half_width

Kind = Literal["EAN-13", "EAN-8", "UPC-A", "UPC-E", "GTIN-14", "in-store", "GS1"]


class Code(NamedTuple):
    """A sound code. UPC-A and UPC-E are told as EAN-13, as catalogues keep them."""

    number: str
    """8, 13, 14 or (in-store weigh labels) 18 digits."""
    kind: Kind
    lot: str = ""
    """Batch or lot, of GS1 messages."""
    expiry: str = ""
    """Use by, else best before, as YYYY-MM-DD, of GS1 messages."""
    serial: str = ""
    grams: int = 0
    """Net weight, of GS1 messages on goods of varying weight."""


class BadCode(NamedTuple):
    """A code that cannot be trusted: what was expected there, and what came."""

    reason: Literal["check_digit", "length", "characters", "gs1"]
    expected: str
    got: str

    def __str__(self) -> str:
        if self.reason == "check_digit":
            return f"expected check digit {self.expected}, got {self.got}"
        return f"expected {self.expected}, got {self.got}"


def split_aim(text: str) -> tuple[str, str]:
    """A scanner's AIM prefix (`]E0`, or nothing) and the rest.

    >>> split_aim("]E06901234567892")
    (']E0', '6901234567892')
    """
    return (text[:3], text[3:]) if text[:1] == "]" and len(text) > 3 else ("", text)


_LENGTHS = "8, 12, 13, 14 or 18 digits"
_LONGEST = 4096
_UPC_E_MIDDLE = {"0": (2, "00000"), "1": (2, "10000"), "2": (2, "20000"), "3": (3, "00000"), "4": (4, "00000")}


def check_digit(payload: str) -> str:
    """The digit that ends `payload`, which is digits only.

    >>> check_digit("690123456789")
    '2'
    """
    raw = payload.encode()
    odd, even = raw[::-2], raw[-2::-2]
    return chr(48 + (-(3 * sum(odd) + sum(even) - 48 * (3 * len(odd) + len(even)))) % 10)


def read_code(text: str) -> Code | BadCode:
    """Read what a scanner or a person gave: an AIM prefix, blanks around it and full-width digits are understood."""
    if len(text) > _LONGEST:
        return BadCode("length", f"at most {_LONGEST} characters", f"{len(text)}")
    return _read(text)


@lru_cache(maxsize=4096)
def _read(text: str) -> Code | BadCode:
    aim, text = split_aim(half_width(text).strip(" \t\r\n"))
    if aim in ("]C1", "]e0", "]d2", "]Q3", "]J1") or "\x1d" in text or text[:4].lower() == "http":
        return _read_gs1(aim + text.strip("\x1d"))
    if not text.isascii() or not text.isdigit():
        return BadCode("characters", "digits only" if text else _LENGTHS, repr(text[:40]) if text else "nothing")
    match len(text):
        case 13:
            return _checked(text, "in-store" if text[0] == "2" else "EAN-13")
        case 12:
            found = _checked(text, "UPC-A")
            return found._replace(number="0" + text) if isinstance(found, Code) else found
        case 8:
            return _read_eight(text, aim)
        case 14:
            found = _checked(text, "GTIN-14")
            if isinstance(found, Code) and text[0] == "0":
                return _read(text[1:])
            return found
        case 18 if text[0] == "2":
            return _checked(text, "in-store")
    return BadCode("length", _LENGTHS, f"{len(text)}")


def _checked(text: str, kind: Kind) -> Code | BadCode:
    expected = check_digit(text[:-1])
    return Code(text, kind) if text[-1] == expected else BadCode("check_digit", expected, text[-1])


def _read_eight(text: str, aim: str) -> Code | BadCode:
    """EAN-8 and UPC-E look alike; a scanner that sends AIM prefixes tells (]E4), else UPC-E begins with 0 and fits."""
    if text[0] == "0" and aim != "]E4":
        long = expand_upc_e(text)
        if check_digit(long[:-1]) == text[-1]:
            return Code("0" + long, "UPC-E")
    return _checked(text, "in-store" if text[0] in "02" else "EAN-8")


def expand_upc_e(text: str) -> str:
    """Eight digits (number system, six, check) to the twelve of UPC-A they stand for.

    >>> expand_upc_e("04252614")
    '042100005264'
    """
    system, middle, check = text[0], text[1:7], text[7]
    size, zeros = _UPC_E_MIDDLE.get(middle[5], (5, "0000" + middle[5]))
    return system + middle[:size] + zeros + middle[size:5] + check


def _read_gs1(text: str) -> Code | BadCode:
    """Element strings and Digital Links; the item's number, lot, expiry, serial and weight are what a till needs."""
    import biip

    try:
        found = biip.parse(text)
    except biip.ParseError as error:
        return BadCode("gs1", "a GS1 message", str(error))
    message = found.gs1_message or found.gs1_digital_link_uri
    if message is None:
        return BadCode(
            "gs1", "a GS1 message", found.gs1_message_error or found.gs1_digital_link_uri_error or repr(text)
        )
    by_ai = {element.ai.ai: element for element in message.element_strings}
    item = by_ai.get("01")
    if item is None or item.gtin is None:
        return BadCode("gs1", "an item number, (01)", (item.gtin_error if item else None) or "none")
    dated = by_ai.get("17") or by_ai.get("15")
    expiry = dated.date if dated else None
    weight = next((element.decimal for ai, element in by_ai.items() if ai.startswith("310")), None)
    return Code(
        item.value[6:] if item.value.startswith("000000") else item.value.removeprefix("0"),  # EAN-8, or EAN-13
        "GS1",
        lot=by_ai["10"].value if "10" in by_ai else "",
        expiry=expiry.isoformat() if expiry else "",
        serial=by_ai["21"].value if "21" in by_ai else "",
        grams=int(weight * 1000) if weight else 0,
    )


Wallet = Literal["wechat", "alipay"]


def _digits_shown(text: str) -> str:
    """Phones show the digits below a payment code in groups: who types them, types the blanks too."""
    return split_aim("".join(half_width(text).split()))[1]


def wallet_of(text: str) -> Wallet | None:
    """Whose payment code this is, or None. Ask only while taking payment: a weigh label may look the same.

    >>> wallet_of("134567890123456789"), wallet_of("281234567890123456"), wallet_of("6901234567892")
    ('wechat', 'alipay', None)
    >>> wallet_of("1345 6789 0123 4567 89")
    'wechat'
    """
    text = _digits_shown(text)
    if not text.isascii() or not text.isdigit():
        return None
    if len(text) == 18 and "10" <= text[:2] <= "15":
        return "wechat"
    return "alipay" if 16 <= len(text) <= 24 and "25" <= text[:2] <= "30" else None


def mask_payment_code(text: str) -> str:
    """Keeps the first two and the last four; a real code must not stand in a journal.

    >>> mask_payment_code("134567890123456789")
    '13************6789'
    """
    text = _digits_shown(text)
    return text[:2] + "*" * (len(text) - 6) + text[-4:] if len(text) > 6 else "*" * len(text)
