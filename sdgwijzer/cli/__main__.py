"""`python -m sdgwijzer.cli`."""

import sys

from sdgwijzer.cli import main

sys.exit(main())
