"""The object path as the reference of the queries: the verdicts of `assess_all` as rows with the same columns."""

from handwritten import COLUMNS

import aichipcn as acn
from aichipcn.compliance.assess import covers
from aichipcn.frames.tables.objects import Reader
from aichipcn.values.ternary import FALSE


def facilities_of(catalogue, generated):
    """The facilities of an inventory as objects, by key."""
    rows = {row["facility"]: [] for row in generated.facilities.to_pylist()}
    for row in generated.deployments.to_pylist():
        rows[row["facility"]].append(row)
    reader = Reader(catalogue)
    return {row["facility"]: reader.facility(row, rows[row["facility"]]) for row in generated.facilities.to_pylist()}


def verdicts(facilities, mandates, dates):
    """All verdicts over facilities under mandates on some dates."""
    return [item for day in dates for item in acn.assess_all(facilities, mandates, on=day)]


def rows(facilities, mandates, dates):
    """The verdicts as rows, but those of subjects that a mandate does not cover."""
    keys = {facility.slug: key for key, facility in facilities.items()}
    return [_row(item, keys) for item in verdicts(facilities.values(), mandates, dates) if _is_covered(item)]


def _is_covered(item):
    return any(covers(item.mandate, item.reading, one, item.on) is not FALSE for one in item.facilities)


def _row(item, keys):
    level = item.mandate.level_of(item.reading).value
    alone = isinstance(item.subject, acn.Facility)
    low, high = (None, None) if item.share_range is None else map(float, item.share_range)
    cells = (
        level,
        keys[item.subject.slug] if alone else None,
        item.subject.slug if level == "operator" and not alone else None,
        item.mandate.slug,
        item.reading.name,
        item.on,
        item.status.value,
        low,
        high,
        *item.tally[:4],
    )
    return dict(zip(COLUMNS, cells, strict=True))
