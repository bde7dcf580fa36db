"""What needs a file system of its own is for `make test-faults`."""

from __future__ import annotations

import os

collect_ignore = [] if os.environ.get("SPECLOOM_DISKS") else ["test_disk.py"]
