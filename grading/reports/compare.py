"""Two reports as plain data, set side by side: whatever one says and the other does not, by its place.

Rows of a table are known by its first columns, figures and blocks by their ids; everything else stands at its place.
What can differ because another version wrote the report (headings and explanations with the same digits in them, what
is told only since) is of form; a figure, a state, a row and what stands in it, a hash, a verdict, a page never is.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Literal, NamedTuple

Plain = Any
"""What JSON can hold."""
LEFT_OUT = ("asked", "blocks", "storedrill_report")
Against = Literal["journals", "data", "house"]
"""What it was set beside: what follows from the journals; of a page, the report's own data; what is kept of what people
typed."""
TWICE = "twice"
"""In a place: something by this name stands there more than once, and a reader sees one of them."""

OF_NOTHING = sha256(b"").hexdigest()
ORDER = "in another order"
"""In a place: the same things stand in another order."""


class Difference(NamedTuple):
    where: tuple[str, ...]
    """Block, row, figure."""
    said: Plain
    """In the report; None where it says nothing."""
    came: Plain
    """Worked out again."""
    form: bool = False
    """Whether another version of storedrill could have said it so."""
    against: Against = "journals"


def differences(said: Mapping[str, Plain], came: Mapping[str, Plain]) -> Iterator[Difference]:
    """In the order of the report."""
    for name in dict.fromkeys((*said, *came)):
        if name not in LEFT_OUT:
            yield from _compare(said.get(name), came.get(name), (name,))
    blocks, others = named_blocks(said["blocks"]), named_blocks(came["blocks"])
    yield from _twice([str(block["id"]) for block in said["blocks"] if "id" in block], ())
    yield from _ordered(blocks, others, ())
    for name in (*blocks, *(name for name in others if name not in blocks)):
        yield from _block(blocks.get(name), others.get(name), (name,))


def named_blocks(blocks: list[Plain]) -> dict[str, Plain]:
    """Those without an id are counted by their type."""
    found: dict[str, Plain] = {}
    counts: dict[str, int] = {}
    for block in blocks:
        name = block.get("id")
        if name is None:
            counts[block["type"]] = counts.get(block["type"], 0) + 1
            name = f"{block['type']} {counts[block['type']]}"
        found[str(name)] = block
    return found


def _twice(names: list[str], where: tuple[str, ...]) -> Iterator[Difference]:
    """Of two things by one name only one can be set beside what came."""
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Difference((*where, name, TWICE), names.count(name), 1)


def _ordered(said: Mapping[Any, Plain], came: Mapping[Any, Plain], where: tuple[str, ...]) -> Iterator[Difference]:
    """What both have stands in the same order: the gravest first, say. Another version may have had another one."""
    one, other = [name for name in said if name in came], [name for name in came if name in said]
    if one != other:
        yield Difference((*where, ORDER), None, None, form=True)


def _block(said: Plain, came: Plain, where: tuple[str, ...]) -> Iterator[Difference]:
    if said is None or came is None:
        yield Difference(where, said and said.get("type"), came and came.get("type"), said is None)
    elif said.get("type") == came.get("type") == "manifest":
        yield from _compare(_digest(said), _digest(came), (*where, "digest"))
        yield from _table(said["table"], came["table"], where)
    elif said.get("type") == came.get("type") == "table":
        yield from _table(said, came, where)
    elif said.get("type") == came.get("type") == "heading":  # where a page begins is no matter of what is said
        yield from _compare({**said, "page": None}, {**came, "page": None}, where)
    elif said.get("type") == came.get("type") == "verdict":
        yield from _never_words(_compare(said, came, where))
    else:
        yield from _compare(said, came, where)


def _digest(manifest: Plain) -> Plain:
    """Of an empty list there is none; reports of before had that of nothing at all."""
    return "" if manifest["digest"] == OF_NOTHING else manifest["digest"]


def _table(said: Plain, came: Plain, where: tuple[str, ...]) -> Iterator[Difference]:
    columns = [column["id"] for column in came["columns"]]
    bare, other = ({key: value for key, value in one.items() if key != "rows"} for one in (said, came))
    yield from (one._replace(form=one.form or "columns" in one.where) for one in _compare(bare, other, where))
    key = came.get("key", 1)
    named = [column["id"] for column in said["columns"]]
    if named != columns:
        if said.get("key", 1) != key or named[:key] != columns[:key]:
            return
        columns = [name for name in columns if name in named]  # what both have
        said, came = (_only(columns, one) for one in (said, came))
    rows, others = _rows(said["rows"], key), _rows(came["rows"], key)
    yield from _ordered(rows, others, where)
    for name in (*rows, *(name for name in others if name not in rows)):
        mine, theirs = rows.get(name), others.get(name)
        place = (*where, _joined(name))
        if mine is None or theirs is None:
            yield Difference(place, mine, theirs)
            continue
        for column, one, two in zip(columns, mine, theirs, strict=False):
            yield from _never_words(_compare(one, two, (*place, column)))
        if len(mine) != len(theirs):
            yield Difference(place, len(mine), len(theirs))


def _never_words(found: Iterator[Difference]) -> Iterator[Difference]:
    """Where words are what is said: a verdict, a row's cell. What is told only since stays of form."""
    yield from (one._replace(form=one.form and not _words_alone(one.said, one.came)) for one in found)


