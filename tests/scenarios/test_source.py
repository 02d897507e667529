"""Files as trees of strings: nothing is converted, and whatever is wrong has a place and a sentence."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scenarios import source
from scenarios.problems import Mark, problem
from scenarios.source import Group, Items, Scalar, locate, plain, read, read_file
from scenarios.wording import EXPECTED, STATED


def told(text: str | bytes) -> list[tuple[str, int, int]]:
    found = read(text.encode() if isinstance(text, str) else text)
    return [(p.id, p.mark.line, p.mark.column) for p in found.problems]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_every_scalar_stays_as_it_was_written(loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_Loader", getattr(yaml, loader))
    tree = read(
        b"code: 0040063\ntime: 12:30\nprice: 1.10\nmember: no\nnone: ~\nwhen: 2026-01-01\nlist: [0x1F, yes]"
    ).tree
    assert tree is not None
    assert plain(tree) == {
        "code": "0040063",
        "time": "12:30",
        "price": "1.10",
        "member": "no",
        "none": "~",
        "when": "2026-01-01",
        "list": ["0x1F", "yes"],
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", [("duplicate", 3, 1)]),
        ("a:\n  b: 1\n  b: 2\n  b: 3\na: 4", [("duplicate", 3, 3), ("duplicate", 4, 3), ("duplicate", 5, 1)]),
        ("a: &x 1\nb: *x", [("anchor", 1, 4), ("alias", 2, 4)]),
        ("a: &x [*x]", [("anchor", 1, 4), ("alias", 1, 8)]),
        ("a: {b: 1}\nc:\n  <<: {d: 1}", [("merge", 3, 3)]),
        ("a: !!int 3\nb: !thing {c: d}", [("tag", 1, 4), ("tag", 2, 4)]),
        ("a: 1\n---\nb: 2", [("one_document", 2, 1)]),
        ("{[1, 2]: 3, b: 4}", [("key", 1, 2)]),
        ("a:\n\tb: 1\n\tc: 2", [("tab", 2, 1), ("tab", 3, 1)]),
        ("a:\n\tb: 1\n\tb: 2\nc: 'x", [("tab", 2, 1), ("tab", 3, 1), ("duplicate", 3, 2), ("syntax_quote", 4, 6)]),
        ("a:\n\tb: 1\n\tb: 2", [("tab", 2, 1), ("tab", 3, 1), ("duplicate", 3, 2)]),
        ("", [("empty", 1, 1)]),
        ("# only a remark", [("empty", 1, 1)]),
        ("- a\n- b", [("script", 1, 1)]),
        ("just words", [("script", 1, 1)]),
        ("a: 'x\nb: 3", [("syntax_quote", 2, 5)]),
        ("a: [1, 2\nb: 3", [("syntax_list", 2, 2)]),
        ("a: {b: [x}, c]", [("syntax_list", 1, 10)]),
        ("{says: any of [a, b]}", [("syntax_group", 1, 15)]),
        ("a: b: c", [("syntax_value", 1, 5)]),
        ("a: 1\nfoo\nb: 2", [("syntax_colon", 3, 1)]),
        ("a:\n  b: 1\n c: 2", [("syntax_key", 3, 2)]),
        ("a: @x", [("syntax_start", 1, 4)]),
        ("a: ok\nb: \x07", [("unprintable", 2, 4)]),
        (b"a: \xff\xfe", [("encoding", 1, 4)]),
        ("title: 断电".encode("gb18030"), [("encoding", 1, 8)]),
        ("a: 1".encode("utf-16"), [("encoding", 1, 1)]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    assert told(text) == expected


def test_all_tabs_are_told_and_what_they_indent_is_read() -> None:
    found = read(b"a:\n" + b"".join(b"\tk%d: v\n" % n for n in range(60)))
    assert [p.mark.line for p in found.problems] == list(range(2, 62))
    assert found.tree is not None
    assert locate(found.tree, ("a", "k0")) == (2, 6)


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    tree = read("a: 1".encode("utf-8-sig")).tree
    assert tree is not None
    assert plain(tree) == {"a": "1"}


def test_nesting_and_size_have_limits() -> None:
    assert told("[" * 200 + "]" * 200)[0][0] == "depth"
    assert told("[" * 100_000)[0][0] in ("depth", "syntax")
    assert told(b"a: " + b"x" * 10_000_000) == [("size", 1, 1)]


def test_a_laugh_that_would_fill_memory_stays_small() -> None:
    bomb = "a: &a [x, x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert {id for id, _, _ in told(bomb)} == {"anchor", "alias"}


def test_an_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    assert [p.id for p in source.read_file(tmp_path / "none.yaml")[1]] == ["file_missing"]
    assert [p.id for p in source.read_file(tmp_path)[1]] == ["file_folder"]
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (source.MOST_BYTES + 1))
    assert [p.id for p in source.read_file(big)[1]] == ["size"]


def test_a_path_leads_to_its_value_or_its_key() -> None:
    tree = read(b"a:\n  b: [x, {c: d}]").tree
    assert tree is not None
    assert locate(tree, ("a", "b", 0)) == (2, 7)
    assert locate(tree, ("a", "b", 1, "c")) == (2, 14)
    assert locate(tree, ("a", "b", 1, "c"), key=True) == (2, 11)
    assert locate(tree, ("a", "b")) == (2, 3), "a list stands where its key stands"
    assert locate(tree, ("a", "nothing", 3)) == (1, 1), "as far as the tree goes"


@given(st.text(max_size=80) | st.text(alphabet="ab: -[]{}&*!#|>'\"\n\t,?%@`", max_size=60))
def test_no_text_ends_in_a_traceback(text: str) -> None:
    found = read(text.encode("utf-8", "replace"))
    assert found.problems or isinstance(found.tree, Group)
    for one in found.problems:
        assert one.words("en", "f").startswith(f"f:{one.mark.line}:{one.mark.column}: ")
        assert re.search("应[^应]*，实际", one.words("zh", "f")), "said once, whatever the words of it are"


def test_a_file_that_is_not_there_has_no_line_one(tmp_path: Path) -> None:
    (missing,), (folder,) = (read_file(path)[1] for path in (tmp_path / "none.yaml", tmp_path))
    assert missing.words("en", "none.yaml") == "none.yaml: there is no such file"
    assert missing.words("zh", "none.yaml") == "none.yaml：没有这个文件"
    assert folder.words("en", "drills") == "drills: this is a folder, not a file"


def test_no_chinese_wording_asks_twice() -> None:
    lacking = problem("missing", Mark(2, 1), "", key="title")
    assert lacking.words("zh", "s.yaml") == "s.yaml:2:1：应有键“title”，实际没有"
    for id, expected in EXPECTED.items():
        told = problem(id, Mark(2, 1), "here", got="x").told("zh").replace("供应", "").partition("，实际")[0]
        assert id in STATED or told.count("应") == 1, (id, expected.zh, told)


@given(st.binary(max_size=60))
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    found = read(data)
    assert found.problems or isinstance(found.tree, Group | Items | Scalar)
