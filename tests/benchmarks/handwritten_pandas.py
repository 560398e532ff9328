"""The rules of `handwritten` in pandas, on whole columns: no row is looked at alone, and no function is applied to one.

Dates are datetime64 columns and numbers of chips float64, where null is NaN, as pandas reads them.
"""

import numpy as np
import pandas as pd
from handwritten import ALWAYS, CLASSES, COLUMNS, CREDITS, DATES, NEVER, OPEN, STATE

SIDES = ("q_low", "q_high", "n_low", "n_high")
DAYS = range(len(DATES))
_ALWAYS, _NEVER, *_DATES = (pd.Timestamp(day).as_unit("s") for day in (ALWAYS, NEVER, *DATES))


def query(deployments, facilities, lookups):
    """The verdicts of two dataframes."""
    parts = []
    for population in lookups.populations:
        sums = _by_credit(_by_class(deployments, facilities, population, lookups), population, lookups)
        rows = _by_rule(facilities, sums, population, lookups)
        if any(rule.level != "facility" for rule in lookups.rules_of(population)):
            rows = _together(rows)
        parts.append(_judged(rows, lookups))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


# -- from deployments to facilities


def _by_class(deployments, facilities, population, lookups):
    """How many chips of each class count in each facility, at least and at most, on each date."""
    chip = _coded(deployments["chip"], dict(lookups.chips))
    designer = _coded(deployments["designer"], dict(lookups.designers))
    unknown = deployments["chip"].isna().to_numpy()
    of_class = np.where(unknown, designer, chip)
    of_class[of_class < 0] = lookups.unknown
    count = deployments["count"].to_numpy()
    open_ended = np.isnan(count)
    low = np.where(open_ended, 1, count).astype(np.int64)
    high = np.where(open_ended, OPEN, low)
    by, perhaps, until = (days.to_numpy() for days in _spans(deployments, facilities, population))
    sums = {"key": deployments["facility"].to_numpy() * CLASSES + of_class}
    for k, day in enumerate(_DATES):
        there = until > day.to_datetime64()
        sums[f"low_{k}"] = low * ((by <= day.to_datetime64()) & there)
        sums[f"high_{k}"] = high * ((perhaps <= day.to_datetime64()) & there)
    summed = pd.DataFrame(sums, copy=False).groupby("key", sort=False).sum().reset_index()
    return summed.assign(**{"facility": summed["key"] // CLASSES, "class": summed["key"] % CLASSES})


def _coded(texts, numbers):
    """The number of each text; -1 for null and for others."""
    codes, found = pd.factorize(texts)
    known = np.array([*(numbers.get(text, -1) for text in found), -1])
    return known[codes]


def _spans(deployments, facilities, population):
    """From which day on chips count for certain, from which on perhaps, and from which on no more."""
    ordered, installed = deployments["ordered"], deployments["installed"]
    gone = deployments["retired"].fillna(_NEVER)
    undated = ordered.isna()
    if population.name == "stock":
        by = installed.fillna(_NEVER).mask(undated & installed.isna(), _ALWAYS)
        return by, installed.fillna(ordered).fillna(_ALWAYS), gone
    if population.name == "orders":
        return ordered.fillna(installed).fillna(_ALWAYS), ordered.fillna(_ALWAYS), gone
    since = pd.Timestamp(population.since)
    commissioned = deployments["facility"].map(facilities.set_index("facility")["commissioned"])
    never = pd.Series(_NEVER, index=deployments.index)
    if population.name == "additions":
        came = installed.fillna(commissioned.where(undated))
        by = came.where(came >= since, _NEVER)
        unknown = ordered.clip(lower=since).fillna(since)
        return by, by.where(came.notna(), unknown), never
    by = ordered.where(ordered >= since, _NEVER)
    before = installed.fillna(commissioned) < since
    unknown = never.where(before, since)
    return by, by.where(~undated, unknown), never


def _by_credit(by_class, population, lookups):
    """What qualifies in each facility and what does not, at least and at most, under each credit."""
    credits = lookups.credits_of(population)
    of_class, parts = by_class["class"].to_numpy(), []
    for n, credit in enumerate(credits):
        truths = {number: truth for number, of, truth in lookups.credits if of == credit}
        does, does_not = (
            np.isin(of_class, [c for c, found in truths.items() if found is truth]) for truth in (True, False)
        )
        sums = {"credited": by_class["facility"].to_numpy() * CREDITS + n}
        for k in DAYS:
            low, high = by_class[f"low_{k}"].to_numpy(), by_class[f"high_{k}"].to_numpy()
            sums |= {
                f"q_low_{k}": low * does,
                f"q_high_{k}": high * ~does_not,
                f"n_low_{k}": low * does_not,
                f"n_high_{k}": high * ~does,
            }
        parts.append(pd.DataFrame(sums, copy=False).groupby("credited", sort=False).sum())
    return pd.concat(parts)


# -- from facilities to what verdicts are formed over


def _by_rule(facilities, sums, population, lookups):
    """A row for each facility, rule that may cover it, and date, with the totals of the facility."""
    covered = _covered(facilities, population, lookups)
    credited = covered["facility"] * CREDITS + covered.pop("credit")
    place = sums.index.get_indexer(credited)
    found = place >= 0
    inventory = covered.pop("inventory")
    listed = np.where(inventory.isna(), found, inventory == "complete")
    runs_by, runs_from, open_from = (covered.pop(name) for name in ("runs_by", "runs_from", "open_from"))
    parts = []
    for k, day in enumerate(_DATES):
        runs = (runs_by <= day).astype("boolean").mask((runs_by > day) & (runs_from <= day))
        settled = (open_from > day).astype("boolean").mask(open_from <= day)
        member = covered["covered"] & runs & settled
        inside = member.fillna(True).to_numpy(dtype=bool)
        totals = {}
        for side in SIDES:
            total = sums[f"{side}_{k}"].to_numpy()[place] * found if len(sums) else np.zeros(len(place), dtype=np.int64)
            if side.endswith("high"):
                total = np.where(listed, total, OPEN)
            totals[side] = total * inside
        parts.append(covered.assign(k=k, member=member, **totals))
    return pd.concat(parts, ignore_index=True)


def _covered(facilities, population, lookups):
    """A row for each facility and rule that covers it for certain (true) or perhaps (null), and since when it runs."""
    scopes = _scopes(facilities, lookups)
    credits = lookups.credits_of(population)
    slugs = {text: slug for text, slug, _, _ in lookups.operators}
    operating = facilities["status"].isna() | (facilities["status"] == "operating")
    commissioned, reported = facilities["commissioned"], facilities["reported"]
    anywhere = population.name in ("orders", "purchases")
    named = any(rule.level == "operator" for rule in lookups.rules_of(population))
    known = pd.DataFrame(
        {
            "facility": facilities["facility"],
            "operator": facilities["operator"].map(slugs).fillna(facilities["operator"]) if named else None,
            "inventory": facilities["inventory"],
            "runs_by": _ALWAYS if anywhere else commissioned.fillna(reported).where(operating).fillna(_NEVER),
            "runs_from": _ALWAYS if anywhere else commissioned.fillna(_ALWAYS),
        }
    )
    parts = []
    for n, rule in enumerate(lookups.rules):
        if rule not in lookups.rules_of(population):
            continue
        truth = scopes[rule.scope]
        kept = truth.fillna(True).to_numpy(dtype=bool)
        parts.append(
            known[kept].assign(
                covered=truth[kept],
                rule=n,
                level=rule.level,
                credit=credits.index(rule.credit),
                open_from=pd.Timestamp(rule.open_from) if rule.open_from else _NEVER,
            )
        )
    return pd.concat(parts, ignore_index=True)


def _scopes(facilities, lookups):
    """Whether each scope covers a facility: true, false, or null where a fact that decides it is not known."""
    home, of_the_state = ({row[0]: row[n] for row in lookups.operators} for n in (2, 3))
    place, operator, commissioned = facilities["place"], facilities["operator"], facilities["commissioned"]
    owner, funds, programmes = facilities["ownership"], facilities["funding"], facilities["programmes"]
    site = (facilities["extent"].fillna("site") == "site").astype("boolean")
    kind = _truth(facilities["kind"].notna(), facilities["kind"].isna())
    ai_kind = _truth(
        facilities["kind"] == "ai-data-centre", facilities["kind"].isna() | (facilities["kind"] == "data-centre")
    )
    owned = _truth(owner.isin(STATE), owner.isna() | (owner == "mixed"))
    run, at_home = (_known(operator, facts) for facts in (of_the_state, home))
    funded = _truth(funds.str.contains("state|mixed").fillna(False), funds.isna())
    grid = _truth(
        (";" + programmes.str.replace("; ", ";") + ";").str.contains(";national-ai-computing-grid;").fillna(False),
        programmes.isna(),
    )
    new, since_ban = (
        _truth(commissioned >= pd.Timestamp(year, month, day), commissioned.isna())
        for year, month, day in ((2025, 8, 21), (2025, 11, 5))
    )
    china, shanghai, beijing, guiyang = (_in(place, code) for code in ("CN", "CN-SH", "CN-BJ", "CN-GZ/guiyang"))
    return {
        "shanghai": shanghai & kind & site,
        "beijing": beijing & kind & site,
        "guiyang-new": guiyang & kind & site & new,
        "shanghai-ai": shanghai & ai_kind & site,
        "public-hubs": china & kind & site & owned,
        "public-hubs-run": china & kind & site & (owned | run),
        "state-operators": china & site & run,
        "state-funded": china & kind & site & funded & since_ban,
        "in-china": china & kind,
        "firms": china & site & at_home,
        "grid": china & kind & site & grid,
    }


def _truth(true, unknown):
    """A column of truths, null where it is not known."""
    return true.astype("boolean").mask(unknown)


def _known(texts, facts):
    found = texts.map(facts)
    return (found == True).astype("boolean").mask(found.isna())  # noqa: E712  (a column of objects)


def _in(place, code):
    """Whether the place is the one of a code or lies in it; null where no more is known than one around it."""
    around = [code[:n] for n in range(len(code)) if code[n] in "-/"]
    inside = (place == code) | place.str.startswith((code + "-", code + "/")).fillna(False)
    return _truth(inside.fillna(False), place.isna() | place.isin(around))


def _together(rows):
    """The totals of what a verdict is formed over; of several facilities, one that may not count adds no low ends."""
    single = (rows["level"] == "facility") | ((rows["level"] == "operator") & rows["operator"].isna())
    sure = single | rows["member"].fillna(False)
    named = rows["level"] == "operator"
    subjects = {
        "level": rows["level"],
        "facility": rows["facility"].where(single, -1),
        "operator": rows["operator"].where(named),
        "rule": rows["rule"],
        "k": rows["k"],
    }
    sums = {
        "q_low": rows["q_low"] * sure,
        "q_high": rows["q_high"],
        "n_low": rows["n_low"] * sure,
        "n_high": rows["n_high"],
    }
    any_of = {}
    for name in ("covered", "member"):
        any_of[f"{name}_true"] = rows[name].fillna(False).astype("int64")
        any_of[f"{name}_open"] = rows[name].isna().astype("int64")
    together = (
        pd.DataFrame({**subjects, **sums, **any_of})
        .groupby(list(subjects), sort=False, dropna=False)
        .sum()
        .reset_index()
    )
    for name in ("covered", "member"):
        true, unknown = together.pop(f"{name}_true") > 0, together.pop(f"{name}_open") > 0
        together[name] = _truth(true, ~true & unknown)
    return together.assign(facility=together["facility"].astype("Int64").mask(together["facility"] < 0))


# -- verdicts


def _judged(rows, lookups):
    """The verdicts, each with its status and the bounds of its share."""
    bound, above, below = _asked(rows, lookups)
    q_low, q_high, n_low, n_high = (rows[side].to_numpy() for side in SIDES)
    q_open, n_open = q_high >= OPEN, n_high >= OPEN
    low_end, high_end = q_low + n_high, q_high + n_low
    counted_for, counted_against = q_low > 0, n_low > 0
    at_least, more_than, none = (bound == n for n in (1, 2, 3))
    met = np.select(
        [at_least, more_than, none],
        [
            counted_for & ~n_open & (q_low * below >= above * low_end),
            counted_for & ~n_open & (q_low * below > above * low_end),
            ~counted_for & (q_high == 0),
        ],
        False,
    )
    missed = np.select(
        [at_least, more_than, none],
        [
            counted_against & np.where(q_open, above == below, q_high * below < above * high_end),
            counted_against & ~q_open & (q_high * below <= above * high_end),
            counted_for,
        ],
        False,
    )
    empty = (q_high == 0) & (n_high == 0)
    member = rows["member"]
    outside, doubtful = ~member.fillna(True).to_numpy(dtype=bool), member.isna().to_numpy()
    nothing = ~(counted_for | counted_against | none)
    status = np.select(
        [bound == 0, empty | outside, doubtful | nothing, met, missed],
        [3, 4, 2, 0, 1],
        2,
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        low = np.where(counted_for & ~n_open, q_low / low_end, 0.0)
        high = np.where(counted_against & ~q_open, q_high / high_end, 1.0)
    low[n_high == 0], high[q_high == 0] = 1.0, 0.0
    low[empty], high[empty] = np.nan, np.nan
    statuses = ["compliant", "non-compliant", "indeterminate", "not-in-force", "not-applicable"]
    mandates, readings = (
        np.array([getattr(rule, name) for rule in lookups.rules], dtype=object) for name in ("mandate", "reading")
    )
    rule = rows["rule"].to_numpy()
    return pd.DataFrame(
        {
            "level": rows["level"],
            "facility": rows["facility"],
            "operator": rows["operator"],
            "mandate": pd.Series(mandates, dtype="str").take(rule).array,
            "reading": pd.Series(readings, dtype="str").take(rule).array,
            "date": np.array([day.to_datetime64() for day in _DATES])[rows["k"].to_numpy()],
            "status": pd.Series(statuses, dtype="str").take(status).array,
            "share_low": low,
            "share_high": high,
            "qualifying_low": q_low,
            "qualifying_high": pd.arrays.IntegerArray(q_high, q_open),
            "other_low": n_low,
            "other_high": pd.arrays.IntegerArray(n_high, n_open),
        },
        copy=False,
    )[list(COLUMNS)]


def _asked(rows, lookups):
    """What is asked of each row: 1 at least, 2 more than, 3 none, 0 nothing; and the share as two whole numbers."""
    table = np.zeros((3, len(lookups.rules), len(_DATES)), dtype=np.int64)
    for n, k, bound, above, below in lookups.asked:
        table[:, n, k] = ("at-least", "more-than", "none").index(bound) + 1, above, below
    return table[:, rows["rule"].to_numpy(), rows["k"].to_numpy()]
