"""The rules of `handwritten` as one lazy query in Polars."""

import polars as pl
from handwritten import ALWAYS, CLASSES, COLUMNS, CREDITS, DATES, NEVER, OPEN, STATE

c = pl.col
SIDES = ("q_low", "q_high", "n_low", "n_high")
DAYS = range(len(DATES))


def query(deployments, facilities, lookups):
    """The verdicts of two lazy frames, lazily."""
    parts = []
    for population in lookups.populations:
        sums = _by_credit(_by_class(deployments, facilities, population, lookups), population, lookups)
        rows = _by_rule(facilities, sums, population, lookups)
        if any(rule.level != "facility" for rule in lookups.rules_of(population)):
            rows = _together(rows)
        parts.append(_judged(rows, lookups))
    return pl.concat(parts)


# -- from deployments to facilities


def _by_class(deployments, facilities, population, lookups):
    """How many chips of each class count in each facility, at least and at most, on each date."""
    chips = dict(lookups.chips)
    designers = dict(lookups.designers)
    if population.name in ("additions", "purchases"):
        deployments = deployments.join(facilities.select("facility", "commissioned"), on="facility", how="left")
    of_class = pl.coalesce(
        c.chip.replace_strict(chips, default=None, return_dtype=pl.Int64),
        pl.when(c.chip.is_null()).then(c.designer.replace_strict(designers, default=None, return_dtype=pl.Int64)),
        pl.lit(lookups.unknown),
    )
    counts_by, counts_from, until = _spans(population)
    rows = deployments.select(
        key=c.facility * CLASSES + of_class,
        low=c.count.fill_null(1),
        high=c.count.fill_null(OPEN),
        by=counts_by,
        perhaps=counts_from,
        until=until,
    )
    sums = {}
    for k, day in enumerate(DATES):
        there = c.until > day
        sums[f"low_{k}"] = pl.when((c.by <= day) & there).then("low").otherwise(0).sum()
        sums[f"high_{k}"] = pl.when((c.perhaps <= day) & there).then("high").otherwise(0).sum()
    summed = rows.group_by("key").agg(**sums)
    return summed.with_columns((c.key % CLASSES).alias("class"), facility=c.key // CLASSES)


def _spans(population):
    """From which day on chips count for certain, from which on perhaps, and from which on no more."""
    since, gone = population.since, c.retired.fill_null(NEVER)
    undated = c.ordered.is_null()
    if population.name == "stock":
        by = pl.coalesce("installed", pl.when(undated).then(ALWAYS).otherwise(NEVER))
        return by, pl.coalesce("installed", "ordered", ALWAYS), gone
    if population.name == "orders":
        return pl.coalesce("ordered", "installed", ALWAYS), c.ordered.fill_null(ALWAYS), gone
    never = pl.lit(NEVER)
    if population.name == "additions":
        came = pl.when(undated).then(pl.coalesce("installed", "commissioned")).otherwise("installed")
        by = pl.when(came >= since).then(came).otherwise(NEVER)
        perhaps = pl.max_horizontal("ordered", pl.lit(since))
        return by, pl.when(came.is_null()).then(perhaps).otherwise(by), never
    by = pl.when(c.ordered >= since).then("ordered").otherwise(NEVER)
    perhaps = pl.when(pl.coalesce("installed", "commissioned") < since).then(NEVER).otherwise(since)
    return by, pl.when(undated).then(perhaps).otherwise(by), never


def _by_credit(by_class, population, lookups):
    """What qualifies in each facility and what does not, at least and at most, under each credit."""
    credits = lookups.credits_of(population)
    listed = pl.LazyFrame(
        [(number, credits.index(credit), truth) for number, credit, truth in lookups.credits if credit in credits],
        schema={"class": pl.Int64, "credit": pl.Int64, "qualifies": pl.Boolean},
        orient="row",
    )
    does, does_not = c.qualifies.fill_null(False), ~c.qualifies.fill_null(True)
    sums = {}
    for k in DAYS:
        low, high = f"low_{k}", f"high_{k}"
        sums |= {
            f"q_low_{k}": pl.when(does).then(low).otherwise(0).sum(),
            f"q_high_{k}": pl.when(does_not).then(0).otherwise(high).sum(),
            f"n_low_{k}": pl.when(does_not).then(low).otherwise(0).sum(),
            f"n_high_{k}": pl.when(does).then(0).otherwise(high).sum(),
        }
    return by_class.join(listed, on="class").group_by(_credited()).agg(**sums)


def _credited():
    """One key of a facility and a credit."""
    return (c.facility * CREDITS + c.credit).alias("credited")


# -- from facilities to what verdicts are formed over


def _by_rule(facilities, sums, population, lookups):
    """A row for each facility, rule that may cover it, and date, with the totals of the facility."""
    covered = _covered(facilities, population, lookups).with_columns(_credited())
    listed = (c.inventory == "complete").fill_null(c.any.is_not_null())
    wide = covered.join(sums.with_columns(any=True), on="credited", how="left").with_columns(listed=listed)
    parts = []
    for k, day in enumerate(DATES):
        runs = pl.when(c.runs_by <= day).then(True).when(c.runs_from > day).then(False)
        parts.append(
            wide.select(
                "level",
                "facility",
                "operator",
                "rule",
                "covered",
                "listed",
                k=pl.lit(k),
                member=c.covered & runs & pl.when(c.open_from > day).then(True),
                **{side: f"{side}_{k}" for side in SIDES},
            )
        )
    outside = ~c.member.fill_null(True)
    return pl.concat(parts).with_columns(
        pl.when(outside)
        .then(0)
        .when(c.listed | pl.lit(side.endswith("low")))
        .then(c(side).fill_null(0))
        .otherwise(OPEN)
        .alias(side)
        for side in SIDES
    )


def _covered(facilities, population, lookups):
    """A row for each facility and rule that covers it for certain (true) or perhaps (null), and since when it runs."""
    scopes = _scopes(facilities, lookups)
    mine = lookups.rules_of(population)
    used = list(dict.fromkeys(rule.scope for rule in mine))
    credits = lookups.credits_of(population)
    operating = c.status.is_null() | (c.status == "operating")
    anywhere = population.name in ("orders", "purchases")
    named = any(rule.level == "operator" for rule in mine)
    known = scopes.select(
        "facility",
        "inventory",
        *used,
        operator="operator" if named else pl.lit(None, pl.String),
        runs_by=pl.lit(ALWAYS)
        if anywhere
        else pl.when(operating).then(pl.coalesce("commissioned", "reported")).otherwise(NEVER).fill_null(NEVER),
        runs_from=pl.lit(ALWAYS) if anywhere else c.commissioned.fill_null(ALWAYS),
    )
    rules = pl.LazyFrame(
        [
            (n, rule.scope, rule.level, credits.index(rule.credit), rule.open_from or NEVER)
            for n, rule in enumerate(lookups.rules)
            if rule in mine
        ],
        schema={"rule": pl.Int64, "scope": pl.String, "level": pl.String, "credit": pl.Int64, "open_from": pl.Date},
        orient="row",
    )
    kept = ("facility", "operator", "inventory", "runs_by", "runs_from")
    long = known.unpivot(on=used, index=kept, variable_name="scope", value_name="covered")
    return long.filter(c.covered.fill_null(True)).join(rules, on="scope")


def _scopes(facilities, lookups):
    """Whether each scope covers a facility: true, false, or null where a fact that decides it is not known."""
    slugs, home, of_the_state = ({row[0]: row[n] for row in lookups.operators} for n in (1, 2, 3))
    site = c.extent.fill_null("site") == "site"
    kind = pl.when(c.kind.is_not_null()).then(True)
    ai_kind = pl.when(c.kind == "data-centre").then(None).otherwise(c.kind == "ai-data-centre")
    owned = pl.when(c.ownership == "mixed").then(None).otherwise(c.ownership.is_in(STATE))
    run = c.operator.replace_strict(of_the_state, default=None, return_dtype=pl.Boolean)
    at_home = c.operator.replace_strict(home, default=None, return_dtype=pl.Boolean)
    funded = c.funding.str.contains("state|mixed")
    scopes = {
        "shanghai": _in("CN-SH") & kind & site,
        "beijing": _in("CN-BJ") & kind & site,
        "guiyang-new": _in("CN-GZ/guiyang") & kind & site & (c.commissioned >= pl.date(2025, 8, 21)),
        "shanghai-ai": _in("CN-SH") & ai_kind & site,
        "public-hubs": _in("CN") & kind & site & owned,
        "public-hubs-run": _in("CN") & kind & site & (owned | run),
        "state-operators": _in("CN") & site & run,
        "state-funded": _in("CN") & kind & site & funded & (c.commissioned >= pl.date(2025, 11, 5)),
        "in-china": _in("CN") & kind,
        "firms": _in("CN") & site & at_home,
        "grid": _in("CN") & kind & site & c.programmes.str.split("; ").list.contains("national-ai-computing-grid"),
    }
    operator = pl.coalesce(c.operator.replace_strict(slugs, default=None, return_dtype=pl.String), "operator")
    return facilities.with_columns(**scopes, operator=operator)


def _in(code):
    """Whether the place is the one of a code or lies in it; null where no more is known than one around it."""
    around = [code[:n] for n in range(len(code)) if code[n] in "-/"]
    inside = (c.place == code) | c.place.str.starts_with(code + "-") | c.place.str.starts_with(code + "/")
    return pl.when(c.place.is_in(around)).then(None).otherwise(inside)


def _together(rows):
    """The totals of what a verdict is formed over; of several facilities, one that may not count adds no low ends."""
    single = (c.level == "facility") | ((c.level == "operator") & c.operator.is_null())
    rows = rows.with_columns(
        facility=pl.when(single).then("facility"),
        operator=pl.when(c.level == "operator").then("operator"),
        sure=single | c.member.fill_null(False),
    )
    return rows.group_by("level", "facility", "operator", "rule", "k").agg(
        covered=_any_of("covered"),
        member=_any_of("member"),
        q_low=pl.when("sure").then("q_low").otherwise(0).sum(),
        q_high=c.q_high.sum(),
        n_low=pl.when("sure").then("n_low").otherwise(0).sum(),
        n_high=c.n_high.sum(),
    )


def _any_of(column):
    """True where one is true, else null where one is null, else false."""
    return pl.when(c(column).any()).then(True).when(~c(column).is_null().any()).then(False)


# -- verdicts


def _judged(rows, lookups):
    """The verdicts, of which each has its status and the bounds of its share."""
    asked = pl.LazyFrame(
        lookups.asked,
        schema={"rule": pl.Int64, "k": pl.Int32, "bound": pl.String, "above": pl.Int64, "below": pl.Int64},
        orient="row",
    )
    rows = rows.join(asked, on=["rule", "k"], how="left").with_columns(
        pl.when(c(side) < OPEN).then(side).alias(side) for side in ("q_high", "n_high")
    )
    low_end, high_end = c.q_low + c.n_high, c.q_high + c.n_low
    above, below = c.above, c.below
    met = (
        pl.when(c.bound == "at-least")
        .then(
            pl.when((c.q_low > 0) & (c.q_low * below >= above * low_end))
            .then(True)
            .when(
                (c.n_low > 0)
                & pl.when(c.q_high.is_null()).then(above == below).otherwise(c.q_high * below < above * high_end)
            )
            .then(False)
        )
        .when(c.bound == "more-than")
        .then(
            pl.when((c.q_low > 0) & (c.q_low * below > above * low_end))
            .then(True)
            .when((c.n_low > 0) & (c.q_high * below <= above * high_end))
            .then(False)
        )
        .otherwise(pl.when(c.q_low > 0).then(False).when(c.q_high == 0).then(True))
    )
    empty = ((c.q_high == 0) & (c.n_high == 0)).fill_null(False)
    counted = (c.q_low > 0) | (c.n_low > 0) | (c.bound == "none")
    status = (
        pl.when(c.bound.is_null())
        .then(pl.lit("not-in-force"))
        .when(empty | ~c.member.fill_null(True))
        .then(pl.lit("not-applicable"))
        .when(c.member.is_null() | ~counted)
        .then(pl.lit("indeterminate"))
        .when(met)
        .then(pl.lit("compliant"))
        .when(~met)
        .then(pl.lit("non-compliant"))
        .otherwise(pl.lit("indeterminate"))
    )
    share_low = pl.when(c.n_high == 0).then(1.0).when(c.q_low > 0).then(c.q_low / low_end).otherwise(0.0)
    share_high = pl.when(c.q_high == 0).then(0.0).when(c.n_low > 0).then(c.q_high / high_end).otherwise(1.0)
    rules = pl.LazyFrame(
        [(n, rule.mandate, rule.reading) for n, rule in enumerate(lookups.rules)],
        schema={"rule": pl.Int64, "mandate": pl.String, "reading": pl.String},
        orient="row",
    )
    dates = pl.LazyFrame(list(enumerate(DATES)), schema={"k": pl.Int32, "date": pl.Date}, orient="row")
    verdicts = rows.with_columns(
        status=status,
        share_low=pl.when(~empty).then(share_low.fill_null(0.0)),
        share_high=pl.when(~empty).then(share_high.fill_null(1.0)),
    )
    named = {"q_low": "qualifying_low", "q_high": "qualifying_high", "n_low": "other_low", "n_high": "other_high"}
    return verdicts.join(rules, on="rule").join(dates, on="k").rename(named).select(COLUMNS)
