"""Which symbol carries a code, and its pattern of dark and light: as a shop would have it printed.

| code | symbol |
|---|---|
| an item number, a weigh label or a member card of 13 or 8 digits | EAN-13, EAN-8 |
| an item number of 12 digits | UPC-A, which is an EAN-13 that begins with 0 |
| a GS1 message (lot, date); payment codes, by whoever prints them | QR code |
| anything else: coupons, receipts, stored-value cards, weigh labels of 18 digits | Code 128 |

>>> symbol_of("9520000000288"), symbol_of("]d2010952000000028817261130"), symbol_of("till-2-26112801")
('EAN-13', 'QR', 'Code 128')
>>> bars("96385074", "EAN-8")[:11]
'10100010110'
"""

from typing import Literal
from urllib.parse import quote

from virtual_devices.codes import BadCode, read_code

Symbol = Literal["", "EAN-13", "EAN-8", "UPC-A", "Code 128", "QR"]
_BY_LENGTH: dict[int, Symbol] = {13: "EAN-13", 12: "UPC-A", 8: "EAN-8"}
"""Empty: nothing that can be scanned; the digits are there to be typed."""
LINK = "https://id.gs1.org/01/"


def symbol_of(code: str) -> Symbol:
    """The symbol that carries `code`."""
    if code.startswith(("]d2", "]Q3", "http")):
        return "QR"
    if code.isdigit() and len(code) in _BY_LENGTH and not isinstance(read_code(code), BadCode):
        return _BY_LENGTH[len(code)]
    return "Code 128"


def printed(code: str) -> str:
    """What the symbol says. Of a GS1 message with its prefix, which only some scanners send, it is the GS1 Digital Link
    with the same meaning: any scanner sends it whole.

    >>> printed("]Q3010952000000028817261130" + "10K12")
    'https://id.gs1.org/01/09520000000288/10/K12?17=261130'
    """
    if not code.startswith(("]d2", "]Q3")):
        return code
    found = read_code(code)
    if isinstance(found, BadCode):
        raise ValueError(f"expected a GS1 message, got {code!r}: {found}")
    more = [f"3103={found.grams:06}"] if found.grams else []
    more += [f"17={found.expiry.replace('-', '')[2:]}"] if found.expiry else []
    lot = f"/10/{quote(found.lot, safe='')}" if found.lot else ""
    return f"{LINK}{found.number.zfill(14)}{lot}" + (f"?{'&'.join(more)}" if more else "")


def bars(code: str, symbol: Symbol) -> str:
    """A linear code's modules, 1 for a dark one, without the quiet zones."""
    from barcode.codex import Code128
    from barcode.ean import EuropeanArticleNumber8, EuropeanArticleNumber13

    if symbol == "UPC-A":
        code, symbol = f"0{code}", "EAN-13"
    makers = {"EAN-13": EuropeanArticleNumber13, "EAN-8": EuropeanArticleNumber8, "Code 128": Code128}
    (pattern,) = makers[symbol](code).build()
    return str(pattern)


def square(text: str) -> list[list[bool]]:
    """A QR code's modules, row by row, without the quiet zone."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(border=0, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]
