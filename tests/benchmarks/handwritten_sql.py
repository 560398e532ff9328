"""The rules of `handwritten` as one query in SQL, for DuckDB and for Spark.

The query is written out of the rules: a common table expression for each step, once for each population.
"""

from handwritten import ALWAYS, COLUMNS, DATES, NEVER, OPEN, STATE

SIDES = ("q_low", "q_high", "n_low", "n_high")
DAYS = range(len(DATES))


def _unnested(columns, values):
    """Lists of one length, taken apart together."""
    lists = (f"unnest([{', '.join(row[n] for row in values)}]) AS {name}" for n, name in enumerate(columns))
    return ", ".join(lists), ""


def _stacked(columns, values):
    cells = ", ".join(", ".join(row) for row in values)
    return ", ".join(columns), f"LATERAL VIEW stack({len(values)}, {cells}) dated AS {', '.join(columns)}"


DUCKDB, SPARK = "duckdb", "spark"


def query(lookups, dialect):
    """The text of the query over the tables `deployments`, `facilities`, and those of `tables`."""
    parts, steps = [], []
    for n, population in enumerate(lookups.populations):
        steps += _steps(n, population, lookups, dialect)
        parts.append(f"SELECT {', '.join(COLUMNS)} FROM verdicts_{n}")
    return f"WITH {', '.join(steps)}\n{' UNION ALL '.join(parts)}"


def tables(lookups):
    """The small tables: for each, its columns with their types, and its rows."""
    rules = [
        (n, rule.mandate, rule.reading, rule.scope, rule.level, rule.credit, rule.open_from or NEVER)
        for n, rule in enumerate(lookups.rules)
    ]
    return {
        "chips": ("chip string, class bigint", lookups.chips),
        "designers": ("designer string, class bigint", lookups.designers),
        "credits": ("class bigint, credit string, qualifies boolean", lookups.credits),
        "operators": ("operator string, slug string, home boolean, of_the_state boolean", lookups.operators),
        "rules": (
            "rule bigint, mandate string, reading string, scope string, level string, credit string, open_from date",
            rules,
        ),
        "asked": ("rule bigint, k int, bound string, above bigint, below bigint", lookups.asked),
        "dates": ("k int, date date", list(enumerate(DATES))),
    }


def _steps(n, population, lookups, dialect):
    together = any(rule.level != "facility" for rule in lookups.rules_of(population))
    return [
        f"classed_{n} AS ({_classed(population, lookups)})",
        f"by_class_{n} AS ({_by_class(n)})",
        f"by_credit_{n} AS ({_by_credit(n, population, lookups)})",
        f"covered_{n} AS ({_covered(population, lookups)})",
        f"single_{n} AS ({_by_rule(n, dialect)})",
        f"totals_{n} AS ({_together(n) if together else f'SELECT * FROM single_{n}'})",
        f"verdicts_{n} AS ({_judged(n)})",
    ]


def _day(day):
    return f"DATE '{day.isoformat()}'"


# -- from deployments to facilities


def _classed(population, lookups):
    """Each row with the class of its chips, and the days on which they count."""
    by, perhaps, until = _spans(population)
    running = population.name in ("additions", "purchases")
    return f"""
        SELECT d.facility, coalesce(c.class, u.class, {lookups.unknown}) AS class,
            coalesce(d.count, 1) AS low, coalesce(d.count, {OPEN}) AS high,
            {by} AS by_day, {perhaps} AS perhaps, {until} AS until
        FROM deployments d
        LEFT JOIN chips c ON d.chip = c.chip
        LEFT JOIN designers u ON d.chip IS NULL AND d.designer = u.designer
        {"LEFT JOIN facilities f ON d.facility = f.facility" if running else ""}
    """


