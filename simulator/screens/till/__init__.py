"""The till workstation: who stands there, what they buy, what comes out on paper."""
