"""Pure device models and wire protocols: bytes in, bytes and events out, `now` given, the next deadline told.

Devices bear their UnifiedPOS names. They do not know each other: whoever owns them carries a printer's pulse to the
drawer, and the mains' fall to everything with a plug.
"""
