"""A trainer's judgement in words, for screen, page and command alike."""

from fractions import Fraction

from grading.overlay.agreement import Between
from grading.overlay.judgements import Judgement
from simulator.kernel.texts import day_and_time
from simulator.locale import Words


def who(one: Judgement, words: Words) -> str:
    """`judged by Trainer Zhou, 2026-11-26 14:03`."""
    return words("overlay.by", name=one.name, when=day_and_time(one.said))


def agreed(between: Between, words: Words) -> str:
    """`Zhou and Sun: 83 % the same, 100 % at most one apart, weighted kappa 0.71 (n = 12)`, or that it is too few."""
    found = between.agreement
    if found.same is None or found.near is None:
        return words("overlay.too_few", one=between.one, other=between.other, n=found.n, least=found.least)
    kappa = words("overlay.no_spread") if found.kappa is None else hundredths(found.kappa)
    return words(
        "overlay.agreed", one=between.one, other=between.other, same=percent(found.same), near=percent(found.near),
        kappa=kappa, n=found.n,
    )  # fmt: skip


def percent(share: Fraction) -> str:
    """Rounded down: nobody agrees more than they do.

    >>> percent(Fraction(5, 6))
    '83 %'
    """
    return f"{share.numerator * 100 // share.denominator} %"


def hundredths(value: Fraction) -> str:
    """Rounded down to two places.

    >>> hundredths(Fraction(16, 17)), hundredths(Fraction(-1, 8)), hundredths(Fraction(1))
    ('0.94', '-0.13', '1.00')
    """
    whole = value.numerator * 100 // value.denominator
    return f"{'-' if whole < 0 else ''}{abs(whole) // 100}.{abs(whole) % 100:02}"
