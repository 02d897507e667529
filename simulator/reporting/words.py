"""Sentences of the catalogues in both languages at once: a report carries them whole."""

from collections.abc import Callable
from functools import lru_cache

from grading.readiness.model import Threshold
from grading.reports.rows import Phrases as Said
from grading.wording import Translate
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.readiness.shown import Phrases, found_words

EN, ZH = Words("en"), Words("zh")


class _Phrases(Phrases):
    """Readiness as the terminal says it, and what a check of a device found."""

    def bound(self, threshold: Threshold | None, counts: str) -> str:
        return _bound(self, threshold, counts)

    def found(self, found: str, device: str) -> str:
        return found_words(found, self.words, device)


@lru_cache(1 << 10)
def _bound(said: Phrases, threshold: Threshold | None, counts: str) -> str:
    """Stores are asked for the same."""
    return Phrases.bound(said, threshold, counts)


class Both:
    """`say("report.stores", n=3)`: the sentence in both languages."""

    def __call__(self, id: str, /, **given: object) -> Text:
        return _said(id, **given)

    def phrase(self, made: Callable[[Said], str]) -> Text:
        """What the terminal would say, in both languages."""
        return Text(made(_PHRASES[0]), made(_PHRASES[1]))

    def words(self, made: Callable[[Translate], str]) -> Text:
        """A sentence that is put together of several, in both languages."""
        return Text(made(EN), made(ZH))


@lru_cache(1 << 12, typed=True)
def _said(id: str, /, **given: object) -> Text:
    """A report of many stores says the same of many."""
    return Text(EN(id, **given), ZH(id, **given))


_PHRASES = _Phrases(EN), _Phrases(ZH)
