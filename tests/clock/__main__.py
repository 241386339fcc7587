import os
import sys
from datetime import UTC, datetime

from tests.clock import moved

os.execvpe(sys.argv[2], sys.argv[2:], moved(sys.argv[1], now=datetime.now(UTC)))