def _spans(population):
    """From which day on chips count for certain, from which on perhaps, and from which on no more."""
    always, never = _day(ALWAYS), _day(NEVER)
    gone = f"coalesce(d.retired, {never})"
    if population.name == "stock":
        by = f"coalesce(d.installed, CASE WHEN d.ordered IS NULL THEN {always} ELSE {never} END)"
        return by, f"coalesce(d.installed, d.ordered, {always})", gone
    if population.name == "orders":
        return f"coalesce(d.ordered, d.installed, {always})", f"coalesce(d.ordered, {always})", gone
    since = _day(population.since)
    if population.name == "additions":
        came = "CASE WHEN d.ordered IS NULL THEN coalesce(d.installed, f.commissioned) ELSE d.installed END"
        by = f"CASE WHEN {came} >= {since} THEN {came} ELSE {never} END"
        unknown = f"greatest(coalesce(d.ordered, {since}), {since})"
        return by, f"CASE WHEN {came} IS NULL THEN {unknown} ELSE {by} END", never
    by = f"CASE WHEN d.ordered >= {since} THEN d.ordered ELSE {never} END"
    unknown = f"CASE WHEN coalesce(d.installed, f.commissioned) < {since} THEN {never} ELSE {since} END"
    return by, f"CASE WHEN d.ordered IS NULL THEN {unknown} ELSE {by} END", never


def _by_class(n):
    """How many chips of each class count in each facility, at least and at most, on each date."""
    sums = []
    for k, day in enumerate(DATES):
        there = f"until > {_day(day)}"
        sums += [
            f"CAST(sum(CASE WHEN by_day <= {_day(day)} AND {there} THEN low ELSE 0 END) AS bigint) AS low_{k}",
            f"CAST(sum(CASE WHEN perhaps <= {_day(day)} AND {there} THEN high ELSE 0 END) AS bigint) AS high_{k}",
        ]
    return f"SELECT facility, class, {', '.join(sums)} FROM classed_{n} GROUP BY facility, class"


def _by_credit(n, population, lookups):
    """What qualifies in each facility and what does not, at least and at most, under each credit."""
    sums = []
    for k in DAYS:
        sums += [
            f"CAST(sum(CASE WHEN qualifies THEN low_{k} ELSE 0 END) AS bigint) AS q_low_{k}",
            f"CAST(sum(CASE WHEN qualifies IS FALSE THEN 0 ELSE high_{k} END) AS bigint) AS q_high_{k}",
            f"CAST(sum(CASE WHEN qualifies IS FALSE THEN low_{k} ELSE 0 END) AS bigint) AS n_low_{k}",
            f"CAST(sum(CASE WHEN qualifies THEN 0 ELSE high_{k} END) AS bigint) AS n_high_{k}",
        ]
    used = ", ".join(f"'{credit}'" for credit in lookups.credits_of(population))
    return f"""
        SELECT b.facility, w.credit, {", ".join(sums)}
        FROM by_class_{n} b JOIN credits w ON b.class = w.class WHERE w.credit IN ({used})
        GROUP BY b.facility, w.credit
    """


def _listed(numbers):
    return ", ".join(map(str, numbers))


# -- from facilities to what verdicts are formed over


def _covered(population, lookups):
    """A row for each facility and rule that covers it for certain (true) or perhaps (null), and since when it runs."""
    anywhere = population.name in ("orders", "purchases")
    operating = "(f.status IS NULL OR f.status = 'operating')"
    runs_by = f"CASE WHEN {operating} THEN coalesce(f.commissioned, f.reported, {_day(NEVER)}) ELSE {_day(NEVER)} END"
    runs_from = f"coalesce(f.commissioned, {_day(ALWAYS)})"
    named = any(rule.level == "operator" for rule in lookups.rules_of(population))
    operator = "coalesce(o.slug, f.operator)" if named else "CAST(NULL AS string)"
    scopes = _scopes()
    used = dict.fromkeys(rule.scope for rule in lookups.rules_of(population))
    chosen = " ".join(f"WHEN '{scope}' THEN {scopes[scope]}" for scope in used)
    rules = _listed(n for n, rule in enumerate(lookups.rules) if rule in lookups.rules_of(population))
    return f"""
        SELECT * FROM (
            SELECT r.level, f.facility, {operator} AS operator, r.rule, r.credit, r.open_from,
                f.inventory, CASE r.scope {chosen} END AS covered,
                {_day(ALWAYS) if anywhere else runs_by} AS runs_by,
                {_day(ALWAYS) if anywhere else runs_from} AS runs_from
            FROM facilities f LEFT JOIN operators o ON f.operator = o.operator
            CROSS JOIN (SELECT * FROM rules WHERE rule IN ({rules})) r
        ) candidates WHERE covered IS NULL OR covered
    """


