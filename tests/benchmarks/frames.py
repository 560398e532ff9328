"""Verdicts on dataframes as ratios within one run: `python tests/benchmarks/frames.py`. Not part of the test suite.

Twelve rules on six dates, by `assess_frame` and by the same query as it is written by hand in the same engine: see
`handwritten` and the modules beside it. Before anything is measured, both are held against the object path, row by row,
on a small inventory; at full size they are held against one another, by counts and sums for each rule, date and status.

Each engine has a process of its own, in which both run in turns; the best of some runs counts. The small tables of the
query by hand are there before the clock starts; ours are made within it. Held against the query by hand, ours gives the
same columns, and leaves out the checks of the input. All of its columns, what to add, swap and remove among them, are a
line of their own, and so are the checks.

`--growth` measures how time and memory grow from 10^5 deployments to 10^7, in a fresh process each, and `--national`
the run from file to file in parts, up to 3 * 10^7.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from math import isnan
from pathlib import Path
from tempfile import TemporaryDirectory

import objectpath
from engines import ENGINES
from handwritten import COLUMNS, DATES, MIXED, STOCK, Lookups, mandates

import aichipcn as acn
from aichipcn.frames.generate import generate, write_inventory

RULES = {"stock": STOCK, "mixed": MIXED}
BY_HAND, OURS, IN_FULL, WITH_CHECKS = "by hand", "ours", "ours in full", "ours with checks"
SIDES = (BY_HAND, OURS, IN_FULL, WITH_CHECKS)
SMALL, SAMPLE = 3_000, 20_000
SEED = 1


def asked(engine, side, catalogue, chosen):
    """What a side gives under some mandates, which may still have to be run."""
    import narwhals as nw

    from aichipcn.frames.assessing import assess_frame

    if side == BY_HAND:
        return engine.by_hand()
    options = {"gaps": side == IN_FULL, "checked": side != WITH_CHECKS}
    verdicts = assess_frame(*engine.tables, catalogue, chosen, on=DATES, **options)
    return verdicts if side == IN_FULL else nw.from_native(verdicts).select(*COLUMNS).to_native()


# -- in the process of an engine


def measured(task):
    """The best seconds of each side, the most memory that was taken, and what both sides found."""
    catalogue, rules = acn.load_catalogue(), RULES[task["rules"]]
    paths = [Path(task["folder"]) / name for name in ("inventory.parquet", "facilities.parquet")]
    engine = ENGINES[task["engine"]](*paths, Lookups.of(catalogue, rules))
    chosen = mandates(catalogue, rules)
    seconds = {side: [] for side in task["sides"] if side != BY_HAND or engine.by_hand}
    before = memory()
    for _ in range(task["repeat"]):
        for side, taken in seconds.items():
            start = time.perf_counter()
            engine.run(asked(engine, side, catalogue, chosen))
            taken.append(time.perf_counter() - start)
    peak = memory()
    found = {side: summary(asked(engine, side, catalogue, chosen)) for side in seconds} if task["compare"] else {}
    return {
        "seconds": {side: min(taken) for side, taken in seconds.items()},
        "tables": before,
        "peak": peak,
        "rows": {side: sum(cells[0] for cells in of_side.values()) for side, of_side in found.items()},
        "agree": all(of_side == next(iter(found.values())) for of_side in found.values()),
    }


def memory():
    """The most MiB that this process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def summary(result):
    """The number of verdicts of each rule, date and status, with the sums of their facilities and totals."""
    import narwhals as nw

    sums = [name for name in COLUMNS if name.startswith(("qualifying", "other"))]
    keys = ("mandate", "reading", "date", "status")
    frame = nw.from_native(result).lazy()
    grouped = frame.group_by(*keys).agg(nw.len().alias("rows"), nw.col("facility", *sums).sum())
    table = grouped.select(*keys, "rows", "facility", *sums).collect().to_arrow().to_pylist()
    return {
        (row["mandate"], row["reading"], str(row["date"])[:10], row["status"]): tuple(
            int(row[name] or 0) for name in ("rows", "facility", *sums)
        )
        for row in table
    }


