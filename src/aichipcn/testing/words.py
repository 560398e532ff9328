"""Verdicts and deployments in words, for counterexamples."""

from __future__ import annotations

from collections.abc import Sequence

from aichipcn.compliance.assessment import Assessment
from aichipcn.model.facilities import Deployment
from aichipcn.values.shares import format_share_range


def told(assessment: Assessment) -> str:
    """The status and the share of a verdict."""
    share = assessment.share_range
    return str(assessment.status) if share is None else f"{assessment.status} with {format_share_range(*share)}"


def listed(items: Sequence[Deployment]) -> str:
    """What stands in a facility."""
    return " and ".join(f"{item.count} x {item.label}" for item in items) or "no chips"
