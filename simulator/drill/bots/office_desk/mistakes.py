"""The mistakes at the desk that a rubric must catch: each the experienced routine with one habit changed."""

from simulator.drill.bots.office_desk.mistakes_approving import APPROVING, LAZY_APPROVING
from simulator.drill.bots.office_desk.mistakes_house import HOUSE, LAZY_HOUSE
from simulator.drill.bots.office_desk.mistakes_people import LAZY_PEOPLE, PEOPLE
from simulator.drill.bots.office_desk.mistakes_support import LAZY_SUPPORT, SUPPORT
from simulator.drill.bots.office_desk.papered import CARELESS
from simulator.drill.bots.office_desk.routine import DeskRoutine

MISTAKES: dict[str, DeskRoutine] = {**APPROVING, **PEOPLE, **HOUSE, **SUPPORT}

LAZY = DeskRoutine((*LAZY_APPROVING, *CARELESS, *LAZY_PEOPLE, *LAZY_SUPPORT, *LAZY_HOUSE))
"""Does the least that clears the desk."""
