"""The end of the day at the desk."""

from simulator.desk.view import DeskView
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c


def close(view: DeskView, memory: Memory) -> Advice | None:
    if not view.over or any(not letter.waits for letter in view.inbox):
        return None
    return do(c.CloseDesk(), "advice.close_desk")
