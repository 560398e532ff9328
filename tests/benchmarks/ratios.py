"""Speed as ratios within one run: `python tests/benchmarks/ratios.py`. Not part of the test suite.

Each line names what is measured and the plain Python that it is measured against: the same scope, presence,
interval sums and threshold, on tuples and dictionaries of integers and floats, which know no unit, source or reading.
"""

import statistics
import subprocess
import sys
import time
import timeit
from datetime import date
from math import isclose

import attrs

import aichipcn as acn

ON = date(2027, 12, 31)
SINCE = date(2025, 6, 1)
FP16 = acn.NumberFormat.FP16
DATA_CENTRES = {"data-centre", "ai-data-centre", "supercomputer", "cloud-region", "laboratory"}


def fresh(code: str, runs: int = 15) -> float:
    """The median seconds of a fresh interpreter that runs a line."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def against(name: str, measured, reference, number: int = 1000, runs: int = 60) -> None:
    """Print the best microseconds of two calls, taken in turns, and their ratio."""
    times = [
        (min(timeit.repeat(measured, number=number, repeat=1)), min(timeit.repeat(reference, number=number, repeat=1)))
        for _ in range(runs)
    ]
    mine, theirs = (min(column) / number * 1e6 for column in zip(*times, strict=True))
    show(name, mine, theirs, "us")


def show(name: str, measured: float, reference: float, unit: str) -> None:
    print(f"{name}: {measured:.3g} {unit} against {reference:.3g} {unit}, ratio {measured / reference:.2f}")


def plain_assess(site, rows, facts, day):
    """Scope, presence, interval totals of the qualifying and the others, and the verdict, on plain values."""
    if site["place"] != "CN-SH" or site["kind"] not in DATA_CENTRES or site["commissioned"] > day:
        return None
    q_low = q_high = n_low = n_high = 0
    for slug, low, high, installed, retired in rows:
        if (installed is not None and installed > day) or (retired is not None and retired <= day):
            continue
        designed, produced, weight = facts[slug]
        if designed == "CN" or produced == "CN":
            q_low += low * weight
            q_high += high * weight
        elif designed is None or produced is None:
            q_high += high * weight
            n_high += high * weight
        else:
            n_low += low * weight
            n_high += high * weight
    if 10 * q_low >= 7 * (q_low + n_high):
        status = "compliant"
    else:
        status = "indeterminate" if 10 * q_high >= 7 * (q_high + n_low) else "non-compliant"
    return status, q_low, q_high, n_low, n_high


def plain_compute(rows, rates):
    """The least, the best and the greatest sum of counts times rates, on floats."""
    low = best = high = 0.0
    for slug, least, most, _, _ in rows:
        rate_low, rate_best, rate_high = rates[slug]
        low += least * rate_low
        best += least * rate_best
        high += most * rate_high
    return low, best, high


def in_floats(rate: acn.Estimate) -> tuple[float, float, float]:
    """A bounded rate with a best value: least, best, greatest."""
    return float(rate.low), float(rate.central), float(rate.high)


def code(place) -> str | None:
    return place.code if place else None


def plain_facts(chip) -> tuple[str | None, str | None, int]:
    """Where a chip was designed and produced; None where that is not known or reports differ."""
    made = {code(foundry.place) for foundry in chip.foundries}
    return code(chip.designer.place), made.pop() if len(made) == 1 else None, 1


def site_of(catalogue, deployments) -> acn.Facility:
    return acn.Facility(
        slug="s",
        name="S",
        place=catalogue.places["CN-SH"],
        kind=acn.FacilityKind.AI_DATA_CENTRE,
        commissioned=SINCE,
        deployments=deployments,
    )


def mixed(catalogue, number: int) -> list[acn.Chip]:
    """Chips with an FP16 rate, half of them designed in China, none twice before all were taken."""
    rated = [
        chip
        for chip in catalogue.chips
        if FP16 in chip.rates and None not in (chip.rates[FP16].central, chip.rates[FP16].high)
    ]
    home = [chip for chip in rated if code(chip.designer.place) == "CN"]
    away = [chip for chip in rated if code(chip.designer.place) != "CN"]
    return [(home if n % 2 else away)[(n // 2) % min(len(home), len(away))] for n in range(number)]


def starting() -> None:
    imports = fresh("import attrs, pint, cattrs")
    show("import aichipcn against import attrs, pint, cattrs", fresh("import aichipcn"), imports, "s")
    first = (
        "import aichipcn as a, datetime as d; c = a.load_catalogue();"
        "a.assess(c.facilities['china-mobile-beijing'], c.mandates['beijing-2027'], on=d.date(2027, 12, 31)).status"
    )
    show("fresh interpreter to a first verdict against the same imports", fresh(first), imports, "s")


def assessing(catalogue, number: int, label: str, **dates) -> None:
    chips = mixed(catalogue, number)
    deployments = tuple(acn.Deployment(chip=chip, count=1000 + n, **dates) for n, chip in enumerate(chips))
    site = site_of(catalogue, deployments)
    rule = catalogue.mandates["shanghai-2027"]
    plain_site = {"place": "CN-SH", "kind": "ai-data-centre", "commissioned": SINCE}
    rows = [(item.chip.slug, item.count.low, item.count.high, dates.get("installed"), None) for item in deployments]
    facts = {chip.slug: plain_facts(chip) for chip in chips}
    verdict = acn.assess(site, rule, on=ON)
    status, *totals = plain_assess(plain_site, rows, facts, ON)
    assert (verdict.status.value, totals) == (status, list(verdict.tally[:4]))
    calls = max(2, 20_000 // number)
    against(
        f"assess {label}",
        lambda: acn.assess(site, rule, on=ON),
        lambda: plain_assess(plain_site, rows, facts, ON),
        calls,
    )
    if number == 20 and not dates:
        against(
            f"assess {label}, share read",
            lambda: acn.assess(site, rule, on=ON).share,
            lambda: plain_assess(plain_site, rows, facts, ON),
        )
        against(
            f"assess {label}, explained",
            lambda: acn.explain(acn.assess(site, rule, on=ON)),
            lambda: plain_assess(plain_site, rows, facts, ON),
            30,
        )


def computing(catalogue, number: int) -> None:
    chips = mixed(catalogue, number)
    deployments = tuple(acn.Deployment(chip=chip, count=1000 + n) for n, chip in enumerate(chips))
    site = site_of(catalogue, deployments)
    peak = acn.Peak(FP16)
    rows = [(item.chip.slug, item.count.low, item.count.high, None, None) for item in deployments]
    rates = {chip.slug: in_floats(chip.rates[FP16]) for chip in chips}
    done = acn.effective_compute(site, peak)
    assert all(map(isclose, plain_compute(rows, rates), (done.low, done.best, done.high)))
    calls = max(2, 20_000 // number)
    plain = lambda: plain_compute(rows, rates)  # noqa: E731
    against(f"effective compute of {number} deployments", lambda: acn.effective_compute(site, peak), plain, calls)
    if number == 20:
        against(
            "effective compute of 20 deployments, total on its basis read",
            lambda: acn.effective_compute(site, peak).total,
            plain,
        )


def asking_what_if(catalogue) -> None:
    """Which verdicts a change changes, over all facilities and mandates, against one plain run over them all."""
    chip = attrs.evolve(catalogue.chips["huawei-ascend-910b"], note="changed")
    sites = [
        attrs.evolve(
            site_of(catalogue, tuple(acn.Deployment(chip=item, count=n + 1) for item in chips)),
            slug=f"s-{n}",
            name=f"S {n}",
        )
        for n in range(200)
        for chips in [[*mixed(catalogue, 19), chip]]
    ]
    large = catalogue.with_(*sites)
    rule = attrs.evolve(large.mandates["shanghai-2027"], require=acn.Schedule({ON: "80%"}))
    changed = {
        "a mandate": large.with_(rule),
        "a chip of every facility": large.with_(attrs.evolve(chip, designer=None)),
        "a facility": large.with_(attrs.evolve(sites[0], deployments=sites[0].deployments[1:])),
    }
    for label, other in changed.items():
        against(
            f"what if {label} changed, over {len(large.facilities)} facilities",
            lambda other=other: acn.compare(large, other, on=ON),
            lambda: acn.assess_all(large.facilities, large.mandates, on=ON),
            1,
            15,
        )


def main() -> None:
    catalogue = acn.load_catalogue()
    starting()
    assessing(catalogue, 20, "20 deployments")
    assessing(catalogue, 20, "20 deployments with dates", installed=date(2026, 1, 1))
    for number in (200, 2000):
        assessing(catalogue, number, f"{number} deployments")
    for number in (20, 200, 2000):
        computing(catalogue, number)
    asking_what_if(catalogue)


if __name__ == "__main__":
    main()