def _only(columns: list[str], table: Plain) -> Plain:
    at = [[column["id"] for column in table["columns"]].index(name) for name in columns]
    return {**table, "rows": [[row[n] for n in at] if len(row) > max(at) else row for row in table["rows"]]}


def _rows(rows: list[list[Plain]], key: int) -> dict[tuple[Hashable, ...], list[Plain]]:
    """By their first cells, and how often these came before."""
    found: dict[tuple[Hashable, ...], list[Plain]] = {}
    times: dict[tuple[Hashable, ...], int] = {}
    for row in rows:
        name = tuple(_word(cell) for cell in row[:key])
        times[name] = times.get(name, 0) + 1
        found[(*name, times[name])] = row
    return found


def row_names(rows: list[list[Plain]], key: int) -> Iterator[tuple[str, list[Plain]]]:
    """Each row by the name that a difference gives it."""
    yield from ((_joined(name), row) for name, row in _rows(rows, key).items())


def _joined(name: tuple[Hashable, ...]) -> str:
    return " ".join(map(str, name[:-1]))


def _word(value: Plain) -> str:
    """A cell in a word: what it says in English, where it says it in both languages."""
    if isinstance(value, dict):
        return str(value.get("en", value))
    return str(value)


def _compare(said: Plain, came: Plain, where: tuple[str, ...]) -> Iterator[Difference]:
    if said == came:
        return
    if isinstance(said, dict) and isinstance(came, dict) and not _whole(said, came):
        for name in (*said, *(name for name in came if name not in said)):
            told_since = name not in said
            for one in _compare(said.get(name), came.get(name), (*where, name)):
                yield one._replace(form=True) if told_since else one
    elif isinstance(said, list) and isinstance(came, list) and _ids(said) and _ids(came):
        yield from _twice([str(item["id"]) for item in said], where)
        ones, others = ({item["id"]: item for item in items} for items in (said, came))
        for name in (*ones, *(name for name in others if name not in ones)):
            yield from _compare(ones.get(name), others.get(name), (*where, name))
    elif isinstance(said, list) and isinstance(came, list) and len(said) == len(came) and _deep(said):
        for n, (one, two) in enumerate(zip(said, came, strict=True), 1):
            yield from _compare(one, two, (*where, str(n)))
    else:
        yield Difference(where, said, came, _words_alone(said, came))


def _words_alone(said: Plain, came: Plain) -> bool:
    """Two sentences in both languages, with the same digits in each."""
    if not (isinstance(said, dict) and isinstance(came, dict) and _whole(said, came)):
        return False
    return all(digits(str(said[lang])) == digits(str(came[lang])) for lang in ("en", "zh"))


def digits(text: str) -> list[str]:
    """What a sentence counts.

    >>> digits("3 of 12 passed by 2026-12-24")
    ['3', '12', '2026', '12', '24']
    """
    return re.findall(r"\d+", text)


def _whole(said: Plain, came: Plain) -> bool:
    """A text is one thing, whichever of its languages differs."""
    return bool(said.keys() == {"en", "zh"} == came.keys())


def _ids(items: list[Plain]) -> bool:
    return bool(items) and all(isinstance(item, dict) and "id" in item for item in items)


def _deep(items: list[Plain]) -> bool:
    return any(isinstance(item, (dict, list)) for item in items)
