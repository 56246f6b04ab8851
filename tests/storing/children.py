"""Programs that the tests run beside themselves: writers that are killed, writers that wait."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

__all__ = ["ROOT", "WHEN", "start"]

ROOT = Path(__file__).parents[2]
WHEN = "2024-05-01T10:00:00Z"
_IMPORTS = """
import os, resource, sys
from onrecord.errors import OnrecordError
from onrecord.storing.database import Database, Recording
from tests.synthetic import make_reading, make_readings
path, WHEN = sys.argv[1], {when!r}
"""


def start(program: str, path: Path) -> subprocess.Popen[str]:
    """Starts `program` in a process of its own; it knows `path` and `WHEN`, and prints what it has to say."""
    return subprocess.Popen(
        [sys.executable, "-B", "-c", _IMPORTS.format(when=WHEN) + dedent(program), str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
