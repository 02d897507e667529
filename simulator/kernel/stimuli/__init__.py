"""Stimuli: what comes from outside. Customers, colleagues, devices, the mains: all enter through `session.inject`."""

from simulator.kernel.stimuli.colleagues import *
from simulator.kernel.stimuli.customers import *
from simulator.kernel.stimuli.desk import *
from simulator.kernel.stimuli.desk_papers import *
from simulator.kernel.stimuli.devices import *
from simulator.kernel.stimuli.drill import *
from simulator.kernel.stimuli.offline import *
from simulator.kernel.stimuli.returns import *
from simulator.kernel.stimuli.stations import *
from simulator.kernel.stimuli.stock import *
from simulator.kernel.stimuli.stock_day import *
from simulator.kernel.stimuli.stock_lists import *
from simulator.kernel.stimuli.wishes import *
