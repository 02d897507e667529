"""Charts of block characters, an eighth of a cell fine, for a terminal."""

EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(value: int, most: int, width: int) -> str:
    """A bar of at most `width` cells; what is there at all is seen, what is nothing or less is not.

    >>> bar(50, 100, 5), bar(1, 10_000, 5), bar(0, 100, 5), bar(100, 100, 5)
    ('██▌', '▏', '', '█████')
    """
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, min(value, most) * width * 8 // most)
    return "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip()
