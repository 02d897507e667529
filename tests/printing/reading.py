"""Reads a sheet back as a scanner and a person do: pages as pictures, codes decoded out of them, texts."""

from itertools import product
from typing import NamedTuple

import pytest

from simulator.printing import pages

for needed in ("fpdf", "pylopdf_fonts_zh_cn"):
    pytest.importorskip(needed, reason="sheets need the extra `print`")
pypdfium2 = pytest.importorskip("pypdfium2", reason="sheets are read back with the extra `test`")
zxingcpp = pytest.importorskip("zxingcpp", reason="sheets are read back with the extra `test`")

F = zxingcpp.BarcodeFormat
FORMATS = [F.EAN13, F.EAN8, F.UPCA, F.Code128, F.QRCode]
DOTS = 300 / 72
"""As an office printer draws it."""


class Read(NamedTuple):
    codes: list[str]
    """What a scanner said, card by card."""
    symbols: set[str]
    text: str
    pages: int


def read_sheet(data: bytes) -> Read:
    """Every card by itself, as it was cut out."""
    document = pypdfium2.PdfDocument(data)
    codes: list[str] = []
    symbols: set[str] = set()
    texts = []
    for page in document:
        texts.append(page.get_textpage().get_text_range())
        picture = page.render(scale=DOTS, grayscale=True).to_pil()
        for row, column in product(range(pages.ROWS), range(pages.COLUMNS)):
            left, top = pages.MARGIN + column * pages.WIDTH, pages.MARGIN + pages.HEAD + row * pages.HEIGHT
            edges = (left, top, left + pages.WIDTH, top + pages.HEIGHT)
            card = picture.crop(tuple(round(edge / 25.4 * 300) for edge in edges))
            found = zxingcpp.read_barcodes(card, formats=FORMATS, try_rotate=False)
            codes += [one.text for one in found]
            symbols |= {str(one.format) for one in found}
    return Read(codes, symbols, "\n".join(texts), len(document))
