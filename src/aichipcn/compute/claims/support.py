"""How well paths of claims are supported: the best first, and why each of the others stands behind.

First by how the weakest claim of a path came to be known, the firmest first and what does not tell last; then the path
of fewer claims; then the one whose oldest claim is the more recent, those without a date last; then by the slugs of the
claims, so that there is one order. It says which path to read first, never which is right: a rate holds them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import attrs

from aichipcn.compute.claims.paths import Path
from aichipcn.model.sources import Confidence

_FIRMEST_FIRST = (*Confidence, None)


@attrs.frozen
class Support:
    """The best supported path and all others, in order."""

    best: Path
    others: tuple[Path, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Of each of the others, why it stands behind the path before it."""
        return tuple(_why(one, other) for one, other in pairwise((self.best, *self.others)))

    def __str__(self) -> str:
        lines = [f"{self.best} (confidence: {_told(self.best.confidence)})"]
        lines += [f"then {path} ({reason})" for path, reason in zip(self.others, self.reasons, strict=True)]
        return "\n".join(lines)


def support_of(paths: Iterable[Path]) -> Support:
    """Paths, of which there is at least one, in the order of their support."""
    best, *others = sorted(paths, key=_rank)
    return Support(best, tuple(others))


def _rank(path: Path) -> tuple[int, int, int, list[str], str]:
    day = (path.published or date.min).toordinal()
    slugs = [claim.slug for claim in path.claims]
    return _FIRMEST_FIRST.index(path.confidence), len(path.claims), -day, slugs, str(path.ratio)


def _why(before: Path, after: Path) -> str:
    """The first ground on which two paths differ."""
    if before.confidence is not after.confidence:
        return f"confidence of the weakest claim: {_told(after.confidence)}, behind {_told(before.confidence)}"
    if len(before.claims) != len(after.claims):
        return f"length: {len(after.claims)} claims, behind {len(before.claims)}"
    if before.published != after.published:
        return f"date of the oldest claim: {after.published or 'not told'}, behind {before.published}"
    return "alike in all but name"


def _told(confidence: Confidence | None) -> str:
    return confidence.value if confidence else "not told"
