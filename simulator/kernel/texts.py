"""Words in both languages, and how wide they are on a screen or a roll of paper."""

from typing import Literal
from unicodedata import east_asian_width

import msgspec

Lang = Literal["en", "zh"]


class Text(msgspec.Struct, frozen=True, gc=False):
    """A text that authors wrote in both languages; stored whole in the journal, chosen when it is shown.

    >>> Text("Milk 1 l", "纯牛奶 1L")["zh"]
    '纯牛奶 1L'
    """

    en: str = ""
    zh: str = ""

    def __getitem__(self, lang: Lang) -> str:
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)


def cells(text: str) -> int:
    """Display width: wide and full-width characters count two.

    >>> cells("牛奶 1L")
    7
    """
    return len(text) if text.isascii() else sum(2 if east_asian_width(ch) in "WF" else 1 for ch in text)


def clip(text: str, width: int) -> str:
    """Cut `text` to at most `width` cells, with an ellipsis where something was lost.

    >>> clip("伊水纯牛奶", 7)
    '伊水纯…'
    """
    if cells(text) <= width:
        return text
    used, kept = 0, []
    for ch in text:
        size = cells(ch)
        if used + size > width - 1:
            break
        kept.append(ch)
        used += size
    return "".join(kept) + "…"


def pad(text: str, width: int, align: Literal["left", "right", "centre"] = "left") -> str:
    """Fit `text` into exactly `width` cells."""
    text = clip(text, width)
    room = width - cells(text)
    if align == "right":
        return " " * room + text
    if align == "centre":
        return " " * (room // 2) + text + " " * (room - room // 2)
    return text + " " * room


_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20, ord("。"): ord("."), ord("×"): ord("*")}


def half_width(text: str) -> str:
    """Full-width digits and signs, as input methods make them, count as their half-width selves.

    >>> half_width("３＊６９０")
    '3*690'
    """
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def day_and_time(wall: str) -> str:
    """When it was, as a person reads it; `wall` is ISO, with a zone or without.

    >>> day_and_time("2026-12-24T10:42:07+08:00"), day_and_time("")
    ('2026-12-24 10:42', '')
    """
    return wall[:16].replace("T", " ")
