"""Text that goes into a cell of a sheet: nobody who opens it runs a formula that was typed as a name."""

STARTS = "=+-@|%＝＋－＠"
"""What a spreadsheet may take for the beginning of a formula, wide signs of an input method too."""
BLANK = "\u200b\u2060\ufeff"
"""No blanks to Python, and nothing to see."""


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could take it for one, whatever blank stands before it."""
    bare = text.lstrip().lstrip(BLANK).lstrip()
    return bare[:1] in STARTS and bool(bare)


def safe(text: str) -> str:
    """The text, with an apostrophe before it where it could start a formula; line ends become blanks.

    >>> safe("=1+1"), safe(" @SUM(A1)"), safe("Li"), safe("a\\nb")
    ("'=1+1", "' @SUM(A1)", 'Li', 'a b')
    """
    flat = " ".join(text.replace("\t", " ").splitlines()) if not text.isprintable() else text
    return f"'{flat}" if starts_formula(flat) else flat
