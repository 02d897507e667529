"""Pictures of the till's key states, in both languages and at both sizes. The clock and the customers are given."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Text
from tests.screens.desk import MEMBER, Advice, TillApp, TillDrill, settle

Compare = Callable[..., bool]
WIDE, NARROW = (120, 40), (80, 24)


def rush(mode: str = "practice") -> TillDrill:
    """A queue, a customer with a question, and every kind of label on the belt."""
    drill = TillDrill(mode)
    drill.queue("li", "zhang", "chen", "liu")
    changes = {"label3": "smudged", "label4": "torn", "place6": "trolley"}
    drill.serve("li", "milk", "milk", "soy", "eggs", "apples", "rice", member=MEMBER, **changes)
    answers = (s.Answer("yes_half", Text("Yes, the second one is half", "是的，第二件半价")),)
    said = Text("Young lady, isn't the second milk half price?", "姑娘，这个牛奶是不是第二件半价？")
    drill.hear(s.CustomerSaid("li", "price_dispute", said, answers, ("yes_half",)))
    return drill


async def selling(pilot: Pilot[None], drill: TillDrill) -> None:
    await pilot.press("space", "space")


async def change(pilot: Pilot[None], drill: TillDrill) -> None:
    await pilot.press("space", "space")
    drill.hear(s.MemberShown("li", MEMBER))
    await pilot.press("f5", "f8")
    drill.hear(s.CashOffered("li", {10000: 1}))
    await pilot.press(*"100", "enter")
    drill.hear(s.ReceiptPrinted(drill.last(f.ReceiptIssued).document))
    drill.seconds += 10
    await settle(pilot)
    await pilot.press("3")


async def coached(pilot: Pilot[None], drill: TillDrill) -> None:
    drill.next_advice = Advice(c.Scan(good="li-2"), "till.help.scan", {"scan": "Space"})
    await pilot.press("space")


async def dark(pilot: Pilot[None], drill: TillDrill) -> None:
    await pilot.press("space")
    drill.hear(s.PowerFailed())


async def awaited(pilot: Pilot[None], drill: TillDrill) -> None:
    """A card was asked for, and is not found."""
    await pilot.press("space", "space", "f8", "insert")
    request = drill.last(f.PaymentRequested).request
    drill.hear(s.PaymentAwaited(request))
    drill.hear(
        s.CustomerSaid("li", "searching", Text("One moment, it should be in my bag.", "稍等，应该在包里。"), (), ())
    )


async def menu(pilot: Pilot[None], drill: TillDrill) -> None:
    await pilot.press("f9")


@pytest.mark.parametrize(
    ("state", "lang", "size", "mode"),
    [
        (selling, "en", WIDE, "practice"),
        (selling, "zh", NARROW, "practice"),
        (change, "zh", WIDE, "exam"),
        (coached, "en", NARROW, "coach"),
        (dark, "en", WIDE, "practice"),
        (menu, "zh", NARROW, "practice"),
        (selling, "en", NARROW, "practice"),
        (selling, "zh", WIDE, "practice"),
        (awaited, "zh", NARROW, "practice"),
    ],
)
def test_picture(snap_compare: Compare, state: Any, lang: Any, size: tuple[int, int], mode: str) -> None:
    drill = rush(mode)

    async def play(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await state(pilot, drill)
        if state is not menu:
            await settle(pilot)

    assert snap_compare(TillApp(drill, lang), terminal_size=size, run_before=play)