def national(task):
    """The seconds, the memory and the parts of a run from file to file."""
    from aichipcn.frames.national import national_verdicts

    catalogue, folder = acn.load_catalogue(), Path(task["folder"])
    start = time.perf_counter()
    done = national_verdicts(
        folder / "inventory.parquet",
        folder / "facilities.parquet",
        catalogue=catalogue,
        mandates=mandates(catalogue, RULES[task["rules"]]),
        on=DATES,
        out=folder / "verdicts.parquet",
        force=True,
    )
    return {"seconds": time.perf_counter() - start, "peak": memory(), "parts": done.parts, "rows": done.verdicts}


TASKS = {"measured": measured, "national": national}


def in_a_process(task, **details):
    """What a task gives in a fresh process."""
    given = json.dumps({"task": task, **details})
    done = subprocess.run([sys.executable, __file__, "--task", given], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-4000:])
    return json.loads(done.stdout.splitlines()[-1])


# -- what is printed


def hold(name, rules, catalogue, folder):
    """Hold an engine against the object path on a small inventory, row by row."""
    generated = generate(catalogue, deployments=SMALL, seed=SEED)
    facilities = objectpath.facilities_of(catalogue, generated)
    chosen = mandates(catalogue, RULES[rules])
    expected = Counter(map(plain, objectpath.rows(facilities, chosen, DATES)))
    engine = ENGINES[name](
        *write_inventory(catalogue, folder, deployments=SMALL, seed=SEED), Lookups.of(catalogue, RULES[rules])
    )
    for side in SIDES if engine.by_hand else SIDES[1:]:
        found = Counter(map(plain, rows_of(engine.run(asked(engine, side, catalogue, chosen)))))
        if found != expected:
            lacking, more = list((expected - found).items()), list((found - expected).items())
            raise SystemExit(f"{name}, {side}: not what the object path says\nlacks {lacking[:3]}\nhas {more[:3]}")
    return expected.total()


def rows_of(result):
    import narwhals as nw

    return nw.from_native(result).lazy().select(*COLUMNS).collect().to_arrow().select(COLUMNS).to_pylist()


def plain(row):
    """A row with None for what is null, a day for a date, and whole numbers whole."""
    cells = {name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()}
    whole = {
        name: None if cells[name] is None else int(cells[name])
        for name in ("facility", *(name for name in COLUMNS if name.startswith(("qualifying", "other"))))
    }
    shares = {name: None if cells[name] is None else float(cells[name]) for name in ("share_low", "share_high")}
    return tuple({**cells, **whole, **shares, "date": str(cells["date"])[:10]}.values())


def against(label, mine, theirs):
    print(f"{label}: {mine:.3g} s against {theirs:.3g} s, ratio {mine / theirs:.2f}", flush=True)


def engine_by_engine(names, rules, folder, label, repeat):
    """Each engine, ours against the query by hand; and what ours takes in each."""
    seconds = {}
    for name in names:
        done = in_a_process(
            "measured", engine=name, folder=str(folder), rules=rules, sides=SIDES, repeat=repeat, compare=True
        )
        if not done["agree"]:
            raise SystemExit(f"{name}: the sides do not agree at full size: {done['rows']}")
        seconds[name] = of = done["seconds"]
        print(f"{name}, {label}: {next(iter(done['rows'].values())):,} verdicts")
        if BY_HAND in of:
            against(f"{name}, {label}, ours against by hand", of[OURS], of[BY_HAND])
        against(f"{name}, {label}, ours in full against the same columns", of[IN_FULL], of[OURS])
        against(f"{name}, {label}, ours with checks against without", of[WITH_CHECKS], of[OURS])
    first = seconds.get("polars")
    for name, of in seconds.items():
        if first and name != "polars":
            against(f"{label}, ours in {name} against by hand in polars", of[OURS], first[BY_HAND])
            against(f"{label}, ours in {name} against ours in polars", of[OURS], first[OURS])
    return seconds


