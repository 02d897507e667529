"""What a refusal or an answer is about, in words: the rules name letters, roles and rights by their ids."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.desk.chain import asked_of
from simulator.screens.desk.wording import point_text, sheet_name, till_text, word
from simulator.screens.papers import question

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen

VOCABULARY = ("action", "operation", "checkpoint", "paper", "word", "ground", "contact", "what")
"""Parameters of refusals whose values are words of the desk."""


def about(desk: "DeskScreen", given: Mapping[str, str]) -> dict[str, Text]:
    """The parameters of a refusal as they are shown."""
    return {name: _shown(desk, name, value) for name, value in given.items()}


def _shown(desk: "DeskScreen", name: str, value: str) -> Text:
    if name == "matter":
        return matter(desk, value)
    if name == "till":
        return till_text(value)
    if name in ("badge", "person"):
        return desk.people.get(value, Text(value, value))
    if name == "role":
        return next((role.name for role in desk.view.matrix.roles if role.role == value), Text(value, value))
    if name == "question" and (asked := asked_of(desk, desk.matter, value)) is not None:
        return _both(lambda words: question(words, asked))
    if name == "sheet":
        return _both(lambda words: sheet_name(words, value))
    return _both(lambda words: word(words, value)) if name in VOCABULARY else Text(value, value)


def _both(shown: Callable[[Words], str]) -> Text:
    return Text(shown(Words("en")), shown(Words("zh")))


def matter(desk: "DeskScreen", id: str) -> Text:
    """A letter by who it comes from and what it is about, settled or not; what else is dealt with by its own name."""
    letter = desk.view.letter(id)
    if letter is None:
        check = next((check for check in desk.view.checklist if check.matter == id), None)
        if check is not None:
            return point_text(check)
        person = desk.people.get(id)
        return person or (till_text(id) if id.startswith("till-") else _both(lambda words: word(words, id)))
    about = _both(lambda words: word(words, letter.about or letter.room))
    return Text(*(" · ".join(filter(None, (letter.name[lang], about[lang]))) for lang in ("en", "zh")))
