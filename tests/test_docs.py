"""The docs say what is so: commands and options, links, and the two command lines of the README."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

from simulator.cli import parser
from simulator.commands import COMMANDS as CARRIED_OUT
from simulator.commands import command
from simulator.hardware.urls import parse_printer, parse_scanner
from simulator.locale import Words
from simulator.screens.profiles import SHIPPED, ProfileError, parse_profile

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NAMES = [str(doc.relative_to(ROOT)) for doc in DOCS]
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
TYPED = re.compile(r"^ {4}(?:\$ )?(storedrill(?: .*)?)$|`(storedrill(?: [^`]*)?)`", re.MULTILINE)
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)?(#[^)\s]+)?\)")


def _every_parser(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from _every_parser(inner, f"{name} {word}".strip())


PARSERS = dict(_every_parser(parser(Words("en"))))
LEAVES = [name for name in PARSERS if not any(other.startswith(f"{name} ") for other in PARSERS if name)]
SECTIONS = dict(re.findall(r"^## (storedrill.*)\n((?:(?!## ).*\n)*)", COMMANDS, re.MULTILINE))


def _typed(text: str) -> Iterator[str]:
    """What a doc tells a person to type."""
    for found in TYPED.finditer(FENCED.sub(lambda block: indent(block[1], "    "), text)):
        yield (found[1] or found[2]).strip()


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_and_option_is_documented(name: str) -> None:
    section = SECTIONS[f"storedrill {name}".strip()]
    first = next(_typed(section))
    assert first.split()[1 : 1 + len(name.split())] == name.split(), "a section begins with an example"
    assert "tatus" in section
    for action in PARSERS[name]._actions:
        for option in action.option_strings[-1:]:
            assert f"`{option}" in COMMANDS or f" {option}" in section, option
            if action.choices:
                assert all(f"`{choice}`" in COMMANDS or f"{option} {choice}" in COMMANDS for choice in action.choices)


def test_nothing_is_documented_that_is_not_there() -> None:
    assert set(SECTIONS) == {f"storedrill {name}".strip() for name in LEAVES}
    there = {option for parser in PARSERS.values() for action in parser._actions for option in action.option_strings}
    text = "\n".join(doc.read_text("utf-8") for doc in DOCS if doc.parent.name == "docs")
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) <= there


@pytest.mark.parametrize("doc", DOCS, ids=NAMES)
def test_what_is_shown_can_be_typed(doc: Path) -> None:
    for line in _typed(doc.read_text("utf-8")):
        words = shlex.split(line.partition("#")[0])[1:]
        if words in (["--help"], ["--version"]):
            continue
        try:
            parser(Words("en")).parse_args([word.replace("SEEDS", "3") for word in words])
        except SystemExit:
            pytest.fail(f"{doc.name}: {line}")


@pytest.mark.parametrize("doc", DOCS, ids=NAMES)
def test_links_lead_somewhere(doc: Path) -> None:
    text = doc.read_text("utf-8")
    for target, anchor in LINK.findall(text):
        if target.startswith(("http://", "https://")):
            continue
        file = (doc.parent / target) if target else doc
        assert file.exists(), f"{doc.name}: {target}"
        if anchor:
            titles = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            assert anchor[1:] in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("doc", DOCS, ids=NAMES)
def test_no_doc_knows_a_machine(doc: Path) -> None:
    text = doc.read_text("utf-8")
    assert re.findall(r"(?<![\w.])/(?:home|root|work|opt|tmp|Users)/\S*|(?<!escpos-)file://\S*", text) == []
    assert not re.search(r"\b(?:TODO|FIXME|XXX|TBD)\b", text)


def test_the_architecture_says_where_everything_lives() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text.partition("## Where things live")[2].partition("\n## ")[0]
    rooms = {path for path in (ROOT / "simulator").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    rooms |= {path.parent for path in ROOT.glob("*/__init__.py")} - {ROOT / "simulator"}
    for room in rooms:
        names = (f"`simulator/{room.name}`", f"`{room.name}`", f"`{room.name}/`")
        assert room.name.startswith("__") or any(name in table for name in names), room.name


def test_every_doc_is_found_from_another() -> None:
    linked = {
        (doc.parent / target).resolve()
        for doc in DOCS
        for target, _ in LINK.findall(doc.read_text("utf-8"))
        if target.endswith(".md")
    }
    mentioned = "\n".join(doc.read_text("utf-8") for doc in DOCS)
    for doc in DOCS:
        if doc.parent.name == "docs":
            assert doc.resolve() in linked or f"docs/{doc.name}" in mentioned, doc.name


def test_device_addresses_of_the_docs_are_read() -> None:
    text = "\n".join(doc.read_text("utf-8") for doc in DOCS)
    printers = re.findall(r"escpos-[a-z]+://[^\s`\"]+", text)
    scanners = re.findall(r"(?<![-\w])(?:serial|socket|loop)://[^\s`\")]*", text)
    assert len(printers) >= 3
    assert len(scanners) >= 3
    assert [str(parse_printer(url)) for url in printers]
    assert [str(parse_scanner(url)) for url in scanners]


def test_the_profile_example_becomes_one_with_the_missing_keys() -> None:
    (example,) = re.findall(r"```yaml\n(profile:.*?)```", (ROOT / "docs" / "rollout.md").read_text("utf-8"), re.DOTALL)
    with pytest.raises(ProfileError) as told:
        parse_profile(example.encode(), "my_shop.yaml")
    assert all("every action" in problem for problem in told.value.problems)
    generic = (ROOT / "simulator" / "screens" / "profiles" / "generic.yaml").read_text("utf-8")
    whole = example
    for section in ("keys", "stockroom"):  # the dots stand for what the example leaves out
        (part,) = re.findall(rf"^{section}:\n(.*?)(?=^\S|\Z)", generic, re.MULTILINE | re.DOTALL)
        keys = re.findall(r"^  (?!start_tender|void_line|put_away)\w+: .+\n", part, re.MULTILINE)
        whole = re.sub(r"^  # \.\.\..*\n", "".join(keys), whole, count=1, flags=re.MULTILINE)
    assert parse_profile(whole.encode(), "my_shop.yaml").words["zh"] == {"start_tender": "结算"}
    assert all(f"`{name}`" in COMMANDS for name in SHIPPED)


def test_the_changelog_knows_the_version() -> None:
    from simulator import __version__

    assert __version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("marker", ["run", "test"])
def test_the_readme_has_one_line_to_type(marker: str) -> None:
    text = README.read_text("utf-8")
    (inside,) = re.findall(rf"<!-- {marker} -->\n(.*?)<!-- /{marker} -->", text, re.DOTALL)
    lines = [line for line in inside.splitlines() if line.strip() and not line.startswith("```")]
    assert len(lines) == 1
    assert shlex.split(lines[0])
    assert ("pytest" if marker == "test" else "storedrill") in lines[0]


def test_every_command_is_carried_out_by_something() -> None:
    """Commands are found by name, when they are typed."""
    typed = {name.replace(" ", "_") for name in LEAVES if name}
    assert {name for name in CARRIED_OUT if callable(command(name))} == typed - {"lobby"}
