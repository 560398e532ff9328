"""All commands, in the order in which the command lists them."""

from aichipcn.cli import judging, national, hardware, exports, obtaining, listing, files  # noqa: F401, I001  (each in this order)
from aichipcn.cli.app import app

__all__ = ["app"]
