"""Facts: what followed. Each carries every figure it rested on, so that a journal can be graded alone, years later.

A module a part of the shop; they are read as `facts.LineAdded`, wherever they stand.
"""

from simulator.kernel.facts.authorization import *
from simulator.kernel.facts.cash import *
from simulator.kernel.facts.cash_office import *
from simulator.kernel.facts.counter import *
from simulator.kernel.facts.desk import *
from simulator.kernel.facts.desk_day import *
from simulator.kernel.facts.desk_papers import *
from simulator.kernel.facts.desk_staff import *
from simulator.kernel.facts.desk_support import *
from simulator.kernel.facts.invoicing import *
from simulator.kernel.facts.matters import *
from simulator.kernel.facts.offline import *
from simulator.kernel.facts.outage import *
from simulator.kernel.facts.payment import *
from simulator.kernel.facts.restrictions import *
from simulator.kernel.facts.returns import *
from simulator.kernel.facts.run import *
from simulator.kernel.facts.sale import *
from simulator.kernel.facts.station import *
from simulator.kernel.facts.stock import *
from simulator.kernel.facts.stock_care import *
from simulator.kernel.facts.stock_lists import *
from simulator.kernel.facts.stock_seen import *
from simulator.kernel.facts.stored import *
