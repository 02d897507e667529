"""Names that are one name, written otherwise: a roster finds somebody by the name, to the letter."""

from collections.abc import Iterable
from unicodedata import normalize


def written(name: str) -> str:
    """What is left of a name without how it was typed: capitals, full width, blanks.

    >>> written("wang  fang") == written("Wang Fang") == written("ＷａｎｇＦａｎｇ"), written("王　芳")
    (True, '王芳')
    """
    return "".join(normalize("NFKC", name).casefold().split())


def namesake(name: str, known: Iterable[str]) -> str:
    """Of those who are there the one who has this name already, to the letter or written otherwise; empty: nobody.

    >>> namesake("wang fang", ["Li Na", "Wang Fang"]), namesake("王芳", ["王 芳", "王芳"]), namesake("Li", [])
    ('Wang Fang', '王芳', '')
    """
    alike = [one for one in known if written(one) == written(name)]
    return name if name in alike else next(iter(alike), "")