def _scopes():
    """Whether each scope covers a facility: true, false, or null where a fact that decides it is not known."""
    site = "coalesce(f.extent = 'site', true)"
    kind = "CASE WHEN f.kind IS NOT NULL THEN true END"
    ai_kind = "CASE WHEN f.kind = 'data-centre' THEN NULL ELSE f.kind = 'ai-data-centre' END"
    states = ", ".join(f"'{owner}'" for owner in STATE)
    owned = f"CASE WHEN f.ownership = 'mixed' THEN NULL ELSE f.ownership IN ({states}) END"
    funded = "(f.funding LIKE '%state%' OR f.funding LIKE '%mixed%')"
    grid = "concat('; ', f.programmes, ';') LIKE '%; national-ai-computing-grid;%'"
    grid = f"CASE WHEN f.programmes IS NOT NULL THEN {grid} END"
    return {
        "shanghai": f"{_in('CN-SH')} AND {kind} AND {site}",
        "beijing": f"{_in('CN-BJ')} AND {kind} AND {site}",
        "guiyang-new": f"{_in('CN-GZ/guiyang')} AND {kind} AND {site} AND f.commissioned >= DATE '2025-08-21'",
        "shanghai-ai": f"{_in('CN-SH')} AND {ai_kind} AND {site}",
        "public-hubs": f"{_in('CN')} AND {kind} AND {site} AND {owned}",
        "public-hubs-run": f"{_in('CN')} AND {kind} AND {site} AND ({owned} OR o.of_the_state)",
        "state-operators": f"{_in('CN')} AND {site} AND o.of_the_state",
        "state-funded": f"{_in('CN')} AND {kind} AND {site} AND {funded} AND f.commissioned >= DATE '2025-11-05'",
        "in-china": f"{_in('CN')} AND {kind}",
        "firms": f"{_in('CN')} AND {site} AND o.home",
        "grid": f"{_in('CN')} AND {kind} AND {site} AND {grid}",
    }


def _in(code):
    """Whether the place is the one of a code or lies in it; null where no more is known than one around it."""
    inside = f"f.place = '{code}' OR f.place LIKE '{code}-%' OR f.place LIKE '{code}/%'"
    around = ", ".join(f"'{code[:n]}'" for n in range(len(code)) if code[n] in "-/")
    return f"CASE WHEN f.place IN ({around}) THEN NULL ELSE {inside} END" if around else f"({inside})"


def _by_rule(n, dialect):
    """A row for each facility, rule that may cover it, and date, with the totals of the facility."""
    listed = "coalesce(inventory = 'complete', any_there)"
    values = []
    for k, day in enumerate(DATES):
        runs = f"CASE WHEN runs_by <= {_day(day)} THEN true WHEN runs_from > {_day(day)} THEN false END"
        member = f"covered AND {runs} AND CASE WHEN open_from > {_day(day)} THEN true END"
        values.append((str(k), member, *(f"{side}_{k}" for side in SIDES)))
    totals = [f"s.{side}_{k}" for side in SIDES for k in DAYS]
    columns = ("k", "member", *SIDES)
    selected, lateral = (_unnested if dialect == DUCKDB else _stacked)(columns, values)
    sides = ", ".join(
        f"CASE WHEN member IS FALSE THEN 0 {'WHEN NOT ' + listed + f' THEN {OPEN}' if side.endswith('high') else ''}"
        f" ELSE coalesce({side}, 0) END AS {side}"
        for side in SIDES
    )
    return f"""
        SELECT level, facility, operator, rule, covered, k, member, {sides} FROM (
            SELECT level, facility, operator, rule, covered, inventory, any_there, {selected} FROM (
                SELECT c.*, s.facility IS NOT NULL AS any_there, {", ".join(totals)}
                FROM covered_{n} c LEFT JOIN by_credit_{n} s ON c.facility = s.facility AND c.credit = s.credit
            ) wide {lateral}
        ) long
    """


