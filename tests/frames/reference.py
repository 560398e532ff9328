"""What the object path says of the rows of two tables: the reference that every engine is held to, row by row."""

from fractions import Fraction

import aichipcn as acn
from aichipcn.compliance.assess import subjects
from aichipcn.compliance.gap import headroom, shortfall
from aichipcn.frames.tables.objects import Reader
from aichipcn.mandates.measures import counts_units
from aichipcn.mandates.thresholds import Threshold
from aichipcn.model.facilities import Facility
from aichipcn.values.estimate import Estimate
from aichipcn.values.ternary import FALSE

TOTALS = ("qualifying_low", "qualifying_high", "other_low", "other_high")
EXACT = ("status", "bound", *TOTALS, "add", "swap", "remove", "headroom")
SHARES = ("share_low", "share_high", "required")


def objects(catalogue, deployments, facilities):
    """Facilities by their keys, from the rows of two tables."""
    reader = Reader(catalogue)
    held = {row["facility"]: [] for row in facilities}
    for row in deployments:
        held[row["facility"]].append(row)
    return {row["facility"]: reader.facility(row, held[row["facility"]]) for row in facilities}


def expected(
    catalogue, deployments, facilities, mandates, dates, *, level=None, as_if_in_scope=False, covered_only=True
):
    """The verdicts of the object path: assessments by what names a row of the table of verdicts."""
    by_key = objects(catalogue, deployments, facilities)
    keys = {facility.slug: key for key, facility in by_key.items()}
    names = {row["facility"]: row.get("operator") for row in facilities}
    found = {}
    for mandate in mandates:
        for reading in mandate.readings:
            at = mandate.level_of(reading) if level is None else level
            for subject in subjects(tuple(by_key.values()), mandate, at):
                for on in dates:
                    verdict = acn.assess(subject, mandate, on=on, reading=reading.name, as_if_in_scope=as_if_in_scope)
                    if covered_only and not _covered(verdict):
                        continue
                    facility = operator = None
                    if isinstance(subject, Facility):
                        facility = keys[subject.slug]
                    elif at is acn.Level.OPERATOR:
                        cell = names[keys[subject.facilities[0].slug]]
                        known = catalogue.vendors.get(cell)
                        operator = known.slug if known else cell
                    found[at.value, facility, operator, mandate.slug, reading.name, on] = verdict
    return found


def _covered(verdict):
    return any(
        verdict.as_if_in_scope or verdict.mandate.covers(verdict.reading, facility, verdict.on) is not FALSE
        for facility in verdict.facilities
    )


def named(row):
    """What names a row of the table of verdicts."""
    return tuple(row[name] for name in ("level", "facility", "operator", "mandate", "reading", "date"))


def told(verdict, step):
    """The cells of a row of the table of verdicts, by the object path; `step` is what its whole numbers are of."""
    low, high, other_low, other_high = (None if part is None else Fraction(part) / step for part in verdict.tally[:4])
    tally = verdict.tally._replace(q_low=low, q_high=high, n_low=other_low, n_high=other_high)
    bounds = verdict.share_range
    binding = verdict.threshold
    required = verdict.required
    if isinstance(required, Estimate):
        required = Fraction(required.low) / step
    asked = verdict._asked()
    lack = room = None
    if asked is not None:
        if isinstance(asked.value, Estimate):
            amount = Fraction(asked.value.low) / step
            asked = Threshold(asked.bound, Estimate(amount, amount))
        lack = shortfall(tally, asked, whole=True)
        room = headroom(tally, asked, whole=True)
    return {
        "status": verdict.status.value,
        "bound": None if binding is None else binding.bound.value,
        "qualifying_low": low,
        "qualifying_high": high,
        "other_low": other_low,
        "other_high": other_high,
        "add": None if lack is None else lack.add,
        "swap": None if lack is None else lack.swap,
        "remove": None if lack is None else lack.remove,
        "headroom": room,
        "share_low": None if bounds is None else float(bounds[0]),
        "share_high": None if bounds is None else float(bounds[1]),
        "required": None if required is None else float(required),
    }


def step_of(row, mandate):
    """What the whole numbers of a row are of."""
    unit = row["unit"]
    if not unit:
        return Fraction(1)
    if counts_units(mandate.measure):
        return Fraction(1) if unit == "chips" else Fraction(unit.partition(" ")[0])
    if mandate.measure.unit:
        return Fraction(Estimate.parse(unit).low)
    return Fraction(unit.partition(" ")[0])


def differences(rows, verdicts):
    """Where the rows of a table of verdicts differ from the verdicts of the object path, in words."""
    found = []
    seen = {}
    for row in rows:
        if named(row) in seen:
            found.append(f"twice: {named(row)}")
        seen[named(row)] = row
    found += [f"missing: {name}" for name in verdicts if name not in seen]
    found += [f"not asked for: {name}" for name in seen if name not in verdicts]
    for name, row in seen.items():
        if name not in verdicts:
            continue
        wanted = told(verdicts[name], step_of(row, verdicts[name].mandate))
        for column in (*EXACT, *SHARES):
            if row[column] != wanted[column]:
                found.append(f"{name} {column}: {row[column]!r}, and by objects {wanted[column]!r}")
    return found
