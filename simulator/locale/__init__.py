"""The interface's words in both languages: gettext catalogues of ids, looked up when something is shown.

An id names its catalogue before the first dot: `till.pay` stands in `till.po`. Both languages have a complete
catalogue, so an id is never shown; parameters stand in braces, and where English has two forms a number picks one:
`{n} {n:sale|sales}`. Content (items, scenarios) carries its own `Text`.
"""

import re
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from simulator.kernel.texts import Lang, Text

LOCALES: dict[Lang, str] = {"en": "en", "zh": "zh_CN"}
TILL = "till-"
BAR = "|"
_BEFORE = re.compile(r"(?<=\S) +(?=[:：，])")
"""What an empty parameter leaves before a colon or comma."""
HERE = Path(__file__).parent
NAMES: dict[Lang, str] = {"en": "English", "zh": "中文"}


@cache
def _catalogue(lang: Lang, domain: str) -> GNUTranslations:
    compiled = HERE / LOCALES[lang] / "LC_MESSAGES" / f"{domain}.mo"
    with compiled.open("rb") as stream:
        return GNUTranslations(stream)


def ids(domain: str) -> list[str]:
    """All ids of a catalogue, in alphabetical order.

    >>> ids("price")[:2] == sorted(ids("price"))[:2]
    True
    """
    return sorted(id for id in vars(_catalogue("en", domain))["_catalog"] if isinstance(id, str) and id)


def speak(lang: Lang) -> None:
    """Let argparse speak this language too: it asks gettext's own domain for its sentences."""
    import gettext
    import os

    gettext.bindtextdomain("argparse", str(HERE))
    gettext.textdomain("argparse")
    os.environ["LANGUAGE"] = LOCALES[lang]


class _Counted:
    """A parameter that picks its word: `{n:sale|sales}`."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition(BAR)
        if bar:
            return one if str(self.value) == "1" else many
        return format(self.value, spec)


class Words:
    """The words of one language. `words("till.due", amount="26.72")`; a `Text` parameter is shown in this language, and
    a workstation, which is the parameter `till` everywhere, as people call it."""

    __slots__ = ("lang",)

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def __call__(self, id: str, /, **params: object) -> str:
        template = _catalogue(self.lang, id.partition(".")[0]).gettext(id)
        if not params:
            return template
        given = {name: self._shown(name, value) for name, value in params.items()}
        text = template.format_map(
            {name: _Counted(value) for name, value in given.items()} if BAR in template else given
        )
        return _BEFORE.sub("", text) if "" in given.values() else text

    def _shown(self, name: str, value: object) -> object:
        if isinstance(value, Text):
            return value[self.lang]
        return self.station(value) if name == "till" and isinstance(value, str) else value

    def station(self, id: str) -> str:
        """A workstation as people call it, and what is none as it stands.

        >>> Words("en").station("till-3"), Words("zh").station("till-3"), Words("zh").station("stockroom")
        ('till 3', '3号台', '仓库')
        """
        number = id.removeprefix(TILL)
        if number != id and number.isdigit():
            return self("station.till", n=number)
        return self(f"station.{id}") if self.has(f"station.{id}") else id

    def has(self, id: str) -> bool:
        """Whether the catalogue knows `id`."""
        try:
            return _catalogue(self.lang, id.partition(".")[0]).gettext(id) != id
        except FileNotFoundError:
            return False

    def both(self, text: Text) -> str:
        """Content in this language."""
        return text[self.lang]
