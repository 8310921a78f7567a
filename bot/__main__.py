"""``python -m bot`` is ``wego-bot``."""

import sys

from bot.cli import main

sys.exit(main())
