"""Everything the store can say has words in both languages, and the words use no parameter that is not given."""

import re
from pathlib import Path

import pytest

import simulator
from simulator.store import errors
from simulator.store.errors import StoreError
from simulator.store.verdict import FINDINGS, Finding

LOCALE = Path(simulator.__file__).parent / "locale"
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, StoreError)]


def words(language: str, domain: str) -> dict[str, str]:
    text = (LOCALE / language / "LC_MESSAGES" / f"{domain}.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid (".*"(?:\n".*")*)\nmsgstr (".*"(?:\n".*")*)', text, re.MULTILINE)
    return {re.sub(r'^"|"$|"\n"', "", key): re.sub(r'^"|"$|"\n"', "", value) for key, value in pairs}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_error_has_its_words(language: str) -> None:
    known = words(language, "store")
    for kind in KINDS:
        assert known.get(kind.id), kind.id
        assert kind.__doc__
        given = set(re.findall(r"\w+", kind.__doc__.split(":")[0].partition(".")[0]))
        if kind is not StoreError:
            assert set(re.findall(r"\{(\w+)", known[kind.id])) <= given, kind.id


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_finding_has_its_words(language: str) -> None:
    known = words(language, "journal")
    for id, meaning in FINDINGS.items():
        assert known.get(id), id
        given = Finding(id).params.keys() | set(re.findall(r"\w+", meaning.partition(";")[2]))
        assert set(re.findall(r"\{(\w+)", known[id])) <= given, id
