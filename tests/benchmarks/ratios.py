"""Speed as ratios within one run: `python tests/benchmarks/ratios.py`. Not part of the test suite.

Each line names what is measured and the reference it is measured against.
"""

import statistics
import subprocess
import sys
import time
import timeit
from datetime import date

import aichipcn as acn

ON = date(2027, 12, 31)


def fresh(code: str, runs: int = 9) -> float:
    """Median seconds of a fresh interpreter that runs a line."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def per_call(function, runs: int = 5, number: int = 5000) -> float:
    """The best microseconds of a call."""
    return min(timeit.repeat(function, number=number, repeat=runs)) / number * 1e6


def show(name: str, measured: float, reference: float, unit: str) -> None:
    print(f"{name}: {measured:.3g} {unit} against {reference:.3g} {unit}, ratio {measured / reference:.2f}")


def plain_assess(rows, day, place, kind, commissioned):
    """The same arithmetic on plain values: scope, presence, sums, share, threshold."""
    if place != "CN-SH" or kind != "ai-data-centre" or commissioned > day:
        return None
    qualifying = other = 0
    for country, count, installed, retired in rows:
        if (installed is not None and installed > day) or (retired is not None and retired <= day):
            continue
        if country == "CN":
            qualifying += count
        else:
            other += count
    return 10 * qualifying >= 7 * (qualifying + other), qualifying / (qualifying + other)


def main() -> None:
    catalogue = acn.load_catalogue()
    chips = [catalogue.chips["H20"], catalogue.chips["910B"], catalogue.chips["910C"], catalogue.chips["A100"]]
    deployments = tuple(acn.Deployment(chip=chips[n % 4], count=1000 + n) for n in range(20))
    site = acn.Facility(
        slug="s",
        name="S",
        place=catalogue.places["CN-SH"],
        kind=acn.FacilityKind.AI_DATA_CENTRE,
        commissioned=date(2025, 6, 1),
        deployments=deployments,
    )
    rule = catalogue.mandates["shanghai-2027"]
    rows = [(item.chip.designer.place.code, item.count.low, None, None) for item in deployments]
    assert plain_assess(rows, ON, "CN-SH", "ai-data-centre", date(2025, 6, 1))[1] == float(
        acn.assess(site, rule, on=ON).share
    )
    imports = fresh("import attrs, pint, cattrs")
    show("import aichipcn against import attrs, pint, cattrs", fresh("import aichipcn"), imports, "s")
    first = (
        "import aichipcn as a, datetime as d; c = a.load_catalogue();"
        "a.assess(c.facilities['china-mobile-beijing'], c.mandates['beijing-2027'], on=d.date(2027, 12, 31)).status"
    )
    show("fresh interpreter to a first verdict against the same imports", fresh(first), imports, "s")
    plain = per_call(lambda: plain_assess(rows, ON, "CN-SH", "ai-data-centre", date(2025, 6, 1)))
    show("assess 20 deployments against plain Python", per_call(lambda: acn.assess(site, rule, on=ON)), plain, "us")
    verdict = acn.assess(site, rule, on=ON)
    show("explain against plain Python", per_call(lambda: acn.explain(verdict), number=300), plain, "us")
    peak = acn.Peak(acn.NumberFormat.FP16)
    rates = [(item.count.low, float(item.chip.rates[acn.NumberFormat.FP16].low)) for item in deployments]
    summed = per_call(lambda: sum(count * rate for count, rate in rates))
    show("effective compute of 20 deployments", per_call(lambda: acn.effective_compute(site, peak)), summed, "us")


if __name__ == "__main__":
    main()
