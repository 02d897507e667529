"""Who plays what reaches the rooms with papers."""

from simulator.drill.desk.differences import Server
from simulator.drill.desk.drafts import Marketing
from simulator.drill.desk.incidents import Trouble
from simulator.drill.desk.investigations import LossPrevention
from simulator.drill.desk.nights import Migration
from simulator.drill.desk.reports import Readers

PAPERED = (Readers, LossPrevention, Trouble, Migration, Marketing, Server)
