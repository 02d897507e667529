"""Figures and cells as they are shown: the one place where something is rounded, and never in a store's favour.

Every format takes its words from here, so that a page, a sheet and a terminal say the same.
"""

from fractions import Fraction

from grading.readiness.model import Origin, Pair
from grading.reports.model import SIGNS, Column, Figure, Kind, State, Value
from grading.wording import clock
from simulator.kernel.texts import Lang, Text

NOTHING = "–"
NOT_OBSERVED = Text("N/O", "未观察到")
ORIGIN_NAMES: dict[Origin, Text] = {
    "sandbox": Text("sandbox", "沙盘"),
    "device": Text("real device", "真机"),
    "customer": Text("customer's system", "客户系统"),
}
RESTS = Text("{of}: rests on", "{of}：依据")
COMMA = Text(", ", "、")
SAMPLE = Text("n = {n}", "n = {n}")
FEW = Text("too few, at least {least}", "样本不足，至少 {least}")


def rounded(value: Pair | Fraction, places: int = 2, *, up: bool = False, times: int = 1) -> str:
    """A fraction in decimals, rounded down, or up where less is better.

    >>> rounded((1, 3)), rounded((1, 300), up=True, times=100), rounded((19, 20), times=100), rounded((-1, 3))
    ('0.33', '0.34', '95', '-0.34')
    """
    exact = (value if isinstance(value, Fraction) else Fraction(*value)) * times * 10**places
    whole = -(-exact.numerator // exact.denominator) if up else exact.numerator // exact.denominator
    left, part = divmod(abs(whole), 10**places)
    text = f"{left}.{part:0{places}d}".rstrip("0").rstrip(".") if places else str(left)
    return f"-{text}" if whole < 0 else text


def shown(kind: Kind, value: Value, lang: Lang, *, up: bool = False, digits: int = 2) -> str:
    """A value of a kind in words, as a cell has it.

    >>> shown("share", (57, 60), "en"), shown("grade", None, "en"), shown("money", 123456, "zh")
    ('95 %', 'N/O', '1,234.56')
    """
    if kind == "figure":
        return said(value, lang) if isinstance(value, Figure) else NOTHING
    if value is None:
        return NOT_OBSERVED[lang] if kind == "grade" else NOTHING
    if isinstance(value, State):
        return signed(value, lang)
    if isinstance(value, Text):
        return value[lang]
    if kind == "share":
        return rounded(value, up=up, times=100) + " %"
    if kind == "seconds":
        return rounded(value, up=up) + " s"
    if kind == "number":
        return rounded(value, up=up)
    if kind == "count":
        return f"{value:,}"
    if kind == "money":
        return money(value, digits)
    if kind == "duration":
        return clock(value)
    return str(value)


def signed(state: State, lang: Lang) -> str:
    """A word with the sign of its tone."""
    return f"{SIGNS[state.tone]} {state.text[lang]}".strip()


def money(minor: int, digits: int = 2) -> str:
    """Minor units with a point and groups of thousands."""
    if not digits:
        return f"{minor:,}"
    left, part = divmod(abs(minor), 10**digits)
    return f"{'-' if minor < 0 else ''}{left:,}.{part:0{digits}d}"


def said(figure: Figure, lang: Lang) -> str:
    """A figure with its sample size: `95 % (n = 60)`."""
    value = shown(figure.kind, figure.value, lang, up=figure.up)
    if figure.n is None or figure.kind in ("count", "date", "text", "state"):
        return value
    return f"{value} ({sample(figure, lang)})"


def sample(figure: Figure, lang: Lang) -> str:
    """`n = 60`, and whether that is too few; empty where the figure has no sample size."""
    if figure.n is None:
        return ""
    text = SAMPLE[lang].format(n=f"{figure.n:,}")
    if figure.n < figure.few:
        text += COMMA[lang] + FEW[lang].format(least=f"{figure.few:,}")
    return text


def origins(figure: Figure, lang: Lang) -> str:
    """Where its evidence comes from: `沙盘、真机`."""
    return COMMA[lang].join(ORIGIN_NAMES[one][lang] for one in figure.origins)


def cell(column: Column, value: Value, lang: Lang) -> str:
    """A cell of a table in words."""
    return shown(column.kind, value, lang)


def exact(kind: Kind, value: Value) -> float | int | str | None:
    """What a machine calculates with: shares and numbers as floats, counts as they are, money in whole units.

    >>> exact("share", (1, 4)), exact("money", 150), exact("state", State("good", Text("met", "达标")))
    (0.25, 1.5, 'met')
    """
    if isinstance(value, Figure):
        return exact(value.kind, value.value)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, State):
        return value.text.en
    if isinstance(value, Text):
        return value.en
    if isinstance(value, tuple):
        return float(Fraction(*value))
    whole = int(value)
    return whole / 100 if kind == "money" else whole
