"""The rooms whose matters come with papers."""

from types import ModuleType

from simulator.desk import cutover, dossiers, incident, investigating, promoting, reading, settling

PAPERED: tuple[ModuleType, ...] = (dossiers, reading, investigating, incident, cutover, promoting, settling)
