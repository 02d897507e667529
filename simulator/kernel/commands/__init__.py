"""Commands: what the person at a station can ask for. One class an operation; operations bear the trade's names."""

from simulator.kernel.commands.cash import *
from simulator.kernel.commands.cash_office import *
from simulator.kernel.commands.desk import *
from simulator.kernel.commands.desk_day import *
from simulator.kernel.commands.desk_papers import *
from simulator.kernel.commands.desk_staff import *
from simulator.kernel.commands.desk_support import *
from simulator.kernel.commands.invoicing import *
from simulator.kernel.commands.offline import *
from simulator.kernel.commands.paying import *
from simulator.kernel.commands.people import *
from simulator.kernel.commands.returning import *
from simulator.kernel.commands.selling import *
from simulator.kernel.commands.station import *
from simulator.kernel.commands.stations import *
from simulator.kernel.commands.stock import *
from simulator.kernel.commands.stock_lists import *
from simulator.kernel.commands.stock_seen import *
from simulator.kernel.commands.stored import *
