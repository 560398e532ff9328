"""Lets the tests use what the build of the pages uses."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "_ext"))

from aichipcn.testing._register import register

register()  # as hypothesis does where the package is installed as it is now