def object_path(catalogue, rules, label, deployments, mine):
    """The object path over a sample, as long as it would take over as many deployments as ours had."""
    facilities = objectpath.facilities_of(catalogue, generate(catalogue, deployments=SAMPLE, seed=SEED))
    asked_for = mandates(catalogue, RULES[rules])
    start = time.perf_counter()
    objectpath.verdicts(facilities.values(), asked_for, DATES)
    scaled = (time.perf_counter() - start) * deployments / SAMPLE
    against(f"{label}, object path (over {SAMPLE:,}, scaled) against ours in polars", scaled, mine)


def growing(names, rules, sizes, catalogue, repeat):
    """How the time and the memory of ours grow, each size in a process of its own."""
    for name in names:
        for size in sizes:
            with TemporaryDirectory() as folder:
                write_inventory(catalogue, folder, deployments=size, seed=SEED)
                for side in (BY_HAND, OURS):
                    done = in_a_process(
                        "measured",
                        engine=name,
                        folder=folder,
                        rules=rules,
                        sides=[side],
                        repeat=repeat,
                        compare=False,
                    )
                    for seconds in done["seconds"].values():
                        each = seconds / size * 1e9
                        print(
                            f"{name}, {size:,} deployments, {rules} rules, {side}: {seconds:.3g} s, {each:.0f} ns each;"
                            f" {done['peak']:.0f} MiB at most, {done['tables']:.0f} of them before",
                            flush=True,
                        )


def from_file_to_file(rules, sizes, catalogue):
    """The run in parts, each size in a process of its own."""
    for size in sizes:
        with TemporaryDirectory() as folder:
            write_inventory(catalogue, folder, deployments=size, seed=SEED, shuffled=True)
            done = in_a_process("national", folder=folder, rules=rules)
            print(
                f"national run, {size:,} deployments, {rules} rules: {done['seconds']:.3g} s in {done['parts']} parts,"
                f" {done['rows']:,} verdicts; {done['peak']:.0f} MiB at most",
                flush=True,
            )


def options():
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--deployments", type=int, default=10**6)
    given.add_argument("--engines", default=",".join(ENGINES))
    given.add_argument("--rules", default=",".join(RULES))
    given.add_argument("--repeat", type=int, default=5)
    given.add_argument("--shuffled", action="store_true", help="the rows of a facility stand apart")
    given.add_argument("--growth", type=int, nargs="*", metavar="DEPLOYMENTS")
    given.add_argument("--national", type=int, nargs="*", metavar="DEPLOYMENTS")
    given.add_argument("--task", help=argparse.SUPPRESS)
    return given.parse_args()


def main():
    given = options()
    if given.task:
        details = json.loads(given.task)
        print(json.dumps(TASKS[details.pop("task")](details)))
        return
    catalogue = acn.load_catalogue()
    names, chosen = given.engines.split(","), given.rules.split(",")
    for rules in chosen:
        if given.growth is not None:
            growing(names, rules, given.growth or (10**5, 10**6, 10**7), catalogue, given.repeat)
        if given.national is not None:
            from_file_to_file(rules, given.national or (10**6, 10**7, 3 * 10**7), catalogue)
        if given.growth is None and given.national is None:
            comparing(names, rules, catalogue, given)


def comparing(names, rules, catalogue, given):
    label = f"{given.deployments:,} deployments, {rules} rules"
    with TemporaryDirectory() as folder:
        for name in names:
            rows = hold(name, rules, catalogue, Path(folder) / "small")
            print(f"{name}, {rules} rules: the same {rows:,} verdicts as the object path", flush=True)
        write_inventory(catalogue, folder, deployments=given.deployments, seed=SEED, shuffled=given.shuffled)
        seconds = engine_by_engine(names, rules, folder, label, given.repeat)
    if "polars" in seconds:
        object_path(catalogue, rules, label, given.deployments, seconds["polars"][OURS])


if __name__ == "__main__":
    main()
