"""`python -m simulator` is `storedrill`."""

import sys

from simulator.cli import main

sys.exit(main())