def _together(n):
    """The totals of what a verdict is formed over; of several facilities, one that may not count adds no low ends."""
    single = "(level = 'facility' OR (level = 'operator' AND operator IS NULL))"
    sums = ", ".join(
        f"CAST(sum({f'CASE WHEN sure THEN {side} ELSE 0 END' if side.endswith('low') else side}) AS bigint) AS {side}"
        for side in SIDES
    )
    either = ", ".join(
        f"CASE WHEN max(CASE WHEN {name} THEN 1 ELSE 0 END) = 1 THEN true"
        f" WHEN max(CASE WHEN {name} IS NULL THEN 1 ELSE 0 END) = 0 THEN false END AS {name}"
        for name in ("covered", "member")
    )
    return f"""
        SELECT level, facility, operator, rule, k, {either}, {sums} FROM (
            SELECT level, rule, k, covered, member, {", ".join(SIDES)},
                CASE WHEN {single} THEN facility END AS facility,
                CASE WHEN level = 'operator' THEN operator END AS operator,
                {single} OR coalesce(member, false) AS sure
            FROM single_{n}
        ) subjects GROUP BY level, facility, operator, rule, k
    """


# -- verdicts


def _judged(n):
    """The verdicts, each with its status and the bounds of its share."""
    empty = "coalesce(q_high = 0 AND n_high = 0, false)"
    at_least = """
        CASE WHEN q_low > 0 AND q_low * below >= above * (q_low + n_high) THEN true
            WHEN n_low > 0 AND CASE WHEN q_high IS NULL THEN above = below
                ELSE q_high * below < above * (q_high + n_low) END THEN false END"""
    more_than = """
        CASE WHEN q_low > 0 AND q_low * below > above * (q_low + n_high) THEN true
            WHEN n_low > 0 AND q_high * below <= above * (q_high + n_low) THEN false END"""
    none = "CASE WHEN q_low > 0 THEN false WHEN q_high = 0 THEN true END"
    return f"""
        SELECT v.level, v.facility, v.operator, r.mandate, r.reading, t.date,
            CASE WHEN bound IS NULL THEN 'not-in-force'
                WHEN {empty} OR member IS FALSE THEN 'not-applicable'
                WHEN member IS NULL OR NOT (q_low > 0 OR n_low > 0 OR bound = 'none') THEN 'indeterminate'
                WHEN met THEN 'compliant' WHEN NOT met THEN 'non-compliant' ELSE 'indeterminate' END AS status,
            CASE WHEN NOT {empty} THEN CASE WHEN n_high = 0 THEN 1.0
                WHEN q_low > 0 THEN coalesce(CAST(q_low AS double) / (q_low + n_high), 0.0) ELSE 0.0 END
                END AS share_low,
            CASE WHEN NOT {empty} THEN CASE WHEN q_high = 0 THEN 0.0
                WHEN n_low > 0 THEN coalesce(CAST(q_high AS double) / (q_high + n_low), 1.0) ELSE 1.0 END
                END AS share_high,
            q_low AS qualifying_low, q_high AS qualifying_high, n_low AS other_low, n_high AS other_high
        FROM (
            SELECT *, CASE bound WHEN 'at-least' THEN {at_least} WHEN 'more-than' THEN {more_than}
                ELSE {none} END AS met
            FROM (
                SELECT s.level, s.facility, s.operator, s.rule, s.k, member, q_low, n_low,
                    CASE WHEN q_high < {OPEN} THEN q_high END AS q_high,
                    CASE WHEN n_high < {OPEN} THEN n_high END AS n_high, bound, above, below
                FROM totals_{n} s LEFT JOIN asked a ON s.rule = a.rule AND s.k = a.k
            ) bounded
        ) v JOIN rules r ON v.rule = r.rule JOIN dates t ON v.k = t.k
    """
