"""Pages of a long PDF, deflated as soon as they are full: three thousand of them drawn would be many hundred megabytes.

fpdf keeps what is drawn on a page as it is until the end, since only then the number of pages is known that stands on
each. Here a full page is packed away, and taken out again, a few at a time, when the file is put together: to the same
bytes as without.
"""

from typing import Any
from zlib import compress, decompress

AT_ONCE = 64
"""Pages that are unpacked together."""
QUICK = 1
"""Deflated for so long as the document is drawn."""


class Pages:
    """Of a document of fpdf, which has no types for what is used here."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._packed: dict[int, bytes] = {}

    def pack(self) -> None:
        """The page that was drawn last is full."""
        number = self._pdf.page
        if number and number not in self._packed:
            drawn = self._pdf.pages[number].contents
            self._packed[number] = compress(bytes(drawn), QUICK)
            drawn.clear()

    def written(self) -> bytearray:
        """The file; nothing can be drawn any more."""
        from fpdf.output import OutputProducer

        unpack, pages = self._unpack, self._pdf.pages

        class Unpacking(OutputProducer):
            def _add_pages(self, _slice: slice = slice(0, None)) -> Any:
                made = []
                for start in range(0, len(pages), AT_ONCE):
                    for number in range(start + 1, min(start + AT_ONCE, len(pages)) + 1):
                        unpack(number)
                    made += super()._add_pages(slice(start, start + AT_ONCE))
                return made

        data = self._pdf.output(output_producer_class=Unpacking)
        assert isinstance(data, bytearray)
        return data

    def _unpack(self, number: int) -> None:
        """What was drawn on a page, with the number of pages that is known now."""
        if number not in self._packed:
            return
        page, drawn = self._pdf.pages[number], decompress(self._packed.pop(number))
        for one in page.get_text_substitutions():
            told = one.render_text_substitution(str(self._pdf.pages_count)).encode("latin-1")
            drawn = drawn.replace(one.get_placeholder_string().encode("latin-1"), told)
        page.contents = bytearray(drawn)
