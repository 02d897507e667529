"""The suite is the same every time: laws are tried on examples that depend on the test alone.

`.ci/thorough` asks for many more (STOREDRILL_EXAMPLES), and draws them anew each time.
"""

import os

from hypothesis import settings

settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("thorough", deadline=None, print_blob=True)
settings.load_profile("thorough" if "STOREDRILL_EXAMPLES" in os.environ else "suite")
