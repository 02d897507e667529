"""A manual's blocks as Markdown, or as one HTML file that loads nothing from anywhere and prints well."""

import re
from html import escape
from importlib.resources import files

from simulator.kernel.texts import Lang
from simulator.printing.manual import Block, Heading, Items, Paragraph, Table

HTML_LANG: dict[Lang, str] = {"en": "en", "zh": "zh-Hans"}


def markdown(blocks: list[Block]) -> str:
    """For a text editor, or a wiki."""
    return "\n".join(_markdown(block) for block in blocks)


def _markdown(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_text(text)}\n"
        case Paragraph(text):
            return f"{_text(text)}\n"
        case Items(items):
            return "".join(f"- {_text(item)}\n" for item in items)
        case Table(head, rows):
            lines = [head, ["---"] * len(head), *rows]
            return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|").replace("\n", " ")


def _text(text: str) -> str:
    """Signs that Markdown takes for its own; keys are among them."""
    return re.sub(r"([\\`*_<\[\]])", r"\\\1", text)


def html(blocks: list[Block], lang: Lang) -> str:
    """For a browser and its printer, with a table of contents."""
    title = next(block.text for block in blocks if isinstance(block, Heading))
    style = (files(__package__) / "manual.css").read_text("utf-8")
    parts = [(number, block) for number, block in enumerate(blocks) if isinstance(block, Heading)]
    contents = "".join(
        f'<li class="level-{block.level}"><a href="#s{number}">{escape(block.text)}</a></li>'
        for number, block in parts[1:]
        if block.level < 3
    )
    first, *others = [_html(number, block) for number, block in enumerate(blocks)]
    body = "\n".join((first, f'<nav><ul class="contents">{contents}</ul></nav>', *others))
    return (
        f'<!doctype html>\n<html lang="{HTML_LANG[lang]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )


def _html(number: int, block: Block) -> str:
    match block:
        case Heading(level, text):
            return f'<h{level} id="s{number}">{escape(text)}</h{level}>'
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Items(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Table(head, rows):
            top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
            lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
            return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
