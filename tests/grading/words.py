"""Catalogues as they stand in the sources, for tests of what people read: `debrief`, and what it borrows."""

from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

from grading.wording import Translate
from simulator.kernel.texts import Lang
from simulator.locale import Words

FOLDERS: dict[Lang, str] = {"en": "en", "zh": "zh_CN"}


@cache
def catalogue(lang: Lang, name: str = "debrief") -> dict[str, str]:
    """id -> words."""
    source = files("simulator.locale") / FOLDERS[lang] / "LC_MESSAGES" / f"{name}.po"
    with source.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def translate(lang: Lang) -> Translate:
    """Looks words up and fills their parameters in. Raises KeyError for an id without words."""

    def t(id: str, /, **params: object) -> str:
        assert catalogue(lang, id.partition(".")[0])[id], id
        return Words(lang)(id, **params)

    return t
