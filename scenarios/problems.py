"""What is wrong with a script, as a value: where it stands, what was expected, what came; in both languages.

>>> from scenarios.problems import Mark, problem
>>> bad = problem("duration", Mark(12, 9), "given.supervisor takes", got="8 parsecs")
>>> bad.words("en", "drill.yaml")
"drill.yaml:12:9: given.supervisor takes: expected a duration such as 45 s, 3 min or 1:30, got '8 parsecs'"
>>> bad.words("zh", "drill.yaml")
'drill.yaml:12:9: given.supervisor takes：应为时长，例如 45 s、3 min 或 1:30，实际是“8 parsecs”'
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal, NamedTuple

from scenarios.wording import EXPECTED, GOT, STATED
from simulator.kernel.texts import Lang, Text

Level = Literal["error", "warning"]


class Mark(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


START = Mark(1, 1)
WHOLE = ("file", "file_missing", "file_folder", "size", "library", "policy")
"""What is said of a file before there are lines in it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a script. `id` names the kind of mistake, `expected` and `got` are words for people."""

    id: str
    mark: Mark
    where: str
    """The path of keys, as the author wrote them: `customers.mrs_li.pays`. Empty for the file as a whole."""
    expected: Text
    got: Text
    meant: str = ""
    """The known word that looks most like what came."""
    level: Level = "error"

    def words(self, lang: Lang, file: str = "") -> str:
        """`file:line:column: where: expected ..., got ...`, with a suggestion where there is one. Of a file that could
        not be read there is no place to name."""
        between = ": " if self.where or lang == "en" else "："
        place = "" if self.id in WHOLE and self.mark == START else f":{self.mark.line}:{self.mark.column}"
        return f"{file or '-'}{place}{between}{self.told(lang)}"

    def told(self, lang: Lang) -> str:
        """The same without its place in a file, for who does not see one."""
        stated = STATED.get(self.id)
        if lang == "zh":
            head = f"{self.where}：" if self.where else ""
            hint = f"；是不是想写“{self.meant}”？" if self.meant else ""
            says = EXPECTED.get(self.id, self.expected).zh.replace("供应", "")  # “应有…”、“…应加…” say it themselves
            asked = self.expected.zh if "应" in says else f"应为{self.expected.zh}"
            came = self.got.zh if self.got.zh.startswith(("没有", "只有")) else f"是{self.got.zh}"
            return head + (stated.zh if stated else f"{asked}，实际{came}{hint}")
        head = f"{self.where}: " if self.where else ""
        if stated:
            return f"{head}{stated.en}"
        hint = f"; did you mean '{self.meant}'?" if self.meant else ""
        return f"{head}expected {self.expected.en}, got {self.got.en}{hint}"


class FileError(ValueError):
    """A file is wrong: each problem with its place, what was expected and what came, in the file's order."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file, self.problems = file, tuple(sorted(problems, key=lambda problem: problem.mark))
        super().__init__("\n".join(problem.words("en", file) for problem in self.problems))


class PhraseError(ValueError):
    """A phrase cannot be understood: the id of what was expected, what came, and words that would have been known."""

    def __init__(self, id: str, got: str, known: Iterable[str] = (), **given: str) -> None:
        super().__init__(id, got)
        self.id = id
        self.got = got
        self.known = tuple(known)
        self.given = given


class PhraseErrors(ValueError):
    """Several things are wrong with one value: each error with the steps from that value to its place."""

    def __init__(self, errors: Iterable[tuple[tuple[str | int, ...], PhraseError]]) -> None:
        self.errors = tuple(errors)
        super().__init__(*(error.id for _, error in self.errors))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or nothing."""
    close = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def few(words: Iterable[str], most: int = 12) -> str:
    """A list for a message: all of a short one, the beginning of a long one."""
    listed = list(words)
    return ", ".join(listed[:most]) + (", ..." if len(listed) > most else "")


def problem(
    id: str,
    mark: Mark,
    where: str,
    *,
    got: str | None = None,
    known: Iterable[str] = (),
    **given: str,
) -> Problem:
    """A problem from the table of wordings; `got` is quoted unless the table has words of its own for it."""
    known = tuple(known)
    given = {"known": few(known), **given}
    expected = EXPECTED[id]
    came = GOT.get(id)
    if came is None:
        came = Text("nothing", "空白") if not got else Text("'{got}'", "“{got}”")
    shown = _one_line(got or "")
    return Problem(
        id=id,
        mark=mark,
        where=where,
        expected=_filled(expected, given | {"got": shown}),
        got=_filled(came, given | {"got": shown}),
        meant=did_you_mean(got, known) if got else "",
    )


def warning(id: str, mark: Mark, where: str, *, got: str | None = None, **given: str) -> Problem:
    """Well-formed, and yet it makes no sense: a lint."""
    return replace(problem(id, mark, where, got=got, **given), level="warning")


def of_phrase(error: PhraseError, mark: Mark, where: str) -> Problem:
    """The problem that a phrase's error amounts to at its place."""
    return problem(error.id, mark, where, got=error.got, known=error.known, **error.given)


def _filled(text: Text, given: dict[str, str]) -> Text:
    return Text(_fill(text.en, given), _fill(text.zh, given))


def _fill(words: str, given: dict[str, str]) -> str:
    for name, value in given.items():  # not str.format: what authors wrote may hold braces
        words = words.replace("{" + name + "}", value)
    return words


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
