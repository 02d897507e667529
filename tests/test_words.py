"""Words and code agree: every id that the code names has words in both languages, with the parameters it is given."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

from simulator.locale import Words

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "simulator" / "locale"
DOMAINS = sorted(path.stem for path in LOCALE.glob("en/LC_MESSAGES/*.po"))
CODE = sorted(
    path
    for package in ("simulator", "grading", "scenarios", "roles")
    for path in (ROOT / package).rglob("*.py")
    if not path.name.endswith("tables.py") and path.parent.name != "versions"  # their `people.person` is a column
)
NAMED = "|".join(domain for domain in DOMAINS if domain != "argparse")  # its ids are Python's own sentences
ID = re.compile(rf"(?:{NAMED})\.\w[\w.]*(?<!css)(?<!\.)")
"""An id in the code; `till.tcss` and a prefix that ends with a dot are none."""
SPEAKERS = {"words", "t", "tell", "refuse", "do", "wait"}
"""Functions that take an id and, as keywords, its parameters."""
FIELD = re.compile(r"\{(\w+)[^}]*\}|%\((\w+)\)s|(%s)")


@cache
def catalogue(lang: str, domain: str) -> dict[str, str]:
    with (LOCALE / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as po:
        return {str(message.id): str(message.string) for message in read_po(po) if message.id}


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize("domain", DOMAINS)
def test_no_id_has_two_texts(lang: str, domain: str) -> None:
    """The later one would win silently."""
    ids = re.findall(r'^msgid "(.+)"$', (LOCALE / lang / "LC_MESSAGES" / f"{domain}.po").read_text("utf-8"), re.M)
    assert sorted(ids) == sorted(set(ids))


def parameters(text: str) -> set[str]:
    """Their names; `name_en` and `name_zh` carry one name in both languages."""
    return {re.sub("_(en|zh)$", "", next(filter(None, found))) for found in FIELD.findall(text)}


@cache
def known() -> dict[str, set[str]]:
    """Every id, with its parameters."""
    return {id: parameters(text) for domain in DOMAINS for id, text in catalogue("en", domain).items()}


class Use(NamedTuple):
    """An id in the code; `given` are its parameters, None where they cannot be read off."""

    where: str
    id: str
    given: frozenset[str] | None


def _ids(node: ast.expr) -> Iterator[str]:
    """The ids an expression can be: a literal, or either of `"a.b" if ... else "a.c"`."""
    match node:
        case ast.Constant(value=str(text)) if ID.fullmatch(text):
            yield text
        case ast.IfExp():
            yield from _ids(node.body)
            yield from _ids(node.orelse)


def _given(node: ast.expr) -> tuple[list[ast.expr], frozenset[str]] | None:
    """Ids and their parameters, of `words("id", name=...)` and of `("id", {"name": ...})`."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args, keywords=keywords):
            if name in SPEAKERS and all(keyword.arg for keyword in keywords):
                return args, frozenset(re.sub("_(en|zh)$", "", keyword.arg or "") for keyword in keywords)
        case ast.Tuple(elts=[id, ast.Dict(keys=keys)]) if all(isinstance(key, ast.Constant) for key in keys):
            return [id], frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))
    return None


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def uses(path: Path) -> tuple[Use, ...]:
    return tuple(_uses(path))


def _uses(path: Path) -> Iterator[Use]:
    """Every id in a file, those with readable parameters first."""
    tree = tree_of(path)
    name = path.relative_to(ROOT).as_posix()
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and (found := _given(node)):
            yield from (Use(f"{name}:{node.lineno}", id, found[1]) for arg in found[0] for id in _ids(arg))
    pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in pieces:
            yield from (Use(f"{name}:{node.lineno}", id, None) for id in _ids(node))


@cache
def made_up(path: Path) -> tuple[tuple[str, str], ...]:
    """Where a file puts an id together, and the pattern of what it can be."""
    return tuple(_made_up(path))


def _made_up(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            if re.match(rf"(?:{NAMED})\.", str(parts[0])):
                pattern = "".join(r"[\w.]+" if part is None else re.escape(str(part)) for part in parts)
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", pattern


def test_both_languages_have_the_same_catalogues() -> None:
    assert sorted(path.stem for path in LOCALE.glob("zh_CN/LC_MESSAGES/*.po")) == DOMAINS


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_say_the_same_things(domain: str) -> None:
    english, chinese = catalogue("en", domain), catalogue("zh_CN", domain)
    assert english.keys() == chinese.keys()
    for id in english:
        assert chinese[id].strip(), id
        assert parameters(english[id] or id) == parameters(chinese[id]), id


def test_every_id_in_the_code_has_words() -> None:
    found = [use for path in CODE for use in uses(path)]
    assert len(found) > len(DOMAINS)
    assert [f"{use.where} {use.id}" for use in found if use.id not in known()] == []


def test_words_are_given_what_they_ask_for() -> None:
    found = [use for path in CODE for use in uses(path) if use.given is not None and use.id in known()]
    assert {use.id.partition(".")[0] for use in found} >= {"cli", "debrief", "advice", "refused", "till", "shell"}
    assert [use for use in found if use.given is not None and not known()[use.id] <= use.given] == []


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_advice_is_given_names_as_texts(lang: str) -> None:
    """Its words choose the language themselves: nobody gives them one name twice."""
    named = [id for id, text in catalogue(lang, "advice").items() if re.search(r"\{\w+_(en|zh)\}", text)]
    assert named == []


def test_an_id_that_is_put_together_can_be_one() -> None:
    found = [made for path in CODE for made in made_up(path)]
    assert found
    assert [made for made in found if not any(re.fullmatch(made[1], id) for id in known())] == []


def test_no_words_are_left_over() -> None:
    used = {use.id for path in CODE for use in uses(path)}
    patterns = [re.compile(pattern) for path in CODE for _, pattern in made_up(path)]
    ids = [id for id in known() if id.partition(".")[0] in NAMED.split("|") and id not in used]
    ids = [id for id in ids if id.removesuffix(".title").removesuffix(".narrow") not in used]  # put behind an id
    assert [id for id in ids if not any(pattern.fullmatch(id) for pattern in patterns)] == []


def test_what_comes_next_is_said_with_the_figures_of_what_happened() -> None:
    """Else it could not be shown behind it; what a refusal leads to gets its key beside."""
    from simulator.screens.till.pointing import REFUSED

    after_refusals = {then for then, _ in REFUSED.values()}
    for id in catalogue("en", "next"):
        told = known().get(id.replace("next.", "till.told."))
        assert (told is None) is (id in after_refusals), id
        assert known()[id] <= ({"key", "title", "tray"} if told is None else told), id


def test_a_key_has_one_name_in_chinese() -> None:
    """The one on its cap; what it is called besides stands once, where moving about is explained."""
    both = [id for domain in DOMAINS for id, text in catalogue("zh_CN", domain).items() if "回车" in text]
    assert both == ["help.moving"]


def test_one_sale_waits_and_two_wait() -> None:
    words = Words("en")
    said = [words("advice.upload_sales", count=str(count)) for count in (1, 2)]
    assert ["1 sale waits" in said[0], "2 sales wait:" in said[1]] == [True, True]
    ended = words("till.told.upload_incomplete", count=4, waiting=1, conflicts=1)
    assert "1 waits" in ended
    assert "1 transaction is" in words("till.told.upload_done", count=1)
