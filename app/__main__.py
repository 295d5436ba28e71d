"""``python -m app`` is ``tram``."""

import sys

from app.main import main

sys.exit(main())
