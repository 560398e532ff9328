"""The two tables of an inventory, deployments and facilities: their columns, and which of them a field is read from."""

from __future__ import annotations

from enum import Enum

import attrs


class Holds(Enum):
    """What the cells of a column hold."""

    KEY = "key"
    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    TRUTH = "truth"


@attrs.frozen
class Column:
    """A column by its name. A null in it is unknown, never zero and never false."""

    name: str
    holds: Holds
    says: str
    required: bool = False


FACILITY = "facility"
"""The column that both tables have: the key of a facility, as text or as a whole number."""

COUNT = "count"
"""The column of the number of chips in a row of deployments."""

DEPLOYMENTS = (
    Column(FACILITY, Holds.KEY, "the facility that the chips stand in", required=True),
    Column("chip", Holds.TEXT, "the chip, by slug, name or alias; null where the model is not known", required=True),
    Column(COUNT, Holds.COUNT, "how many, at least 1; null where there is at least one", required=True),
    Column("designer", Holds.TEXT, "who designed chips of an unknown model, by slug, name or alias"),
    Column("ordered", Holds.DATE, "when they were bought"),
    Column("installed", Holds.DATE, "when they were installed"),
    Column("retired", Holds.DATE, "when they were taken out; null where they were not"),
)
"""The columns of a table of deployments, each row of which is chips of one kind in one facility."""

FACILITIES = (
    Column(FACILITY, Holds.KEY, "the key, once in the table", required=True),
    Column("place", Holds.TEXT, "a place by code, name or alias, or the code of a city in a known province"),
    Column("kind", Holds.TEXT, "what it is, such as ai-data-centre"),
    Column("operator", Holds.TEXT, "who runs it; of a firm that the catalogue lacks, no more than the name is known"),
    Column("commissioned", Holds.DATE, "since when it runs"),
    Column("reported", Holds.DATE, "by when a source that tells of it was public; counts where commissioned is null"),
    Column("status", Holds.TEXT, "whether it runs, such as planned; null is operating, as in a file"),
    Column("extent", Holds.TEXT, "what the row stands for, such as region; null is a site, as in a file"),
    Column("funding", Holds.TEXT, "whose money built it, such as state; several with semicolons between"),
    Column("ownership", Holds.TEXT, "whose it is, such as central-state"),
    Column("uses", Holds.TEXT, "what it is used for; several with semicolons between"),
    Column("uses_complete", Holds.TRUTH, "whether it is used for nothing else; null is false, as in a file"),
    Column("programmes", Holds.TEXT, "the slugs of those it belongs to, with semicolons between"),
    Column(
        "inventory",
        Holds.TEXT,
        "whether its deployments list all that stands there; null is complete where there are any, else unknown",
    ),
)
"""The columns of a table of facilities. Any other column of either table is left alone."""

LIST = ";"
"""What stands between several terms in one cell."""

CHIP = ("chip", "designer")
OPERATOR = "operator"
_RUNNING = ("commissioned", "reported", "status")

CAME = "came"
"""Made of other columns: when chips came of which no order is known, by `CAME_FROM`, the first that is not null."""

CAME_FROM = ("installed", "commissioned")

_FIELDS: dict[str, tuple[str, ...]] = {
    "facility.place": ("place",),
    "facility.kind": ("kind",),
    "facility.operator": ("operator",),
    "facility.operator ownership": ("operator",),
    "facility.commissioned": ("commissioned",),
    "facility.status": ("status",),
    "facility.extent": ("extent",),
    "facility.funding": ("funding",),
    "facility.ownership": ("ownership",),
    "facility.uses": ("uses", "uses_complete"),
    "facility.programmes": ("programmes",),
    "facility.completion": _RUNNING,
    "facility.running": _RUNNING,
    "list.certificate": CHIP,
    "list.purchase date": (*CHIP, "ordered", CAME),
}

_EVERY = tuple(
    dict.fromkeys(column.name for column in (*DEPLOYMENTS, *FACILITIES) if column.name not in (FACILITY, COUNT))
)


def columns_of(field: str) -> tuple[str, ...]:
    """The columns that a field that a predicate reads stands in; all of them where the field is not one of ours."""
    if field.startswith("chip."):
        return CHIP
    return _FIELDS.get(field, _EVERY)


def of_facilities(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some columns that stand in the table of facilities."""
    return tuple(column.name for column in FACILITIES if column.name in columns)


def of_deployments(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some columns that stand in the table of deployments."""
    return tuple(column.name for column in DEPLOYMENTS if column.name in columns)


DATES = frozenset([CAME, *(column.name for column in (*DEPLOYMENTS, *FACILITIES) if column.holds is Holds.DATE)])
"""The columns that hold dates."""

TRUTHS = frozenset(column.name for column in (*DEPLOYMENTS, *FACILITIES) if column.holds is Holds.TRUTH)
"""The columns that hold true and false."""
