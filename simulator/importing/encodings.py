"""From bytes to text: UTF-8 and UTF-16 with and without a mark, else GB18030, which GBK and GB2312 are part of.

A sign that is none in the encoding becomes U+FFFD: the row that it stands in is rejected, and no other.

>>> decoded("货号".encode("gbk")), decoded("货号".encode("utf-16"))
(('货号', 'GB18030'), ('货号', 'UTF-16'))
"""

import codecs

from simulator.importing.sheets import Unreadable

LOST = "\ufffd"
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
SAMPLE = 4000
MOST_LOST = 50
"""One sign of so many may be unreadable; of more it is no text at all."""


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the encoding's name. Raises `Unreadable` for what is no text."""
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _sound(data[len(mark) :].decode(codec, "replace"), name)
    if (codec := _wide(data)) and not len(data) % 2:
        return _sound(data.decode(codec, "replace"), "UTF-16")
    for codec, name in (("utf-8", "UTF-8"), ("gb18030", "GB18030")):
        try:
            return _sound(data.decode(codec), name)
        except UnicodeDecodeError:
            continue
    tried = [(data.decode(codec, "replace"), name) for codec, name in (("utf-8", "UTF-8"), ("gb18030", "GB18030"))]
    return _sound(*min(tried, key=lambda one: one[0].count(LOST)))


def _wide(data: bytes) -> str:
    """The UTF-16 that a file without a mark is in: digits and line ends leave zeros at every second place."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 200 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _sound(text: str, name: str) -> tuple[str, str]:
    if "\0" in text or text.count(LOST) * MOST_LOST > len(text):
        raise Unreadable("importing.no_text")
    return text, name
