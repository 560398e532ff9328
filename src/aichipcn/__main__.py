"""`python -m aichipcn`."""

from aichipcn.cli import main

main()
