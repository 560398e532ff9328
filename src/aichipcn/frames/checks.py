"""Checks of the two tables of an inventory: every problem at once, worked out where the tables are."""

from __future__ import annotations

from typing import Any

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.errors import FramesError
from aichipcn.frames.checking.aside import Aside, set_aside
from aichipcn.frames.checking.audit import Audit
from aichipcn.frames.checking.findings import Finding
from aichipcn.frames.tables.census import Census

__all__ = ["Aside", "Finding", "check_frames", "ensure_checked", "set_aside"]


def check_frames(deployments: Any, facilities: Any, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Everything that is wrong with the two tables of an inventory; nothing where they can be assessed.

    The tables are dataframes of one engine, with the columns of `frames.columns`. They are worked through where they
    are: no more leaves the engine than the distinct texts of their columns, and a few rows of each problem.
    A null is unknown and no problem, but for a key. Raises InvalidTypeError for anything else than such dataframes.
    """
    return Audit.of(deployments, facilities, catalogue).findings


def ensure_checked(deployments: Any, facilities: Any, catalogue: Catalogue) -> Census:
    """The census of two tables without a problem. Raises FramesError with all that is wrong with them."""
    audit = Audit.of(deployments, facilities, catalogue)
    if audit.faults or audit.problems:
        raise FramesError(audit.findings)
    return audit.census
