"""Initials of Chinese names (拼音码), for lists that have none.

The common signs of GB 2312 stand in the order of their sounds, so where a sign stands says how it begins. The others
stand by their strokes and say nothing: of these, what labels of goods bear is in a table, and any other is left out.
"""

from bisect import bisect_right

FIRST = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
"""From which place on signs begin with which letter."""
LAST = 0xD7F9
OF_GOODS = {
    "a": "鹌", "b": "蓓荸鳊煲", "c": "鹑豉鲳萃皴", "d": "炖嗲铛",
    "g": "擀蛤橄枸", "h": "蚝蒿茴馄琥荟", "j": "橘腱皎荠豇鲫焗腈", "l": "鲈鲮榄喱鹭螂",
    "m": "莓猕茉沐", "n": "腩", "p": "蟠枇杷珀脯", "q": "淇鳅琪荞杞",
    "s": "葚鳝蛳", "t": "茼饨", "w": "莴", "x": "苋鳕薰",
    "y": "柚鱿薏", "z": "楂酯胗粽榛蟑啫",
}  # fmt: skip
"""Those of them that stand on labels all the same, by their letter."""
_RARE = {sign: letter for letter, signs in OF_GOODS.items() for sign in signs}
_PLACES = [place for place, _ in FIRST]


def initials(name: str) -> str:
    """
    >>> initials("伊水纯牛奶 1L")
    'yscnn1l'
    """
    return "".join(_letter(sign) for sign in name.casefold())


def _letter(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isalnum() else ""
    if sign in _RARE:
        return _RARE[sign]
    try:
        place = int.from_bytes(sign.encode("gb2312"))
    except UnicodeEncodeError:
        return ""
    return FIRST[bisect_right(_PLACES, place) - 1][1] if FIRST[0][0] <= place <= LAST else ""
