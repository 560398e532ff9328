"""How the workloads of two statements relate: a slash narrows the word before it, as in `training/moe`.

A statement on one workload is none on another. One on a narrower kind does not hold for the wider, because the rest of
it may fare otherwise; one on the wider does not hold for each kind, because it tells of them together.
"""

from __future__ import annotations

import re

from aichipcn.model.terms import Term

_ON_PAPER = re.compile(r"peak(?:-.+)?|tpp|memory-bandwidth")


class Breadth(Term):
    """What a stated workload is to the one asked for."""

    EQUAL = "equal"
    NARROWER = "narrower"
    WIDER = "wider"
    UNRELATED = "unrelated"


def breadth(stated: str | None, asked: str | None) -> Breadth:
    """How a stated workload relates to the one asked for; one that is not stated relates to itself alone."""
    if stated == asked:
        return Breadth.EQUAL
    if stated is None or asked is None:
        return Breadth.UNRELATED
    if stated.startswith(f"{asked}/"):
        return Breadth.NARROWER
    return Breadth.WIDER if asked.startswith(f"{stated}/") else Breadth.UNRELATED


def is_on_paper(workload: str | None) -> bool:
    """Whether a word names a figure of the chip on paper, such as `peak-fp16` or `tpp`, and so no work."""
    return workload is not None and _ON_PAPER.fullmatch(workload) is not None
