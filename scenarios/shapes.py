"""What every part of an authored script is made of: strict groups of keys, texts in both languages, fields that are
phrases.

Keys are written with spaces where Python has underscores (`changes mind`). A phrase that cannot be understood raises
`PhraseError`, which pydantic carries with the path of its field, so that all of a script's mistakes come at once.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationInfo

from scenarios import phrases
from scenarios.conditions import Words
from scenarios.problems import PhraseError
from scenarios.stocking import Stocking
from simulator.kernel.money import Currency
from simulator.kernel.promotions import Promotion
from simulator.kernel.texts import Text

T = TypeVar("T")


class Item(Protocol):
    """What a script needs to know of a shop's item."""

    @property
    def unit(self) -> str:
        """`kg` for weighed goods."""
        ...

    @property
    def category(self) -> str: ...


class Recall(Protocol):
    """A lot that a shop recalls."""

    @property
    def sku(self) -> str: ...


class Shop(Protocol):
    """What a script needs to know of the shop it plays in."""

    @property
    def id(self) -> str: ...
    @property
    def items(self) -> Mapping[str, Item]:
        """By sku."""
        ...

    @property
    def currency(self) -> Currency: ...
    @property
    def recalls(self) -> Sequence[Recall]:
        """Lots that must not be sold."""
        ...

    @property
    def promotions(self) -> Iterable[Promotion]:
        """All that it may run."""
        ...

    @property
    def stocking(self) -> Stocking | None:
        """What its stockroom knows of its goods."""
        ...

    @property
    def usual(self) -> Sequence[str]:
        """Categories of which it says what lies there on a drill's day."""
        ...


@dataclass(slots=True)
class Context:
    """What phrases are understood against; gathered from the raw tree and the shop before anything is validated."""

    words: Words
    items: Mapping[str, Item]
    competencies: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """The script's own `competencies`."""
    end: int = 0
    """The drill's length in milliseconds."""
    recalled: frozenset[str] = frozenset()
    """Skus of which the shop recalls a lot."""
    promotions: tuple[str, ...] = ()
    """Ids of what the shop may run."""
    stocked: tuple[str, ...] = ()
    """Skus that somebody delivers."""
    usual: tuple[str, ...] = ()
    """Categories of which the shop itself says what lies in it."""
    suppliers: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    """Other shops of the house."""
    coupons: Mapping[str, str] = field(default_factory=dict)
    """Id of a promotion that needs a coupon -> its code."""
    categories: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.categories = tuple(sorted({item.category for item in self.items.values()}))


def context_of(info: ValidationInfo) -> Context:
    assert isinstance(info.context, Context), "scripts are validated with their context"
    return info.context


class Shape(BaseModel):
    """A group of known keys."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", " "),
    )


# --- fields that are phrases -----------------------------------------------------------------------------------------


def scalar(value: object) -> str:
    """The words of a scalar; a list or group here is a mistake of its own."""
    if isinstance(value, str):
        if not value.strip():
            raise PhraseError("filled", "")
        return value
    raise PhraseError("scalar", "[...]" if isinstance(value, list) else "{...}")


def phrase(read: Callable[[str], T]) -> PlainValidator:
    """A field that `read` understands by itself."""
    return PlainValidator(lambda value: read(scalar(value)))


def phrase_in(read: Callable[[str, Context], T]) -> PlainValidator:
    """A field that `read` understands against the script's context."""

    def validate(value: object, info: ValidationInfo) -> T:
        return read(scalar(value), context_of(info))

    return PlainValidator(validate)


def word_of(known: tuple[str, ...]) -> PlainValidator:
    """A field that holds one word of a closed list."""
    return phrase(lambda text: phrases.one_of(text, known))


def listed(value: object) -> object:
    """A single phrase stands for a list of one; `any of [a, b]` and `a or b` for a list of choices are phrases of
    their own.
    """
    return [value] if isinstance(value, str | dict) else value


def chosen(value: object) -> object:
    """A list, or a phrase of choices: `any of [a, b]`, `a or b`."""
    return list(phrases.choices(value)) if isinstance(value, str) and value.strip() else listed(value)


def _not_empty(value: list[T]) -> list[T]:
    if not value:
        raise PhraseError("filled", "[]")
    return value


Listed = BeforeValidator(listed)
Chosen = BeforeValidator(chosen)
NotEmpty = AfterValidator(_not_empty)


def whole(low: int, high: int) -> object:
    """A whole number, both ends included."""
    return phrase(lambda text: phrases.number(text, low, high))


Sentence = Annotated[str, phrase(lambda text: " ".join(text.split()))]
Id = Annotated[str, AfterValidator(phrases.name)]
YesNo = Annotated[bool, phrase(phrases.yes_no)]
Duration = Annotated[int, phrase(phrases.duration)]


_FULL = r"\u3000-\u303f\uff00-\uffef"
_SIGNS = rf"{_FULL}\u4e00-\u9fff\u201c\u201d"
_FOLDED = re.compile(rf"(?<=[{_SIGNS}]) (?=[{_SIGNS}])|(?<=[{_FULL}]) | (?=[{_FULL}])")
"""What a line's end in a file becomes in Chinese, which has no blanks between its signs."""


class Bilingual(Shape):
    """A text in both languages; a missing one is an error."""

    en: Sentence
    zh: Sentence

    @property
    def text(self) -> Text:
        return Text(self.en, _FOLDED.sub("", self.zh))


def text_of(words: Bilingual | None) -> Text:
    """The text, or an empty one."""
    return words.text if words else Text()


def known_sku(text: str, context: Context) -> str:
    """The sku of an item that the shop has."""
    if text not in context.items:
        raise PhraseError("sku", text, known=context.items)
    return text


def promotion(text: str, context: Context) -> str:
    """The id of a promotion that the shop may run."""
    if text not in context.promotions:
        raise PhraseError("promotion", text, known=context.promotions)
    return text
