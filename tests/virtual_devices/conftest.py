"""No deadlines: how fast a machine is must not decide whether a test passes."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
